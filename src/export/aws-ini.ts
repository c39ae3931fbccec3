// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html

import { endsInEol, headerOf, indentOf, joinLines, readLines, sectionLines, withoutEol } from './aws-ini-lines.ts';
import { type Mark, readMark } from './aws-ini-mark.ts';
import { editedText, type SectionEdit, type Setting, sectionText } from './aws-ini-section.ts';

/**
 * An AWS config or credentials file that is edited in place: all bytes of others stay. It is split at its headers once,
 * and an edit only changes nearby sections, since files can have thousands of profiles and jobs can write hundreds.
 */
export interface AwsIni {
  /** The part above the first header, including a byte order mark. */
  readonly top: Block;
  last: Block;
  readonly byHeader: Map<string, Block[]>;
}

/** A header and everything below it, up to the next. */
interface Block {
  /** The name as in {@link headerOf}; none at the top. */
  readonly header: string | undefined;
  text: string;
  above: Block | undefined;
  below: Block | undefined;
}

/** The current content. */
export interface Section {
  /** From its header to the end of its last setting, without the line ending. */
  readonly text: string;
  /** The line number of the header, from one, for messages. */
  readonly line: number;
  /** Every key that some client reads in it, in lower case. */
  readonly keys: ReadonlySet<string>;
  /** Present if this program created or changed the section. */
  readonly mark: Mark | undefined;
  /** Whether this program created the section. A changed one is the user's. */
  readonly made: boolean;
  /** The part that begins with {@link text}. */
  readonly block: Block;
}

export interface SectionChange {
  readonly before: string;
  readonly after: string;
}

const byteOrderMark = '\uFEFF';

