import { setImmediate } from 'node:timers/promises';
import { errorFromResponse } from '../src/aws-api/refusal.ts';
import { HelperError } from '../src/core/errors.ts';
import type { Clock, HttpResponse } from '../src/core/io.ts';
import { withRetries } from '../src/core/retry.ts';
import { withDeadline } from '../src/session/run-limits.ts';
import { refusal } from './fakes.ts';
import { makeWorld } from './world.ts';

/** What a server does with a request that comes so many milliseconds after the first one. */
export type Server = (now: number) => HttpResponse | HelperError;

export interface Herd {
  readonly jobs: number;
  readonly server: Server;
  /** Of each job; 90 if not given, as for users. */
  readonly budgetSeconds?: number;
  readonly maxAttempts?: number;
  /** Another one, other jitter. */
  readonly seed?: number;
}

export interface Outcome {
  readonly succeeded: number;
  /** When each request arrived, in milliseconds, in this order. */
  readonly arrivals: readonly number[];
  /** When each job ended, in milliseconds. */
  readonly ends: readonly number[];
  readonly errors: readonly HelperError[];
  readonly said: readonly string[];
}

/** Milliseconds to the server, and from it. */
const way = 50;

/** Jobs that begin in the same moment, with the program's own retries; the time is not that of the machine. */
export async function playHerd({ jobs, server, budgetSeconds = 90, maxAttempts, seed = 1 }: Herd): Promise<Outcome> {
  const time = virtualTime(seed);
  const arrivals: number[] = [];
  const ends: number[] = [];
  const errors: HelperError[] = [];
  const { io: world, said } = makeWorld();

  const asked = {
    service: 'STS',
    endpoint: 'https://sts.eu-central-1.amazonaws.com',
    failure: 'Could not assume role',
  } as const;

  async function exchange(): Promise<void> {
    await time.clock.sleep(way);
    arrivals.push(time.clock.now());
    const answer = server(time.clock.now());
    await time.clock.sleep(way);
    if (answer instanceof HelperError) throw answer;
    if (answer.status !== 200) throw errorFromResponse(answer, asked);
  }

  async function job(): Promise<void> {
    const io = withDeadline({ ...world, clock: time.clock }, budgetSeconds);
    try {
      await withRetries(exchange, io, { maxAttempts: maxAttempts ?? Number.POSITIVE_INFINITY });
    } catch (error) {
      if (!(error instanceof HelperError)) throw error;
      errors.push(error);
    }
    ends.push(time.clock.now());
  }

  await time.passUntil(Promise.all(Array.from({ length: jobs }, job)));
  return { succeeded: jobs - errors.length, arrivals, ends, errors, said };
}

interface VirtualTime {
  readonly clock: Clock;
  /** Lets time pass until something has ended. */
  passUntil(end: Promise<unknown>): Promise<void>;
}

function virtualTime(seed: number): VirtualTime {
  let now = 0;
  const sleepers = new Map<number, (() => void)[]>();
  const sleep = (milliseconds: number): Promise<void> =>
    new Promise((wake) => {
      const due = now + Math.max(1, Math.round(milliseconds));
      const others = sleepers.get(due);
      if (others === undefined) sleepers.set(due, [wake]);
      else others.push(wake);
    });
  return {
    clock: {
      now: () => now,
      uptime: () => now,
      sleep,
      sleepUnref: sleep,
      remaining: () => Number.POSITIVE_INFINITY,
      random: randomFrom(seed),
    },
    async passUntil(end) {
      let hasEnded = false;
      const ending = end.finally(() => {
        hasEnded = true;
      });
      while (!hasEnded) {
        while (sleepers.size > 0 && !sleepers.has(now)) now += 1;
        for (const wake of sleepers.get(now) ?? []) wake();
        sleepers.delete(now);
        // All that can go on without time goes on first.
        await setImmediate();
      }
      await ending;
    },
  };
}

/** Numbers in [0, 1) that look like chance and come again: mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How a server fails; an error is made anew for each request, as in life. */
type Failing = () => HttpResponse | HelperError;

export const throttling: Failing = () => ({ headers: {}, ...refusal(400, 'Throttling', 'Rate exceeded') });

export const breaking: Failing = () =>
  new HelperError('network-failed', 'The request to sts.eu-central-1.amazonaws.com failed: ECONNRESET.');

/** 503, with a `Retry-After` of so many seconds if they are given. */
export function unavailable(seconds?: number): Failing {
  const headers = seconds === undefined ? {} : { 'retry-after': String(seconds) };
  return () => ({ ...refusal(503, 'ServiceUnavailable', 'Service is unable to handle request.'), headers });
}

const accepted: HttpResponse = { status: 200, headers: {}, body: '' };

/** A server that only fails until so many seconds have passed. */
export function downFor(seconds: number, fail: Failing): Server {
  return (now) => (now < seconds * 1000 ? fail() : accepted);
}

/** A server that takes `rate` requests a second, and as many at once, and fails with the others. */
export function tokenBucket(rate: number, otherwise: Failing): Server {
  let level = rate;
  let seen = 0;
  return (now) => {
    level = Math.min(rate, level + ((now - seen) / 1000) * rate);
    seen = now;
    if (level < 1) return otherwise();
    level -= 1;
    return accepted;
  };
}
