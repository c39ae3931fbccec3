import { guardAccount } from './account-guard.ts';
import { detectCi } from './ci/index.ts';
import { type CachedCredentials, isFresh, isUsable, parseCache, printCache, renewalTime } from './credential-cache.ts';
import { withDeadline } from './deadline.ts';
import { HelperError } from './errors.ts';
import { jobOf } from './job.ts';
import { obtainGrants, obtainToken } from './obtain.ts';
import type { Io } from './ports.ts';
import type { Secret } from './secret.ts';
import type { Credentials, Session } from './session.ts';
import type { Settings } from './settings.ts';

/**
 * The credentials of a cache, renewed if their time has come. However many ask at once, one exchange is made. If that
 * fails, what is cached serves as long as it is valid, and the log says so.
 *
 * @throws HelperError
 */
export async function renewedCredentials(settings: Settings, cachePath: string, io: Io): Promise<CachedCredentials> {
  const cached = readCache(cachePath, io);
  if (cached !== undefined && isFresh(cached, io.clock.now())) return cached;
  try {
    return await io.files.locked(cachePath, async () => {
      const meanwhile = readCache(cachePath, io);
      if (meanwhile !== undefined && isFresh(meanwhile, io.clock.now())) return meanwhile;
      const renewed = await obtainAnew(settings, io);
      io.files.replace(cachePath, printCache(renewed));
      return renewed;
    });
  } catch (error) {
    const last = readCache(cachePath, io);
    if (!(error instanceof HelperError) || last === undefined || !isUsable(last, io.clock.now())) throw error;
    const until = new Date(last.credentials.expiresAt).toISOString();
    io.log.warning(`The credentials could not be renewed; the last ones serve until ${until}. ${error.message}`);
    return last;
  }
}

/** A cache that others could have read or written is as good as none, and so is one that makes no sense. */
function readCache(path: string, { files, log }: Pick<Io, 'files' | 'log'>): CachedCredentials | undefined {
  try {
    const text = files.readPrivate(path);
    return text === undefined ? undefined : parseCache(text);
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    log.warning(`The cache is not used: ${error.message}`);
    return undefined;
  }
}

/**
 * A fresh token, and when the next is due: with a third of its life left.
 *
 * @throws HelperError
 */
export async function tokenAnew(
  settings: Settings,
  world: Io,
): Promise<{ readonly jwt: Secret; readonly renewAt: number; readonly endsAt: number }> {
  const io = inTime(settings, world);
  const { source } = settings;
  if (source?.kind !== 'token') throw new Error('only a token is renewed here');
  const ci = detectCi(io.env, settings.ci);
  const { jwt, claims } = await obtainToken(source, { settings, ci }, io);
  const now = io.clock.now();
  const endsAt = claims.exp === undefined ? Number.POSITIVE_INFINITY : claims.exp * 1000;
  return { jwt, endsAt, renewAt: Math.min(endsAt - (endsAt - now) / 3, now + longestRest) };
}

/** Timers have a longest time, and a token without an end need not be fetched anew at all. */
const longestRest = 24 * 3_600_000;

function inTime(settings: Settings, world: Io): Io {
  return withDeadline({ ...world, http: world.http.through(settings.proxy) }, settings.timeoutSeconds);
}

/** @throws HelperError */
export async function obtainAnew(settings: Settings, world: Io): Promise<CachedCredentials> {
  const issued = world.clock.now();
  const { credentials } = await freshSession(settings, world);
  const { expiresAt } = credentials;
  return { credentials, renewAt: renewalTime(issued, expiresAt, world.clock.random()) };
}

interface TemporarySession extends Session {
  readonly credentials: Required<Credentials>;
}

async function freshSession(settings: Settings, world: Io): Promise<TemporarySession> {
  const io = inTime(settings, world);
  const ci = detectCi(io.env, settings.ci);
  const sessionName = settings.sessionName ?? jobOf(ci, io).name;
  const { source } = settings;
  const obtained = source && (await obtainGrants(source, { settings, ci, sessionName, profileName: 'default' }, io));
  const session = obtained?.grants[0]?.session;
  if (session === undefined || !isTemporary(session)) {
    throw new HelperError('option-conflict', 'Only the credentials of a role end, and can be renewed.', {
      hint: 'Give role-to-assume.',
    });
  }
  guardAccount(session.accountId, settings);
  return session;
}

function isTemporary(session: Session): session is TemporarySession {
  return session.credentials.sessionToken !== undefined && session.credentials.expiresAt !== undefined;
}
