import { type ErrorCode, HelperError } from './errors.ts';
import type { HttpResponse, Io } from './io.ts';
import { isObject } from './json.ts';

interface RetryPolicy {
  /** In all, the first one included. Without it, as many as there is time for. */
  readonly maxAttempts?: number;
  /** Milliseconds: the most that the first pause may take, the second, and so on; the last one holds for the rest. */
  readonly ceilings: readonly [number, ...number[]];
}

/** Mostly over at once, and now and then only after a minute. */
const outage: RetryPolicy = { ceilings: [500, 1000, 2000, 4000, 8000, 16_000, 20_000] };

/** Too many at a time: soon for a job that is alone, then far enough apart for a thousand. ADR 1 has the figures. */
const crowd: RetryPolicy = { ceilings: [3500, 7000, 20_000] };

/** Far more often a typo than a DNS that is down. */
const unknownHost: RetryPolicy = { maxAttempts: 4, ceilings: [500, 1000, 2000] };

/** The one table of what is tried again. What is not in it fails at once. */
const retryPolicies: Readonly<Partial<Record<ErrorCode, RetryPolicy>>> = {
  'network-failed': outage,
  'deadline-exceeded': outage,
  'token-endpoint-unavailable': outage,
  'sts-unavailable': outage,
  'sts-idp-unreachable': outage,
  'sts-throttled': crowd,
  // Only ever thrown for a token that can be had anew.
  'sts-token-expired': { maxAttempts: 2, ceilings: [0] },
  // A role or trust policy made seconds ago is not known everywhere in AWS yet.
  'sts-access-denied': { maxAttempts: 3, ceilings: [800, 1600] },
};

/** Milliseconds, where the user sets no limit (`timeout: 0`): an outage that takes longer needs a person. */
const unlimitedWait = 600_000;

/** Milliseconds. No try is begun with less time than this: it would only hide the reason of the one before. */
const shortestAttempt = 500;

export interface RetryLimits {
  /** Nothing is tried more often than this, whatever the table says. */
  readonly maxAttempts: number;
  /** Whether this error may pass at all. */
  readonly isRetryable?: (error: HelperError) => boolean;
  /** What has been said to be waited for: tasks that share this say it once. */
  readonly announced?: Set<ErrorCode>;
}

/**
 * Runs a task until it succeeds, fails for good, or has no time left. The first failure of each kind is announced, with
 * how long it will be tried again; there is no pause after the last try, nor one that outlasts the deadline.
 */
export async function withRetries<T>(
  task: (failure: HelperError | undefined) => Promise<T>,
  io: Pick<Io, 'clock' | 'log'>,
  { maxAttempts, isRetryable = () => true, announced = new Set() }: RetryLimits,
): Promise<T> {
  const { clock, log } = io;
  const budget = clock.remaining();
  const end = clock.now() + (budget === Number.POSITIVE_INFINITY ? unlimitedWait : budget);
  const failures: HelperError[] = [];
  let next: NextAttempt | undefined;
  for (;;) {
    try {
      return await task(failures.at(-1));
    } catch (error) {
      if (!(error instanceof HelperError)) throw error;
      const left = end - clock.now();
      const mayPass = next?.isLast !== true && isRetryable(error);
      next = mayPass ? nextAttempt(error, failures, { maxAttempts, left, clock }) : undefined;
      if (next === undefined) throw isCutShort(error, left) ? (failures.at(-1) ?? error) : error;
      failures.push(error);
      if (!announced.has(error.code)) log.info(`${error.message} ${announcement(next, end)}`);
      announced.add(error.code);
      await clock.sleep(next.delay);
    }
  }
}

interface NextAttempt {
  /** Milliseconds. */
  readonly delay: number;
  /** How many more there may be, this one included, as the kind of the error and the user allow. */
  readonly attemptsLeft: number;
  /** Whether no time is left for another. */
  readonly isLast: boolean;
}

interface AttemptLimits {
  readonly maxAttempts: number;
  /** Milliseconds. */
  readonly left: number;
  readonly clock: Pick<Io['clock'], 'random'>;
}

/**
 * After a pause of what the server asked for, and full jitter on top:
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * Jitter that does not fit is drawn anew, in the later half of what is left.
 */
function nextAttempt(
  error: HelperError,
  before: readonly HelperError[],
  { maxAttempts, left, clock }: AttemptLimits,
): NextAttempt | undefined {
  const policy = policyFor(error) ?? { maxAttempts: 1, ceilings: [0] };
  const ofItsKind = before.filter(({ code }) => code === error.code).length;
  const attemptsLeft =
    Math.min((policy.maxAttempts ?? Number.POSITIVE_INFINITY) - ofItsKind, maxAttempts - before.length) - 1;
  const asked = (error.retryAfterSeconds ?? 0) * 1000;
  const room = left - asked - shortestAttempt;
  if (attemptsLeft < 1 || room < 0) return undefined;
  const jitter = clock.random() * (policy.ceilings[Math.min(before.length, policy.ceilings.length - 1)] ?? 0);
  const isLast = jitter > room;
  const delay = asked + (isLast ? (room * (1 + clock.random())) / 2 : jitter);
  return { delay: Math.round(delay), attemptsLeft, isLast };
}

function policyFor({ code, cause, retryAfterSeconds }: HelperError): RetryPolicy | undefined {
  const reason = isObject(cause) ? cause.code : undefined;
  if (code === 'network-failed' && (reason === 'ENOTFOUND' || reason === 'EAI_AGAIN')) return unknownHost;
  // Whoever names a time names it to all: they must not come back together.
  return retryPolicies[code] === outage && retryAfterSeconds !== undefined ? crowd : retryPolicies[code];
}

/** What the deadline ends before it is answered says less than what failed before. */
function isCutShort({ code }: HelperError, left: number): boolean {
  return code === 'deadline-exceeded' && left < shortestAttempt;
}

function announcement({ delay, attemptsLeft }: NextAttempt, end: number): string {
  const next = `Trying again in ${(delay / 1000).toFixed(1)} s`;
  if (attemptsLeft < Number.POSITIVE_INFINITY)
    return `${next} (${attemptsLeft} more ${attemptsLeft === 1 ? 'try' : 'tries'} at most).`;
  return `${next}, and until ${new Date(end).toISOString().slice(11, 19)} UTC if need be.`;
}

/** Seconds that the server asked for; only the form in seconds is used by the servers we speak to. */
export function retryAfter({ headers }: Pick<HttpResponse, 'headers'>): number | undefined {
  const text = headers['retry-after'];
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}
