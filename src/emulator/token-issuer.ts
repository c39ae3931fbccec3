// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
import { randomUUID } from 'node:crypto';
import {
  type CryptoKey,
  compactVerify,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  type JWK,
  SignJWT,
} from 'jose';
import type { JsonObject } from '../core/json.ts';
import type { Claims } from '../token/token.ts';
import { jsonReply, type Reply } from './reply.ts';

/** What AWS accepts and an issuer may sign with. The CIs use RS256; a key for ES256 takes no time to make. */
export type SigningAlgorithm = 'ES256' | 'RS256';

export interface TokenIssuer {
  sign(claims: JsonObject): Promise<string>;
  /** What a token says and whether it was signed here; its times are the caller's matter. `undefined` if it is no JWT. */
  inspect(jwt: string): Promise<InspectedToken | undefined>;
  readonly algorithm: SigningAlgorithm;
  readonly keys: { readonly keys: readonly JWK[] };
}

export interface InspectedToken {
  readonly claims: Claims;
  readonly signature: 'good' | 'forged' | 'foreign';
}

/** An issuer with a key of its own, which nobody else ever sees. */
export async function createTokenIssuer(algorithm: SigningAlgorithm): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const keyId = randomUUID();
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid: keyId, alg: algorithm, use: 'sig' };
  return {
    algorithm,
    keys: { keys: [jwk] },
    sign: (claims) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: algorithm, kid: keyId, typ: 'JWT' }).sign(privateKey),
    async inspect(jwt) {
      const decoded = decode(jwt);
      if (decoded === undefined) return undefined;
      if (decoded.keyId !== keyId) return { claims: decoded.claims, signature: 'foreign' };
      return { claims: decoded.claims, signature: (await isSigned(jwt, publicKey)) ? 'good' : 'forged' };
    },
  };
}

/** What anybody may know of an issuer at a path of the emulator; `undefined` for any other path. */
export function answerDiscovery(path: string, { algorithm, keys }: TokenIssuer, origin: string): Reply | undefined {
  const [, issuerPath, document] = /^(\/issuer\/.+)\/\.well-known\/(openid-configuration|jwks)$/.exec(path) ?? [];
  if (document === undefined) return undefined;
  if (document === 'jwks') return jsonReply(200, keys, { outcome: 'ok', reason: 'the key of the issuer' });
  const issuer = `${origin}${issuerPath}`;
  const configuration = {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [algorithm],
    claims_supported: ['sub', 'aud', 'exp', 'iat', 'iss', 'jti', 'nbf'],
    scopes_supported: ['openid'],
  };
  return jsonReply(200, configuration, { outcome: 'ok', reason: 'the configuration of the issuer' });
}

function decode(jwt: string): { readonly claims: Claims; readonly keyId: string | undefined } | undefined {
  try {
    return { claims: decodeJwt(jwt), keyId: decodeProtectedHeader(jwt).kid };
  } catch {
    // Not a JWT; the caller says so in AWS's words.
    return undefined;
  }
}

async function isSigned(jwt: string, key: CryptoKey): Promise<boolean> {
  try {
    // Not jwtVerify, which looks at the times too: an expired token is another error than a forged one.
    await compactVerify(jwt, key);
    return true;
  } catch {
    // Whatever the reason: this is not what was signed.
    return false;
  }
}
