// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html

import { indentOf, readLines, withoutEol } from './aws-ini-lines.ts';
import { type Mark, markLine } from './aws-ini-mark.ts';

export type Setting = readonly [key: string, value: string];

/**
 * Why a value cannot be written so that every client reads it back unchanged, to follow "it"; `undefined` if it can.
 */
export function problemOfValue(value: string): string | undefined {
  if (value === '') return 'is empty';
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) return 'contains a line break or another control character';
  if (value !== value.trim()) return 'begins or ends with a space';
  if (/(?:^|\s)[;#]/.test(value)) return 'contains # or ; after a space, which would begin a comment';
  return undefined;
}

/** Changes to the settings of a section; keys are in lower case. */
export interface SectionEdit<T> {
  readonly set: readonly Setting[];
  readonly remove: readonly string[];
  /** The mark of the job that changes the sections. An existing mark is removed in any case. */
  readonly mark?: Mark;
  /** The sections to change; default: all. */
  readonly where?: (section: T) => boolean;
}

interface Editing<T> {
  readonly edit: SectionEdit<T>;
  readonly eol: string;
  /** The maximum indent of a header that botocore does not read as part of the value above. */
  readonly above: string;
  /** The indent of the first line after the section. */
  readonly below: string;
}

/** A section created by this program. */
export function sectionText(
  header: string,
  { set, mark }: { readonly set: readonly Setting[]; readonly mark: Mark },
  eol: string,
): string {
  return [`[${header}]`, markLine('managed', mark), ...set.map(settingLine)].join(eol);
}

/**
 * A section with changed settings. They are written at the top: there, with the indent of the next line, no client
 * reads them as nested settings. A header that not every client reads is rewritten, and its comment moves to the next
 * line.
 */
export function editedText<T extends { readonly text: string; readonly mark: Mark | undefined }>(
  { text, mark }: T,
  header: string,
  { edit, eol, above, below }: Editing<T>,
): string {
  const dropped = new Set([...edit.remove, ...edit.set.map(([key]) => key)]);
  const [first, ...rest] = readLines(text);
  const kept = (mark === undefined ? rest : rest.slice(1)).filter((line) => !line.keys.some((key) => dropped.has(key)));
  const next = kept.find((line) => line.kind === 'setting');
  // With less indent than the line below, botocore would read that line as part of its value.
  const own = next === undefined ? below : indentOf(next.text);
  const [plain = '', ...notes] = headerLines((first?.text ?? '').trimStart(), header);
  const edited = [
    above + plain + (first?.eol || eol),
    ...(edit.mark === undefined ? [] : [own + markLine('changed', edit.mark) + eol]),
    ...notes.map((line) => line + (first?.eol || eol)),
    ...edit.set.map((setting) => own + settingLine(setting) + eol),
    ...kept.map((line) => line.text + (line.eol || eol)),
  ];
  return withoutEol(edited.join(''));
}

/** The header line unchanged if all clients read it, otherwise a plain one and its comment. */
function headerLines(line: string, header: string): readonly string[] {
  const [, name = '', comment = ''] = /^\[([^\]]*)\](.*)$/.exec(line) ?? [];
  const plain = name.replace(/^(profile)\s(["']?)(\S+)\2$/, '$1 $3');
  if ((plain === header || plain === `profile ${header}`) && /^(?:\s+[;#][^\]]*)?\s*$/.test(comment)) return [line];
  const note = line.slice(line.indexOf(']') + 1).trim();
  if (note === '') return [`[${header}]`];
  return [`[${header}]`, /^[;#]/.test(note) ? note : `# ${note}`];
}

function settingLine([key, value]: Setting): string {
  const problem = problemOfValue(value);
  if (problem !== undefined) throw new Error(`The value of ${key} ${problem}`);
  if (!/^[a-z][a-z0-9_]*$/.test(key)) throw new Error(`${JSON.stringify(key)} is not a key`);
  return `${key} = ${value}`;
}
