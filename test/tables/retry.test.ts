import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ErrorCode, errorCodes, HelperError } from '../../src/core/errors.ts';
import type { Clock } from '../../src/core/io.ts';
import { withRetries } from '../../src/core/retry.ts';
import { retryAfter } from '../../src/core/retry-policy.ts';
import { failureOf } from '../fakes.ts';
import { breaking, downFor, playHerd, throttling, tokenBucket, unavailable } from '../herd.ts';
import { makeWorld } from '../world.ts';

const unlimited = { maxAttempts: Number.POSITIVE_INFINITY };

interface Effort {
  readonly tries: number;
  readonly pauses: readonly number[];
  readonly said: readonly string[];
  readonly failure: HelperError;
}

interface Effortful {
  /** Milliseconds; without it there is no deadline. */
  readonly budget?: number;
  readonly maxAttempts?: number;
  readonly random?: Clock['random'];
}

/** A task that fails with each of the errors in turn, again and again with the last, and how hard it is tried. */
async function effort(
  errors: HelperError | readonly HelperError[],
  { budget = Number.POSITIVE_INFINITY, maxAttempts = Number.POSITIVE_INFINITY, random = () => 0.5 }: Effortful = {},
): Promise<Effort> {
  const { io, pauses, said } = makeWorld();
  const list = [errors].flat();
  const end = io.clock.now() + budget;
  let tries = 0;
  const task = async (): Promise<never> => {
    tries += 1;
    throw list[Math.min(tries, list.length) - 1];
  };
  const clock = { ...io.clock, random, remaining: () => end - io.clock.now() };
  const failure = await failureOf(() => withRetries(task, { ...io, clock }, { maxAttempts }));
  return { tries, pauses, said, failure };
}

const outage = [250, 500, 1000, 2000, 4000, 8000, 10_000];
const crowd = [1750, 3500, 10_000];

/** The first pauses where there is time, each at half of the most that it may be; all of them where a number of tries is named. */
const retried: Partial<Record<ErrorCode, { readonly tries?: number; readonly pauses: readonly number[] }>> = {
  'network-failed': { pauses: outage },
  'deadline-exceeded': { pauses: outage },
  'token-endpoint-unavailable': { pauses: outage },
  'sts-throttled': { pauses: crowd },
  'sts-unavailable': { pauses: outage },
  'sts-idp-unreachable': { pauses: outage },
  'sts-token-expired': { tries: 2, pauses: [0] },
  'sts-access-denied': { tries: 3, pauses: [400, 800] },
};

