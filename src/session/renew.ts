import { detectCi, maskInLog } from '../ci/index.ts';
import {
  type CachedCredentials,
  isFresh,
  isUsable,
  parseCache,
  parseFailure,
  pauseAfterFailure,
  printCache,
  printFailure,
  renewalTime,
} from '../core/credential-cache.ts';
import { exitCodeOf, HelperError } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import { Secret } from '../core/secret.ts';
import { isTemporary, secretsOf, type TemporaryCredentials } from '../core/session.ts';
import { jobOf } from '../job/job.ts';
import type { Settings } from '../options/settings.ts';
import { endOfToken } from '../token/end-of-token.ts';
import type { Token } from '../token/token.ts';
import { guardAccount, knownAccounts } from './account-guard.ts';
import { assumeRoles, obtainToken } from './assume-roles.ts';
import { withinRunLimits } from './limits.ts';

/** Milliseconds. Whoever asks for credentials while the last ones still serve is not kept waiting for longer. */
const lockTimeoutWhileUsable = 10_000;
/** On top of the budget of the exchange that another call makes: that it ends in time is its own matter. */
const lockTimeoutForOthers = 10_000;

export interface Caching {
  /** What the credentials are of; read only where they have to be asked for. */
  readonly settings: () => Settings;
  readonly path: string;
  /** Told before the cache is made where there was none. */
  readonly beforeCreate?: () => void;
}

/**
 * The credentials of a cache, renewed if their time has come. However many ask at once, one exchange is made, and if it
 * fails, it has failed for all that waited. What is cached serves as long as it is valid, and the log says so; the next
 * try is made a moment later.
 *
 * @throws HelperError
 */
export async function cachedCredentials(caching: Caching, io: Io): Promise<CachedCredentials> {
  const since = io.clock.now();
  const cached = readCache(caching.path, io);
  if (cached !== undefined && isFresh(cached, since)) return cached;
  const usable = cached !== undefined && isUsable(cached, since);
  try {
    const patience = usable ? lockTimeoutWhileUsable : caching.settings().timeoutSeconds * 1000 + lockTimeoutForOthers;
    return await io.files.locked(caching.path, () => renewCache(caching, since, io), patience);
  } catch (error) {
    const last = readCache(caching.path, { ...io, log: silentLog });
    if (error instanceof HelperError && last !== undefined && isUsable(last, io.clock.now())) {
      sayItServes(last, error, io);
      return last;
    }
    if (!(error instanceof HelperError) || error.code !== 'file-not-writable') throw error;
    io.log.warning(`The credentials cannot be kept for the next call. ${error.message}`);
    return renewCredentials(caching.settings(), io);
  }
}

/** Under the lock: nobody else renews meanwhile. Whether somebody has, `since` this call began to wait, the file says. */
async function renewCache(caching: Caching, since: number, io: Io): Promise<CachedCredentials> {
  const last = readCache(caching.path, { ...io, log: silentLog });
  if (last !== undefined && isFresh(last, io.clock.now())) return last;
  const failure = readFailure(caching.path, since, io);
  if (failure !== undefined) throw failure;
  const usable = last !== undefined && isUsable(last, io.clock.now());
  try {
    const settings = caching.settings();
    const timeoutSeconds = Math.min(settings.timeoutSeconds, usable ? lockTimeoutWhileUsable / 1000 : Infinity);
    const renewed = await renewCredentials({ ...settings, timeoutSeconds }, io);
    keep(printCache(renewed), caching, io);
    return renewed;
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    const now = io.clock.now();
    if (last === undefined || !isUsable(last, now)) {
      if (isOfAws(error)) keep(printFailure(error, now), caching, { ...io, log: silentLog });
      throw error;
    }
    sayItServes(last, error, io);
    const kept = { ...last, renewAt: now + pauseAfterFailure(last.credentials.expiresAt - now) };
    keep(printCache(kept), caching, io);
    return kept;
  }
}

/** What was said, or not said, after all tries: to find it out again would take as long. */
function isOfAws(error: HelperError): boolean {
  return [4, 5].includes(exitCodeOf(error));
}

function sayItServes({ credentials }: CachedCredentials, error: HelperError, { log }: Pick<Io, 'log'>): void {
  const until = new Date(credentials.expiresAt).toISOString();
  log.warning(`The credentials could not be renewed; the last ones serve until ${until}. ${error.message}`);
}

type CacheIo = Pick<Io, 'files'> & { readonly log: Pick<Io['log'], 'warning'> };

/** What cannot be kept serves all the same, this once. */
function keep(text: string, { path, beforeCreate }: Caching, { files, log }: CacheIo): void {
  try {
    if (readIfPrivate(path, files) === undefined) {
      beforeCreate?.();
      // One that was refused, a link say, must not decide where the new one goes, or who may read it.
      files.remove(path);
    }
    files.replace(path, text);
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    log.warning(`The credentials cannot be kept for the next call. ${error.message}`);
  }
}

