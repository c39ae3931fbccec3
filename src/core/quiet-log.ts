import type { Log } from './io.ts';

/** The same log, in which only faults are heard. Masks are set all the same. */
export function quietLog(log: Log): Log {
  return { ...log, info() {}, notice() {} };
}

/** For what has been said before. */
export const silentLog: Pick<Log, 'warning'> = { warning() {} };
