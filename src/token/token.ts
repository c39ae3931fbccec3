import type { JWTPayload } from 'jose';
import { decodeJwt } from 'jose/jwt/decode';
import { HelperError } from '../core/errors.ts';
import { Secret } from '../core/secret.ts';

/** The payload of a token. AWS verifies it; this program does not. */
export type Claims = Readonly<JWTPayload>;

/** A job's OIDC token. `claims` and `jwt` belong to the same token; only `claims` may be logged. */
export interface Token {
  readonly jwt: Secret;
  readonly claims: Claims;
  /** The source, for messages: `the variable AWS_ID_TOKEN`, `GitHub's token endpoint`. */
  readonly source: string;
  /** Whether the same request returns a new token later in the job. */
  readonly renewable: boolean;
  /** The path of the file, if the user set it. */
  readonly path?: string;
}

/**
 * Decodes a token from `source`. Surrounding whitespace is removed, since files and commands end with a newline.
 *
 * @throws HelperError `token-malformed`
 */
export function parseToken(text: string, source: string, renewable: boolean): Token {
  const token = tryParseToken(text, source, renewable);
  if (token !== undefined) return token;
  throw new HelperError('token-malformed', `The content of ${source} is not a JWT (${shapeOf(text.trim())}).`, {
    hint: 'Check that the variable or file contains the token itself, not a path, a URL, an access key or JSON around it. An OIDC token has three base64url parts separated by dots.',
  });
}

/** Like {@link parseToken}; `undefined` for other text. */
export function tryParseToken(text: string, source: string, renewable: boolean): Token | undefined {
  const jwt = text.trim();
  const claims = claimsOf(jwt);
  return claims === undefined ? undefined : { jwt: new Secret(jwt), claims, source, renewable };
}

/** The claims of a text that is only a token; `undefined` otherwise. The token is not kept. */
export function claimsOf(jwt: string): Claims | undefined {
  // The decoder checks only the middle part: it would accept a token with JSON or `Bearer` around it. The signature may
  // be missing, for a token that is only inspected.
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(jwt)) return undefined;
  try {
    return decodeJwt(jwt);
  } catch {
    // The decoder's error may contain the input, which is a secret.
    return undefined;
  }
}

/** A description of a text that must not be shown. */
function shapeOf(text: string): string {
  if (text === '') return 'it is empty';
  const known = shapes.find(([form]) => form.test(text));
  const parts = text.split('.').length;
  const size = `${text.length} characters, ${parts} ${parts === 1 ? 'part' : 'parts'}`;
  return known === undefined ? size : `${known[1]}; ${size}`;
}

/** Common mistakes in place of a token, by their form. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/^\*+$/, 'it is ***, a masked value'],
  [/^\$|^%\w+%$/, 'it is an unexpanded variable'],
  [/^[{[]/, 'it is JSON'],
  [/^["']/, 'it has quotes around it'],
  [/^bearer\s/i, 'it begins with Bearer'],
  [/^https?:\/\//i, 'it is a URL'],
  [/^(\/|\.{1,2}\/|[A-Za-z]:\\)[^\s]*$/, 'it is a path'],
  [/^(AKIA|ASIA)[A-Z0-9]{12,}$/, 'it is an access key ID'],
  [/\s/, 'it contains spaces or line breaks'],
];

/** The `aud` claim as a list; it is a string in most tokens, an array in some. */
export function audiencesOf(claims: Claims): readonly string[] {
  if (typeof claims.aud === 'string') return [claims.aud];
  return Array.isArray(claims.aud) ? claims.aud.filter((entry) => typeof entry === 'string') : [];
}
