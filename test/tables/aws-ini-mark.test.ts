import { expect, it } from 'vitest';
import { markLine, readMark } from '../../src/export/aws-ini-mark.ts';

const mark = { job: 'gitlab-20-302', until: Date.parse('2026-11-20T13:00:00Z'), traces: { folder: '/a b;c/%' } };

it('a mark is read as it was written', () => {
  for (const verb of ['managed', 'changed'] as const) {
    expect(readMark(markLine(verb, mark))).toEqual({ mark, made: verb === 'managed' });
  }
});

it('a mark that somebody changed by hand names what it says', () => {
  const line = '# managed by ci-aws-credentials; job x; folder /a%zz';
  expect(readMark(line)?.mark).toEqual({ job: 'x', traces: { folder: '/a%zz' } });
});

it('another comment is no mark', () => {
  expect(readMark('# managed by somebody else; job x')).toBeUndefined();
  expect(() => markLine('managed', { job: 'a b' })).toThrow('cannot name a job in a mark');
});
