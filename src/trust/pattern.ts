// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html

const anyRun = Symbol('*');
const anyCharacter = Symbol('?');

type Glyph = string | typeof anyRun | typeof anyCharacter;

/** A value of a policy, variables filled in, wildcards told from the characters that look like them. */
export type Pattern = readonly Glyph[];

export interface PatternSyntax {
  readonly wildcards: boolean;
  /** Gives the value of a policy variable, or `undefined` where the request has none. Absent: `${` is text. */
  readonly variable?: ((key: string) => string | undefined) | undefined;
}

/** Reads a value of a policy; `undefined` when it needs a variable that has no value, which equals nothing. */
export function compilePattern(text: string, syntax: PatternSyntax): Pattern | undefined {
  const { wildcards, variable } = syntax;
  const glyphs: Glyph[] = [];
  for (const [token, expression] of text.matchAll(variable ? /\$\{([^}]*)\}|[\s\S]/gu : /[\s\S]/gu)) {
    if (variable && expression !== undefined) {
      const value = resolve(expression, variable);
      if (value === undefined) return undefined;
      // What a variable stands for is text: a `*` in a claim must not become a wildcard.
      glyphs.push(...value);
    } else if (wildcards && token === '*') glyphs.push(anyRun);
    else if (wildcards && token === '?') glyphs.push(anyCharacter);
    else glyphs.push(token);
  }
  return glyphs;
}

function resolve(expression: string, variable: (key: string) => string | undefined): string | undefined {
  if (['*', '?', '$'].includes(expression)) return expression;
  const [, key = expression, fallback] = /^([^,]*?)\s*,\s*'(.*)'\s*$/.exec(expression) ?? [];
  return variable(key.trim()) ?? fallback;
}

/** Whether the whole text fits. `*` takes any run of characters, `/` and `:` among them; never backtracks further than one `*`. */
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

/** The text of a pattern that was compiled without wildcards. */
export function literalOf(pattern: Pattern): string {
  return pattern.join('');
}

/** Cuts a pattern as `text.split(':')` would, but at most into `parts`: the last one keeps its colons. */
export function splitAtColons(pattern: Pattern, parts: number): readonly Pattern[] {
  const colon = pattern.indexOf(':');
  if (parts === 1 || colon < 0) return [pattern];
  return [pattern.slice(0, colon), ...splitAtColons(pattern.slice(colon + 1), parts - 1)];
}
