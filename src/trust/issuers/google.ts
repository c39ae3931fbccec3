// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
import { audiencesOf } from '../../token/token.ts';
import type { Issuer } from './issuer.ts';

const cloud = /^accounts\.google\.com$/;

/** Built into AWS: no provider is registered for it. */
export const googleIssuer: Issuer = {
  id: 'google',
  name: 'Google',
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif',
  paths: { cloud, withClaimKeys: cloud },
  claimKeys: ['oaud', 'google/organization_number'],
  // What the token was asked for; `aud` is the authorized party.
  derivedKeys: { oaud: audiencesOf },
};
