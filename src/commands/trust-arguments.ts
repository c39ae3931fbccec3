import { parseArgs } from 'node:util';
import { HelperError } from '../errors.ts';
import { suggestion } from '../nearest.ts';

/** A flag of a trust command. */
export interface TrustFlag {
  /** What stands for the value in the help; a flag without is on or off. */
  readonly value?: string;
  readonly help: string;
  readonly multiple?: true;
}

export interface TrustArguments {
  readonly files: readonly string[];
  readonly has: (name: string) => boolean;
  readonly value: (name: string) => string | undefined;
  readonly values: (name: string) => readonly string[];
}

type Flags = Readonly<Record<string, TrustFlag>>;

/**
 * Reads the arguments of a trust command, strictly.
 *
 * @throws HelperError `option-unknown`, `option-invalid`
 */
export function parseTrustArguments(args: readonly string[], flags: Flags): TrustArguments {
  const withValue = Object.keys(flags).filter((name) => flags[name]?.value !== undefined);
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(withValue.map((name) => [name, { type: 'string' as const, multiple: true }])),
    // Our own errors name the flag that was probably meant.
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = tokens.filter((token) => token.kind === 'option').map((token) => readFlag(token, flags));
  const values = (name: string) => given.filter((flag) => flag.name === name).map(({ value }) => value);
  const repeated = Object.keys(flags).find((name) => !flags[name]?.multiple && values(name).length > 1);
  if (repeated !== undefined) throw new HelperError('option-invalid', `--${repeated} is given more than once.`);
  return {
    files: tokens.filter((token) => token.kind === 'positional').map((token) => token.value),
    has: (name) => values(name).length > 0,
    value: (name) => values(name)[0],
    values,
  };
}

interface FlagToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
}

function readFlag({ name, rawName, value }: FlagToken, flags: Flags) {
  const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
  if (flag === undefined) {
    const known = Object.keys(flags).map((candidate) => `--${candidate}`);
    throw new HelperError('option-unknown', `There is no option ${rawName}.`, {
      hint: suggestion(rawName, known) ?? `Choose from ${known.join(', ')}.`,
    });
  }
  if (flag.value === undefined && value !== undefined) {
    throw new HelperError('option-invalid', `${rawName} takes no value.`);
  }
  if (flag.value !== undefined && (value === undefined || value === '' || value.startsWith('--'))) {
    const hint = `Give one: ${rawName} ${flag.value}.`;
    throw new HelperError('option-invalid', `${rawName} has no value.`, { hint });
  }
  return { name, value: value ?? '' };
}

/** The flags as lines of a help text. */
export function flagsHelp(flags: Flags): string {
  const names = Object.entries(flags).map(([name, { value }]) => (value ? `--${name} ${value}` : `--${name}`));
  const width = Math.max(...names.map((name) => name.length));
  return Object.values(flags)
    .map(({ help }, i) => `  ${(names[i] ?? '').padEnd(width)}  ${help}`)
    .join('\n');
}
