import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invalidJson, jsonFault } from '../../src/core/json-fault.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('a text', () => {
  it.each<[string, string, string]>([
    ['{\n  "a": 1,\n}', '3, column 1', 'Remove the comma before this.'],
    ['{\n  "a": 1\n  "b": 2\n}', '3, column 3', 'A comma or a } is missing before this.'],
    ['{"a": [1, 2\n\n', '1, column 12', 'The text ends here, but a ] is missing.'],
    ['{"a": \u201cx\u201d}', '1, column 7', 'JSON strings need straight double quotes: "…".'],
    ['{\u201ca\u201d: 1}', '1, column 2', 'JSON strings need straight double quotes: "…".'],
    ['{"a": 1, // one\n "b": 2}', '1, column 10', 'JSON has no comments.'],
    ['{"a": 1 # one\n}', '1, column 9', 'JSON has no comments.'],
    ['{"a": /* one */ 1}', '1, column 7', 'JSON has no comments.'],
    ['{"a": 1} // done', '1, column 10', 'The JSON ends before this.'],
    ['', '1, column 1', 'The text ends here, but a value is missing.'],
  ])('%j: the place and the reason', (text, place, hint) => {
    const { message, hint: said } = invalidJson(text, 'trust.json', 'policy-invalid');
    expect([message, said]).toEqual([`trust.json is not JSON: line ${place}.`, hint]);
  });

  it('has a fault exactly where JSON.parse refuses it', () => {
    const nearly = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '\\', '\n', '0', '.', 'x', ' '))
      .map(
        ([text, at, other]) => text.slice(0, at % (text.length + 1)) + other + text.slice((at % (text.length + 1)) + 1),
      );
    fc.assert(
      fc.property(nearly, (text) => {
        const fault = jsonFault(text);
        expect(fault === undefined).toBe(isJson(text));
        expect(fault?.at ?? 0).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('that is nested without end is a fault, and no crash', () => {
    expect(jsonFault('['.repeat(100_000))?.says).toBe('This is nested too deeply.');
  });
});
