// https://support.atlassian.com/bitbucket-cloud/docs/integrate-pipelines-with-resource-servers-using-oidc/
// https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import { parseToken } from '../token/token.ts';
import type { CiProvider } from './provider.ts';

export const bitbucket: CiProvider = {
  id: 'bitbucket',
  name: 'Bitbucket Pipelines',
  docs: 'https://support.atlassian.com/bitbucket-cloud/docs/integrate-pipelines-with-resource-servers-using-oidc/',
  // Bitbucket plugins of other CIs set variables with the same prefix, but not this one.
  detect: (env) => envValue(env, 'BITBUCKET_STEP_UUID') !== undefined,
  jobIdParts: (env) => ['bitbucket', env.BITBUCKET_STEP_UUID],
  owner: (env) => [env.BITBUCKET_REPO_UUID, env.BITBUCKET_PIPELINE_UUID, env.BITBUCKET_STEP_RUN_NUMBER],
  checkouts: (env) => [env.BITBUCKET_CLONE_DIR],
  async token(audience = 'sts.amazonaws.com', { env }) {
    const value = envValue(env, 'BITBUCKET_STEP_OIDC_TOKEN');
    if (value !== undefined) return parseToken(value, 'the variable BITBUCKET_STEP_OIDC_TOKEN', false);
    throw new HelperError('token-missing', 'This step has no OIDC token: BITBUCKET_STEP_OIDC_TOKEN is not set.', {
      hint: `Request one in the step:\n\n${stepYaml(audience)}\n\nTo a pipe, pass it in the pipe's \`variables\`: BITBUCKET_STEP_OIDC_TOKEN: $BITBUCKET_STEP_OIDC_TOKEN.`,
    });
  },
  tokenVariables: ['BITBUCKET_STEP_OIDC_TOKEN'],
  audienceAdvice: (audience) =>
    `Request it in the step, as the only one:\n\n${stepYaml(audience)}\n\nOr omit audience, and register the token's audience as a client ID of the provider in IAM.`,
  defaults: { exports: ['profile'], profileType: 'web-identity' },
};

function stepYaml(audience: string): string {
  return `    - step:\n        oidc:\n          audiences: [${audience}]`;
}
