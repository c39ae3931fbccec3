import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../ports.ts';

export const nodeClock: Clock = {
  now: Date.now,
  sleep: (milliseconds) => setTimeout(milliseconds),
  remaining: () => Number.POSITIVE_INFINITY,
  random: Math.random,
};
