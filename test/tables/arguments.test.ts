import { describe, expect, it } from 'vitest';
import { ciProviders } from '../../src/ci/index.ts';
import { type Accepted, type Arguments, parseArguments, tableOptions } from '../../src/commands/arguments.ts';
import { assume } from '../../src/commands/assume.ts';
import { columns, optionsHelp } from '../../src/commands/help.ts';
import { type Option, options } from '../../src/options/table.ts';
import { failureOf } from '../fakes.ts';

const accepted: Accepted = {
  options: tableOptions(),
  flags: [
    { name: 'json', help: 'Print JSON.' },
    { name: 'shell', value: 'SHELL', help: 'The shell.' },
  ],
};

function parse(...args: readonly string[]): Arguments {
  return parseArguments(args, accepted);
}

describe('a command line', () => {
  it.each<[args: readonly string[], given: Arguments['given'], flags?: Arguments['flags']]>([
    [[], {}],
    [['--aws-region', 'eu-west-1'], { 'aws-region': 'eu-west-1' }],
    [['--aws-region=eu-west-1'], { 'aws-region': 'eu-west-1' }],
    [['--region', 'eu-west-1'], { 'aws-region': 'eu-west-1' }],
    [
      ['--role-arn=r', '--profile', 'p', '--action-timeout-s', '5'],
      { 'role-to-assume': 'r', 'aws-profile': 'p', timeout: '5' },
    ],
    [['--audience', 'a', '--audience', 'b'], { audience: 'b' }],
    [['--role-arn', 'a', '--role-to-assume', 'b'], { 'role-to-assume': 'b' }],
    [['--audience='], {}],
    [['--audience', ''], {}],
    [['--audience', 'a', '--audience='], { audience: 'a' }],
    [['--audience', '-a'], { audience: '-a' }],
    [['--audience', '-'], { audience: '-' }],
    [['--audience=--a'], { audience: '--a' }],
    [['--audience', 'a=b=c'], { audience: 'a=b=c' }],
    [['--audience=a=b=c'], { audience: 'a=b=c' }],
    [['--token-command', 'vault read -field=jwt x'], { 'token-command': 'vault read -field=jwt x' }],
    [['--export', 'env', '--export', 'profile'], { export: 'env\nprofile' }],
    [['--export', 'env,outputs', '--export=profile'], { export: 'env,outputs\nprofile' }],
    [['--allowed-account-ids', '1', '--allowed-account-ids', '2'], { 'allowed-account-ids': '1\n2' }],
    [['--managed-session-policies', 'a', '--managed-session-policies', 'b'], { 'managed-session-policies': 'a\nb' }],
    [['--overwrite-aws-profile'], { 'overwrite-aws-profile': 'true' }],
    [['--overwrite-aws-profile=false'], { 'overwrite-aws-profile': 'false' }],
    [['--overwrite-aws-profile=yes'], { 'overwrite-aws-profile': 'yes' }],
    [['--mask-aws-account-id', '--mask-aws-account-id=false'], { 'mask-aws-account-id': 'false' }],
    [['--overwrite-aws-profile', '--audience', 'a'], { 'overwrite-aws-profile': 'true', audience: 'a' }],
    [['--json'], {}, { json: true }],
    [['--shell', 'fish', '--json'], {}, { shell: 'fish', json: true }],
    [['--shell=a', '--shell=b'], {}, { shell: 'b' }],
    [['--audience', 'a', '--'], { audience: 'a' }],
  ])('%j gives %j', (args, given, flags = {}) => {
    expect(parse(...args)).toEqual({ given, flags, lists: {}, operands: [] });
  });

  it('may take operands, and all values of a flag', () => {
    const files: Accepted = {
      ...accepted,
      flags: [{ name: 'id', value: 'ID', help: '', multiple: true }],
      operands: true,
    };
    expect(parseArguments(['a', '--id', 'x', 'b', '--id=y', '--', '--c'], files)).toEqual({
      given: {},
      flags: { id: 'y' },
      lists: { id: ['x', 'y'] },
      operands: ['a', 'b', '--c'],
    });
  });

  it.each<[args: readonly string[], code: string, message: string, hint?: string]>([
    [
      ['--role-session-nmae', 'x'],
      'option-unknown',
      'Unknown option: --role-session-nmae',
      'Did you mean --role-session-name?',
    ],
    [['--role-anr', 'x'], 'option-unknown', 'Unknown option: --role-anr', 'Did you mean --role-arn?'],
    [['--jsno'], 'option-unknown', 'Unknown option: --jsno', 'Did you mean --json?'],
    [['--no-overwrite-aws-profile'], 'option-unknown', '--no-overwrite-aws-profile', '--overwrite-aws-profile'],
    [
      ['--completely-different-thing'],
      'option-unknown',
      '--completely-different-thing',
      'Run with --help to list all options',
    ],
    [['--constructor'], 'option-unknown', 'Unknown option: --constructor'],
    [['--__proto__=x'], 'option-unknown', 'Unknown option: --__proto__'],
    [['-x'], 'option-unknown', 'Unknown option: -x'],
    [['--output-credentials'], 'option-unknown', 'Unknown option: --output-credentials'],
    [['eu-west-1'], 'option-unknown', 'Unexpected argument: "eu-west-1"', 'Quote values'],
    [['--overwrite-aws-profile', 'false'], 'option-unknown', '"false"', '--flag=false'],
    [['--', 'aws', 's3'], 'option-unknown', '"aws"'],
    [[''], 'option-invalid', 'An argument is empty.', 'a variable'],
    [['--allowed-account-ids', ''], 'option-invalid', '--allowed-account-ids is empty.', 'a variable'],
    [['--inline-session-policy='], 'option-invalid', '--inline-session-policy is empty.'],
    [['--managed-session-policies', ' '], 'option-invalid', '--managed-session-policies is empty.'],
    [['--audience'], 'option-invalid', '--audience has no value.', '--audience VALUE'],
    [['--audience', '--json'], 'option-invalid', '--audience has no value; --json follows it.'],
    [['--region', '--json'], 'option-invalid', '--region has no value; --json follows it.'],
    [['--shell'], 'option-invalid', '--shell has no value.'],
    [['--shell', ''], 'option-invalid', '--shell has no value.'],
    [['--shell='], 'option-invalid', '--shell has no value.'],
    [['--shell', '--json'], 'option-invalid', '--shell has no value; --json follows it.'],
    [['--json=yes'], 'option-invalid', '--json takes no value, but has "yes".'],
  ])('%j is refused', async (args, code, message, hint = '') => {
    expect(await failureOf(() => parse(...args))).toMatchObject({
      code,
      message: expect.stringContaining(message),
      ...(hint === '' ? {} : { hint: expect.stringContaining(hint) }),
    });
  });
});

