import { describe, expect, it } from 'vitest';
import { duplicateKeys } from '../../src/trust/duplicate-keys.ts';

describe('members that are there twice', () => {
  it.each<[string, string, string[]]>([
    ['none', '{"a":{"a":[{"a":1},{"a":2}]},"b":"a"}', []],
    ['at the top', '{"a":1,"b":2,"a":3}', ['a']],
    ['deep inside', '{"x":[0,{"y":{"k:1":[],"k:1":{}}}]}', ['x[1].y["k:1"]']],
    ['spelled with an escape', String.raw`{"sub":1,"s\u0075b":2}`, ['sub']],
    ['after values that look like structure', String.raw`{"a":"{\"a\":[,","b":"}","a":0}`, ['a']],
    ['three times', '{"a":1,"a":2,"a":3}', ['a', 'a']],
  ])('%s', (_, text, paths) => {
    expect(duplicateKeys(text, 'file')).toEqual(paths);
  });

  it.each([
    ['a text of many characters', 'x'],
    ['many quotes', '"'],
    ['many backslashes', '\\'],
  ])('are found behind %s', (_what, character) => {
    const text = JSON.stringify({ a: character.repeat(10_000_000) });
    expect(duplicateKeys(`${text.slice(0, -1)},"b":1,"b":2}`, 'file')).toEqual(['b']);
  });

  it.each([1000, 1001])('are looked for in %i levels', (levels) => {
    const find = () => duplicateKeys('['.repeat(levels) + ']'.repeat(levels), 'plan.json');
    if (levels === 1000) expect(find()).toEqual([]);
    else expect(find).toThrow('plan.json is nested more than 1000 levels deep');
  });
});
