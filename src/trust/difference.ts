import { escapeControls } from './escape-controls.ts';

/** A value of the policy and a value of the token, with the positions where they differ. */
export interface Difference {
  readonly pattern: string;
  readonly value: string;
  /** Index of the first character of the pattern that the value does not match. */
  readonly patternAt: number;
  /** Index of the first character of the value that the pattern does not match. */
  readonly valueAt: number;
  /** Only upper and lower case differ. */
  readonly caseOnly: boolean;
}

interface MatchOptions {
  readonly wildcards: boolean;
  readonly ignoresCase: boolean;
}

/** Where a pattern and a value differ; `undefined` if the pattern matches. */
export function differenceOf(
  pattern: string,
  value: string,
  { wildcards, ignoresCase }: MatchOptions,
): Difference | undefined {
  const lower = { pattern: pattern.toLowerCase(), value: value.toLowerCase() };
  const position = ignoresCase
    ? firstDifference(lower.pattern, lower.value, wildcards)
    : firstDifference(pattern, value, wildcards);
  return position && { pattern, value, ...position, caseOnly: lower.pattern === lower.value };
}

/** Both strings, each with a caret under the first differing character. */
export function drawDifference(difference: Difference): readonly string[] {
  const caret = (text: string, at: number) => ' '.repeat(escapeControls(text.slice(0, at)).length);
  return [
    `policy: ${escapeControls(difference.pattern)}`,
    `        ${caret(difference.pattern, difference.patternAt)}^`,
    `token:  ${escapeControls(difference.value)}`,
    `        ${caret(difference.value, difference.valueAt)}^`,
  ];
}

/**
 * The longest match of the pattern for any interpretation of its wildcards. `ends` are the positions in the value that
 * the pattern can have reached so far.
 */
function firstDifference(
  pattern: string,
  value: string,
  wildcards: boolean,
): Pick<Difference, 'patternAt' | 'valueAt'> | undefined {
  const [glyphs, characters] = [[...pattern], [...value]];
  const position = (glyph: number, character: number) => ({
    patternAt: glyphs.slice(0, glyph).join('').length,
    valueAt: characters.slice(0, character).join('').length,
  });
  let ends: readonly number[] = [0];
  for (const [index, glyph] of glyphs.entries()) {
    const next = endsAfter(glyph, { ends, characters, wildcards });
    if (next.length === 0) return position(index, ends[0] ?? 0);
    ends = next;
  }
  const last = ends.at(-1) ?? 0;
  return last === characters.length ? undefined : position(glyphs.length, last);
}

interface Reading {
  /** In ascending order. */
  readonly ends: readonly number[];
  readonly characters: readonly string[];
  readonly wildcards: boolean;
}

function endsAfter(glyph: string, { ends, characters, wildcards }: Reading): readonly number[] {
  if (wildcards && glyph === '*') {
    const first = ends[0] ?? 0;
    return Array.from({ length: characters.length - first + 1 }, (_, more) => first + more);
  }
  const takes = (character: string | undefined) =>
    character !== undefined && (character === glyph || (wildcards && glyph === '?'));
  return ends.filter((end) => takes(characters[end])).map((end) => end + 1);
}
