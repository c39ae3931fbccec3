// https://docs.gitlab.com/ci/secrets/id_token_authentication/
import { randomUUID } from 'node:crypto';
import { builtName, builtRef, commit, type EmulatedCi, type EmulatedJob } from './emulated-ci.ts';

const server = 'https://gitlab.com';
const project = { id: '20', path: 'mygroup/myproject' };
const namespace = { id: '72', path: 'mygroup' };
const user = { id: '1', login: 'sample-user', email: 'sample-user@example.com' };
const pipelineId = '574';
const jobId = '302';
const runnerId = 12_270_835;

export const emulatedGitlab: EmulatedCi = {
  id: 'gitlab',
  name: 'GitLab CI',
  docs: 'https://docs.gitlab.com/ci/secrets/id_token_authentication/',
  // The token of servers before 17.0, in CI_JOB_JWT_V2: the same claims, with the server as the audience.
  variants: ['ci-job-jwt-v2'],
  issuer: server,
  audience: 'sts.amazonaws.com',
  lifetimeSeconds: 3600,
  notBeforeSeconds: 5,
  files: [],
  trustCondition: {
    StringEquals: {
      'gitlab.com:aud': 'sts.amazonaws.com',
      'gitlab.com:sub': `project_path:${project.path}:ref_type:branch:ref:main`,
    },
  },
  claims: (job) => ({
    namespace_id: namespace.id,
    namespace_path: namespace.path,
    project_id: project.id,
    project_path: project.path,
    user_id: user.id,
    user_login: user.login,
    user_email: user.email,
    user_access_level: 'developer',
    job_project_id: project.id,
    job_project_path: project.path,
    pipeline_id: pipelineId,
    pipeline_source: job.pullRequest === undefined ? 'push' : 'merge_request_event',
    job_id: jobId,
    ref: builtName(job),
    ref_type: job.refType,
    ref_path: builtRef(job),
    ref_protected: String(job.pullRequest === undefined),
    ...environmentClaims(job),
    runner_id: runnerId,
    runner_environment: 'gitlab-hosted',
    sha: commit,
    project_visibility: 'private',
    ci_config_ref_uri: `gitlab.com/${project.path}//.gitlab-ci.yml@${builtRef(job)}`,
    ci_config_sha: commit,
    jti: randomUUID(),
    sub: `project_path:${project.path}:ref_type:${job.refType}:ref:${builtName(job)}`,
    ...(job.variant === 'ci-job-jwt-v2' ? { aud: server } : {}),
  }),
  environment: async ({ job, token }) => ({
    CI: 'true',
    GITLAB_CI: 'true',
    CI_COMMIT_REF_NAME: builtName(job),
    CI_COMMIT_SHA: commit,
    [refVariable(job)]: builtName(job),
    ...(job.environment === undefined ? {} : { CI_ENVIRONMENT_NAME: job.environment }),
    CI_JOB_ID: jobId,
    CI_JOB_NAME: 'deploy',
    CI_JOB_URL: `${server}/${project.path}/-/jobs/${jobId}`,
    CI_PIPELINE_ID: pipelineId,
    CI_PROJECT_ID: project.id,
    CI_PROJECT_PATH: project.path,
    CI_SERVER_HOST: 'gitlab.com',
    CI_SERVER_URL: server,
    GITLAB_USER_LOGIN: user.login,
    [job.variant === 'ci-job-jwt-v2' ? 'CI_JOB_JWT_V2' : 'AWS_ID_TOKEN']: await token(),
  }),
};

// https://docs.gitlab.com/ci/variables/predefined_variables/
/** The variable for the branch or the tag, by the kind of pipeline. */
function refVariable({ pullRequest, refType }: EmulatedJob): string {
  if (pullRequest !== undefined) return 'CI_MERGE_REQUEST_SOURCE_BRANCH_NAME';
  return refType === 'tag' ? 'CI_COMMIT_TAG' : 'CI_COMMIT_BRANCH';
}

function environmentClaims({ environment }: EmulatedJob): Readonly<Record<string, string>> {
  if (environment === undefined) return {};
  return { environment, environment_protected: 'true', deployment_tier: 'production', environment_action: 'start' };
}
