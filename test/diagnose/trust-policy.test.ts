import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import type { Claims } from '../../src/token/token.ts';
import { accepts, type PolicyParts, pasted, policyOf, questionOf } from './refusal-facts.ts';

interface Row {
  readonly what: string;
  readonly token: Claims;
  readonly policy: PolicyParts;
  /** The causes, in this order. */
  readonly causes: readonly string[];
  /** The first line of the first change that belongs into the policy; without one the job is what must change. */
  readonly write?: string;
}

const github = 'token.actions.githubusercontent.com';
const gitlab = 'gitlab.com';
const circleci = 'oidc.circleci.com/org/o-1';
const semaphore = 'acme.semaphoreci.com';
const buildkite = 'agent.buildkite.com';

const aud = 'sts.amazonaws.com';

function on(path: string, sub: string, more: Claims = {}): Claims {
  return { iss: `https://${path}`, aud, sub, ...more };
}

const likeEquals = (operator: string, key: string, value: unknown) =>
  `"${operator}": { "${key}": ${JSON.stringify(value)} }`;

const githubRows: readonly Row[] = [
  {
    what: 'a * under StringEquals',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:*' } } },
    causes: ['subject-wildcard'],
    write: likeEquals('StringLike', `${github}:sub`, 'repo:acme/app:*'),
  },
  {
    what: 'names in another case',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { sub: 'repo:Acme/App:ref:refs/heads/main' } } },
    causes: ['subject-case'],
    write: likeEquals('StringEquals', `${github}:sub`, 'repo:acme/app:ref:refs/heads/main'),
  },
  {
    what: 'names in another case, with a wildcard',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringLike: { sub: 'repo:Acme/App:*' } } },
    causes: ['subject-case'],
    write: likeEquals('StringLike', `${github}:sub`, 'repo:acme/app:*'),
  },
  {
    what: 'immutable IDs, and a policy with names',
    token: on(github, 'repo:acme@12/app@34:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main' } } },
    causes: ['github-immutable-subject'],
    write: likeEquals('StringEquals', `${github}:sub`, 'repo:acme@12/app@34:ref:refs/heads/main'),
  },
  {
    what: 'immutable IDs, and a policy for all repositories of the owner',
    token: on(github, 'repo:acme@12/app@34:ref:refs/heads/main'),
    policy: { condition: { StringLike: { sub: 'repo:acme/*:ref:refs/heads/main' } } },
    causes: ['github-immutable-subject'],
    write: likeEquals('StringLike', `${github}:sub`, 'repo:acme@12/*:ref:refs/heads/main'),
  },
  {
    what: 'immutable IDs, and the hyphens of the withdrawn preview',
    token: on(github, 'repo:acme@12/app@34:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { sub: 'repo:acme-12/app-34:ref:refs/heads/main' } } },
    causes: ['github-hyphen-subject'],
    write: likeEquals('StringEquals', `${github}:sub`, 'repo:acme@12/app@34:ref:refs/heads/main'),
  },
  {
    what: 'names, and the hyphens of the withdrawn preview',
    token: on(github, 'repo:acme/app:ref:refs/heads/main', { repository_owner_id: '12', repository_id: '34' }),
    policy: { condition: { StringEquals: { sub: 'repo:acme-12/app-34:ref:refs/heads/main' } } },
    causes: ['github-hyphen-subject'],
    write: likeEquals('StringEquals', `${github}:sub`, 'repo:acme/app:ref:refs/heads/main'),
  },
  {
    what: 'names, and a policy with IDs',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { sub: 'repo:acme@12/app@34:ref:refs/heads/main' } } },
    causes: ['github-names-subject'],
    write: likeEquals('StringEquals', `${github}:sub`, [
      'repo:acme@12/app@34:ref:refs/heads/main',
      'repo:acme/app:ref:refs/heads/main',
    ]),
  },
  {
    what: 'an environment, and a policy for the branch',
    token: on(github, 'repo:acme/app:environment:production'),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main' } } },
    causes: ['github-environment-subject'],
    write: likeEquals('StringEquals', `${github}:sub`, [
      'repo:acme/app:ref:refs/heads/main',
      'repo:acme/app:environment:production',
    ]),
  },
  {
    what: 'no environment, and a policy for one',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:environment:production' } } },
    causes: ['github-environment-missing'],
  },
  {
    what: 'a pull request',
    token: on(github, 'repo:acme/app:pull_request'),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main' } } },
    causes: ['subject-pull-request'],
    write: likeEquals('StringEquals', `${github}:sub`, [
      'repo:acme/app:ref:refs/heads/main',
      'repo:acme/app:pull_request',
    ]),
  },
  {
    what: 'a tag',
    token: on(github, 'repo:acme/app:ref:refs/tags/v1'),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main' } } },
    causes: ['subject-tag'],
    write: likeEquals('StringEquals', `${github}:sub`, [
      'repo:acme/app:ref:refs/heads/main',
      'repo:acme/app:ref:refs/tags/v1',
    ]),
  },
  {
    what: 'a short reference in the policy',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:main' } } },
    causes: ['subject-ref-form'],
    write: likeEquals('StringEquals', `${github}:sub`, 'repo:acme/app:ref:refs/heads/main'),
  },
  {
    what: 'a template of the organization',
    token: on(github, 'repository_owner:acme:job_workflow_ref:acme/ci/.github/workflows/x.yml@refs/heads/main'),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main' } } },
    causes: ['github-subject-template'],
    write: likeEquals('StringEquals', `${github}:sub`, [
      'repo:acme/app:ref:refs/heads/main',
      'repository_owner:acme:job_workflow_ref:acme/ci/.github/workflows/x.yml@refs/heads/main',
    ]),
  },
  {
    what: 'a variable in the policy, which the request does not have',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringLike: { sub: `repo:acme/\${aws:PrincipalTag/app}:*` } } },
    causes: ['subject-mismatch'],
    write: likeEquals('StringLike', `${github}:sub`, [
      `repo:acme/\${aws:PrincipalTag/app}:*`,
      'repo:acme/app:ref:refs/heads/main',
    ]),
  },
  {
    what: 'another branch',
    token: on(github, 'repo:acme/app:ref:refs/heads/feature'),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main' } } },
    causes: ['subject-mismatch'],
    write: likeEquals('StringEquals', `${github}:sub`, [
      'repo:acme/app:ref:refs/heads/main',
      'repo:acme/app:ref:refs/heads/feature',
    ]),
  },
  {
    what: 'IDs and an environment at once',
    token: on(github, 'repo:acme@12/app@34:environment:production'),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main' } } },
    causes: ['github-immutable-subject', 'github-environment-subject'],
    write: likeEquals('StringEquals', `${github}:sub`, [
      'repo:acme/app:ref:refs/heads/main',
      'repo:acme@12/app@34:environment:production',
    ]),
  },
  {
    what: 'another ID in a condition of its own',
    token: on(github, 'repo:acme/app:ref:refs/heads/main', { repository_id: '34' }),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main', repository_id: '99' } } },
    causes: ['policy-condition'],
    write: likeEquals('StringEquals', `${github}:repository_id`, ['99', '34']),
  },
  {
    what: 'the keys of another host',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { 'vstoken.actions.githubusercontent.com:sub': 'repo:acme/app:*' } } },
    causes: ['policy-key'],
    write: likeEquals('StringEquals', `${github}:sub`, 'repo:acme/app:ref:refs/heads/main'),
  },
  {
    what: 'a claim that AWS does not read',
    token: on(github, 'repo:acme/app:ref:refs/heads/main', { event_name: 'push' }),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main', event_name: 'push' } } },
    causes: ['policy-key'],
  },
  {
    what: 'another audience',
    token: on(github, 'repo:acme/app:ref:refs/heads/main', { aud: 'mine' }),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main', aud } } },
    causes: ['policy-audience'],
    write: likeEquals('StringEquals', `${github}:aud`, 'mine'),
  },
  {
    what: 'subject and audience at once',
    token: on(github, 'repo:acme/app:ref:refs/tags/v1', { aud: 'mine' }),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main', aud } } },
    causes: ['subject-tag', 'policy-audience'],
    write: likeEquals('StringEquals', `${github}:sub`, [
      'repo:acme/app:ref:refs/heads/main',
      'repo:acme/app:ref:refs/tags/v1',
    ]),
  },
];

