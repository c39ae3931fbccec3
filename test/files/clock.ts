import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../src/core/io.ts';

export const clock: Clock = {
  now: Date.now,
  uptime: () => performance.now(),
  sleep: (milliseconds) => setTimeout(milliseconds),
  sleepUnref: (milliseconds) => setTimeout(milliseconds),
  remaining: () => Number.POSITIVE_INFINITY,
  random: Math.random,
};

/** A clock that starts at a time and goes on only while somebody sleeps. */
export function clockFrom(start: number): Clock & { readonly slept: () => number } {
  let now = start;
  return {
    now: () => now,
    uptime: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
    remaining: () => Number.POSITIVE_INFINITY,
    sleepUnref: () => Promise.resolve(),
    random: () => 0.5,
    slept: () => now - start,
  };
}
