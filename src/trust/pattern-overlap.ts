/**
 * Whether some string matches both: a pattern of a policy, in which `*` is any string and `?` any character, and a
 * form, in which `*` is any string without the separator.
 */
export function patternsOverlap(pattern: string, form: string, separator = ':'): boolean {
  // Most differ at one of their ends, which saves the whole comparison.
  if (differAtEnd(pattern, form, 1) || differAtEnd(pattern, form, -1)) return false;
  const glyphs = Array.from(pattern);
  const parts = Array.from(form);
  // Whether the rests overlap, for each position in the form, computed from the end.
  let behind: readonly boolean[] = [];
  for (let at = glyphs.length; at >= 0; at--) {
    const glyph = glyphs[at];
    const here: boolean[] = [];
    for (let place = parts.length; place >= 0; place--) {
      const part = parts[place];
      if (glyph === undefined && part === undefined) here[place] = true;
      else if (glyph === '*') here[place] = behind[place] === true || here[place + 1] === true;
      else if (part === '*') here[place] = here[place + 1] === true || (glyph !== separator && behind[place] === true);
      else here[place] = (glyph === '?' || glyph === part) && behind[place + 1] === true;
    }
    behind = here;
  }
  return behind[0] === true;
}

/** Whether two texts differ before their first wildcard, read from the start (1) or from the end (-1). */
function differAtEnd(pattern: string, form: string, step: 1 | -1): boolean {
  for (let at = step === 1 ? 0 : -1; ; at += step) {
    const [glyph, part] = [pattern.at(at), form.at(at)];
    if (glyph === undefined || part === undefined || glyph === '*' || glyph === '?' || part === '*') return false;
    if (glyph !== part) return true;
  }
}
