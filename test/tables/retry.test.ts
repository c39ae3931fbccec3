import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ErrorCode, errorCodes, HelperError } from '../../src/errors.ts';
import type { Clock } from '../../src/ports.ts';
import { retryAfter, withRetries } from '../../src/retry.ts';
import { failureOf } from '../fakes.ts';
import { makeWorld } from '../world.ts';

const unlimited = { mostTries: Number.POSITIVE_INFINITY };

interface Effort {
  readonly tries: number;
  readonly pauses: readonly number[];
  readonly said: readonly string[];
  readonly failure: HelperError;
}

/** A task that always fails with `error`, and how hard it is tried. */
async function effort(error: HelperError, clock: Partial<Clock> = {}, mostTries = 99): Promise<Effort> {
  const { io, pauses, said } = makeWorld();
  let tries = 0;
  const task = async (): Promise<never> => {
    tries += 1;
    throw error;
  };
  const failure = await failureOf(() => withRetries(task, { ...io, clock: { ...io.clock, ...clock } }, { mostTries }));
  return { tries, pauses, said, failure };
}

const patient: Partial<Record<ErrorCode, readonly [tries: number, pausesAtHalf: readonly number[]]>> = {
  'network-failed': [4, [250, 500, 1000]],
  'deadline-exceeded': [3, [250, 500]],
  'token-endpoint-unavailable': [5, [250, 500, 1000, 2000]],
  'sts-throttled': [6, [500, 1000, 2000, 4000, 8000]],
  'sts-unavailable': [5, [250, 500, 1000, 2000]],
  'sts-idp-unreachable': [5, [500, 1000, 2000, 4000]],
  'sts-token-expired': [2, [0]],
  'sts-access-denied': [3, [400, 800]],
};

describe('a failure is tried again', () => {
  it.each(Object.keys(errorCodes) as ErrorCode[])(
    '%s: as often as its row says, with no pause after the last',
    async (code) => {
      const [tries, pauses] = patient[code] ?? [1, []];
      const error = new HelperError(code, 'It failed.');
      expect(await effort(error)).toMatchObject({ tries, pauses, failure: error });
    },
  );

  it.each([
    [1, 1],
    [2, 2],
    [6, 6],
    [7, 6],
  ])('at most %i times, if that is asked for: %i', async (mostTries, tries) => {
    const { pauses, ...rest } = await effort(new HelperError('sts-throttled', 'x'), {}, mostTries);
    expect(rest.tries).toBe(tries);
    expect(pauses).toHaveLength(tries - 1);
  });

  it('and each time it is said why, and when', async () => {
    const { said } = await effort(new HelperError('sts-access-denied', 'AWS refused.'));
    expect(said).toEqual([
      'info: AWS refused. Trying again in 0.4 s (1 of 2).',
      'info: AWS refused. Trying again in 0.8 s (2 of 2).',
    ]);
  });

  it('after a pause between nothing and a ceiling that doubles up to 20 s', async () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    await fc.assert(
      fc.asyncProperty(random, async (part) => {
        const { pauses } = await effort(new HelperError('sts-throttled', 'x'), { random: () => part });
        const ceilings = [1000, 2000, 4000, 8000, 16_000];
        expect(pauses).toHaveLength(ceilings.length);
        pauses.forEach((pause, index) => {
          expect(pause).toBeGreaterThanOrEqual(0);
          expect(pause).toBeLessThanOrEqual(ceilings[index] ?? 0);
        });
      }),
    );
  });

  it('not before the server wants it', async () => {
    const error = new HelperError('sts-throttled', 'x', { retryAfterSeconds: 3 });
    expect((await effort(error)).pauses).toEqual([3000, 3000, 3000, 4000, 8000]);
  });

  it.each([
    ['nothing is left', 0, undefined, []],
    ['the next pause would outlast what is left', 600, undefined, [500]],
    ['the server wants more time than is left', 5000, 5, []],
  ])('but not when %s', async (_why, budget, retryAfterSeconds, expected) => {
    const { io } = makeWorld();
    let left = budget;
    const slept: number[] = [];
    const clock: Clock = {
      ...io.clock,
      remaining: () => left,
      sleep: async (pause) => {
        slept.push(pause);
        left -= pause;
      },
    };
    const error = new HelperError('sts-throttled', 'x', { retryAfterSeconds });
    expect((await effort(error, clock)).failure).toBe(error);
    expect(slept).toEqual(expected);
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
    expect(await failureOf(() => withRetries(task, io, { ...unlimited, worthwhile: () => false }))).toBe(error);
    expect(pauses).toEqual([]);
  });
});

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
