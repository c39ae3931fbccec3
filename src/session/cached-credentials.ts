import {
  type CachedCredentials,
  isFresh,
  isUsable,
  parseCache,
  parseFailure,
  pauseAfterFailure,
  printCache,
  printFailure,
} from '../core/credential-cache.ts';
import { exitCodeOf, HelperError } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import { silentLog } from '../core/quiet-log.ts';
import type { Settings } from '../options/settings.ts';
import { renewCredentials } from './renew.ts';

/** Milliseconds. The limit for a renewal while the last credentials are still valid. */
const lockTimeoutWhileUsable = 10_000;
/** Milliseconds, in addition to the time limit of the exchange in another process, which ends by itself. */
const lockTimeoutForOthers = 10_000;

export interface Caching {
  /** The identity of the credentials; read only if a request is needed. */
  readonly settings: () => Settings;
  readonly path: string;
  /** Called before a new cache is created. */
  readonly beforeCreate?: () => void;
}

/**
 * The cached credentials, renewed if necessary. However many processes ask at once, one makes the exchange, and if it
 * fails, it fails for all that waited. Cached credentials are used as long as they are valid, with a line in the log;
 * the next attempt follows after a pause.
 *
 * @throws HelperError
 */
export async function cachedCredentials(caching: Caching, io: Io): Promise<CachedCredentials> {
  const since = io.clock.now();
  const cached = readCache(caching.path, io);
  if (cached !== undefined && isFresh(cached, since)) return cached;
  const usable = cached !== undefined && isUsable(cached, since);
  try {
    const timeout = usable ? lockTimeoutWhileUsable : caching.settings().timeoutSeconds * 1000 + lockTimeoutForOthers;
    return await io.files.locked(caching.path, () => renewCache(caching, since, io), timeout);
  } catch (error) {
    const last = readCache(caching.path, { ...io, log: silentLog });
    if (error instanceof HelperError && last !== undefined && isUsable(last, io.clock.now())) {
      sayItServes(last, error, io);
      return last;
    }
    if (!(error instanceof HelperError) || error.code !== 'file-not-writable') throw error;
    io.log.warning(`The credentials cannot be cached. ${error.message}`);
    return renewCredentials(caching.settings(), io);
  }
}

/** With the lock, no other process renews. The file shows whether one has done so since this call started to wait. */
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

/** The outcome after all retries, which would take as long again. */
function isOfAws(error: HelperError): boolean {
  return [4, 5].includes(exitCodeOf(error));
}

function sayItServes({ credentials }: CachedCredentials, error: HelperError, { log }: Pick<Io, 'log'>): void {
  const until = new Date(credentials.expiresAt).toISOString();
  log.warning(`The credentials could not be renewed; the previous ones are valid until ${until}. ${error.message}`);
}

type CacheIo = Pick<Io, 'files'> & { readonly log: Pick<Io['log'], 'warning'> };

/** If they cannot be cached, they are used once. */
function keep(text: string, { path, beforeCreate }: Caching, { files, log }: CacheIo): void {
  try {
    if (readIfPrivate(path, files) === undefined) {
      beforeCreate?.();
      // A refused file, such as a link, must not determine where the new one is written or who can read it.
      files.remove(path);
    }
    files.replace(path, text, { forJob: true });
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    log.warning(`The credentials cannot be cached. ${error.message}`);
  }
}

function readIfPrivate(path: string, files: Pick<Io['files'], 'readPrivate'>): string | undefined {
  return readOr(path, files, () => undefined);
}

/** A cache that others could read or write, or that cannot be parsed, is ignored. */
function readCache(path: string, { files, log }: CacheIo): CachedCredentials | undefined {
  const text = readOr(path, files, ({ message }) => log.warning(`Ignoring the credential cache: ${message}`));
  return text === undefined ? undefined : parseCache(text);
}

/** The error of an exchange that was made while this call waited for the lock. */
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
