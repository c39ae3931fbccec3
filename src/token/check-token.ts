import { HelperError } from '../core/errors.ts';
import { numberAt } from '../core/json.ts';
import { spanText, timeText } from '../core/time-text.ts';
import { audiencesOf, type Claims, type Token } from './token.ts';

/**
 * How far the clocks of the CI and of this machine may differ before a token counts as expired; AWS has the final say.
 */
const leewaySeconds = 60;

export interface TokenExpectations {
  /** The requested audience. */
  readonly audience: string | undefined;
  readonly audienceAdvice: (audience: string) => string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Checks everything that makes AWS refuse a token and can be seen locally.
 *
 * @throws HelperError `token-…`
 */
export function checkToken({ claims, source }: Token, { audience, audienceAdvice, now }: TokenExpectations): void {
  const seconds = now / 1000;
  const [expires, begins] = [numberAt(claims, 'exp'), numberAt(claims, 'nbf')];
  if (isRequestToken(claims)) {
    throw new HelperError('token-malformed', `The token (${source}) is for the CI's API and not an OIDC token.`, {
      hint: 'On GitHub, set no token source: the token is fetched. ACTIONS_ID_TOKEN_REQUEST_TOKEN and ACTIONS_RUNTIME_TOKEN only authorize the request for it.',
    });
  }
  for (const name of ['iss', 'sub', 'aud'] as const) {
    if (claims[name] === undefined) {
      throw new HelperError('token-claim-missing', `The token (${source}) has no claim ${name}; AWS requires it.`, {
        hint: `Check the CI's settings for OIDC claims: ${name} must be included.`,
      });
    }
  }
  if (expires !== undefined && expires + leewaySeconds < seconds) {
    throw new HelperError(
      'token-expired',
      `The token (${source}) expired ${spanText(seconds - expires)} ago, at ${timeText(expires) ?? expires}.`,
      {
        hint: "Exchange it earlier in the job, or let the CI issue longer-lived tokens. If the job has only just started, this machine's clock is wrong.",
      },
    );
  }
  if (begins !== undefined && begins - leewaySeconds > seconds) {
    throw new HelperError(
      'token-not-yet-valid',
      `The token (${source}) is not valid until ${timeText(begins) ?? begins}, in ${spanText(begins - seconds)}.`,
      {
        hint: "Synchronize the clocks with NTP: this machine's clock is slow, or the CI server's is fast.",
      },
    );
  }
  const audiences = audiencesOf(claims);
  if (audience !== undefined && !audiences.includes(audience)) {
    throw new HelperError(
      'token-audience',
      `The token (${source}) has the audience ${audiences.join(', ')}, not ${audience}.`,
      {
        hint: audienceAdvice(audience),
      },
    );
  }
}

/** Whether it is a token for GitHub's own API. Such tokens contain their purpose, `scp: Actions.…`; no ID token does. */
export function isRequestToken(claims: Claims): boolean {
  return typeof claims.scp === 'string' && claims.scp.startsWith('Actions.');
}
