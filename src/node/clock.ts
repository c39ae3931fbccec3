import type { Clock } from '../core/io.ts';
import { uptime } from './uptime.ts';

/** Most runs never wait. */
const timers = () => import('node:timers/promises');

export const nodeClock: Clock = {
  now: Date.now,
  uptime,
  sleep: async (milliseconds) => (await timers()).setTimeout(milliseconds),
  sleepUnref: async (milliseconds) => (await timers()).setTimeout(milliseconds, undefined, { ref: false }),
  remaining: () => Number.POSITIVE_INFINITY,
  random: Math.random,
};
