// https://depot.dev/docs/ci/oidc
import { commit, type EmulatedCi, pullRef, sourceBranch } from './emulated-ci.ts';
import { actionsEnvironment, actionsFiles, actionsTokenEndpoint } from './github.ts';

const organization = '4q2czr6whg';
const repository = 'octo-org/octo-repo';
const workflow = '.depot/workflows/deploy.yml';
const start = `spiffe://identity.depot.dev/org/${organization}/ci/github/${repository}`;

export const emulatedDepot: EmulatedCi = {
  id: 'depot',
  name: 'Depot CI',
  compatibleWith: 'github',
  docs: 'https://depot.dev/docs/ci/oidc',
  variants: [],
  issuer: 'https://identity.depot.dev',
  audience: 'sts.amazonaws.com',
  lifetimeSeconds: 300,
  notBeforeSeconds: undefined,
  tokenEndpoint: actionsTokenEndpoint('/depot/idtoken', 'https://depot.dev'),
  files: actionsFiles,
  trustCondition: {
    StringEquals: { 'identity.depot.dev:aud': 'sts.amazonaws.com' },
    // The sandbox comes last.
    StringLike: { 'identity.depot.dev:sub': `${start}/ref/refs/heads/main/sandbox/*` },
  },
  claims: (job) => ({
    sub: `${start}/ref/${pullRef(job, 'merge')}/sandbox/snd_7Gw5ZMBpQA`,
    aud: [job.audience],
    actor: 'octocat',
    actor_id: '583231',
    base_ref: job.pullRequest === undefined ? '' : job.refName,
    event_name: job.pullRequest === undefined ? 'push' : 'pull_request',
    head_ref: job.pullRequest === undefined ? '' : sourceBranch,
    job_id: 'job_7Gw5ZMBpQA',
    org_id: organization,
    ref: pullRef(job, 'merge'),
    ref_type: job.refType,
    repository,
    repository_id: '456789',
    repository_owner: 'octo-org',
    repository_owner_id: '123456',
    repository_visibility: 'private',
    run_attempt: '1',
    run_id: 'run_7Gw5ZMBpQA',
    run_number: '10',
    sha: commit,
    workflow,
    workflow_ref: `${repository}/${workflow}@${pullRef(job, 'merge')}`,
    workflow_sha: commit,
  }),
  environment: async ({ job, emulatorUrl, requestToken }) => ({
    ...actionsEnvironment(job),
    ACTIONS_ID_TOKEN_REQUEST_URL: `${emulatorUrl}/depot/idtoken?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'https://api.github.com',
  }),
};
