import { pauseAfterFailure } from '../core/credential-cache.ts';
import { HelperError } from '../core/errors.ts';
import type { Clock, Log } from '../core/io.ts';

/** Something that expires and can be renewed: credentials or a token. Times are milliseconds since the epoch. */
export interface Expiring {
  readonly renewAt: number;
  readonly endsAt: number;
}

export interface RefreshLoop<T extends Expiring> {
  /** The latest value, even if expired. */
  current(): T;
  stop(): void;
}

export interface RefreshOptions<T> {
  readonly clock: Pick<Clock, 'now' | 'sleepUnref'>;
  readonly log: Pick<Log, 'warning'>;
  /** For the log, in the plural. */
  readonly what: string;
  /** Called with each new value, unless stopped before. */
  readonly renewed?: (value: T) => void;
}

// All in milliseconds.
/** The clock of the machine may be changed during the pause, so check now and then. */
const longestRest = 30_000;
const shortestPause = 1_000;
const longestPause = 60_000;

/**
 * Renews a value before it expires, until stopped. Failures are logged and retried; meanwhile the last value is used.
 * Does not keep the process alive.
 */
export function startRefreshing<T extends Expiring>(
  first: T,
  renew: () => Promise<T>,
  { clock, log, what, renewed }: RefreshOptions<T>,
): RefreshLoop<T> {
  let current = first;
  let stopped = false;

  async function restUntil(due: number): Promise<void> {
    for (let left = due - clock.now(); left > 0 && !stopped; left = due - clock.now()) {
      await clock.sleepUnref(Math.min(left, longestRest));
    }
  }

  async function keep(): Promise<void> {
    let due = current.renewAt;
    let afterEnd = shortestPause;
    while (!stopped) {
      await restUntil(due);
      if (stopped) return;
      try {
        const next = await renew();
        if (stopped) return;
        current = next;
        renewed?.(next);
        due = Math.max(current.renewAt, clock.now() + shortestPause);
        afterEnd = shortestPause;
      } catch (error) {
        if (stopped) return;
        const left = current.endsAt - clock.now();
        due = clock.now() + (left > 0 ? pauseAfterFailure(left) : afterEnd);
        if (left <= 0) afterEnd = Math.min(longestPause, afterEnd * 2);
        const end = new Date(current.endsAt);
        // A token may have no expiry.
        const serves = Number.isNaN(end.getTime()) ? 'are still valid' : `are valid until ${end.toISOString()}`;
        const state = left <= 0 ? 'have expired' : serves;
        // A bug must not stop the command that runs with the current value.
        const reason = error instanceof HelperError ? error.message : `This is a bug in ci-aws-credentials: ${error}`;
        log.warning(`${what} could not be renewed; the previous ones ${state}. ${reason}`);
      }
    }
  }

  void keep();
  return {
    current: () => current,
    stop() {
      stopped = true;
    },
  };
}