describe('a failure is tried again', () => {
  it.each(Object.keys(errorCodes) as ErrorCode[])(
    '%s: as long as its row says, with no pause after the last',
    async (code) => {
      const { tries, pauses: first } = retried[code] ?? { tries: 1, pauses: [] };
      const error = new HelperError(code, 'It failed.');
      const { tries: tried, pauses, failure } = await effort(error, { budget: 90_000 });
      expect(failure).toBe(error);
      expect(pauses).toHaveLength(tried - 1);
      expect(pauses.slice(0, first.length)).toEqual(first);
      if (tries !== undefined) expect(tried).toBe(tries);
      else expect(sum(pauses)).toBeGreaterThan(80_000);
    },
  );

  it.each([
    ['sts-throttled', 1, 1],
    ['sts-throttled', 2, 2],
    ['sts-throttled', 6, 6],
    ['sts-access-denied', 2, 2],
    ['sts-access-denied', 6, 3],
  ] as const)('%s at most %i times, if that is asked for: %i', async (code, maxAttempts, tries) => {
    const { pauses, ...rest } = await effort(new HelperError(code, 'x'), { budget: 90_000, maxAttempts });
    expect(rest.tries).toBe(tries);
    expect(pauses).toHaveLength(tries - 1);
  });

  it('four times only where a host has no address, however long the DNS took', async () => {
    for (const reason of ['ENOTFOUND', 'EAI_AGAIN']) {
      const cause = Object.assign(new Error('getaddrinfo'), { code: reason });
      const error = new HelperError('network-failed', 'x', { cause });
      expect((await effort(error, { budget: 90_000 })).pauses).toEqual([250, 500, 1000]);
    }
  });

  it('each kind by its own row, whatever failed before', async () => {
    const down = new HelperError('sts-unavailable', 'Down.');
    const expired = new HelperError('sts-token-expired', 'Expired.');
    const { tries, failure } = await effort([down, down, down, expired], { budget: 90_000 });
    expect({ tries, failure }).toEqual({ tries: 5, failure: expired });
  });

  it('after a pause between nothing and a ceiling that grows up to 20 s', async () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    await fc.assert(
      fc.asyncProperty(random, async (part) => {
        const { pauses } = await effort(new HelperError('sts-throttled', 'x'), { random: () => part, maxAttempts: 6 });
        const ceilings = [3500, 7000, 20_000, 20_000, 20_000];
        expect(pauses).toEqual(ceilings.map((ceiling) => Math.round(part * ceiling)));
      }),
    );
  });

  it.each(['sts-throttled', 'sts-unavailable', 'token-endpoint-unavailable'] as const)(
    '%s not before the server wants it, and not all of them in that moment',
    async (code) => {
      const error = new HelperError(code, 'x', { retryAfterSeconds: 3 });
      const bounds = { maxAttempts: 3, budget: 90_000 };
      expect((await effort(error, { ...bounds, random: () => 0 })).pauses).toEqual([3000, 3000]);
      expect((await effort(error, { ...bounds, random: () => 0.9 })).pauses).toEqual([6150, 9300]);
    },
  );

  it.each([
    ['nothing is left', 0, undefined, []],
    ['there is no time for a try', 499, undefined, []],
    ['the server wants more time than is left', 5400, 5, []],
    ['the next pause would outlast what is left: but once, in the later half of it', 1500, undefined, [750]],
    ['the server wants nearly all that is left: but once', 5600, 5, [5075]],
  ])('but not when %s', async (_why, budget, retryAfterSeconds, expected) => {
    const error = new HelperError('sts-throttled', 'x', { retryAfterSeconds });
    const { failure, pauses } = await effort(error, { budget });
    expect(failure).toBe(error);
    expect(pauses).toEqual(expected);
  });

  it('for ten minutes where nobody set a limit', async () => {
    const { pauses } = await effort(new HelperError('sts-unavailable', 'x'));
    expect(sum(pauses)).toBeGreaterThan(590_000);
    expect(sum(pauses)).toBeLessThan(600_000);
  });

  it('for as long as the limit that somebody set', async () => {
    const { pauses } = await effort(new HelperError('sts-unavailable', 'x'), { budget: 3_600_000 });
    expect(sum(pauses)).toBeGreaterThan(3_500_000);
  });

  it('and what it failed for is the error, not that the last try was cut short', async () => {
    const { io } = makeWorld();
    const end = io.clock.now() + 2000;
    const refusal = new HelperError('sts-throttled', 'Slow down.');
    let tries = 0;
    const task = async (): Promise<never> => {
      tries += 1;
      if (tries === 1) throw refusal;
      await io.clock.sleep(end - io.clock.now());
      throw new HelperError('deadline-exceeded', 'No answer within 0.5 s.');
    };
    const clock = { ...io.clock, remaining: () => end - io.clock.now() };
    expect(await failureOf(() => withRetries(task, { ...io, clock }, unlimited))).toBe(refusal);
    expect(tries).toBe(2);
  });

  it('for as long when the clock of the machine is set meanwhile', async () => {
    const { io, pauses } = makeWorld();
    let ahead = 0;
    const clock = { ...io.clock, now: () => io.clock.now() + ahead, remaining: () => 30_000 };
    const task = async (): Promise<string> => {
      if (pauses.length > 2) return 'answered';
      ahead += 3_600_000;
      throw new HelperError('network-failed', 'No route.');
    };
    expect(await withRetries(task, { ...io, clock }, unlimited)).toBe('answered');
  });

  it('not when it is a bug of ours', async () => {
    const { io, pauses } = makeWorld();
    const task = async (): Promise<never> => {
      throw new TypeError('x is not a function');
    };
    await expect(withRetries(task, io, unlimited)).rejects.toThrow(TypeError);
    expect(pauses).toEqual([]);
  });

  it('not when the caller knows that it is no use', async () => {
    const { io, pauses } = makeWorld();
    const error = new HelperError('sts-throttled', 'x');
    const task = () => Promise.reject(error);
    expect(await failureOf(() => withRetries(task, io, { ...unlimited, isRetryable: () => false }))).toBe(error);
    expect(pauses).toEqual([]);
  });
});

