// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
import type { Issuer } from './issuer.ts';

const cloud = /^idcs-[^./]+\.identity\.oraclecloud\.com$/;

export const oracleIssuer: Issuer = {
  id: 'oracle',
  name: 'Oracle Cloud',
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif',
  paths: { cloud, withClaimKeys: cloud },
  claimKeys: ['rpst_id'],
  identityClaims: [{ claim: 'rpst_id', immutable: true, advised: true }],
};
