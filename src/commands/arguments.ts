import { parseArgs } from 'node:util';
import { didYouMean } from '../core/did-you-mean.ts';
import { HelperError } from '../core/errors.ts';
import { type GivenOptions, type Option, type OptionName, options } from '../options/table.ts';

/** A flag of one command, beside the options of the table. */
export interface Flag {
  readonly name: string;
  readonly help: string;
  /** What stands for the value in the help; a flag without is on or off. */
  readonly value?: string;
  /** Whether all of its values count, and not the last one only. */
  readonly multiple?: true;
}

export interface Arguments {
  readonly given: GivenOptions;
  /** The command's own flags, as given; `true` for those without a value. */
  readonly flags: Readonly<Record<string, string | true>>;
  /** All values of the flags that may have several. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** What stands by itself, as the names of files do. */
  readonly operands: readonly string[];
}

/** What a command takes: options of the table, and flags of its own. */
export interface Accepted {
  readonly options: readonly Option[];
  readonly flags: readonly Flag[];
  /** Whether arguments that belong to no option are taken; else they are errors. */
  readonly operands?: true;
}

/** The options of the command line, or some of them by name. */
export function tableOptions(...names: readonly OptionName[]): readonly Option[] {
  const ofCommandLine = options.filter((option: Option) => option.frontEnd !== 'action');
  return names.length === 0 ? ofCommandLine : ofCommandLine.filter(({ name }) => names.includes(name));
}

/** What says which role, and how to get there, for the commands that hand over one session in a way of their own. */
export function sessionOptions(): readonly Option[] {
  return tableOptions().filter(({ handover }) => !handover);
}

/**
 * Reads a command line. Strict: what is not known is an error, with the name that was probably meant.
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
      if (!accepted.operands) throw strayArgument(token.value);
      operands.push(token.value);
      continue;
    }
    const { name, rawName } = token;
    const flag = accepted.flags.find((candidate) => candidate.name === name);
    const option = accepted.options.find((candidate) => candidate.name === name || candidate.aliases?.includes(name));
    if (flag?.value !== undefined) {
      const value = needed(token, flag.value);
      own[name] = value;
      if (flag.multiple) lists[name] = [...(lists[name] ?? []), value];
    } else if (flag !== undefined) own[name] = noValue(token);
    else if (option !== undefined) add(given, option, option.kind === 'flag' ? (token.value ?? 'true') : needed(token));
    else throw unknownOption(rawName, accepted);
  }
  return { given, flags: own, lists, operands };
}

/** The value of a flag that has one. */
export function flagValue({ flags }: Pick<Arguments, 'flags'>, name: string): string | undefined {
  const value = Object.hasOwn(flags, name) ? flags[name] : undefined;
  return value === true ? undefined : value;
}

/** `strict` would do without the name that was probably meant; so strictness is ours. */
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

function strayArgument(text: string): HelperError {
  return new HelperError('option-unknown', `Unexpected argument: ${JSON.stringify(text)}.`, {
    hint: /^(true|false)$/i.test(text)
      ? 'A flag takes its value in the same word: --flag=false.'
      : 'Put a value that holds blanks in quotes, and give every option by its name.',
  });
}

/** Repeating an option with several values adds to them; repeating any other replaces it, so that scripts can set defaults. */
function add(given: Partial<Record<OptionName, string>>, option: Option, value: string): void {
  // The table's own names, which the parameter's type forgets.
  const name = option.name as OptionName;
  const before = given[name];
  const several = option.kind === 'list' || option.kind === 'lines';
  if (value === '') return;
  given[name] = several && before !== undefined ? `${before}\n${value}` : value;
}

/** An option as it stands on the command line. */
interface OptionToken {
  readonly rawName: string;
  readonly value?: string | undefined;
  /** `--name=value`, in one word. */
  readonly inlineValue?: boolean | undefined;
}

function needed({ rawName, value, inlineValue }: OptionToken, stands = 'VALUE'): string {
  if (value === undefined) {
    throw new HelperError('option-invalid', `${rawName} has no value.`, { hint: `Give one: ${rawName} ${stands}.` });
  }
  if (inlineValue || !value.startsWith('--')) return value;
  throw new HelperError('option-invalid', `${rawName} has no value: ${value} follows it.`, {
    hint: `Give one: ${rawName} ${stands}. One that begins with -- is given in one word: ${rawName}=${stands}.`,
  });
}

function noValue({ rawName, value }: OptionToken): true {
  if (value === undefined) return true;
  throw new HelperError('option-invalid', `${rawName} takes no value, and has ${JSON.stringify(value)}.`);
}

function unknownOption(rawName: string, accepted: Accepted): HelperError {
  const names = accepted.options.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]);
  const known = [...names, ...accepted.flags.map(({ name }) => name)].map((name) => `--${name}`);
  return new HelperError('option-unknown', `There is no option ${rawName}.`, {
    hint: didYouMean(rawName, known) ?? '--help lists all options.',
  });
}
