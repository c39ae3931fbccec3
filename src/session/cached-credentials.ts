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
    const timeout = usable ? lockTimeoutWhileUsable : caching.settings().timeoutSeconds * 1000 + lockTimeoutForOthers;
    return await io.files.locked(caching.path, () => renewCache(caching, since, io), timeout);
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
