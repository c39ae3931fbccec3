// https://codefresh.io/docs/docs/integrations/oidc-pipelines/
import { builtName, commit, type EmulatedCi, type EmulatedJob } from './emulated-ci.ts';

const account = '5f30ebaf1c2d3e4f5a6b7c8d';
const pipeline = '64de4a1b2c3d4e5f6a7b8c9d';
const build = '64df20a3ddfbc8a9f1f8a3c1';
const repository = 'https://github.com/octo-org/octo-repo';
const start = `account:${account}:pipeline:${pipeline}`;

export const emulatedCodefresh: EmulatedCi = {
  id: 'codefresh',
  name: 'Codefresh',
  docs: 'https://codefresh.io/docs/docs/integrations/oidc-pipelines/',
  // The subject contains the trigger of the build. Default: a push.
  variants: ['cron', 'manual', 'manual-with-git'],
  issuer: 'https://oidc.codefresh.io',
  audience: 'sts.amazonaws.com',
  lifetimeSeconds: 300,
  notBeforeSeconds: undefined,
  tokenEndpoint: {
    path: '/codefresh/idtoken',
    password: ({ headers }) => headers.get('authorization'),
    asks: ({ query }) => ({ audience: query.get('audience') ?? 'https://g.codefresh.io' }),
    answer: (token) => ({ id_token: token }),
  },
  files: [],
  trustCondition: {
    StringEquals: { 'oidc.codefresh.io:aud': 'sts.amazonaws.com' },
    // The trigger is in between; for a pull request, more follows after the branch.
    StringLike: { 'oidc.codefresh.io:sub': `${start}:*:scm_ref:main` },
  },
  claims: (job) => ({
    sub: subjectOf(job),
    account_id: account,
    account_name: 'acme',
    pipeline_id: pipeline,
    pipeline_name: 'shop/deploy',
    workflow_id: build,
    ...(hasGit(job) ? { scm_user_name: 'octocat', scm_repo_url: repository, scm_ref: builtName(job) } : {}),
    ...(job.variant?.startsWith('manual') ? { initiator: 'octocat' } : {}),
    ...(job.pullRequest === undefined ? {} : { scm_pull_request_target_branch: job.refName }),
  }),
  environment: async ({ job, emulatorUrl, requestToken }) => ({
    CI: 'true',
    CF_ACCOUNT: 'acme',
    CF_BRANCH: builtName(job),
    CF_BUILD_ID: build,
    CF_BUILD_URL: `https://g.codefresh.io/build/${build}`,
    CF_OIDC_REQUEST_TOKEN: requestToken,
    CF_OIDC_REQUEST_URL: `${emulatorUrl}/codefresh/idtoken`,
    CF_PIPELINE_NAME: 'shop/deploy',
    CF_REVISION: commit,
    CF_VOLUME_PATH: '/codefresh/volume',
  }),
};

function subjectOf(job: EmulatedJob): string {
  const initiator = job.variant?.startsWith('manual') ? ':initiator:octocat' : '';
  const git = hasGit(job) ? `:scm_repo_url:${repository}:scm_user_name:octocat:scm_ref:${builtName(job)}` : '';
  const target = job.pullRequest === undefined ? '' : `:scm_pull_request_target_branch:${job.refName}`;
  return `${start}${initiator}${git}${target}`;
}

function hasGit({ variant }: EmulatedJob): boolean {
  return variant === undefined || variant === 'manual-with-git';
}
