import { describe, expect, it } from 'vitest';
import { HelperError } from '../../src/core/errors.ts';
import { type Expiring, type RefreshLoop, startRefreshing } from '../../src/session/refresh-loop.ts';

interface Thing extends Expiring {
  readonly name: number;
}

const second = 1000;

/** A time that goes by as it is rested, and at the end of which the loop is stopped. */
function keepUntil(end: number, renew: (now: number, count: number) => Thing, jumpAt = Number.POSITIVE_INFINITY) {
  let now = 0;
  let count = 0;
  const said: string[] = [];
  const renewals: number[] = [];
  const kept: number[] = [];
  return new Promise<{ said: readonly string[]; renewals: readonly number[]; kept: readonly number[]; last: Thing }>(
    (resolve) => {
      const clock = {
        now: () => now,
        async sleepUnref(milliseconds: number) {
          now += milliseconds;
          if (now >= jumpAt && now < jumpAt + 3600 * second) now += 3600 * second;
          if (now < end) return;
          loop.stop();
          resolve({ said, renewals, kept, last: loop.current() });
        },
      };
      const loop = startRefreshing<Thing>(
        { name: 0, renewAt: 45 * second, endsAt: 60 * second },
        async () => {
          renewals.push(now / second);
          count += 1;
          return renew(now, count);
        },
        {
          clock,
          log: { warning: (message) => void said.push(message) },
          what: 'The things',
          renewed: ({ name }) => void kept.push(name),
        },
      );
    },
  );
}

const lasting = (now: number, name: number): Thing => ({ name, renewAt: now + 45 * second, endsAt: now + 60 * second });

describe('what is kept fresh', () => {
  it('is had anew ahead of each end', async () => {
    const { renewals, kept, last, said } = await keepUntil(200 * second, lasting);
    expect(renewals).toEqual([45, 90, 135, 180]);
    expect(kept).toEqual([1, 2, 3, 4]);
    expect(last.name).toBe(4);
    expect(said).toEqual([]);
  });

  it('is asked for once a second at most, however short its life is', async () => {
    const { renewals } = await keepUntil(50 * second, (now, name) => ({ name, renewAt: now - second, endsAt: now }));
    expect(renewals).toEqual([45, 46, 47, 48, 49]);
  });

  it('is had anew soon after the clock was put ahead', async () => {
    const { renewals } = await keepUntil(3700 * second, lasting, 10 * second);
    expect(renewals[0]).toBe(3630);
  });

  it('serves to its end where it cannot be had anew; then the tries become rare, and one may succeed', async () => {
    const { renewals, said, last } = await keepUntil(400 * second, (now, name) => {
      if (now < 200 * second) throw new HelperError('sts-unavailable', 'STS is down.');
      return lasting(now, name);
    });
    expect(said[0]).toBe(
      'The things could not be renewed; the previous ones are valid until 1970-01-01T00:01:00.000Z. STS is down.',
    );
    expect(said.at(-1)).toBe('The things could not be renewed; the previous ones have expired. STS is down.');
    const afterEnd = renewals.filter((at) => at >= 60 && at < 200);
    expect(afterEnd.length).toBeLessThan(9);
    expect(last.name).toBeGreaterThan(0);
  });

  it('without an end goes on serving, and the log says so', async () => {
    const said: string[] = [];
    const first = { renewAt: 0, endsAt: Number.POSITIVE_INFINITY };
    const loop: RefreshLoop<Expiring> = startRefreshing(
      first,
      () => Promise.reject(new HelperError('sts-unavailable', 'Down.')),
      {
        clock: { now: () => 5, sleepUnref: () => Promise.resolve(loop.stop()) },
        log: { warning: (message) => void said.push(message) },
        what: 'The things',
      },
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(said).toEqual(['The things could not be renewed; the previous ones are still valid. Down.']);
  });

  it('outlives a bug', async () => {
    const { said, last } = await keepUntil(60 * second, (now, name) => {
      if (name === 1) throw new TypeError('x is undefined');
      return lasting(now, name);
    });
    expect(said).toEqual([expect.stringContaining('This is a bug in ci-aws-credentials: TypeError: x is undefined')]);
    expect(last.name).toBe(2);
  });

  it.each([true, false])('is not handed on after the stop (it could be had: %s)', async (could) => {
    let end = (): void => {};
    const promise = new Promise<Expiring>((resolve, reject) => {
      const down = new HelperError('sts-unavailable', 'down');
      end = () => (could ? resolve({ renewAt: 9, endsAt: 10 }) : reject(down));
    });
    const said: string[] = [];
    const kept: Expiring[] = [];
    const first = { renewAt: 0, endsAt: 1 };
    const loop = startRefreshing<Expiring>(first, () => promise, {
      clock: { now: () => 5, sleepUnref: () => Promise.resolve() },
      log: { warning: (message) => void said.push(message) },
      what: 'The things',
      renewed: (value) => void kept.push(value),
    });
    await Promise.resolve();
    loop.stop();
    end();
    await promise.catch(() => undefined);
    await Promise.resolve();
    expect({ said, kept, current: loop.current() }).toEqual({ said: [], kept: [], current: first });
  });
});
