// https://docs.github.com/en/actions/reference/security/oidc
import { randomUUID } from 'node:crypto';
import {
  authorizedBy,
  commit,
  type EmulatedCi,
  type EmulatedJob,
  pullRef,
  sourceBranch,
  type TokenEndpoint,
} from './emulated-ci.ts';

const owner = { name: 'octo-org', id: '123456' };
const repository = { name: 'octo-repo', id: '456789' };
const fullName = `${owner.name}/${repository.name}`;
const fullNameWithIds = `${owner.name}@${owner.id}/${repository.name}@${repository.id}`;
const actor = { name: 'octocat', id: '583231' };
const workflowRun = { id: '9876543210', number: '10', attempt: '1', checkRunId: '26543210987' };

/** The files of a step, on GitHub and compatible runners. */
export const actionsFiles = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'];

export const emulatedGithub: EmulatedCi = {
  id: 'github',
  name: 'GitHub Actions',
  docs: 'https://docs.github.com/en/actions/reference/security/oidc',
  variants: ['immutable-subject'],
  issuer: 'https://token.actions.githubusercontent.com',
  audience: 'sts.amazonaws.com',
  lifetimeSeconds: 300,
  notBeforeSeconds: 600,
  tokenEndpoint: actionsTokenEndpoint('/github/idtoken', `https://github.com/${owner.name}`),
  files: actionsFiles,
  trustCondition: {
    StringEquals: {
      'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
      'token.actions.githubusercontent.com:sub': [
        `repo:${fullName}:ref:refs/heads/main`,
        `repo:${fullNameWithIds}:ref:refs/heads/main`,
      ],
    },
  },
  otherCondition: {
    StringEquals: {
      'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
      'token.actions.githubusercontent.com:sub': 'repo:octo-org/another-repo:ref:refs/heads/main',
    },
  },
  claims: (job) => ({
    jti: randomUUID(),
    sub: githubSubject(job),
    actor: actor.name,
    actor_id: actor.id,
    base_ref: isPullRequest(job) ? job.refName : '',
    check_run_id: workflowRun.checkRunId,
    ...(job.environment === undefined ? {} : { environment: job.environment }),
    event_name: eventOf(job),
    head_ref: isPullRequest(job) ? sourceBranch : '',
    job_workflow_ref: workflowRef(job),
    job_workflow_sha: commit,
    ref: pullRef(job, 'merge'),
    ref_protected: String(!isPullRequest(job)),
    ref_type: job.refType,
    repository: fullName,
    repository_id: repository.id,
    repository_owner: owner.name,
    repository_owner_id: owner.id,
    repository_visibility: 'private',
    run_attempt: workflowRun.attempt,
    run_id: workflowRun.id,
    run_number: workflowRun.number,
    runner_environment: 'github-hosted',
    sha: commit,
    workflow: 'Deploy',
    workflow_ref: workflowRef(job),
    workflow_sha: commit,
  }),
  environment: async ({ job, emulatorUrl, requestToken }) => ({
    ...actionsEnvironment(job),
    ACTIONS_ID_TOKEN_REQUEST_URL: `${emulatorUrl}/github/idtoken?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'https://api.github.com',
    RUNNER_ENVIRONMENT: 'github-hosted',
  }),
};

/**
 * https://docs.github.com/en/actions/reference/security/oidc#methods-for-requesting-the-oidc-token; `audience` is the default
 * audience.
 */
export function actionsTokenEndpoint(path: string, audience: string): TokenEndpoint {
  return {
    path,
    password: (request) => authorizedBy('bearer', request),
    asks: ({ query }) => ({ audience: query.get('audience') ?? audience }),
    answer: (value) => ({ count: value.length, value }),
  };
}

/** The environment of a step, on GitHub and compatible runners. */
export function actionsEnvironment(job: EmulatedJob): Readonly<Record<string, string>> {
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: actor.name,
    GITHUB_ACTOR_ID: actor.id,
    GITHUB_BASE_REF: isPullRequest(job) ? job.refName : '',
    GITHUB_EVENT_NAME: eventOf(job),
    GITHUB_HEAD_REF: isPullRequest(job) ? sourceBranch : '',
    GITHUB_JOB: 'deploy',
    GITHUB_REF: pullRef(job, 'merge'),
    GITHUB_REF_NAME: pullRef(job, 'merge').replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REF_PROTECTED: String(!isPullRequest(job)),
    GITHUB_REF_TYPE: job.refType,
    GITHUB_REPOSITORY: fullName,
    GITHUB_REPOSITORY_ID: repository.id,
    GITHUB_REPOSITORY_OWNER: owner.name,
    GITHUB_REPOSITORY_OWNER_ID: owner.id,
    GITHUB_RUN_ATTEMPT: workflowRun.attempt,
    GITHUB_RUN_ID: workflowRun.id,
    GITHUB_RUN_NUMBER: workflowRun.number,
    GITHUB_SHA: commit,
    GITHUB_WORKFLOW: 'Deploy',
    GITHUB_WORKFLOW_REF: workflowRef(job),
    GITHUB_WORKFLOW_SHA: commit,
    RUNNER_ARCH: 'X64',
    RUNNER_OS: 'Linux',
  };
}

/** An environment or a pull request replaces the ref; colons in names are escaped, as they would look like separators. */
function githubSubject(job: EmulatedJob): string {
  const repo = job.variant === 'immutable-subject' ? fullNameWithIds : fullName;
  if (job.environment !== undefined) return `repo:${repo}:environment:${job.environment.replaceAll(':', '%3A')}`;
  return isPullRequest(job) ? `repo:${repo}:pull_request` : `repo:${repo}:ref:${job.ref}`;
}

function isPullRequest(job: EmulatedJob): boolean {
  return job.pullRequest !== undefined;
}

function eventOf(job: EmulatedJob): string {
  return isPullRequest(job) ? 'pull_request' : 'push';
}

function workflowRef(job: EmulatedJob): string {
  return `${fullName}/.github/workflows/deploy.yml@${pullRef(job, 'merge')}`;
}
