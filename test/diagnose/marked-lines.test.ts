import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markedLines } from '../../src/diagnose/marked-lines.ts';

it('shows what stays, goes and comes', () => {
  expect(markedLines(['{', '  "a": 1,', '  "b": 2', '}'], ['{', '  "a": 1', '}', '!'])).toEqual([
    ' {',
    '   "a": 1',
    '-  "b": 2',
    ' }',
    '+!',
  ]);
});

it('is the old text without what comes, and the new one without what goes', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const marked = markedLines(before, after);
      const without = (mark: string) => marked.filter((line) => !line.startsWith(mark)).map((line) => line.slice(1));
      expect([without('+'), without('-')]).toEqual([before, after]);
      // Nothing both goes and comes where it could have stayed.
      if (before.join() === after.join()) expect(marked.filter((line) => !line.startsWith(' '))).toEqual([]);
    }),
  );
});
