import { maskInLog, tokenOfJob } from '../ci/index.ts';
import type { CiProvider, TokenWishes } from '../ci/provider.ts';
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import { withRetries } from '../core/retry.ts';
import type { Settings } from '../options/settings.ts';
import { checkToken } from '../token/check-token.ts';
import type { Claims, Token } from '../token/token.ts';
import type { TokenSource } from '../token/token-source.ts';
import { givenToken } from './given-token.ts';

/** The token source and the required audience. */
export interface TokenOrder {
  readonly ci: CiProvider;
  readonly settings: Pick<Settings, 'audience' | 'maxAttempts'> & TokenWishes;
  /** Set by the user; otherwise the CI provides it. */
  readonly from: TokenSource | undefined;
  /** Finds advice of the issuer for a fault of the token; returns the error to throw instead. */
  readonly explainToken?: ExplainToken | undefined;
}

export type ExplainToken = (error: unknown, claims: Claims) => Promise<unknown>;

export interface TokenSupply {
  /** The token, or a new one if the old one caused the failure and another is available. */
  token(failure: HelperError | undefined): Promise<Token>;
  /** The token returned last; only call this after one was returned. */
  latest(): Token;
  /** Why there is none. Retries have already been made. */
  failure(): unknown;
}

/** The token is requested once for all exchanges. */
export function tokenSupply(request: TokenOrder, io: Io): TokenSupply {
  let current: Promise<Token> | undefined;
  let latest: Token | undefined;
  let reason: unknown;
  return {
    async token(failure) {
      const seen = current;
      const token = await seen?.catch(() => undefined);
      const isStale = token === undefined || (token.renewable && needsNewToken(token, failure, io.clock.now()));
      // The first exchange that finds it stale requests another; the others use that one.
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

/** Whether a new token may succeed. */
function needsNewToken({ claims }: Token, failure: HelperError | undefined, now: number): boolean {
  const endsSoon = claims.exp !== undefined && claims.exp * 1000 < now + 30_000;
  return endsSoon || failure?.code === 'sts-token-expired' || failure?.code === 'sts-idp-unreachable';
}

/**
 * A valid token: requested, masked and checked.
 *
 * @throws HelperError `token-…`
 */
export async function usableToken(request: TokenOrder, io: Io): Promise<Token> {
  const { ci, from } = request;
  const token = await fetchToken(request, io);
  if (
    envValue(io.env, 'AWS_WEB_IDENTITY_TOKEN_FILE') !== undefined &&
    ci.tokenFile?.(io.env) === undefined &&
    from === undefined
  ) {
    io.log.notice(
      `Ignoring AWS_WEB_IDENTITY_TOKEN_FILE (the machine's identity); using the job's token (${token.source}).`,
    );
  }
  await checkFetchedToken(token, request, io);
  const notice = from === undefined ? undefined : ci.noticeOn?.(from);
  if (notice !== undefined) io.log.notice(notice);
  return token;
}

/** Why the CI has no token for this job; `undefined` if it has one. */
export async function whyNoToken(ci: CiProvider, io: Io): Promise<HelperError | undefined> {
  const reason = await ci.token(undefined, io).catch((thrown: unknown) => thrown);
  return reason instanceof HelperError ? reason : undefined;
}

/** The token, masked before it can be logged, with retries. */
export async function fetchToken({ ci, settings, from }: TokenOrder, io: Io): Promise<Token> {
  if (settings.serviceConnectionId !== undefined && (from !== undefined || !ci.hasServiceConnections)) {
    throw new HelperError(
      'option-conflict',
      `service-connection-id has no effect here: the token of this job comes from ${from === undefined ? ci.name : 'the token source that you set'}.`,
      { hint: 'Omit service-connection-id.' },
    );
  }
  const attempt = (): Promise<Token> =>
    from === undefined ? tokenOfJob(ci, settings, io) : givenToken({ ci, from }, io);
  const token = await withRetries(attempt, io, { maxAttempts: settings.maxAttempts });
  await maskInLog([token.jwt], io);
  return token;
}

/** @throws HelperError `token-…` */
export async function checkFetchedToken(
  token: Token,
  { ci, settings, explainToken }: TokenOrder,
  { clock }: Pick<Io, 'clock'>,
): Promise<void> {
  try {
    checkToken(token, { audience: settings.audience, audienceAdvice: ci.audienceAdvice, now: clock.now() });
  } catch (error) {
    throw explainToken === undefined ? error : await explainToken(error, token.claims);
  }
}
