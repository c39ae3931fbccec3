import { type ErrorCode, HelperError } from './errors.ts';
import type { Io } from './io.ts';
import { announcement, isCutShort, type NextAttempt, nextAttempt } from './retry-policy.ts';

/** Milliseconds, if the user sets no limit (`timeout: 0`): a longer outage needs a person. */
const unlimitedWait = 600_000;

export interface RetryLimits {
  /** Overrides higher limits in the table. */
  readonly maxAttempts: number;
  /** Whether this error may be transient. */
  readonly isRetryable?: (error: HelperError) => boolean;
  /** The codes that were announced: tasks that share this set log each only once. */
  readonly announced?: Set<ErrorCode>;
}

/**
 * Runs a task until it succeeds, fails permanently, or has no time left. The first failure of each kind is logged, with
 * how long it will be retried. No pause follows the last attempt or ends after the deadline.
 */
export async function withRetries<T>(
  task: (failure: HelperError | undefined) => Promise<T>,
  io: Pick<Io, 'clock' | 'log'>,
  { maxAttempts, isRetryable = () => true, announced = new Set() }: RetryLimits,
): Promise<T> {
  const { clock, log } = io;
  const budget = clock.remaining();
  const end = clock.uptime() + (budget === Number.POSITIVE_INFINITY ? unlimitedWait : budget);
  const failures: HelperError[] = [];
  let next: NextAttempt | undefined;
  for (;;) {
    try {
      return await task(failures.at(-1));
    } catch (error) {
      if (!(error instanceof HelperError)) throw error;
      const left = end - clock.uptime();
      const mayPass = next?.isLast !== true && isRetryable(error);
      next = mayPass ? nextAttempt(error, failures, { maxAttempts, left, clock }) : undefined;
      if (next === undefined) throw isCutShort(error, left) ? (failures.at(-1) ?? error) : error;
      failures.push(error);
      if (!announced.has(error.code)) log.info(announcement(error, next, clock.now() + left));
      announced.add(error.code);
      await clock.sleep(next.delay);
    }
  }
}
