import { describe, expect, it } from 'vitest';
import { HelperError } from '../../src/errors.ts';
import { keepFresh, type Perishable } from '../../src/keeper.ts';

const start = Date.parse('2026-11-20T12:00:00Z');
const minute = 60_000;

interface Kept extends Perishable {
  readonly name: string;
}

/** Lives an hour, and is due after 40 minutes. */
function perishable(name: string, from: number): Kept {
  return { name, renewAt: from + 40 * minute, endsAt: from + 60 * minute };
}

/** A keeper in a time that passes only while it rests, and that ends after `length` milliseconds. */
async function keep(
  length: number,
  renew: (now: number) => Kept,
): Promise<{ said: string[]; asked: number[]; last: string }> {
  let now = start;
  const said: string[] = [];
  const asked: number[] = [];
  const clock = {
    now: () => now,
    rest: async (milliseconds: number) => {
      now += milliseconds;
      if (now - start >= length) keeper.stop();
    },
  };
  const log = { warning: (message: string) => void said.push(message) };
  const keeper = keepFresh(
    perishable('first', start),
    async () => {
      asked.push((now - start) / minute);
      return renew(now);
    },
    { clock, log, what: 'The credentials' },
  );
  await expect.poll(() => now - start).toBeGreaterThanOrEqual(length);
  return { said, asked, last: keeper.current().name };
}

describe('what is kept fresh', () => {
  it('is renewed when its time has come, again and again, until it is stopped', async () => {
    let count = 0;
    const { said, asked, last } = await keep(130 * minute, (now) => perishable(`number ${++count}`, now));
    expect(asked).toEqual([40, 80, 120]);
    expect(last).toBe('number 3');
    expect(said).toEqual([]);
  });

  it('serves on where it cannot be renewed, says until when, and is tried again', async () => {
    let failures = 2;
    const { said, asked, last } = await keep(50 * minute, (now) => {
      if (failures-- > 0) throw new HelperError('sts-unavailable', 'STS is down.');
      return perishable('second', now);
    });
    expect(said).toEqual(
      Array(2).fill(
        'The credentials could not be renewed; the last ones serve until 2026-11-20T13:00:00.000Z. STS is down.',
      ),
    );
    expect(asked).toHaveLength(3);
    expect(last).toBe('second');
  });

  it('is asked for ever less often once it has ended', async () => {
    const { said, asked } = await keep(80 * minute, () => {
      throw new HelperError('sts-unavailable', 'STS is down.');
    });
    expect(said.at(-1)).toBe('The credentials could not be renewed; the last ones have ended. STS is down.');
    const afterEnd = asked.filter((time) => time > 60);
    const pauses = afterEnd.slice(1).map((time, index) => time - (afterEnd[index] ?? 0));
    expect(pauses.slice(0, 4).map((pause) => Math.round(pause * 60))).toEqual([1, 2, 4, 8]);
    expect(pauses.at(-1)).toBeCloseTo(1);
  });

  it('is not lost to a bug of ours, which is said', async () => {
    const { said, last } = await keep(45 * minute, () => {
      throw new TypeError('undefined is not a function');
    });
    expect(said[0]).toContain('This is a bug in ci-aws-credentials: TypeError: undefined is not a function');
    expect(last).toBe('first');
  });
});
