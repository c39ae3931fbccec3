import { expect, it } from 'vitest';
import { strayCharacter } from '../../src/core/stray-character.ts';

it.each([
  ['abc', undefined],
  ['', undefined],
  ['ab c', 'a space (character 3)'],
  ['a\tb', 'a tab (character 2)'],
  ['a\nb', 'a line break (character 2)'],
  ["'a'", 'an apostrophe (character 1)'],
  ['a\u00a0', 'a non-breaking space (character 2)'],
  ['\u201ca', 'a typographic quotation mark (character 1)'],
  ['a\u200b', 'the invisible character U+200B (character 2)'],
  ['\ufeffa', 'the invisible character U+FEFF (character 1)'],
  ['a\u0007', 'the invisible character U+0007 (character 2)'],
  ['aö', '"ö" (character 2)'],
  ['a😀', '"😀" (character 2)'],
  ['😀😀', '"😀" (character 1)'],
])('in %j the first that is no letter is %s', (text, stray) => {
  expect(strayCharacter(text, /[a-z]/)).toBe(stray);
});
