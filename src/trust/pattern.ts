// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html

/** Stands for any string. */
export const anyRun = Symbol('*');
const anyCharacter = Symbol('?');

type Glyph = string | typeof anyRun | typeof anyCharacter;

/** A value of a policy with variables replaced, and wildcards distinguished from literal characters. */
export type Pattern = readonly Glyph[];

export interface PatternSyntax {
  readonly wildcards: boolean;
  /** Returns the value of a policy variable; `undefined` if the request has none. Absent: `${` is literal. */
  readonly variable?: Variable | undefined;
}

/** {@link anyRun} is an unknown value. */
type Variable = (key: string) => string | typeof anyRun | undefined;

/** Whether a value of a policy has a wildcard; `${*}` is the literal character. */
export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text.replace(/\$\{[*?$]\}/g, ''));
}

/** Parses a value of a policy; `undefined` if it needs a variable without a value, which never matches. */
export function compilePattern(text: string, syntax: PatternSyntax): Pattern | undefined {
  const { wildcards, variable } = syntax;
  const glyphs: Glyph[] = [];
  for (const [token, expression] of text.matchAll(variable ? /\$\{([^}]*)\}|[\s\S]/gu : /[\s\S]/gu)) {
    if (variable && expression !== undefined) {
      const value = resolve(expression, variable);
      if (value === undefined) return undefined;
      // The value of a variable is literal: a `*` in a claim must not become a wildcard.
      if (value === anyRun) glyphs.push(value);
      else glyphs.push(...value);
    } else if (wildcards && token === '*') glyphs.push(anyRun);
    else if (wildcards && token === '?') glyphs.push(anyCharacter);
    else glyphs.push(token);
  }
  return glyphs;
}

function resolve(expression: string, variable: Variable): ReturnType<Variable> {
  if (['*', '?', '$'].includes(expression)) return expression;
  const [, key = expression, fallback] = /^([^,]*?)\s*,\s*'(.*)'\s*$/.exec(expression) ?? [];
  return variable(key.trim()) ?? fallback;
}

/** Whether the complete string matches. `*` is any string, including `/` and `:`. Backtracks to the last `*` only. */
export function matchesPattern(text: string, pattern: Pattern): boolean {
  const characters = Array.from(text);
  let at = 0;
  let glyph = 0;
  let retryGlyph = -1;
  let retryAt = 0;
  while (at < characters.length) {
    if (pattern[glyph] === anyRun) {
      retryGlyph = ++glyph;
      retryAt = at;
    } else if (pattern[glyph] === anyCharacter || pattern[glyph] === characters[at]) {
      glyph++;
      at++;
    } else if (retryGlyph >= 0) {
      glyph = retryGlyph;
      at = ++retryAt;
    } else return false;
  }
  return pattern.slice(glyph).every((rest) => rest === anyRun);
}

/** The string of a pattern that was compiled without wildcards. */
export function literalOf(pattern: Pattern): string {
  return pattern.join('');
}

/** Splits a pattern at colons into at most `parts`; the last part keeps its colons. */
export function splitAtColons(pattern: Pattern, parts: number): readonly Pattern[] {
  const colon = pattern.indexOf(':');
  if (parts === 1 || colon < 0) return [pattern];
  return [pattern.slice(0, colon), ...splitAtColons(pattern.slice(colon + 1), parts - 1)];
}
