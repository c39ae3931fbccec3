import { parseArgs } from 'node:util';
import { didYouMean } from '../core/did-you-mean.ts';
import { HelperError } from '../core/errors.ts';
import { type GivenOptions, type Option, type OptionName, options } from '../options/table.ts';

/** A flag of one command that is not in the option table. */
export interface Flag {
  readonly name: string;
  readonly help: string;
  /** The placeholder for the value in `--help`; a flag without one is a boolean. */
  readonly value?: string;
  /** Whether the flag can be repeated; otherwise the last value wins. */
  readonly multiple?: true;
}

export interface Arguments {
  readonly given: GivenOptions;
  /** The command's own flags, as given; `true` for those without a value. */
  readonly flags: Readonly<Record<string, string | true>>;
  /** All values of the flags that can be repeated. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Positional arguments. */
  readonly operands: readonly string[];
}

/** An option by a name of the table. */
type TableOption = Option & { readonly name: OptionName };

/** What a command accepts: options of the table, and its own flags. */
export interface Accepted {
  readonly options: readonly TableOption[];
  readonly flags: readonly Flag[];
  /** Whether positional arguments are accepted; otherwise they are errors. */
  readonly operands?: true;
}

/** The options of the command line, or only the named ones. */
export function tableOptions(...names: readonly OptionName[]): readonly TableOption[] {
  const ofCommandLine = options.filter((option: TableOption) => option.frontEnd !== 'action');
  return names.length === 0 ? ofCommandLine : ofCommandLine.filter(({ name }) => names.includes(name));
}

/** The options that select a role, for commands that pass on one session without an export target. */
export function sessionOptions(): readonly TableOption[] {
  return tableOptions().filter(({ handover }) => !handover);
}

/** The options of a command that uses the credentials that AWS tools find, and the named ones. */
export function searchOptions(...names: readonly OptionName[]): readonly TableOption[] {
  return tableOptions('aws-profile', 'aws-region', 'sts-endpoint', 'http-proxy', 'no-proxy', 'timeout', ...names).map(
    (option) => ({ ...option, help: searchHelp[option.name] ?? option.help }),
  );
}

const searchHelp: Partial<Record<OptionName, string>> = {
  'aws-profile': 'Profile to use. Default: as AWS tools search.',
  'aws-region': 'AWS region. Default: that of the profile.',
};

/**
 * Parses a command line. Unknown options are errors, with the nearest known name as a suggestion.
 *
 * @throws HelperError `option-unknown`, `option-invalid`
 */
export function parseArguments(args: readonly string[], accepted: Accepted): Arguments {
  const given: Partial<Record<OptionName, string>> = {};
  const own: Record<string, string | true> = {};
  const lists: Record<string, readonly string[]> = {};
  const operands: string[] = [];
  for (const token of tokensOf(args, accepted)) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      if (token.value.trim() === '') throw emptyArgument();
      if (!accepted.operands) throw strayArgument(token.value);
      operands.push(token.value);
      continue;
    }
    const { name, rawName } = token;
    const flag = accepted.flags.find((candidate) => candidate.name === name);
    const option = accepted.options.find((candidate) => candidate.name === name || candidate.aliases?.includes(name));
    if (flag?.value !== undefined) {
      // Of an unset variable: an empty branch or ID would be part of a policy.
      const value = needed({ ...token, value: token.value || undefined }, flag.value);
      own[name] = value;
      if (flag.multiple) lists[name] = [...(lists[name] ?? []), value];
    } else if (flag !== undefined) own[name] = noValue(token);
    else if (option !== undefined) add(given, option, option.kind === 'flag' ? (token.value ?? 'true') : needed(token));
    else throw unknownOption(rawName, accepted);
  }
  return { given, flags: own, lists, operands };
}

/** The value of a flag, if it was given with one. */
export function flagValue({ flags }: Pick<Arguments, 'flags'>, name: string): string | undefined {
  const value = Object.hasOwn(flags, name) ? flags[name] : undefined;
  return value === true ? undefined : value;
}

/** Not `strict` in `parseArgs`, whose errors would have no suggestions. */
function tokensOf(args: readonly string[], { options: inTable, flags }: Accepted) {
  const withValue = inTable.filter(({ kind }) => kind !== 'flag');
  const names = [
    ...withValue.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]),
    ...flags.flatMap(({ name, value }) => (value === undefined ? [] : [name])),
  ];
  return parseArgs({
    args: [...args],
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const, multiple: true }])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  }).tokens;
}

function emptyArgument(): HelperError {
  return new HelperError('option-invalid', 'An argument is empty.', {
    hint: 'Check the command line: a variable there is empty or not set.',
  });
}

function strayArgument(text: string): HelperError {
  return new HelperError('option-unknown', `Unexpected argument: ${JSON.stringify(text)}.`, {
    hint: /^(true|false)$/i.test(text)
      ? 'Write the value of a flag in the same argument: --flag=false.'
      : 'Quote values that contain spaces, and write every option with its name.',
  });
}

/** Empty otherwise means not set: for these, an unset variable would lift the restriction. */
const restrictions: readonly OptionName[] = [
  'allowed-account-ids',
  'inline-session-policy',
  'managed-session-policies',
];

function emptyRestriction(name: OptionName): HelperError {
  return new HelperError('option-invalid', `--${name} is empty.`, {
    hint: 'Omit it for no restriction, or check the command line: a variable there is empty or not set.',
  });
}

/** Repeating an option with several values adds to them; repeating any other replaces it, so that scripts can set defaults. */
function add(given: Partial<Record<OptionName, string>>, { name, kind }: TableOption, value: string): void {
  const before = given[name];
  const several = kind === 'list' || kind === 'lines';
  if (restrictions.includes(name) && value.trim() === '') throw emptyRestriction(name);
  if (value === '') return;
  given[name] = several && before !== undefined ? `${before}\n${value}` : value;
}

/** An option on the command line. */
interface OptionToken {
  readonly rawName: string;
  readonly value?: string | undefined;
  /** Whether the value is in the same argument: `--name=value`. */
  readonly inlineValue?: boolean | undefined;
}

function needed({ rawName, value, inlineValue }: OptionToken, stands = 'VALUE'): string {
  if (value === undefined) {
    throw new HelperError('option-invalid', `${rawName} has no value.`, { hint: `Add one: ${rawName} ${stands}.` });
  }
  if (inlineValue || !value.startsWith('--')) return value;
  throw new HelperError('option-invalid', `${rawName} has no value; ${value} follows it.`, {
    hint: `Add one: ${rawName} ${stands}. Write a value that begins with -- in the same argument: ${rawName}=${stands}.`,
  });
}

function noValue({ rawName, value }: OptionToken): true {
  if (value === undefined) return true;
  throw new HelperError('option-invalid', `${rawName} takes no value, but has ${JSON.stringify(value)}.`);
}

function unknownOption(rawName: string, accepted: Accepted): HelperError {
  const names = accepted.options.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]);
  const known = [...names, ...accepted.flags.map(({ name }) => name)].map((name) => `--${name}`);
  const isElsewhere = tableOptions().some(({ name, aliases = [] }) =>
    [name, ...aliases].some((option) => `--${option}` === rawName),
  );
  return new HelperError('option-unknown', `Unknown option: ${rawName}.`, {
    hint: isElsewhere
      ? 'Other commands have this option, but this one does not. Run with --help to list its options.'
      : (didYouMean(rawName, known) ?? 'Run with --help to list all options.'),
  });
}
