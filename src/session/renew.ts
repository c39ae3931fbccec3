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
  const request = { settings, ci, from: source.from };
  const token = await withinRunLimits(settings, world, (io) => usableToken(request, io));
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
  return new HelperError('option-conflict', 'Only the credentials of a role end, and can be renewed.', {
    hint: 'Give role-to-assume.',
  });
}

/** Where no other token can be had, nothing is renewed once this one has ended. */
function sayWhenTheTokenEnds(token: Token | undefined, { log }: Pick<Io, 'log'>): void {
  const end = endOfToken(token);
  if (token === undefined || end === undefined) return;
  log.notice(
    `The token (${token.source}) is the only one of this job: credentials are renewed until it ends, at ${end}.`,
  );
}
