import type { Log } from './io.ts';

/** The same log with only warnings and errors. Masks are still set. */
export function quietLog(log: Log): Log {
  return { ...log, info() {}, notice() {} };
}

/** For messages that were already logged. */
export const silentLog: Pick<Log, 'warning'> = { warning() {} };
