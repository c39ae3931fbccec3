// https://forgejo.org/docs/next/user/actions/security-openid-connect

import { commit, type EmulatedCi, type EmulatedJob, pullRef, sourceBranch } from './emulated-ci.ts';
import { actionsEnvironment, actionsFiles, actionsTokenEndpoint } from './github.ts';

const instance = 'https://codeberg.org';
const repository = 'octo-org/octo-repo';

export const emulatedForgejo: EmulatedCi = {
  id: 'forgejo',
  name: 'Forgejo Actions',
  compatibleWith: 'github',
  docs: 'https://forgejo.org/docs/next/user/actions/security-openid-connect',
  variants: [],
  issuer: `${instance}/api/actions`,
  audience: 'sts.amazonaws.com',
  lifetimeSeconds: 3600,
  notBeforeSeconds: 0,
  tokenEndpoint: actionsTokenEndpoint('/forgejo/idtoken', `${instance}/octo-org`),
  files: actionsFiles,
  trustCondition: {
    StringEquals: {
      'codeberg.org/api/actions:aud': 'sts.amazonaws.com',
      'codeberg.org/api/actions:sub': `repo:${repository}:ref:refs/heads/main`,
    },
  },
  claims: (job) => ({
    sub: forgejoSubject(job),
    actor: 'octocat',
    base_ref: job.pullRequest === undefined ? '' : job.refName,
    event_name: job.pullRequest === undefined ? 'push' : 'pull_request',
    head_ref: job.pullRequest === undefined ? '' : sourceBranch,
    ref: pullRef(job, 'head'),
    ref_protected: String(job.pullRequest === undefined),
    ref_type: job.refType,
    repository,
    repository_owner: 'octo-org',
    run_attempt: '1',
    run_id: '9876543210',
    run_number: '10',
    sha: commit,
    workflow: 'deploy.yml',
    workflow_ref: `${repository}/.forgejo/workflows/deploy.yml@${pullRef(job, 'head')}`,
  }),
  environment: async ({ job, emulatorUrl, requestToken }) => ({
    ...actionsEnvironment(job),
    ACTIONS_ID_TOKEN_REQUEST_URL: `${emulatorUrl}/forgejo/idtoken?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
    FORGEJO_ACTIONS: 'true',
    GITEA_ACTIONS: 'true',
    GITHUB_SERVER_URL: instance,
    GITHUB_API_URL: `${instance}/api/v1`,
  }),
};

/** Does not contain the environment. */
function forgejoSubject(job: EmulatedJob): string {
  return job.pullRequest === undefined ? `repo:${repository}:ref:${job.ref}` : `repo:${repository}:pull_request`;
}
