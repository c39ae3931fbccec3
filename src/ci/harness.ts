// https://developer.harness.io/harness-platform/use-harness-platform/pipelines/workload-identity
import { envValue } from '../core/env-value.ts';
import { providedToken } from './provided-token.ts';
import type { CiProvider } from './provider.ts';

export const harness: CiProvider = {
  id: 'harness',
  name: 'Harness',
  docs: 'https://developer.harness.io/harness-platform/use-harness-platform/pipelines/workload-identity',
  detect: (env) => envValue(env, 'HARNESS_BUILD_ID') !== undefined,
  jobIdParts: (env) => ['harness', env.HARNESS_PIPELINE_ID?.slice(-40), env.HARNESS_BUILD_ID],
  owner: (env) => [
    env.HARNESS_ACCOUNT_ID,
    env.HARNESS_ORG_ID,
    env.HARNESS_PROJECT_ID,
    env.HARNESS_PIPELINE_ID,
    env.HARNESS_EXECUTION_ID,
    env.HARNESS_STAGE_ID,
  ],
  checkouts: () => ['/harness'],
  ...providedToken({
    variable: 'AWS_ID_TOKEN',
    hint: "Harness issues one for each identity that the pipeline declares (feature flag PIPE_PIPELINE_IDENTITY). Pass it to the step as a variable of this name, or use the identity's own variable: --token-env NAME.",
  }),
  // Users choose the name.
  tokenVariables: [],
  audienceAdvice: (audience) => `Set it in the identity that the pipeline declares: audience ${audience}.`,
  defaults: { exports: ['profile'], profileType: 'static' },
};
