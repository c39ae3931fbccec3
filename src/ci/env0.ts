// https://docs.envzero.com/guides/integrations/oidc-integrations
import { envValue } from '../core/env-value.ts';
import { fixedAudience, providedToken } from './provided-token.ts';
import type { CiProvider } from './provider.ts';

export const env0: CiProvider = {
  id: 'env0',
  name: 'env zero',
  docs: 'https://docs.envzero.com/guides/integrations/oidc-integrations',
  detect: (env) => ['ENV0_ENVIRONMENT_ID', 'ENV0_OIDC_TOKEN'].some((name) => envValue(env, name) !== undefined),
  jobIdParts: (env) => ['env0', env.ENV0_DEPLOYMENT_LOG_ID ?? env.ENV0_ENVIRONMENT_ID],
  owner: () => [],
  checkouts: () => [],
  ...providedToken({
    variable: 'ENV0_OIDC_TOKEN',
    hint: 'Enable it for the organization (Organization Settings > Policies > Enable OIDC during deployments), or assign the project a credential of an OIDC type.',
  }),
  audienceAdvice: fixedAudience(
    'env zero',
    'the one in the env zero documentation (AWS compares the claim azp of these tokens)',
  ),
  defaults: { exports: ['profile'], profileType: 'web-identity' },
};