const otherRows: readonly Row[] = [
  {
    what: 'GitLab: a merge request in the policy',
    token: on(gitlab, 'project_path:acme/app:ref_type:branch:ref:feature', { pipeline_source: 'merge_request_event' }),
    policy: { condition: { StringEquals: { sub: 'project_path:acme/app:ref_type:mr:ref:feature' } } },
    causes: ['gitlab-merge-request'],
    write: likeEquals('StringEquals', `${gitlab}:sub`, 'project_path:acme/app:ref_type:branch:ref:feature'),
  },
  {
    what: 'GitLab: a merge request, and a policy for main',
    token: on(gitlab, 'project_path:acme/app:ref_type:branch:ref:feature', { pipeline_source: 'merge_request_event' }),
    policy: { condition: { StringEquals: { sub: 'project_path:acme/app:ref_type:branch:ref:main' } } },
    causes: ['gitlab-merge-request'],
    write: likeEquals('StringEquals', `${gitlab}:sub`, [
      'project_path:acme/app:ref_type:branch:ref:main',
      'project_path:acme/app:ref_type:branch:ref:feature',
    ]),
  },
  {
    what: 'GitLab: a subject with the ID of the project',
    token: on(gitlab, 'project_id:20:ref_type:branch:ref:main', { project_path: 'acme/app' }),
    policy: { condition: { StringEquals: { sub: 'project_path:acme/app:ref_type:branch:ref:main' } } },
    causes: ['gitlab-subject-components'],
    write: likeEquals('StringEquals', `${gitlab}:sub`, 'project_id:20:ref_type:branch:ref:main'),
  },
  {
    what: 'GitLab: a project that moved',
    token: on(gitlab, 'project_path:new/app:ref_type:branch:ref:main'),
    policy: { condition: { StringLike: { sub: 'project_path:acme/app:ref_type:branch:ref:*' } } },
    causes: ['gitlab-project-path'],
    write: likeEquals('StringLike', `${gitlab}:sub`, 'project_path:new/app:ref_type:branch:ref:*'),
  },
  {
    what: 'GitLab: a tag',
    token: on(gitlab, 'project_path:acme/app:ref_type:tag:ref:v1'),
    policy: { condition: { StringEquals: { sub: 'project_path:acme/app:ref_type:branch:ref:main' } } },
    causes: ['subject-tag'],
    write: likeEquals('StringEquals', `${gitlab}:sub`, [
      'project_path:acme/app:ref_type:branch:ref:main',
      'project_path:acme/app:ref_type:tag:ref:v1',
    ]),
  },
  {
    what: 'GitLab: a whole reference in the policy',
    token: on(gitlab, 'project_path:acme/app:ref_type:branch:ref:main'),
    policy: { condition: { StringEquals: { sub: 'project_path:acme/app:ref_type:branch:ref:refs/heads/main' } } },
    causes: ['subject-ref-form'],
    write: likeEquals('StringEquals', `${gitlab}:sub`, 'project_path:acme/app:ref_type:branch:ref:main'),
  },
  {
    what: 'CircleCI: the newer subject, and a policy for the older',
    token: on(circleci, 'org/o-1/project/p-1/user/u-1/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/main'),
    policy: { condition: { StringEquals: { sub: 'org/o-1/project/p-1/user/u-1' } } },
    causes: ['circleci-subject-version'],
    write: likeEquals('StringLike', `${circleci}:sub`, 'org/o-1/project/p-1/user/*'),
  },
  {
    what: 'CircleCI: the older subject, and a policy for the newer',
    token: on(circleci, 'org/o-1/project/p-1/user/u-1'),
    policy: { condition: { StringLike: { sub: 'org/o-1/project/p-1/user/*/vcs-origin/*' } } },
    causes: ['circleci-subject-version'],
  },
  {
    what: 'CircleCI: another user',
    token: on(circleci, 'org/o-1/project/p-1/user/u-1'),
    policy: { condition: { StringEquals: { sub: 'org/o-1/project/p-1/user/u-2' } } },
    causes: ['circleci-user'],
    write: likeEquals('StringLike', `${circleci}:sub`, 'org/o-1/project/p-1/user/*'),
  },
  {
    what: 'Semaphore: a pull request',
    token: on(semaphore, 'org:acme:project:p-1:repo:web:ref_type:pull-request:ref:refs/pull/1/head'),
    policy: {
      condition: { StringEquals: { sub: 'org:acme:project:p-1:repo:web:ref_type:branch:ref:refs/heads/main' } },
    },
    causes: ['subject-pull-request'],
    write: likeEquals('StringEquals', `${semaphore}:sub`, [
      'org:acme:project:p-1:repo:web:ref_type:branch:ref:refs/heads/main',
      'org:acme:project:p-1:repo:web:ref_type:pull-request:ref:refs/pull/1/head',
    ]),
  },
  {
    what: 'Semaphore: session tags without their permission',
    token: on(semaphore, 'org:acme:project:p-1:repo:web:ref_type:branch:ref:refs/heads/main', {
      'https://aws.amazon.com/tags': { principal_tags: { prj_id: ['p-1'] } },
    }),
    policy: { condition: { StringLike: { sub: 'org:acme:project:p-1:*' } } },
    causes: ['session-tags'],
    write: '"Action": ["sts:AssumeRoleWithWebIdentity","sts:TagSession"]',
  },
  {
    what: 'a source identity without its permission',
    token: on(semaphore, 'org:acme:project:p-1', { 'https://aws.amazon.com/source_identity': 'alice' }),
    policy: { condition: { StringLike: { sub: 'org:acme:project:p-1' } } },
    causes: ['source-identity'],
    write: '"Action": ["sts:AssumeRoleWithWebIdentity","sts:SetSourceIdentity"]',
  },
  {
    what: 'Buildkite: the example that never fits',
    token: on(buildkite, 'organization:acme:pipeline:app:ref:refs/heads/main:commit:9f31:step:build'),
    policy: { condition: { StringLike: { sub: 'organization:acme:pipeline:app:ref:main:*' } } },
    causes: ['subject-ref-form'],
    write: likeEquals('StringLike', `${buildkite}:sub`, 'organization:acme:pipeline:app:ref:refs/heads/main:*'),
  },
  {
    what: 'Buildkite: a subject that ends too early',
    token: on(buildkite, 'organization:acme:pipeline:app:ref:refs/heads/main:commit:9f31:step:build'),
    policy: { condition: { StringEquals: { sub: 'organization:acme:pipeline:app:ref:refs/heads/main' } } },
    causes: ['buildkite-subject'],
    write: likeEquals('StringLike', `${buildkite}:sub`, 'organization:acme:pipeline:app:ref:refs/heads/main:*'),
  },
];

