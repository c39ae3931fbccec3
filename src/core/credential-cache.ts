// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
import { type ErrorCode, errorCodes, HelperError } from './errors.ts';
import { isObject, numberAt, parseJson, stringAt } from './json.ts';
import type { TemporaryCredentials } from './session.ts';
import { temporaryCredentials } from './temporary-credentials.ts';

/** A session as it is kept between two calls of `credential_process`. */
export interface CachedCredentials {
  readonly credentials: TemporaryCredentials;
  /** Milliseconds since the epoch, by the clock of this machine. */
  readonly issuedAt: number;
  /** The same; from then on a call asks for new ones. */
  readonly renewAt: number;
}

const minute = 60_000;

/**
 * When credentials are to be renewed: with a third of their life left, at the latest 20 to 15 minutes before their end,
 * because under 15 minutes botocore asks before every call. The random part keeps jobs that start together apart.
 */
export function renewalTime(now: number, expiresAt: number, random: number): number {
  const life = Math.max(0, expiresAt - now);
  const ahead = Math.min(life / 3, (15 + 5 * random) * minute);
  return Math.round(expiresAt - ahead - (life / 20) * random);
}

/** After a failed renewal: a part of what is left, so that many tries fit in, but not the server's patience. */
export function pauseAfterFailure(left: number): number {
  return Math.min(minute, Math.max(1_000, left / 4));
}

export function isFresh(cached: CachedCredentials, now: number): boolean {
  return now < cached.renewAt && !isBefore(cached, now);
}

/** Whether a client can still work with them: some refuse what ends within a moment. */
export function isUsable(cached: CachedCredentials, now: number): boolean {
  return now + 1000 < cached.credentials.expiresAt && !isBefore(cached, now);
}

/**
 * Whether the clock was set back since they were issued: they may have ended by now, however long they seem to have.
 * AWS itself takes signatures from a clock that is off by up to five minutes.
 */
function isBefore({ issuedAt }: CachedCredentials, now: number): boolean {
  return now < issuedAt - 5 * minute;
}

/** `undefined` for anything that is not what {@link printCache} wrote. */
export function parseCache(text: string): CachedCredentials | undefined {
  const value = parseJson(text);
  if (!isObject(value)) return undefined;
  const credentials = temporaryCredentials({
    accessKeyId: stringAt(value, 'accessKeyId'),
    secretAccessKey: stringAt(value, 'secretAccessKey'),
    sessionToken: stringAt(value, 'sessionToken'),
    expiresAt: numberAt(value, 'expiresAt'),
  });
  const issuedAt = numberAt(value, 'issuedAt');
  const renewAt = numberAt(value, 'renewAt');
  if (credentials === undefined || issuedAt === undefined || renewAt === undefined) return undefined;
  return { credentials, issuedAt, renewAt };
}

export function printCache({ credentials, issuedAt, renewAt }: CachedCredentials): string {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = credentials;
  return JSON.stringify({
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    sessionToken: sessionToken.reveal(),
    expiresAt,
    issuedAt,
    renewAt,
  });
}

/**
 * A failed exchange, in the place of the credentials that it did not get: for those who waited for it. It is no cache
 * to {@link parseCache}.
 */
export function printFailure({ code, message, hint }: HelperError, at: number): string {
  return JSON.stringify({ failed: { code, message, hint }, at });
}

/** The error of an exchange that failed between two times; `undefined` for anything else. */
export function parseFailure(
  text: string,
  { since, until }: { readonly since: number; readonly until: number },
): HelperError | undefined {
  const value = parseJson(text);
  if (!isObject(value) || !isObject(value.failed)) return undefined;
  const at = numberAt(value, 'at');
  const code = stringAt(value.failed, 'code');
  const message = stringAt(value.failed, 'message');
  const hint = stringAt(value.failed, 'hint');
  if (at === undefined || at < since || at > until || !isErrorCode(code) || message === undefined) return undefined;
  return new HelperError(code, message, { hint });
}

function isErrorCode(text: string | undefined): text is ErrorCode {
  return text !== undefined && Object.hasOwn(errorCodes, text);
}

/** What an AWS tool expects of its `credential_process`. */
export function processOutput({ credentials }: CachedCredentials): string {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = credentials;
  const answer = {
    Version: 1,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey.reveal(),
    SessionToken: sessionToken.reveal(),
    Expiration: new Date(expiresAt).toISOString(),
  };
  return `${JSON.stringify(answer)}\n`;
}
