import { type ErrorCode, HelperError } from './errors.ts';
import type { HttpResponse, Io } from './ports.ts';

interface Patience {
  /** In all, the first one included. */
  readonly tries: number;
  /** Milliseconds; doubled with each try, and then a random part of it is slept. */
  readonly pause: number;
}

/** The one table of what is tried again. What is not in it fails at once. */
const patience: Readonly<Partial<Record<ErrorCode, Patience>>> = {
  'network-failed': { tries: 4, pause: 250 },
  'deadline-exceeded': { tries: 3, pause: 250 },
  'token-endpoint-unavailable': { tries: 5, pause: 250 },
  'sts-throttled': { tries: 6, pause: 500 },
  'sts-unavailable': { tries: 5, pause: 250 },
  'sts-idp-unreachable': { tries: 5, pause: 500 },
  // Only ever thrown for a token that can be had anew.
  'sts-token-expired': { tries: 2, pause: 0 },
  // A role or trust policy made seconds ago is not known everywhere in AWS yet.
  'sts-access-denied': { tries: 3, pause: 400 },
};

const longestPause = 20_000;

export interface RetryLimits {
  /** No error is tried more often than this, whatever the table says. */
  readonly mostTries: number;
  /** Whether this error may pass at all. */
  readonly worthwhile?: (error: HelperError) => boolean;
}

/**
 * Runs a task until it succeeds, fails for good or the table's patience is over. Each new try is announced with its
 * reason; there is no pause after the last, nor one that would outlast the deadline.
 */
export async function withRetries<T>(
  task: (failure: HelperError | undefined) => Promise<T>,
  io: Pick<Io, 'clock' | 'log'>,
  { mostTries, worthwhile = () => true }: RetryLimits,
): Promise<T> {
  let failure: HelperError | undefined;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await task(failure);
    } catch (error) {
      if (!(error instanceof HelperError) || !worthwhile(error)) throw error;
      const tries = Math.min(mostTries, patience[error.code]?.tries ?? 1);
      if (attempt >= tries) throw error;
      const pause = pauseBefore(error, attempt, io.clock.random());
      if (pause >= io.clock.remaining()) throw error;
      io.log.info(`${error.message} Trying again in ${(pause / 1000).toFixed(1)} s (${attempt} of ${tries - 1}).`);
      await io.clock.sleep(pause);
      failure = error;
    }
  }
}

/** Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
function pauseBefore(error: HelperError, attempt: number, random: number): number {
  const ceiling = Math.min(longestPause, (patience[error.code]?.pause ?? 0) * 2 ** attempt);
  return Math.max(Math.round(random * ceiling), (error.retryAfterSeconds ?? 0) * 1000);
}

/** Seconds that the server asked for; only the form in seconds is used by the servers we speak to. */
export function retryAfter({ headers }: Pick<HttpResponse, 'headers'>): number | undefined {
  const text = headers['retry-after'];
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}
