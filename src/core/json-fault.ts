import { type ErrorCode, HelperError } from './errors.ts';

/** Where a text stops being valid JSON, and why. */
export interface JsonFault {
  /** Index in the text. If something is missing at the end, it is after the last character that is not whitespace. */
  readonly at: number;
  /** Both start at one. */
  readonly line: number;
  readonly column: number;
  /** A sentence. */
  readonly says: string;
}

/** The error for a text of the user that is not JSON. */
export function invalidJson(text: string, name: string, code: ErrorCode): HelperError {
  const fault = jsonFault(text);
  const place = fault === undefined ? '' : `: line ${fault.line}, column ${fault.column}`;
  return new HelperError(code, `${name} is not JSON${place}.`, { hint: fault?.says });
}

/** Deeper than any policy or token. */
const deepest = 500;

/** The first error of a text as JSON. The messages of `JSON.parse` differ, and some have no place. */
export function jsonFault(text: string): JsonFault | undefined {
  try {
    const end = skipBlanks(text, readValue(text, skipBlanks(text, 0), 0));
    return end === text.length ? undefined : faultAt(text, end, 'The JSON ends before this.');
  } catch (error) {
    if (!(error instanceof StrayText)) throw error;
    return faultAt(text, error.at, error.message);
  }
}

function faultAt(text: string, index: number, says: string): JsonFault {
  const at = index === text.length ? text.trimEnd().length : index;
  const lines = text.slice(0, at).split('\n');
  return { at, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, says };
}

class StrayText extends Error {
  readonly at: number;

  constructor(at: number, says: string) {
    super(says);
    this.at = at;
  }
}

/** Each reader gets the index of its start and returns the index after its end. */
function readValue(text: string, at: number, depth: number): number {
  if (depth > deepest) throw new StrayText(at, 'This is nested too deeply.');
  const first = text.charAt(at);
  if (first === '{') return readObject(text, at, depth);
  if (first === '[') return readList(text, at, depth);
  if (first === '"') return readText(text, at);
  const [word] = matchAt(/(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)(?![\w.])/y, text, at) ?? [];
  if (word !== undefined) return at + word.length;
  throw new StrayText(at, valueFault(text, at));
}

function valueFault(text: string, at: number): string {
  const next = text.charAt(at);
  if (next === '') return 'The text ends here, but a value is missing.';
  if (/[}\]]/.test(next)) return 'Before this, a value is missing or a comma is extra.';
  return quoteOrComment(text, at) ?? 'This is not the start of a value; strings need double quotes.';
}

/** What people paste from web pages and from other languages. */
function quoteOrComment(text: string, at: number): string | undefined {
  const next = text.charAt(at);
  if (/['“”‘’`]/.test(next)) return 'JSON strings need straight double quotes: "…".';
  if (text.startsWith('//', at) || text.startsWith('/*', at) || next === '#') return 'JSON has no comments.';
  return undefined;
}

function readObject(text: string, start: number, depth: number): number {
  let at = skipBlanks(text, start + 1);
  if (text.charAt(at) === '}') return at + 1;
  while (true) {
    if (text.charAt(at) !== '"') throw new StrayText(at, nameFault(text, at));
    at = skipBlanks(text, readText(text, at));
    if (text.charAt(at) !== ':') throw new StrayText(at, 'A colon is missing after the name.');
    at = skipBlanks(text, readValue(text, skipBlanks(text, at + 1), depth + 1));
    if (text.charAt(at) === '}') return at + 1;
    at = afterComma(text, at, '}');
  }
}

function nameFault(text: string, at: number): string {
  if (text.charAt(at) === '}') return 'Remove the comma before this.';
  if (text.charAt(at) === '') return 'The text ends here, but a } is missing.';
  return quoteOrComment(text, at) ?? 'Expected the name of a member in double quotes.';
}

function readList(text: string, start: number, depth: number): number {
  let at = skipBlanks(text, start + 1);
  if (text.charAt(at) === ']') return at + 1;
  while (true) {
    at = skipBlanks(text, readValue(text, at, depth + 1));
    if (text.charAt(at) === ']') return at + 1;
    at = afterComma(text, at, ']');
  }
}

function afterComma(text: string, at: number, close: string): number {
  if (text.charAt(at) === ',') return skipBlanks(text, at + 1);
  if (text.charAt(at) === '') throw new StrayText(at, `The text ends here, but a ${close} is missing.`);
  throw new StrayText(at, quoteOrComment(text, at) ?? `A comma or a ${close} is missing before this.`);
}

function readText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') {
    if (text.charAt(at) < ' ') throw new StrayText(at, 'A quote is missing before this: strings end on the same line.');
    if (text.charAt(at) !== '\\') at += 1;
    else at += escapeLength(text, at);
  }
  if (at >= text.length) throw new StrayText(start, 'This string has no closing quote.');
  return at + 1;
}

function escapeLength(text: string, at: number): number {
  const [known] = matchAt(/\\(["\\/bfnrt]|u[\dA-Fa-f]{4})/y, text, at) ?? [];
  if (known !== undefined) return known.length;
  throw new StrayText(at, 'JSON has only the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u.');
}

function skipBlanks(text: string, at: number): number {
  return at + (matchAt(/[ \t\r\n]*/y, text, at)?.[0].length ?? 0);
}

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(text);
}
