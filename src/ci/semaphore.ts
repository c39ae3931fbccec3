// https://docs.semaphoreci.com/reference/openid
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import { parseToken } from '../token/token.ts';
import type { CiProvider } from './provider.ts';

export const semaphore: CiProvider = {
  id: 'semaphore',
  name: 'Semaphore',
  docs: 'https://docs.semaphoreci.com/reference/openid',
  detect: (env) => env.SEMAPHORE === 'true',
  jobIdParts: (env) => ['semaphore-job', env.SEMAPHORE_JOB_ID],
  owner: () => [],
  // https://docs.semaphoreci.com/reference/env-vars – a name, in the home folder.
  checkouts: (env) => [env.SEMAPHORE_GIT_DIR],
  async token(_audience, { env }) {
    const value = envValue(env, 'SEMAPHORE_OIDC_TOKEN');
    if (value !== undefined) return parseToken(value, 'the variable SEMAPHORE_OIDC_TOKEN', false);
    throw new HelperError('token-missing', 'This job has no OIDC token: SEMAPHORE_OIDC_TOKEN is not set.', {
      hint: 'OpenID Connect is part of the hosted plans and of the Enterprise Edition, and is switched on for the organization under Settings > OpenID Connect. The Community Edition has none.',
    });
  },
  tokenVariables: ['SEMAPHORE_OIDC_TOKEN'],
  audienceAdvice: () =>
    'On Semaphore the audience is the address of the organization (https://<org>.semaphoreci.com) and cannot be chosen: register that as the audience of the provider in IAM, and leave audience out.',
  defaults: { exports: ['profile'], profileType: 'web-identity' },
};
