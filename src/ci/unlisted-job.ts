// Each vendor's list of variables:
// https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables (and /env-vars.html of a server)
// https://buildkite.com/docs/pipelines/configure/environment-variables
// https://learn.microsoft.com/azure/devops/pipelines/build/variables
// https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
// https://docs.bitrise.io/en/bitrise-ci/references/available-environment-variables.html
// https://codefresh.io/docs/docs/pipelines/variables/
import { envValue } from '../core/env-value.ts';
import type { Env } from '../core/io.ts';
import type { CiProvider } from './provider.ts';

type Parts = ReturnType<CiProvider['jobIdParts']>;

/** A job of a CI that has no provider of its own: the members of `CiProvider` that say whose things are. */
export interface UnlistedJob {
  readonly jobIdParts: Parts;
  readonly owner: Parts;
  readonly slot: Parts;
}

interface UnlistedCi extends Pick<CiProvider, 'jobIdParts' | 'owner'> {
  /** Any of these variables shows that it runs this job. */
  readonly signs: readonly string[];
  readonly slot?: NonNullable<CiProvider['slot']>;
}

const unlistedCis: readonly UnlistedCi[] = [
  {
    // A server that was not told its own URL sets the second only.
    signs: ['JENKINS_URL', 'EXECUTOR_NUMBER'],
    // Steps set BUILD_ID to something else to keep processes alive, so the number comes first.
    jobIdParts: (env) => ['jenkins', lastOf(env.JOB_NAME), env.BUILD_NUMBER ?? env.BUILD_ID],
    // Numbers count per project, and parallel stages of one build share all but their executor.
    owner: (env) => [env.JENKINS_URL, env.JOB_NAME, env.BUILD_TAG, env.BUILD_URL, env.NODE_NAME, env.EXECUTOR_NUMBER],
    slot: (env) => [env.JENKINS_URL ?? 'jenkins', env.NODE_NAME, env.EXECUTOR_NUMBER],
  },
  {
    signs: ['BUILDKITE_JOB_ID'],
    jobIdParts: (env) => ['buildkite-job', env.BUILDKITE_JOB_ID],
    owner: () => [],
    slot: (env) => [env.BUILDKITE_AGENT_ID],
  },
  {
    signs: ['SYSTEM_JOBID'],
    jobIdParts: (env) => ['azp', env.BUILD_BUILDID, env.SYSTEM_JOBID],
    owner: (env) => [env.SYSTEM_COLLECTIONURI, env.SYSTEM_JOBATTEMPT, env.AGENT_NAME],
    slot: (env) => [env.SYSTEM_COLLECTIONURI, env.AGENT_NAME, env.AGENT_TEMPDIRECTORY],
  },
  {
    signs: ['BITBUCKET_STEP_UUID'],
    jobIdParts: (env) => ['bitbucket', env.BITBUCKET_STEP_UUID],
    owner: (env) => [env.BITBUCKET_REPO_UUID, env.BITBUCKET_PIPELINE_UUID, env.BITBUCKET_STEP_RUN_NUMBER],
  },
  { signs: ['BITRISE_BUILD_SLUG'], jobIdParts: (env) => ['bitrise', env.BITRISE_BUILD_SLUG], owner: () => [] },
  { signs: ['CF_BUILD_ID'], jobIdParts: (env) => ['codefresh', env.CF_BUILD_ID], owner: () => [] },
  {
    signs: ['TF_VAR_spacelift_run_id'],
    jobIdParts: (env) => ['spacelift-run', env.TF_VAR_spacelift_run_id],
    owner: () => [],
  },
  {
    signs: ['TFC_RUN_ID'],
    jobIdParts: (env) => ['terraform', env.TFC_RUN_ID],
    owner: (env) => [env.TFC_WORKSPACE_NAME],
  },
];

/** Names under which CIs say what runs, the one that says most first. */
const names = ['JOB_NAME', 'CI_JOB_NAME', 'PIPELINE_NAME', 'CI_PIPELINE_NAME', 'CI_REPO', 'DRONE_REPO'];
/** Names under which they count. */
const numbers = ['BUILD_ID', 'CI_JOB_ID', 'BUILD_NUMBER', 'CI_PIPELINE_NUMBER', 'DRONE_BUILD_NUMBER', 'CI_PIPELINE_ID'];
/** What else differs between the jobs of some CI, and not between the steps of one job. */
const others = [
  'BUILD_TAG',
  'BUILD_URL',
  'CI_JOB_URL',
  'CI_PIPELINE_URL',
  'CI_WORKFLOW_NAME',
  'DRONE_STAGE_NAME',
  'TEAMCITY_PROJECT_NAME',
  'TEAMCITY_BUILDCONF_NAME',
  'HARNESS_STAGE_ID',
  // Nothing else tells two builds apart where a CI counts per project and says no more.
  'HOME',
  'USERPROFILE',
];

export function unlistedJob(env: Env): UnlistedJob {
  const ci = unlistedCis.find(({ signs }) => firstOf(signs, env) !== undefined);
  if (ci !== undefined) return { jobIdParts: ci.jobIdParts(env), owner: ci.owner(env), slot: ci.slot?.(env) ?? [] };
  // The name of a pod says what runs in it (Argo, Tekton). Elsewhere only some shells export the name of the host.
  const pod = envValue(env, 'KUBERNETES_SERVICE_HOST') === undefined ? [] : ['HOSTNAME'];
  return {
    jobIdParts: ['ci', lastOf(firstOf([...names, ...pod], env)), firstOf(numbers, env)],
    owner: [...names, ...numbers, ...others].map((variable) => env[variable]),
    slot: [],
  };
}

/** The end of a long name, in folders say, tells more than its beginning, and what follows it must not be cut off. */
function lastOf(name: string | undefined): string | undefined {
  return name?.slice(-40);
}

function firstOf(variables: readonly string[], env: Env): string | undefined {
  return variables.map((variable) => env[variable]).find(Boolean);
}
