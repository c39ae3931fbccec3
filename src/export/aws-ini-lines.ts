// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html

import { readMark } from './aws-ini-mark.ts';

/**
 * The AWS config and credentials files, edited as text: every byte that is not ours stays.
 *
 * The clients do not agree on how these files read, so a line counts as a header or a key here when *any* of them takes
 * it for one. Otherwise a second section would be written beside one that some client already reads. They differ in:
 *
 * - `[profile  dev]`: botocore reads it, the JavaScript SDK does not. `[ profile dev ]`: neither, others do.
 * - `[dev]; note`, without a space: botocore reads it; the JavaScript SDK adds its keys to the section above.
 * - `[dev] # see [x]`: the JavaScript SDK reads `dev`; botocore goes to the last bracket.
 * - `[profile default]` beside `[default]`: the JavaScript SDK takes the former, botocore the later one.
 * - A section that occurs twice: the JavaScript SDK merges, botocore refuses the file.
 * - `Region: x`: botocore takes keys in any case and with a colon, the JavaScript SDK does not.
 * - An indented `a = b` below a key that has a value: more of that value to botocore, a key to the JavaScript SDK.
 * - `a = b # c`: the value ends before the comment in the JavaScript SDK, and does not in botocore.
 */
export interface Line {
  readonly text: string;
  /** The line ending; empty at the end of a file without a final newline. */
  readonly eol: string;
  readonly kind: 'header' | 'setting' | 'blank';
  /** The keys with which this line is removed. */
  readonly keys: readonly string[];
}

/** Splits a text that begins with a line. Lines indented below a setting continue it. */
export function readLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  // The key whose value an indented line would continue.
  let owner: { indent: number; keys: readonly string[]; nested: boolean } | undefined;
  for (const match of text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    const [whole, content = '', eol = ''] = match;
    if (whole === '') continue;
    const line = { text: content, eol };
    const trimmed = content.trim();
    if (trimmed === '' || /^[;#]/.test(trimmed)) {
      lines.push({ ...line, kind: 'blank', keys: [] });
      continue;
    }
    if (headerOf(content) !== undefined) {
      owner = undefined;
      lines.push({ ...line, kind: 'header', keys: [] });
      continue;
    }
    const indent = content.length - content.trimStart().length;
    if (owner !== undefined && indent > owner.indent) {
      lines.push({ ...line, kind: 'setting', keys: owner.nested ? owner.keys : [...owner.keys, ...keysOf(trimmed)] });
      continue;
    }
    owner = { indent, keys: keysOf(trimmed), nested: /^[^=:]*[=:]\s*(?:\s[;#].*)?$/.test(trimmed) };
    lines.push({ ...line, kind: 'setting', keys: owner.keys });
  }
  return lines;
}

/** The lines of a section, without blank lines and comments after its last setting. */
export function sectionLines(lines: readonly Line[]): readonly Line[] {
  const marked = readMark(lines[1]?.text) === undefined ? 0 : 1;
  const last = lines.findLastIndex((line) => line.kind === 'setting');
  return lines.slice(0, Math.max(last, marked) + 1);
}

/** The name in a header, such as `profile ci` or `ci`; `undefined` for other lines. */
export function headerOf(line: string): string | undefined {
  const [bare = ''] = line.split(/\s[;#]/, 1);
  const [, inside] = /^\[(.*)\]/.exec(bare.trim()) ?? [];
  if (inside === undefined) return undefined;
  const [, prefix = '', , name = ''] = /^(profile\s+)?(["']?)(.*)\2$/.exec(inside.trim()) ?? [];
  if (prefix === '' || name === 'default') return name;
  return `profile ${name}`;
}

/** The possible keys of a line: up to the first `=`, and up to the first `=` or `:`. */
function keysOf(line: string): readonly string[] {
  return [/^([^=]+)=/, /^([^=:]+)[=:]/].flatMap((pattern) => {
    const [, key] = pattern.exec(line) ?? [];
    return key === undefined ? [] : [key.trim().toLowerCase()];
  });
}

export function joinLines(lines: readonly Line[]): string {
  return withoutEol(lines.map((line) => line.text + line.eol).join(''));
}

export function indentOf(text: string): string {
  return /^\s*/.exec(text)?.[0] ?? '';
}

export function withoutEol(text: string): string {
  if (text.endsWith('\r\n')) return text.slice(0, -2);
  return endsInEol(text) ? text.slice(0, -1) : text;
}

export function endsInEol(text: string): boolean {
  return text.endsWith('\n') || text.endsWith('\r');
}
