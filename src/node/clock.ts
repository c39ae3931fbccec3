import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../core/io.ts';
import { uptime } from './uptime.ts';

export const nodeClock: Clock = {
  now: Date.now,
  uptime,
  sleep: (milliseconds) => setTimeout(milliseconds),
  sleepUnref: (milliseconds) => setTimeout(milliseconds, undefined, { ref: false }),
  remaining: () => Number.POSITIVE_INFINITY,
  random: Math.random,
};
