import { HelperError } from '../core/errors.ts';
import { numberAt } from '../core/json.ts';
import { spanText, timeText } from '../core/time-text.ts';
import { audiencesOf, type Claims, type Token } from './token.ts';

/** How far the clocks of the CI and of this machine may be apart before we call a token expired; AWS has the last word. */
const leewaySeconds = 60;

export interface TokenExpectations {
  /** The audience that the user asked for. */
  readonly audience: string | undefined;
  readonly audienceAdvice: (audience: string) => string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Whatever makes AWS refuse a token and can be seen without asking it.
 *
 * @throws HelperError `token-…`
 */
export function checkToken({ claims, source }: Token, { audience, audienceAdvice, now }: TokenExpectations): void {
  const seconds = now / 1000;
  const [expires, begins] = [numberAt(claims, 'exp'), numberAt(claims, 'nbf')];
  if (isRequestToken(claims)) {
    throw new HelperError(
      'token-malformed',
      `${capital(source)} holds a token of the CI's own API, not an OIDC token.`,
      {
        hint: 'ACTIONS_ID_TOKEN_REQUEST_TOKEN and ACTIONS_RUNTIME_TOKEN only authorize the request for an ID token. On GitHub give no token at all: it is fetched.',
      },
    );
  }
  for (const name of ['iss', 'sub', 'aud'] as const) {
    if (claims[name] === undefined) {
      throw new HelperError('token-claim-missing', `The token (${source}) has no claim ${name}; AWS requires it.`, {
        hint: `Check the CI's settings for OIDC claims: ${name} must not be left out.`,
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
      `The token (${source}) is valid from ${timeText(begins) ?? begins} on, in ${spanText(begins - seconds)}.`,
      {
        hint: "This machine's clock is behind, or that of the CI server ahead: set it by NTP.",
      },
    );
  }
  const audiences = audiencesOf(claims);
  if (audience !== undefined && !audiences.includes(audience)) {
    throw new HelperError(
      'token-audience',
      `The token (${source}) is for ${audiences.join(', ')}, not for ${audience}.`,
      {
        hint: audienceAdvice(audience),
      },
    );
  }
}

/** GitHub's job tokens name what they are for: `scp: Actions.…`; an ID token has no such claim. */
function isRequestToken(claims: Claims): boolean {
  return typeof claims.scp === 'string' && claims.scp.startsWith('Actions.');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
