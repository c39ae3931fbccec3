import { decodeJwt, type JWTPayload } from 'jose';
import { HelperError } from '../core/errors.ts';
import { Secret } from '../core/secret.ts';

/** The payload of a token. It is not verified here: AWS does that, we only talk about it. */
export type Claims = Readonly<JWTPayload>;

/**
 * A job's OIDC token. `claims` and `jwt` are of one and the same token; only `claims` may be shown.
 */
export interface Token {
  readonly jwt: Secret;
  readonly claims: Claims;
  /** Where it was found, for messages: `the variable AWS_ID_TOKEN`, `GitHub's token endpoint`. */
  readonly source: string;
  /** Whether the same request gives a fresh token later in the job. */
  readonly renewable: boolean;
  /** The file that it was read from, where the user named one. */
  readonly path?: string;
}

/**
 * Decodes a token that was found at `source`. Surrounding white space is not part of a token (files and
 * commands end in a newline) and is dropped.
 *
 * @throws HelperError `token-malformed`
 */
export function parseToken(text: string, source: string, renewable: boolean): Token {
  const token = tryParseToken(text, source, renewable);
  if (token !== undefined) return token;
  throw new HelperError('token-malformed', `What ${source} holds is not a JWT (${shapeOf(text.trim())}).`, {
    hint: 'An OIDC token has three parts of base64url text, separated by dots. Check that the variable or file holds the token itself and not a path, a URL, an access key or JSON around it.',
  });
}

/** As {@link parseToken}; `undefined` where the text is something else. */
export function tryParseToken(text: string, source: string, renewable: boolean): Token | undefined {
  const jwt = text.trim();
  const claims = claimsOf(jwt);
  return claims === undefined ? undefined : { jwt: new Secret(jwt), claims, source, renewable };
}

function claimsOf(jwt: string): Claims | undefined {
  // The decoder looks at the middle part alone: it would take a token with JSON or `Bearer` around it. The signature may
  // have been taken off, for a token that is only talked about.
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(jwt)) return undefined;
  try {
    return decodeJwt(jwt);
  } catch {
    // The decoder's own error may quote the input, and the input is a secret.
    return undefined;
  }
}

/** What can be said of a text that must not be shown. */
function shapeOf(text: string): string {
  if (text === '') return 'it is empty';
  const parts = text.split('.').length;
  return `${text.length} characters, ${parts} ${parts === 1 ? 'part' : 'parts'}`;
}

/** The `aud` claim as a list; it is one string in most tokens, an array in some. */
export function audiencesOf(claims: Claims): readonly string[] {
  if (typeof claims.aud === 'string') return [claims.aud];
  return Array.isArray(claims.aud) ? claims.aud.filter((entry) => typeof entry === 'string') : [];
}
