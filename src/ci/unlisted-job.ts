import { envValue } from '../core/env-value.ts';
import type { Env } from '../core/io.ts';
import type { CiProvider } from './provider.ts';

type Parts = ReturnType<CiProvider['jobIdParts']>;

/** The members of `CiProvider` that identify a job, for CIs without a provider. */
export interface UnlistedJob {
  readonly jobIdParts: Parts;
  readonly owner: Parts;
}

/** Variables with the name of what runs, the most specific first. */
const names = ['JOB_NAME', 'CI_JOB_NAME', 'PIPELINE_NAME', 'CI_PIPELINE_NAME', 'CI_REPO', 'DRONE_REPO'];
/** Variables with a number of the job. */
const numbers = ['BUILD_ID', 'CI_JOB_ID', 'BUILD_NUMBER', 'CI_PIPELINE_NUMBER', 'DRONE_BUILD_NUMBER', 'CI_PIPELINE_ID'];
/** Variables that differ between jobs, but not between the steps of one job. */
const others = [
  'BUILD_TAG',
  'BUILD_URL',
  'CI_JOB_URL',
  'CI_PIPELINE_URL',
  'CI_WORKFLOW_NAME',
  'DRONE_STAGE_NAME',
  // On a CI with build numbers per project, only this distinguishes two builds.
  'HOME',
  'USERPROFILE',
];

export function unlistedJob(env: Env): UnlistedJob {
  // The name of a pod says what runs in it (Argo, Tekton). Elsewhere only some shells export the host name.
  const pod = envValue(env, 'KUBERNETES_SERVICE_HOST') === undefined ? [] : ['HOSTNAME'];
  return {
    jobIdParts: ['ci', lastOf(firstOf([...names, ...pod], env)), firstOf(numbers, env)],
    owner: [...names, ...numbers, ...others].map((variable) => env[variable]),
  };
}

/** The end of a long name (folders, for example) is more specific, and what follows it must not be cut off. */
function lastOf(name: string | undefined): string | undefined {
  return name?.slice(-40);
}

function firstOf(variables: readonly string[], env: Env): string | undefined {
  return variables.map((variable) => env[variable]).find(Boolean);
}
