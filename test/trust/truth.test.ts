import { expect, it } from 'vitest';
import { allTrue, anyTrue, not, type Truth } from '../../src/trust/truth.ts';

it.each<[a: Truth, b: Truth, both: Truth, either: Truth]>([
  [true, true, true, true],
  [true, false, false, true],
  [true, 'unknown', 'unknown', true],
  [false, false, false, false],
  [false, 'unknown', false, 'unknown'],
  ['unknown', 'unknown', 'unknown', 'unknown'],
])('%s and %s are both true: %s, one of them: %s', (a, b, both, either) => {
  expect([allTrue([a, b]), allTrue([b, a])]).toEqual([both, both]);
  expect([anyTrue([a, b]), anyTrue([b, a])]).toEqual([either, either]);
  expect([not(a), not(b)].map(not)).toEqual([a, b]);
});

it('nothing at all is all true, and nothing of it', () => {
  expect([allTrue([]), anyTrue([])]).toEqual([true, false]);
});
