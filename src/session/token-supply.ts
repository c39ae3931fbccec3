import { tokenFrom } from '../ci/custom.ts';
import { maskInLog } from '../ci/index.ts';
import type { CiProvider } from '../ci/provider.ts';
import { envValue } from '../core/env-value.ts';
import type { HelperError } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import { withRetries } from '../core/retry.ts';
import type { Settings } from '../options/settings.ts';
import { checkToken } from '../token/check-token.ts';
import type { Token } from '../token/token.ts';
import type { TokenSource } from '../token/token-source.ts';

/** Whose token is meant, and for whom it must be. */
export interface TokenOrder {
  readonly ci: CiProvider;
  readonly settings: Pick<Settings, 'audience' | 'maxAttempts'>;
  /** Where the user says that it is; else the CI knows. */
  readonly from: TokenSource | undefined;
}

export interface TokenSupply {
  /** The token, or a fresh one where the old one caused the failure and another can be had. */
  token(failure: HelperError | undefined): Promise<Token>;
  /** The one that was handed out last; only after one was. */
  latest(): Token;
  /** Why there is none. It has been asked for again as often as makes sense. */
  failure(): unknown;
}

/** However many exchanges ask, a token is fetched once. */
export function tokenSupply(request: TokenOrder, io: Io): TokenSupply {
  let current: Promise<Token> | undefined;
  let latest: Token | undefined;
  let reason: unknown;
  return {
    async token(failure) {
      const seen = current;
      const token = await seen?.catch(() => undefined);
      const isStale = token === undefined || (token.renewable && needsNewToken(token, failure, io.clock.now()));
      // Whoever finds it stale first fetches another; those who come after find that it has been done.
      if (isStale && current === seen) current = undefined;
      current ??= usableToken(request, io).catch((error: unknown) => {
        reason = error;
        throw error;
      });
      latest = await current;
      return latest;
    },
    latest() {
      if (latest === undefined) throw new Error('no token was fetched');
      return latest;
    },
    failure: () => reason,
  };
}

/** Whether a new token may succeed where this one failed. */
function needsNewToken({ claims }: Token, failure: HelperError | undefined, now: number): boolean {
  const endsSoon = claims.exp !== undefined && claims.exp * 1000 < now + 30_000;
  return endsSoon || failure?.code === 'sts-token-expired' || failure?.code === 'sts-idp-unreachable';
}

/**
 * A token that nothing speaks against: fetched, masked and checked.
 *
 * @throws HelperError `token-…`
 */
export async function usableToken(request: TokenOrder, io: Io): Promise<Token> {
  const { ci, from } = request;
  const token = await fetchToken(request, io);
  if (envValue(io.env, 'AWS_WEB_IDENTITY_TOKEN_FILE') !== undefined && ci.id !== 'custom' && from === undefined) {
    io.log.notice(
      `Ignoring AWS_WEB_IDENTITY_TOKEN_FILE, which is the identity of the machine; using the job's own token (${token.source}).`,
    );
  }
  checkFetchedToken(token, request, io);
  return token;
}

/** The token as it comes, masked before anybody can say it; asked for again where that makes sense. */
export async function fetchToken({ ci, settings, from }: TokenOrder, io: Io): Promise<Token> {
  const attempt = (): Promise<Token> => (from === undefined ? ci.token(settings.audience, io) : tokenFrom(from, io));
  const token = await withRetries(attempt, io, { maxAttempts: settings.maxAttempts });
  await maskInLog([token.jwt], io);
  return token;
}

/** @throws HelperError `token-…` */
export function checkFetchedToken(token: Token, { ci, settings }: TokenOrder, { clock }: Pick<Io, 'clock'>): void {
  checkToken(token, { audience: settings.audience, audienceAdvice: ci.audienceAdvice, now: clock.now() });
}
