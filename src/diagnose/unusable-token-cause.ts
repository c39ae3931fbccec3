import { issuerOfClaims } from '../trust/issuers/index.ts';
import type { Cause } from './cause.ts';
import { logLine } from './log-text.ts';

/** Tokens that AWS never accepts, as described by the issuer's file. */
export const unusableToken: Cause = {
  id: 'token-unusable',
  page: 'docs/troubleshooting.md#token-malformed',
  codes: ['sts-token-rejected', 'sts-provider-missing', 'sts-access-denied'],
  offlineCode: 'token-malformed',
  find({ claims, issuer }) {
    const { unusableTokens = [] } = issuerOfClaims(claims) ?? {};
    const unusable = unusableTokens.find(({ isOne }) => isOne(claims));
    if (unusable === undefined) return undefined;
    return {
      title: unusable.says,
      likelihood: 'certain',
      evidence: [`iss: ${logLine(issuer)}`],
      change: unusable.fix,
    };
  },
};
