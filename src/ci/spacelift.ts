// https://docs.spacelift.io/integrations/cloud-providers/oidc/
import { envValue } from '../core/env-value.ts';
import { fixedAudience, providedToken } from './provided-token.ts';
import type { CiProvider } from './provider.ts';

export const spacelift: CiProvider = {
  id: 'spacelift',
  name: 'Spacelift',
  docs: 'https://docs.spacelift.io/integrations/cloud-providers/oidc/',
  detect: (env) =>
    ['TF_VAR_spacelift_run_id', 'SPACELIFT_OIDC_TOKEN'].some((name) => envValue(env, name) !== undefined),
  jobIdParts: (env) => ['spacelift-run', env.TF_VAR_spacelift_run_id],
  owner: () => [],
  checkouts: () => ['/mnt/workspace/source'],
  ...providedToken({
    variable: 'SPACELIFT_OIDC_TOKEN',
    hint: 'Spacelift issues one to every run of a paid account. If a script clears the environment (env -i, sudo), pass the variable on or use --web-identity-token-file /mnt/workspace/spacelift.oidc.',
  }),
  audienceAdvice: fixedAudience(
    'Spacelift',
    'the host name of the account (ACCOUNT.app.spacelift.io, without https://)',
  ),
  defaults: { exports: ['profile'], profileType: 'web-identity' },
};
