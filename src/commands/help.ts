import { ciProviders } from '../ci/index.ts';
import type { Option } from '../options/table.ts';
import type { Accepted } from './arguments.ts';

/** Two columns, wrapped for a terminal of 100 columns. */
export function columns(rows: readonly (readonly [string, string])[]): string {
  const left = Math.min(34, Math.max(...rows.map(([name]) => name.length)) + 2);
  return rows
    .map(([name, help]) => {
      const [first = '', ...rest] = wrap(help, 96 - left);
      const head =
        name.length + 2 > left ? `  ${name}\n  ${' '.repeat(left)}${first}` : `  ${name.padEnd(left)}${first}`;
      return [head, ...rest.map((line) => `  ${' '.repeat(left)}${line}`)].join('\n');
    })
    .join('\n');
}

/** The options section of a help text. */
export function optionsHelp({ options, flags }: Accepted): string {
  const table = options.map((option) => [written(option), textOf(option)] as const);
  const own = flags.map((flag) => [written(flag), flag.help] as const);
  return columns([...table, ...own, ['--help', 'Print this help.']]);
}

function written({ name, value }: Pick<Option, 'name' | 'value'>): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

/** The help text of an option, with `{ci}` replaced by the names of the CIs. */
export function helpOf({ help }: Pick<Option, 'help'>): string {
  return help.replace(
    '{ci}',
    ciProviders()
      .map(({ id }) => id)
      .join(', '),
  );
}

function textOf(option: Option): string {
  return [
    helpOf(option),
    ...(option.default === undefined ? [] : [`Default: ${option.default}.`]),
    ...(option.aliases === undefined ? [] : [`Also ${option.aliases.map((alias) => `--${alias}`).join(', ')}.`]),
    ...(option.environment === undefined ? [] : [`From ${option.environment.join(', ')}.`]),
  ].join(' ');
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
