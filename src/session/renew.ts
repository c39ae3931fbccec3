import { detectCi } from '../ci/index.ts';
import { type CachedCredentials, renewalTime } from '../core/credential-cache.ts';
import { HelperError } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import { isTemporary, type TemporaryCredentials } from '../core/session.ts';
import { jobOf } from '../job/job.ts';
import type { Settings } from '../options/settings.ts';
import { endOfToken } from '../token/end-of-token.ts';
import type { Token } from '../token/token.ts';
import { assumeGuardedRoles, guardKnownAccounts } from './account-guard.ts';
import { withinRunLimits } from './run-limits.ts';
import { usableToken } from './token-supply.ts';

/**
 * A new token and the time of its renewal: when a third of its lifetime is left.
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
  const request = { settings, ci, from: source.from };
  const token = await withinRunLimits(settings, world, (io) => usableToken(request, io));
  const now = world.clock.now();
  const endsAt = endOf(token);
  // Of the remaining time, which may be infinite.
  const rest = Math.min(Math.max(((endsAt - now) / 3) * 2, shortestRest), longestRest);
  return { token, endsAt, renewAt: now + rest };
}

/** Milliseconds. Timers have a maximum, and a token without an expiry needs no renewal. */
const longestRest = 24 * 3_600_000;
/** Milliseconds. If the same token is returned again, do not ask at ever shorter intervals. */
const shortestRest = 5_000;

function endOf({ claims }: Token): number {
  return claims.exp === undefined ? Number.POSITIVE_INFINITY : claims.exp * 1000;
}

export interface RenewedCredentials extends CachedCredentials {
  /** The token for them; absent with other credentials. */
  readonly token: Token | undefined;
}

/**
 * New credentials of a role, with the account checked and masked if the CI supports it.
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
  const { source } = settings;
  if (source === undefined) throw endless();
  const ci = detectCi(io.env, settings.ci);
  const sessionName = settings.sessionName ?? jobOf(ci, io).name;
  await guardKnownAccounts(settings, io);
  const order = { settings, ci, sessionName, profileName: 'default' };
  const { sessions, token } = await assumeGuardedRoles(source, order, io);
  const { credentials } = sessions[0];
  if (!isTemporary(credentials)) throw endless();
  sayWhenTheTokenEnds(token, io);
  return { credentials, token };
}

function endless(): HelperError {
  return new HelperError('option-conflict', 'Only the credentials of a role can be renewed.', {
    hint: 'Set role-to-assume.',
  });
}

/** If no other token is available, renewal stops when this one has expired. */
function sayWhenTheTokenEnds(token: Token | undefined, { log }: Pick<Io, 'log'>): void {
  const end = endOfToken(token);
  if (token === undefined || end === undefined) return;
  log.notice(
    `The token (${token.source}) is the only one of this job. Credentials can be renewed until it expires at ${end}.`,
  );
}
