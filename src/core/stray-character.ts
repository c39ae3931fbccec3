/** Names for characters that are invisible or look like others. */
const names: Readonly<Record<string, string>> = {
  ' ': 'a space',
  '\t': 'a tab',
  '\n': 'a line break',
  '\r': 'a carriage return',
  '\u00a0': 'a non-breaking space',
  '"': 'a quotation mark',
  "'": 'an apostrophe',
  '\u2018': 'a typographic quotation mark',
  '\u2019': 'a typographic apostrophe',
  '\u201c': 'a typographic quotation mark',
  '\u201d': 'a typographic quotation mark',
};

/**
 * Describes the first character of a text that is not allowed: `a space (character 3)`.
 *
 * @param allowed matches one character
 */
export function strayCharacter(text: string, allowed: RegExp): string | undefined {
  const characters = [...text];
  const at = characters.findIndex((character) => !allowed.test(character));
  const stray = characters[at];
  return stray === undefined ? undefined : `${names[stray] ?? visible(stray)} (character ${at + 1})`;
}

function visible(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return /[\p{C}\p{Z}\p{M}]/u.test(character) ? `the invisible character U+${code}` : JSON.stringify(character);
}
