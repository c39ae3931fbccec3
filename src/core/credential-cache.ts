// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
import { type ErrorCode, errorCodes, HelperError } from './errors.ts';
import { isObject, numberAt, parseJson, stringAt } from './json.ts';
import type { TemporaryCredentials } from './session.ts';
import { temporaryCredentials } from './temporary-credentials.ts';

/** A session cached between two calls of `credential_process`. */
export interface CachedCredentials {
  readonly credentials: TemporaryCredentials;
  /** Milliseconds since the epoch, by the clock of this machine. */
  readonly issuedAt: number;
  /** Milliseconds since the epoch; from then on, a call requests new credentials. */
  readonly renewAt: number;
}

const minute = 60_000;

/**
 * When to renew credentials: with a third of their lifetime left, at the latest 20 to 15 minutes before they expire,
 * because below 15 minutes botocore asks before every call. The random part spreads jobs that start together.
 */
export function renewalTime(now: number, expiresAt: number, random: number): number {
  const life = Math.max(0, expiresAt - now);
  const ahead = Math.min(life / 3, (15 + 5 * random) * minute);
  return Math.round(expiresAt - ahead - (life / 20) * random);
}

/** Milliseconds to the next renewal after a failed one: a part of what is left, so that several attempts fit in. */
export function pauseAfterFailure(left: number): number {
  return Math.round(Math.min(minute, Math.max(1_000, left / 4)));
}

export function isFresh(cached: CachedCredentials, now: number): boolean {
  return now < cached.renewAt && !isBefore(cached, now);
}

/** Whether a client can still use them: some refuse credentials that are about to expire. */
export function isUsable(cached: CachedCredentials, now: number): boolean {
  return now + 1000 < cached.credentials.expiresAt && !isBefore(cached, now);
}

/**
 * Whether the clock was set back since they were issued: they may have expired although they seem valid.
 * AWS accepts signatures from a clock that is off by up to five minutes.
 */
function isBefore({ issuedAt }: CachedCredentials, now: number): boolean {
  return now < issuedAt - 5 * minute;
}

const cacheFormat = /^(-?\d+) (-?\d+)\n(.+)\n$/;

/** `undefined` for anything but the complete output of {@link printCache}. */
export function parseCache(text: string): CachedCredentials | undefined {
  const [, issuedAt, renewAt, answer = ''] = cacheFormat.exec(text) ?? [];
  const value = parseJson(answer);
  if (!isObject(value)) return undefined;
  const credentials = temporaryCredentials({
    accessKeyId: stringAt(value, 'AccessKeyId'),
    secretAccessKey: stringAt(value, 'SecretAccessKey'),
    sessionToken: stringAt(value, 'SessionToken'),
    expiresAt: Date.parse(stringAt(value, 'Expiration') ?? ''),
  });
  return credentials && { credentials, issuedAt: Number(issuedAt), renewAt: Number(renewAt) };
}

/**
 * Two lines, for readers without JSON: the times in milliseconds, and the response in the format of AWS tools. A file that
 * does not end with a newline is incomplete. The launcher of a profile (`export/process-launcher.ts`) also reads it.
 */
export function printCache(cached: CachedCredentials): string {
  return `${cached.issuedAt} ${cached.renewAt}\n${processOutput(cached)}`;
}

/**
 * A failed exchange, written instead of the credentials for the processes that waited for it. {@link parseCache} does
 * not accept it.
 */
export function printFailure({ code, message, hint }: HelperError, at: number): string {
  return JSON.stringify({ failed: { code, message, hint }, at });
}

/** The error of an exchange that failed between the two times; `undefined` for anything else. */
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

/** The output of a `credential_process`. */
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
