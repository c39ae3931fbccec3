import type { ErrorCode, HelperError } from './errors.ts';
import type { HttpResponse, Io } from './io.ts';
import { isObject } from './json.ts';

interface RetryPolicy {
  /** Including the first attempt. Default: until the deadline. */
  readonly maxAttempts?: number;
  /** Maximum pauses in milliseconds: the first, the second, and so on; the last one applies to all further pauses. */
  readonly ceilings: readonly [number, ...number[]];
  /** Logged before the next attempt instead of the error message, which is printed if the last attempt fails. */
  readonly says?: string;
}

/** Usually over at once, sometimes only after a minute. */
const outage: RetryPolicy = { ceilings: [500, 1000, 2000, 4000, 8000, 16_000, 20_000] };

/** Throttling: soon for a single job, then far enough apart for a thousand. ADR 1 has the figures. */
const crowd: RetryPolicy = { ceilings: [3500, 7000, 20_000] };

/** More often a typo than a DNS outage. */
const unknownHost: RetryPolicy = { maxAttempts: 4, ceilings: [500, 1000, 2000] };

/** The errors that are retried. All others fail at once. */
const retryPolicies: Readonly<Partial<Record<ErrorCode, RetryPolicy>>> = {
  'network-failed': outage,
  'deadline-exceeded': outage,
  'token-endpoint-unavailable': outage,
  'sts-unavailable': outage,
  'sts-idp-unreachable': outage,
  'sts-throttled': crowd,
  // Thrown only for a token that can be renewed.
  'sts-token-expired': { maxAttempts: 2, ceilings: [0] },
  'sts-access-denied': {
    maxAttempts: 3,
    ceilings: [800, 1600],
    says: 'AWS refused. A new role or trust policy can take a few seconds to take effect.',
  },
};

/** Milliseconds. No attempt starts with less time left: its timeout would hide the error of the previous one. */
const shortestAttempt = 500;

export interface NextAttempt {
  /** Milliseconds. */
  readonly delay: number;
  /** Remaining attempts, this one included, as limited by the table and the user. */
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
 * The pause is what the server requested, plus full jitter:
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * If that does not fit, the jitter is in the second half of the time left.
 */
export function nextAttempt(
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

/** Whether a request failed because the name of its host could not be resolved. */
export function isUnknownHost({ code, cause }: HelperError): boolean {
  const reason = isObject(cause) ? cause.code : undefined;
  return code === 'network-failed' && (reason === 'ENOTFOUND' || reason === 'EAI_AGAIN');
}

function policyFor(error: HelperError): RetryPolicy | undefined {
  const { code, retryAfterSeconds } = error;
  if (isUnknownHost(error)) return unknownHost;
  // The server sends the same time to all clients: they must not return together.
  return retryPolicies[code] === outage && retryAfterSeconds !== undefined ? crowd : retryPolicies[code];
}

/** A timeout at the deadline is less informative than the previous failure. */
export function isCutShort({ code }: HelperError, left: number): boolean {
  return code === 'deadline-exceeded' && left < shortestAttempt;
}

/** The reason and what happens next. `end` is the time of the deadline, in milliseconds. */
export function announcement(error: HelperError, { delay, attemptsLeft }: NextAttempt, end: number): string {
  const { says = error.message } = retryPolicies[error.code] ?? {};
  const next = `${says} Trying again in ${(delay / 1000).toFixed(1)} s`;
  if (attemptsLeft < Number.POSITIVE_INFINITY)
    return `${next} (at most ${attemptsLeft} more ${attemptsLeft === 1 ? 'attempt' : 'attempts'}).`;
  return `${next}, then again until ${new Date(end).toISOString().slice(11, 19)} UTC if necessary.`;
}

/** The wait that the server requested, in seconds. The servers in question do not use the date form. */
export function retryAfter({ headers }: Pick<HttpResponse, 'headers'>): number | undefined {
  const text = headers['retry-after'];
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}
