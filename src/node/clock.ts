import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../core/io.ts';

export const nodeClock: Clock = {
  now: Date.now,
  sleep: (milliseconds) => setTimeout(milliseconds),
  sleepUnref: (milliseconds) => setTimeout(milliseconds, undefined, { ref: false }),
  remaining: () => Number.POSITIVE_INFINITY,
  random: Math.random,
};