describe('what is waited for is said', () => {
  it('once, with when it is over', async () => {
    const { said, tries } = await effort(new HelperError('sts-unavailable', 'STS is down.'), { budget: 90_000 });
    expect(tries).toBeGreaterThan(10);
    expect(said).toEqual(['info: STS is down. Trying again in 0.3 s, then again until 12:01:30 UTC if necessary.']);
  });

  it.each([
    [
      'sts-access-denied',
      undefined,
      'AWS refused. A new role or trust policy can take a few seconds to take effect. Trying again in 0.4 s (at most 2 more attempts).',
    ],
    ['sts-throttled', 2, 'It failed. Trying again in 1.8 s (at most 1 more attempt).'],
    ['sts-throttled', 9, 'It failed. Trying again in 1.8 s (at most 8 more attempts).'],
  ] as const)('%s with how many tries there may be', async (code, maxAttempts, line) => {
    const { said } = await effort(new HelperError(code, 'It failed.'), {
      budget: 90_000,
      ...(maxAttempts && { maxAttempts }),
    });
    expect(said).toEqual([`info: ${line}`]);
  });

  it('again when it is another thing, but not when that comes back', async () => {
    const down = new HelperError('sts-unavailable', 'STS is down.');
    const reset = new HelperError('network-failed', 'ECONNRESET.');
    const { said } = await effort([down, reset, down, reset, down], { budget: 90_000 });
    expect(said).toEqual([
      'info: STS is down. Trying again in 0.3 s, then again until 12:01:30 UTC if necessary.',
      'info: ECONNRESET. Trying again in 0.5 s, then again until 12:01:30 UTC if necessary.',
    ]);
  });

  it('once by all tasks that wait together', async () => {
    const { io, said } = makeWorld();
    const limits = { maxAttempts: 2, announced: new Set<ErrorCode>() };
    const task = () => withRetries(() => Promise.reject(new HelperError('sts-throttled', 'Slow down.')), io, limits);
    await Promise.allSettled([task(), task(), task()]);
    expect(said).toEqual(['info: Slow down. Trying again in 1.8 s (at most 1 more attempt).']);
  });
});

describe('a herd of jobs', () => {
  const requestsEach = ({ arrivals, ends }: Awaited<ReturnType<typeof playHerd>>): number =>
    arrivals.length / ends.length;

  it.each([
    [20, '503', unavailable()],
    [60, '503', unavailable()],
    [20, '503 with Retry-After', unavailable(5)],
    [60, '503 with Retry-After', unavailable(5)],
    [20, 'broken connections', breaking],
    [60, 'broken connections', breaking],
  ] as const)('survives an outage of %i s (%s) to the last', async (seconds, _how, fail) => {
    const herd = await playHerd({ jobs: 40, server: downFor(seconds, fail) });
    expect(herd).toMatchObject({ succeeded: 40, errors: [] });
    expect(requestsEach(herd)).toBeLessThan(14);
  });

  it.each([
    ['Throttling', throttling],
    ['503 with Retry-After 1', unavailable(1)],
    ['503 with Retry-After 5', unavailable(5)],
  ] as const)('of a thousand is served at 100 a second (%s), with 2.6 requests each', async (_how, fail) => {
    const herd = await playHerd({ jobs: 1000, server: tokenBucket(100, fail) });
    expect(herd.succeeded).toBe(1000);
    expect(requestsEach(herd)).toBeLessThan(2.6);
  });

  it('does not come back in one moment when all were told the same', async () => {
    const { arrivals } = await playHerd({ jobs: 1000, server: tokenBucket(100, unavailable(5)) });
    const [first = 0] = arrivals;
    const returns = arrivals.filter((at) => at > first);
    const mostInTenth = Math.max(
      ...returns.map((at) => returns.filter((other) => other >= at && other < at + 100).length),
    );
    expect(mostInTenth).toBeLessThan(60);
  });

  it('that is one job is back soon', async () => {
    const ends = await Promise.all(
      Array.from({ length: 50 }, (_, seed) => playHerd({ jobs: 1, seed, server: downFor(0.1, throttling) })),
    );
    expect(sum(ends.flatMap((herd) => herd.ends)) / 50).toBeLessThan(2100);
  });

  it('gives up where there is no hope when the time is over, and not long before', async () => {
    const { succeeded, errors, ends, arrivals } = await playHerd({ jobs: 40, server: downFor(1e6, breaking) });
    expect({ succeeded, codes: new Set(errors.map(({ code }) => code)) }).toEqual({
      succeeded: 0,
      codes: new Set(['network-failed']),
    });
    expect(Math.min(...ends)).toBeGreaterThan(70_000);
    expect(Math.max(...ends)).toBeLessThan(90_000);
    expect(arrivals.length / 40).toBeLessThan(16);
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

it('a task that succeeds at last has succeeded, and knew what had failed before', async () => {
  const { io } = makeWorld();
  const known: (string | undefined)[] = [];
  const done = await withRetries(
    async (failure) => {
      known.push(failure?.code);
      if (known.length === 1) throw new HelperError('network-failed', 'x');
      if (known.length === 2) throw new HelperError('sts-throttled', 'x');
      return 'done';
    },
    io,
    unlimited,
  );
  expect(done).toBe('done');
  expect(known).toEqual([undefined, 'network-failed', 'sts-throttled']);
});

it('a server that asks for no pause gets none', () => {
  expect(retryAfter({ headers: {} })).toBeUndefined();
});
