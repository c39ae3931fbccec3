// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
import { audiencesOf } from '../../token/token.ts';
import { awsAudience, exactName, requiredOption } from '../generate/generate-options.ts';
import type { Generator } from '../generate/generator.ts';
import { assumeAction } from '../generate/trust-plan.ts';
import { providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';

const cloud = /^accounts\.google\.com$/;

const googleGenerator: Generator = {
  optionHelp: {
    audience: 'the audience of the token',
    serviceAccount: 'its unique ID, a number',
  },
  hint: 'Use --service-account NUMBER (`gcloud iam service-accounts describe EMAIL --format "value(uniqueId)"`).',
  plan(options) {
    const number = exactName(
      requiredOption(options, 'serviceAccount', 'Write --service-account NUMBER.'),
      'serviceAccount',
    );
    return {
      issuer: 'https://accounts.google.com',
      // AWS uses `azp` as the audience, and the requested audience is in another key.
      audience: number,
      actions: [assumeAction],
      subjects: [number],
      exact: { oaud: [options.audience ?? awsAudience] },
      builtIn: true,
    };
  },
  optionsFrom(claims) {
    if (!cloud.test(providerPath(claims.iss ?? ''))) return undefined;
    const [audience = awsAudience] = audiencesOf(claims);
    return { serviceAccount: claims.sub ?? '', audience };
  },
};

/** Built into AWS: needs no provider. */
export const googleIssuer: Issuer = {
  id: 'google',
  name: 'Google',
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif',
  generator: googleGenerator,
  audience: {
    says: 'AWS uses the number of the service account (azp) as the audience; the requested audience is in the key accounts.google.com:oaud.',
    fixed: true,
    page: 'docs/ci/google.md#aws',
  },
  lifetime:
    'A token of the metadata server is valid for one hour. Remove token-env and web-identity-token-file: the program requests tokens itself, also for renewal.',
  traps: [
    {
      id: 'google-trap-audience',
      page: 'docs/ci/google.md#aws',
      weigh: () => 72,
      title: () =>
        'The key aud contains the number of the service account: a policy with the requested audience there refuses the token.',
      fix: 'Write the number under accounts.google.com:aud, and the audience under accounts.google.com:oaud.',
    },
  ],
  subjectFaults: [
    {
      rule: 'impossible-value',
      value: /@[\w.-]+\.gserviceaccount\.com$/,
      why: 'the subject is the number of the service account, not its address.',
      fix: 'Write the number: gcloud iam service-accounts describe EMAIL --format "value(uniqueId)".',
    },
  ],
  shownClaims: ['email', 'azp'],
  paths: { cloud, withClaimKeys: cloud, builtIn: cloud },
  claimKeys: ['oaud', 'google/organization_number'],
  // The requested audience; `aud` is the authorized party.
  derivedKeys: { oaud: audiencesOf },
};
