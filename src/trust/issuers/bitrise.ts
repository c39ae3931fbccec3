// https://docs.bitrise.io/en/bitrise-platform/integrations/oidc-authentication/oidc-for-aws.html
import { namesGenerator } from '../generate/names-generator.ts';
import { providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';

const cloud = /^token\.builds\.bitrise\.io$/;

/** One issuer for all customers; the form of the subject is not documented. */
export const bitriseIssuer: Issuer = {
  id: 'bitrise',
  name: 'Bitrise',
  docs: 'https://docs.bitrise.io/en/bitrise-platform/integrations/oidc-authentication/oidc-for-aws.html',
  paths: { cloud },
  audience: {
    says: 'On Bitrise the option `audience` chooses the audience.',
    fixed: false,
    page: 'docs/ci/bitrise.md#aws',
  },
  lifetime:
    'A token of Bitrise is valid for minutes. Remove token-env and web-identity-token-file: the program requests tokens itself, also for renewal.',
  shownClaims: ['repository_owner', 'repository_slug', 'repository_url'],
  generator: namesGenerator({
    names: {},
    hint: 'Use --subject with the subject of the token: in a build, `doctor` shows it and `trust generate` sets it.',
    isFrom: ({ iss = '' }) => cloud.test(providerPath(iss)),
    namesIn: () => undefined,
    issuer: () => 'https://token.builds.bitrise.io',
    subjects: () => [],
  }),
};
