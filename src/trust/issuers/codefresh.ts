// https://codefresh.io/docs/docs/integrations/oidc-pipelines/

import { namesGenerator } from '../generate/names-generator.ts';
import { providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';

const generator = namesGenerator({
  names: { organizationId: 'the ID of the account', projectId: 'the ID of the pipeline' },
  more: { branch: 'jobs on this branch; * is a wildcard' },
  hint: 'Use --organization-id ACCOUNT, --project-id PIPELINE and --branch. Without a branch, every run of the pipeline gets the role, pull requests included.',
  isFrom: ({ iss = '' }) => cloud.test(providerPath(iss)),
  namesIn: ({ sub = '' }) => {
    // The subject of a schedule ends here. As it is, it admits no other trigger.
    const [, organizationId, projectId] = /^account:([^:]+):pipeline:([^:]+):/.exec(sub) ?? [];
    const [, branch] = /:scm_ref:([^:]+)$/.exec(sub) ?? [];
    return organizationId === undefined ? undefined : { organizationId, projectId, branch };
  },
  issuer: () => 'https://oidc.codefresh.io',
  // For a pull request, the subject continues after the branch; a branch name cannot contain a colon.
  subjects: ({ organizationId, projectId, branch }) => {
    const start = `account:${organizationId}:pipeline:${projectId}`;
    return branch === undefined ? [start, `${start}:*`] : [`${start}:*:scm_ref:${branch}`];
  },
});

const cloud = /^oidc\.codefresh\.io$/;
const push = 'account:*:pipeline:*:scm_repo_url:https:*:scm_user_name:*';

function triggerOf(subject: string): string {
  if (subject.includes(':scm_pull_request_target_branch:')) return 'a pull request';
  if (subject.includes(':initiator:')) return 'a person';
  return subject.includes(':scm_ref:') ? 'a push' : 'a schedule';
}

export const codefreshIssuer: Issuer = {
  id: 'codefresh',
  name: 'Codefresh',
  docs: 'https://codefresh.io/docs/docs/integrations/oidc-pipelines/',
  generator,
  audience: {
    says: 'On Codefresh the option `audience` chooses the audience.',
    fixed: false,
    page: 'docs/ci/codefresh.md#aws',
  },
  lifetime:
    'A token of Codefresh is valid for five minutes. Remove token-env and web-identity-token-file: the program requests tokens itself, also for renewal.',
  shownClaims: ['account_name', 'pipeline_name', 'scm_repo_url', 'scm_ref'],
  paths: { cloud, subjectRequired: cloud },
  subjectTails: [{ tail: /^:/, why: 'a Codefresh subject names the trigger after the pipeline' }],
  // The URL contains colons.
  subjectNames: {
    separator: ':',
    names: [
      'account',
      'pipeline',
      'initiator',
      'scm_repo_url',
      'scm_user_name',
      'scm_ref',
      'scm_pull_request_target_branch',
    ],
  },
  runNames: ['initiator', 'scm_user_name'],
  subjectForms: [{ start: 'account:', end: ':', tenant: 'account' }],
  subjectFormsAreAll: true,
  traps: [
    {
      id: 'codefresh-trap-trigger',
      page: 'docs/ci/codefresh.md#aws',
      weigh: ({ subject }) => (/:(initiator|scm_pull_request_target_branch):/.test(subject) ? 75 : 45),
      title: ({ subject }) =>
        `The subject depends on the trigger of the pipeline; this one is from ${triggerOf(subject)}: a policy for another trigger refuses it.`,
      fix: 'List the subjects of all allowed triggers.',
    },
  ],
  unreviewedJobs: [
    {
      jobs: 'pull requests',
      pullRequest: true,
      // The target branch comes last, so a pattern that ends with a branch matches pull requests to it.
      subjects: ['main', 'master', 'any-branch'].map(
        (target) => `${push}:scm_ref:any-branch:scm_pull_request_target_branch:${target}`,
      ),
    },
    { jobs: 'any branch', subjects: [`${push}:scm_ref:any-branch`] },
  ],
};