const main = on(github, 'repo:acme/app:ref:refs/heads/main');
const circleciMain = on(circleci, 'org/o-1/project/p-1/user/u-1');
const provider = `arn:aws:iam::123456789012:oidc-provider/${github}`;

const statementRows: readonly Row[] = [
  ...[
    ['of another account', 'arn:aws:iam::999999999999:oidc-provider/token.actions.githubusercontent.com'],
    ['of another partition', 'arn:aws-cn:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'],
    ['with https://', 'arn:aws:iam::123456789012:oidc-provider/https://token.actions.githubusercontent.com'],
    ['with a slash at the end', 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com/'],
    ['that is no ARN of IAM', 'arn:aws:sts::123456789012:oidc-provider/token.actions.githubusercontent.com'],
    ['in capital letters', 'arn:aws:iam::123456789012:oidc-provider/Token.Actions.githubusercontent.com'],
    ['of another issuer', 'arn:aws:iam::123456789012:oidc-provider/gitlab.com'],
  ].map(([what, federated = '']) => ({
    what: `a provider ${what}`,
    token: main,
    policy: { federated, condition: { StringLike: { sub: 'repo:acme/app:*' } } },
    causes: ['policy-principal'],
    write: `"Principal": { "Federated": "${provider}" }`,
  })),
  {
    what: 'CircleCI: a provider without the organization',
    token: circleciMain,
    policy: { federated: 'arn:aws:iam::123456789012:oidc-provider/oidc.circleci.com' },
    causes: ['policy-principal'],
    write: `"Principal": { "Federated": "arn:aws:iam::123456789012:oidc-provider/${circleci}" }`,
  },
  {
    what: 'the action for IAM principals',
    token: main,
    policy: { action: 'sts:AssumeRole', condition: { StringLike: { sub: 'repo:acme/app:*' } } },
    causes: ['policy-action'],
    write: '"Action": "sts:AssumeRoleWithWebIdentity"',
  },
  {
    what: 'a policy that only denies',
    token: main,
    policy: { effect: 'Deny' },
    causes: ['policy-deny', 'policy-without-allow'],
  },
  {
    what: 'a policy that accepts the token',
    token: main,
    policy: { condition: { StringLike: { sub: 'repo:acme/app:*' } } },
    causes: ['policy-accepts'],
  },
];

describe.each([
  ['GitHub', githubRows],
  ['other CIs', otherRows],
  ['the statement', statementRows],
])('with the trust policy, %s', (_, rows) => {
  it.each(rows)('$what', ({ token, policy: parts, causes, write }) => {
    const path = (token.iss ?? '').replace('https://', '');
    const policy = policyOf(path, parts);
    const { findings } = diagnose(questionOf(token, policy));
    expect(findings.map(({ id }) => id)).toEqual(causes);
    const written = findings.flatMap(({ change }) => change.split('\n')).filter((line) => /^"[\w:]+": /.test(line));
    expect(written[0]?.replaceAll('","', '","')).toBe(write);
    if (write !== undefined) {
      const changed = findings.reduce((before, { change }) => pasted(before, change), policy);
      expect(accepts(changed, token), JSON.stringify(changed)).toBe(true);
    }
  });
});