it('a command takes all options of the command line, or those that it names', () => {
  const forAction = options.filter((option: Option) => option.frontEnd === 'action').map(({ name }) => name);
  expect(tableOptions().map(({ name }) => name)).toEqual(
    options.map(({ name }) => name).filter((name) => !forAction.includes(name)),
  );
  expect(tableOptions('ci', 'aws-region').map(({ name }) => name)).toEqual(['aws-region', 'ci']);
});

describe('help', () => {
  const help = assume.help.replace(/\s+/g, ' ');

  it.each(tableOptions().map((option) => [option.name, option] as const))(
    'of assume says all of --%s',
    (name, option) => {
      const text = option.help.replace(
        '{ci}',
        ciProviders()
          .map(({ id }) => id)
          .join(', '),
      );
      expect(help).toContain(`--${name}${option.value === undefined ? ' ' : ` ${option.value} `}${text}`);
      for (const alias of option.aliases ?? []) expect(help).toContain(`--${alias}`);
      for (const variable of option.environment ?? []) expect(help).toContain(variable);
      if (option.default !== undefined) expect(help).toContain(`Default: ${option.default}.`);
    },
  );

  it('names no option that the command does not take', () => {
    const named = [...assume.help.matchAll(/--([a-z][a-z-]+)/g)].map(([, name]) => name ?? '');
    const known = tableOptions().flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]);
    expect(named.filter((name) => ![...known, 'json', 'help'].includes(name))).toEqual([]);
  });

  it('fits a terminal of 100 columns', () => {
    for (const line of optionsHelp(accepted).split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('keeps two columns, and breaks the line after a name that is too long for the first', () => {
    expect(
      columns([
        ['--a', 'Short.'],
        [`--${'b'.repeat(40)}`, `Long: ${'word '.repeat(20).trim()}.`],
      ]),
    ).toMatchInlineSnapshot(`
      "  --a                               Short.
        --bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                                          Long: word word word word word word word word word word word
                                          word word word word word word word word word."
    `);
  });

  it('of an empty text is a name alone', () => {
    expect(columns([['--a', '']])).toBe('  --a  ');
  });
});

describe('the table of options', () => {
  it('names every option once, aliases too', () => {
    const names = options.flatMap((option: Option) => [option.name, ...(option.aliases ?? [])]);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(options.map((option): [string, Option] => [option.name, option]))(
    '%s has a sentence of help, and a name for its value',
    (_name, option) => {
      expect(option.help).toMatch(/^\S.*[.]$/);
      if (option.frontEnd !== 'action') expect(option.value === undefined).toBe(option.kind === 'flag');
    },
  );
});