export function parseAwsIni(text: string): AwsIni {
  const top: Block = { header: undefined, text: '', above: undefined, below: undefined };
  const ini: AwsIni = { top, last: top, byHeader: new Map() };
  const from = text.startsWith(byteOrderMark) ? byteOrderMark.length : 0;
  let start = 0;
  let header: string | undefined;
  const cut = (end: number): void => {
    if (header === undefined) top.text = text.slice(start, end);
    else addBlock(ini, header, text.slice(start, end));
    start = end;
  };
  for (const { 1: before = '', 2: line = '', index } of text
    .slice(from)
    .matchAll(/(^|[\r\n])([^\S\r\n]*\[[^\r\n]*)/g)) {
    const next = headerOf(line);
    if (next === undefined) continue;
    cut(from + index + before.length);
    header = next;
  }
  cut(text.length);
  return ini;
}

export function printAwsIni({ top }: AwsIni): string {
  return [...blocksFrom(top)].map(({ text }) => text).join('');
}

export function isEmptyAwsIni({ top }: AwsIni): boolean {
  return top.text === '' && top.below === undefined;
}

/** The sections of a text that is not edited, as in {@link sectionsOf}. */
export function findSections(text: string, header: string): readonly Section[] {
  return sectionsOf(parseAwsIni(text), header);
}

/**
 * The sections with this header: `default`, `profile ci` (config) or `ci` (credentials). More than one if the user's
 * file has duplicates, or both `[default]` and `[profile default]`.
 */
export function sectionsOf({ top, byHeader }: AwsIni, header: string): readonly Section[] {
  return (byHeader.get(header) ?? []).map((block) => {
    const own = sectionLines(readLines(block.text));
    const mark = readMark(own[1]?.text);
    return {
      text: joinLines(own),
      get line() {
        return lineOf(block, top);
      },
      keys: new Set(own.flatMap(({ keys }) => keys)),
      mark: mark?.mark,
      made: mark?.made ?? false,
      block,
    };
  });
}

/**
 * Adds a section at the end, after a blank line, with the file's line endings. A file without a final newline stays
 * one, so that {@link removeSection} can restore it. Returns the section's text.
 */
export function appendSection(
  ini: AwsIni,
  header: string,
  content: { readonly set: readonly Setting[]; readonly mark: Mark },
): string {
  const eol = eolOf(ini);
  const text = sectionText(header, content, eol);
  const { last, top } = ini;
  const isFirst = last === top && (top.text === '' || top.text === byteOrderMark);
  const hasEnd = isFirst || endsInEol(last.text);
  if (!isFirst) last.text += hasEnd ? eol : eol + eol;
  addBlock(ini, header, hasEnd ? text + eol : text);
  return text;
}

/** Removes a section with the blank line above it, which reverts {@link appendSection}. */
export function removeSection(ini: AwsIni, { text, block }: Section): void {
  const { above = ini.top, below } = block;
  const rest = block.text.slice(text.length);
  const upper = withoutBlankLine(above.text);
  above.text = rest === '' && below === undefined ? withoutEol(upper) : upper + withoutFirstEol(rest);
  above.below = below;
  if (below === undefined) ini.last = above;
  else below.above = above;
  const { header = '' } = block;
  const same = ini.byHeader.get(header) ?? [];
  ini.byHeader.set(
    header,
    same.filter((other) => other !== block),
  );
}

/** Changes settings in the sections with this header and keeps everything else. Returns the changed sections. */
export function editSections(ini: AwsIni, header: string, edit: SectionEdit<Section>): readonly SectionChange[] {
  const eol = eolOf(ini);
  const edited = sectionsOf(ini, header)
    .filter((section) => edit.where?.(section) ?? true)
    .map((section) => ({ section, after: editedText(section, header, { edit, eol, ...indentsAround(section) }) }))
    .filter(({ section, after }) => after !== section.text);
  for (const { section, after } of edited) replaceText(section, section.text, after);
  return edited.map(({ section, after }) => ({ before: section.text, after }));
}

/** Whether a section begins with these lines; lines that others added below are ignored. */
export function beginsWith({ block: { text } }: Section, lines: string): boolean {
  return text.startsWith(lines) && /^[\r\n]?$/.test(text.charAt(lines.length));
}

/** Replaces the beginning of a section. */
export function replaceText({ block }: Section, beginning: string, replacement: string): void {
  block.text = replacement + block.text.slice(beginning.length);
}

function addBlock(ini: AwsIni, header: string, text: string): void {
  const block: Block = { header, text, above: ini.last, below: undefined };
  ini.last.below = block;
  ini.last = block;
  const same = ini.byHeader.get(header);
  if (same === undefined) ini.byHeader.set(header, [block]);
  else same.push(block);
}

function* blocksFrom(top: Block): Generator<Block> {
  for (let block: Block | undefined = top; block !== undefined; block = block.below) yield block;
}

function lineOf(block: Block, top: Block): number {
  let line = 1;
  for (const { text, below } of blocksFrom(top)) {
    line += text.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (below === block) break;
  }
  return line;
}

/** Checks a section with its neighbors as botocore reads them: indented lines are part of the value above. */
function indentsAround({ block: { above, below, text } }: Section): { readonly above: string; readonly below: string } {
  const own = indentOf(text);
  const before = readLines((above?.text ?? '').replace(/^\uFEFF/, '')).findLast(({ kind }) => kind !== 'blank');
  const isFree = before === undefined || before.kind === 'header' || indentOf(before.text).length >= own.length;
  return { above: isFree ? own : '', below: indentOf(below?.text ?? '') };
}

/** The line ending for new lines: that of the first line. After a lone CR, an LF would complete that line ending. */
function eolOf({ top, last }: AwsIni): string {
  if (last.text.endsWith('\r')) return '\r\n';
  for (const { text } of blocksFrom(top)) {
    const [eol] = /\r?\n/.exec(text) ?? [];
    if (eol !== undefined) return eol;
  }
  return '\n';
}

function withoutFirstEol(text: string): string {
  return text.replace(/^(?:\r\n|\r|\n)/, '');
}

function withoutBlankLine(text: string): string {
  const shorter = withoutEol(text);
  const isBlank = shorter !== text && (shorter === '' || shorter === byteOrderMark || endsInEol(shorter));
  return isBlank ? shorter : text;
}
