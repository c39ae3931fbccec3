// https://docs.semaphoreci.com/reference/openid
import { fixedAudience, providedToken } from './provided-token.ts';
import type { CiProvider } from './provider.ts';

export const semaphore: CiProvider = {
  id: 'semaphore',
  name: 'Semaphore',
  docs: 'https://docs.semaphoreci.com/reference/openid',
  detect: (env) => env.SEMAPHORE === 'true',
  jobIdParts: (env) => ['semaphore-job', env.SEMAPHORE_JOB_ID],
  owner: () => [],
  // https://docs.semaphoreci.com/reference/env-vars: a folder name, relative to the home folder.
  checkouts: (env) => [env.SEMAPHORE_GIT_DIR],
  ...providedToken({
    variable: 'SEMAPHORE_OIDC_TOKEN',
    hint: 'Enable it for the organization under Settings > OpenID Connect. The hosted plans and the Enterprise Edition support it; the Community Edition does not.',
  }),
  audienceAdvice: fixedAudience('Semaphore', 'the URL of the organization (https://<org>.semaphoreci.com)'),
  defaults: { exports: ['profile'], profileType: 'web-identity' },
};
