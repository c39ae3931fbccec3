import { HelperError } from '../core/errors.ts';
import type { Claims } from '../token/token.ts';
import { issuerOfClaims } from '../trust/issuers/index.ts';

/** Why a token cannot be used, with advice for its issuer. Loaded only for a token with a fault. */
export function tokenFault(error: unknown, claims: Claims): unknown {
  if (!(error instanceof HelperError)) return error;
  const { lifetime, unusableTokens = [] } = issuerOfClaims(claims) ?? {};
  const unusable = unusableTokens.find(({ isOne }) => isOne(claims));
  if (unusable !== undefined) {
    const { says, fix } = unusable;
    return new HelperError('token-malformed', `${error.message} ${says}`, { hint: fix, cause: error });
  }
  if (error.code !== 'token-expired' || lifetime === undefined) return error;
  const hint = `${lifetime}\nIf the job has only just started, this machine's clock is wrong.`;
  return new HelperError(error.code, error.message, { hint, cause: error });
}
