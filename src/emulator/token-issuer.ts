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

/** The algorithms that AWS accepts. The CIs use RS256; an ES256 key is faster to create. */
export type SigningAlgorithm = 'ES256' | 'RS256';

export interface TokenIssuer {
  sign(claims: JsonObject): Promise<string>;
  /** The claims of a token, and whether it was signed here. The caller checks its times. `undefined` if it is not a JWT. */
  inspect(jwt: string): Promise<InspectedToken | undefined>;
  readonly algorithm: SigningAlgorithm;
  readonly keys: { readonly keys: readonly JWK[] };
}

export interface InspectedToken {
  readonly claims: Claims;
  readonly signature: 'good' | 'forged' | 'foreign';
}

/** An issuer with a new private key, which never leaves the process. */
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

/** The discovery documents of the issuers; `undefined` for other paths. */
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
    // Not a JWT: the caller returns the error of AWS.
    return undefined;
  }
}

async function isSigned(jwt: string, key: CryptoKey): Promise<boolean> {
  try {
    // Not jwtVerify, which also checks the times: expired and forged tokens are different errors.
    await compactVerify(jwt, key);
    return true;
  } catch {
    // Not the signed text, for any reason.
    return false;
  }
}