function readIfPrivate(path: string, files: Pick<Io['files'], 'readPrivate'>): string | undefined {
  return readOr(path, files, () => undefined);
}

/** A cache that others could have read or written is as good as none, and so is one that makes no sense. */
function readCache(path: string, { files, log }: CacheIo): CachedCredentials | undefined {
  const text = readOr(path, files, ({ message }) => log.warning(`The cache is not used: ${message}`));
  return text === undefined ? undefined : parseCache(text);
}

/** How the exchange failed that was made while this call waited for the lock. */
function readFailure(
  path: string,
  since: number,
  { files, clock }: Pick<Io, 'files' | 'clock'>,
): HelperError | undefined {
  return parseFailure(readIfPrivate(path, files) ?? '', { since, until: clock.now() });
}

function readOr(
  path: string,
  files: Pick<Io['files'], 'readPrivate'>,
  refused: (error: HelperError) => void,
): string | undefined {
  try {
    return files.readPrivate(path);
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    refused(error);
    return undefined;
  }
}

/** For what has been said before. */
const silentLog = { warning() {} };

/**
 * A fresh token, and when the next is due: with a third of its life left.
 *
 * @throws HelperError
 */
export async function renewToken(
  settings: Settings,
  world: Io,
): Promise<{ readonly token: Token; readonly renewAt: number; readonly endsAt: number }> {
  const { source } = settings;
  if (source?.kind !== 'token') throw new Error('only a token is renewed here');
  const ci = detectCi(world.env, settings.ci);
  const token = await withinRunLimits(settings, world, (io) => obtainToken(source, { settings, ci }, io));
  const now = world.clock.now();
  const endsAt = endOf(token);
  // Of what is left, which may be without an end.
  const rest = Math.min(Math.max(((endsAt - now) / 3) * 2, shortestRest), longestRest);
  return { token, endsAt, renewAt: now + rest };
}

/** Timers have a longest time, and a token without an end need not be fetched anew at all. */
const longestRest = 24 * 3_600_000;
/** Where the same token comes again and again, its end is not waited for in ever shorter steps. */
const shortestRest = 5_000;

function endOf({ claims }: Token): number {
  return claims.exp === undefined ? Number.POSITIVE_INFINITY : claims.exp * 1000;
}

export interface RenewedCredentials extends CachedCredentials {
  /** What they were got with; absent where other credentials were used. */
  readonly token: Token | undefined;
}

/**
 * New credentials of a role: of an account that is allowed, and masked where the CI can.
 *
 * @throws HelperError
 */
export async function renewCredentials(settings: Settings, world: Io): Promise<RenewedCredentials> {
  const issued = world.clock.now();
  const { credentials, token } = await withinRunLimits(settings, world, (io) => freshSession(settings, io));
  const { expiresAt } = credentials;
  return { credentials, token, issuedAt: issued, renewAt: renewalTime(issued, expiresAt, world.clock.random()) };
}

async function freshSession(
  settings: Settings,
  io: Io,
): Promise<{ readonly credentials: TemporaryCredentials; readonly token: Token | undefined }> {
  const ci = detectCi(io.env, settings.ci);
  const sessionName = settings.sessionName ?? jobOf(ci, io).name;
  const { source } = settings;
  for (const accountId of knownAccounts(settings)) guardAccount(accountId, settings);
  const obtained = source && (await assumeRoles(source, { settings, ci, sessionName, profileName: 'default' }, io));
  const session = obtained?.grants[0]?.session;
  if (session === undefined || !isTemporary(session.credentials)) {
    throw new HelperError('option-conflict', 'Only the credentials of a role end, and can be renewed.', {
      hint: 'Give role-to-assume.',
    });
  }
  guardAccount(session.accountId, settings);
  const hidden = settings.maskAccountId ? [...knownAccounts(settings), session.accountId] : [];
  const accounts = [...new Set(hidden)].filter((accountId) => accountId !== '').map((id) => new Secret(id));
  await maskInLog([...accounts, ...secretsOf(session.credentials)], io);
  sayWhenTheTokenEnds(obtained?.token, io);
  return { credentials: session.credentials, token: obtained?.token };
}

/** Where no other token can be had, nothing is renewed once this one has ended. */
function sayWhenTheTokenEnds(token: Token | undefined, { log }: Pick<Io, 'log'>): void {
  const end = endOfToken(token);
  if (token === undefined || end === undefined) return;
  log.notice(
    `The token (${token.source}) is the only one of this job: credentials are renewed until it ends, at ${end}.`,
  );
}
