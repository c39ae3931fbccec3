import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import type { Claims } from '../../src/token/token.ts';
import { readPolicy } from '../../src/trust/policy.ts';
import { accepts, edited, type PolicyParts, pastedFrom, policyOf, questionOf } from './refusal-facts.ts';

interface Row {
  readonly what: string;
  readonly token: Claims;
  readonly policy: PolicyParts;
  /** The causes, in this order. */
  readonly causes: readonly string[];
  /** What the changed statement must hold; without one the job is what must change. */
  readonly write?: object;
  /** Whether no cause is all of it. */
  readonly several?: true;
}

const github = 'token.actions.githubusercontent.com';
const gitlab = 'gitlab.com';
const google = 'accounts.google.com';
const cluster = 'oidc.eks.eu-central-1.amazonaws.com/id/A1B2';
const circleci = 'oidc.circleci.com/org/o-1';
const semaphore = 'acme.semaphoreci.com';
const buildkite = 'agent.buildkite.com';

const aud = 'sts.amazonaws.com';
const uuids = ['c9d0e1f2-a3b4-4c5d-8e6f-7a8b9c0d1e2f', '11111111-1111-4111-8111-111111111111'];

function on(path: string, sub: string, more: Claims = {}): Claims {
  return { iss: `https://${path}`, aud, sub, ...more };
}

const likeEquals = (operator: string, key: string, value: unknown) => ({
  Condition: { [operator]: { [key]: value } },
});

/** What `trust generate` writes for a repository. */
const bothForms = ['repo:acme/app:ref:refs/heads/main', 'repo:acme@12/app@34:ref:refs/heads/main'];

const ownIds = { repository: 'acme/app', repository_id: '34', repository_owner_id: '12' };

const ofGroup = { project_path: 'acme/app', project_id: '20', namespace_path: 'acme', namespace_id: '7' };

/** The subject of every job that calls this workflow. */
const calledCode = 'job_workflow_ref:acme/ci/.github/workflows/x.yml@refs/heads/main';

const githubRows: readonly Row[] = [
  {
    what: 'a * under StringEquals',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:*' } } },
    causes: ['subject-wildcard'],
    write: likeEquals('StringLike', `${github}:sub`, 'repo:acme/app:*'),
  },
  {
    what: 'a * under StringEquals in another claim than the subject',
    token: on(github, 'repo:acme/app:ref:refs/heads/main', {
      job_workflow_ref: 'acme/ci/.github/workflows/deploy.yml@refs/heads/main',
    }),
    policy: {
      condition: {
        StringEquals: {
          sub: 'repo:acme/app:ref:refs/heads/main',
          job_workflow_ref: 'acme/ci/.github/workflows/deploy.yml@*',
        },
      },
    },
    causes: ['policy-condition'],
    write: likeEquals('StringLike', `${github}:job_workflow_ref`, 'acme/ci/.github/workflows/deploy.yml@*'),
  },
  {
    what: 'a condition on the issuer, which is no key',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main', iss: `https://${github}` } } },
    causes: ['policy-key'],
    write: likeEquals('StringEquals', `${github}:sub`, 'repo:acme/app:ref:refs/heads/main'),
  },
  {
    what: 'a condition on the issuer alone, without which anyone would get in',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { aud, iss: `https://${github}` } } },
    causes: ['policy-key'],
  },
  {
    what: 'a condition on another issuer',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main', iss: 'https://gitlab.com' } } },
    causes: ['policy-key'],
  },
  {
    what: 'a value without repo:',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringLike: { sub: 'acme/app:*' } } },
    causes: ['subject-start'],
    write: likeEquals('StringLike', `${github}:sub`, 'repo:acme/app:*'),
  },
  {
    what: 'a value without owner',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { sub: 'app:ref:refs/heads/main' } } },
    causes: ['subject-start'],
    write: likeEquals('StringEquals', `${github}:sub`, 'repo:acme/app:ref:refs/heads/main'),
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
    what: 'immutable IDs, and a policy for all repositories of the owner, some of which have names alone',
    token: on(github, 'repo:acme@12/app@34:ref:refs/heads/main'),
    policy: { condition: { StringLike: { sub: 'repo:acme/*:ref:refs/heads/main' } } },
    causes: ['github-immutable-subject'],
    write: likeEquals('StringLike', `${github}:sub`, [
      'repo:acme/*:ref:refs/heads/main',
      'repo:acme@12/*:ref:refs/heads/main',
    ]),
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
    what: 'an environment, and a policy with both forms of the branch',
    token: on(github, 'repo:acme/app:environment:production', { repository_owner_id: '12', repository_id: '34' }),
    policy: { condition: { StringEquals: { sub: bothForms } } },
    causes: ['github-environment-subject'],
    write: likeEquals('StringEquals', `${github}:sub`, [...bothForms, 'repo:acme/app:environment:production']),
  },
  {
    what: 'an environment with IDs, and a policy with both forms of the branch',
    token: on(github, 'repo:acme@12/app@34:environment:production', { repository_owner_id: '12', repository_id: '34' }),
    policy: { condition: { StringEquals: { sub: bothForms } } },
    causes: ['github-environment-subject'],
    write: likeEquals('StringEquals', `${github}:sub`, [...bothForms, 'repo:acme@12/app@34:environment:production']),
  },
  {
    what: 'another branch, and a policy with both forms',
    token: on(github, 'repo:acme/app:ref:refs/heads/next', { repository_owner_id: '12', repository_id: '34' }),
    policy: { condition: { StringEquals: { sub: bothForms } } },
    causes: ['subject-mismatch'],
    write: likeEquals('StringEquals', `${github}:sub`, [...bothForms, 'repo:acme/app:ref:refs/heads/next']),
  },
  {
    what: 'another branch with IDs, and a policy with both forms',
    token: on(github, 'repo:acme@12/app@34:ref:refs/heads/next', { repository_owner_id: '12', repository_id: '34' }),
    policy: { condition: { StringEquals: { sub: bothForms } } },
    causes: ['subject-mismatch'],
    write: likeEquals('StringEquals', `${github}:sub`, [...bothForms, 'repo:acme@12/app@34:ref:refs/heads/next']),
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
    what: 'an environment on the branch that the policy names',
    token: on(github, 'repo:acme/app:environment:production', { ref: 'refs/heads/main' }),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main' } } },
    causes: ['github-environment-subject'],
    write: {
      Condition: {
        StringEquals: {
          [`${github}:sub`]: ['repo:acme/app:ref:refs/heads/main', 'repo:acme/app:environment:production'],
          [`${github}:ref`]: 'refs/heads/main',
        },
      },
    },
  },
  {
    what: 'an environment on one of the branches that the policy names',
    token: on(github, 'repo:acme/app:environment:production', { ref: 'refs/heads/main' }),
    policy: {
      condition: { StringEquals: { sub: ['repo:acme/app:ref:refs/heads/main', 'repo:acme/app:ref:refs/heads/next'] } },
    },
    causes: ['github-environment-subject'],
    write: likeEquals('StringEquals', `${github}:sub`, [
      'repo:acme/app:ref:refs/heads/main',
      'repo:acme/app:ref:refs/heads/next',
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
    what: 'a template of the organization, whose subjects name the called workflow and no repository',
    token: on(github, calledCode, ownIds),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main' } } },
    causes: ['github-subject-template'],
    write: {
      Condition: {
        StringEquals: {
          [`${github}:sub`]: ['repo:acme/app:ref:refs/heads/main', calledCode],
          [`${github}:repository_id`]: '34',
        },
      },
    },
  },
  {
    what: 'such a template, for all repositories of the owner',
    token: on(github, calledCode, ownIds),
    policy: { condition: { StringLike: { sub: 'repo:acme/*:ref:refs/heads/main' } } },
    causes: ['github-subject-template'],
    write: {
      Condition: {
        StringLike: { [`${github}:sub`]: ['repo:acme/*:ref:refs/heads/main', calledCode] },
        StringEquals: { [`${github}:repository_owner_id`]: '12' },
      },
    },
  },
  {
    what: 'such a template, for two repositories, of which an ID would exclude one',
    token: on(github, calledCode, ownIds),
    policy: { condition: { StringLike: { sub: ['repo:acme/app:*', 'repo:acme/web:*'] } } },
    causes: ['github-subject-template'],
  },
  {
    what: 'such a template, without the ID of the repository',
    token: on(github, calledCode),
    policy: { condition: { StringLike: { sub: 'repo:acme/app:*' } } },
    causes: ['github-subject-template'],
  },
  {
    what: 'a variable in the policy, which the request does not have',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringLike: { sub: `repo:acme/\${aws:RequestTag/app}:*` } } },
    causes: ['subject-mismatch'],
    write: likeEquals('StringLike', `${github}:sub`, [
      `repo:acme/\${aws:RequestTag/app}:*`,
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
    several: true,
    write: likeEquals('StringEquals', `${github}:sub`, [
      'repo:acme/app:ref:refs/heads/main',
      'repo:acme@12/app@34:environment:production',
    ]),
  },
  {
    what: 'another ID in a condition of its own, so that someone else may have the name now',
    token: on(github, 'repo:acme/app:ref:refs/heads/main', { repository_id: '34' }),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main', repository_id: '99' } } },
    causes: ['policy-condition'],
  },
  {
    what: 'the ID of another owner',
    token: on(github, 'repo:acme/app:ref:refs/heads/main', { repository_owner_id: '12' }),
    policy: { condition: { StringEquals: { repository_owner_id: '99' }, StringLike: { sub: 'repo:acme/*' } } },
    causes: ['policy-condition'],
  },
  {
    what: 'the names of the claims in full',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { subject: 'repo:acme/app:ref:refs/heads/main', audience: aud } } },
    causes: ['policy-key'],
    write: {
      Condition: {
        StringEquals: { [`${github}:sub`]: 'repo:acme/app:ref:refs/heads/main', [`${github}:aud`]: aud },
      },
    },
  },
  {
    what: 'the keys of another host',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { 'vstoken.actions.githubusercontent.com:sub': 'repo:acme/app:*' } } },
    causes: ['policy-key', 'subject-wildcard'],
    several: true,
    write: likeEquals('StringLike', `${github}:sub`, 'repo:acme/app:*'),
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
    write: likeEquals('StringEquals', `${github}:aud`, [aud, 'mine']),
  },
  {
    what: 'the same audience with a scheme',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: {
      condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main', aud: 'https://sts.amazonaws.com' } },
    },
    causes: ['policy-audience'],
    write: likeEquals('StringEquals', `${github}:aud`, aud),
  },
  {
    what: 'no repo: in front',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { sub: 'acme/app:ref:refs/heads/main' } } },
    causes: ['subject-start'],
    write: likeEquals('StringEquals', `${github}:sub`, 'repo:acme/app:ref:refs/heads/main'),
  },
  {
    what: 'the short name of a claim',
    token: on(github, 'repo:acme/app:ref:refs/heads/main', { repository: 'acme/app' }),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main', repo: 'acme/app' } } },
    causes: ['policy-key'],
    write: likeEquals('StringEquals', `${github}:repository`, 'acme/app'),
  },
  {
    what: 'a token without an audience',
    token: { iss: `https://${github}`, sub: 'repo:acme/app:ref:refs/heads/main' },
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main', aud } } },
    causes: ['claim-missing'],
  },
  {
    what: 'subject and audience at once',
    token: on(github, 'repo:acme/app:ref:refs/tags/v1', { aud: 'mine' }),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:ref:refs/heads/main', aud } } },
    causes: ['subject-tag', 'policy-audience'],
    several: true,
    write: likeEquals('StringEquals', `${github}:sub`, [
      'repo:acme/app:ref:refs/heads/main',
      'repo:acme/app:ref:refs/tags/v1',
    ]),
  },
];

const otherRows: readonly Row[] = [
  {
    what: 'GitLab: an ID in the subject, and a policy for the projects of a group, which may have paths',
    token: on(gitlab, 'project_id:20:ref_type:branch:ref:main', ofGroup),
    policy: { condition: { StringLike: { sub: 'project_path:acme/*:ref_type:branch:ref:main' } } },
    causes: ['gitlab-subject-components'],
    write: likeEquals('StringLike', `${gitlab}:sub`, [
      'project_path:acme/*:ref_type:branch:ref:main',
      'project_id:20:ref_type:branch:ref:main',
    ]),
  },
  {
    what: 'GitLab: an ID in the subject, and a policy for another project',
    token: on(gitlab, 'project_id:20:ref_type:branch:ref:main', ofGroup),
    policy: { condition: { StringEquals: { sub: 'project_path:acme/web:ref_type:branch:ref:main' } } },
    causes: ['subject-mismatch'],
    write: likeEquals('StringEquals', `${gitlab}:sub`, [
      'project_path:acme/web:ref_type:branch:ref:main',
      'project_id:20:ref_type:branch:ref:main',
    ]),
  },
  {
    what: 'GitLab: a subject that names the group alone',
    token: on(gitlab, 'namespace_path:acme:ref_type:branch:ref:main', ofGroup),
    policy: { condition: { StringEquals: { sub: 'project_path:acme/app:ref_type:branch:ref:main' } } },
    causes: ['gitlab-subject-components'],
    write: {
      Condition: {
        StringEquals: {
          [`${gitlab}:sub`]: [
            'project_path:acme/app:ref_type:branch:ref:main',
            'namespace_path:acme:ref_type:branch:ref:main',
          ],
          [`${gitlab}:project_id`]: '20',
        },
      },
    },
  },
  {
    what: 'GitLab: a subject that names the group alone, from a server whose IDs AWS does not read',
    token: on('git.acme.example', 'namespace_path:acme:ref_type:branch:ref:main', ofGroup),
    policy: { condition: { StringEquals: { sub: 'project_path:acme/app:ref_type:branch:ref:main' } } },
    causes: ['gitlab-subject-components'],
  },
  {
    what: 'claims without their issuer',
    token: on(github, 'repo:acme/app:ref:refs/heads/main'),
    policy: { condition: { StringEquals: { 'oidc:aud': aud }, StringLike: { 'oidc:SUB': 'repo:acme/app:*' } } },
    causes: ['policy-key'],
    write: {
      Condition: {
        StringEquals: { [`${github}:aud`]: aud },
        StringLike: { [`${github}:sub`]: 'repo:acme/app:*' },
      },
    },
  },
  {
    what: 'CircleCI: a claim without its host',
    token: on(circleci, 'org/o-1/project/p-1/user/u-1', { 'oidc.circleci.com/project-id': 'p-1' }),
    policy: { condition: { StringEquals: { 'project-id': 'p-1' } } },
    causes: ['policy-key'],
    write: likeEquals('StringEquals', `${circleci}:oidc.circleci.com/project-id`, 'p-1'),
  },
  {
    what: 'HCP Terraform: another workspace, after a wildcard that covers the project',
    token: on('app.terraform.io', 'organization:acme:project:p:workspace:app:run_phase:plan'),
    policy: { condition: { StringLike: { sub: 'organization:acme*:workspace:web:*' } } },
    causes: ['subject-mismatch'],
    write: likeEquals('StringLike', 'app.terraform.io:sub', [
      'organization:acme*:workspace:web:*',
      'organization:acme:project:p:workspace:app:run_phase:plan',
    ]),
  },
  {
    what: 'a subject that was copied out of a URL',
    token: on(github, 'repo:acme/app:environment:Production EU'),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:environment:Production%20EU' } } },
    causes: ['subject-encoded'],
    write: likeEquals('StringEquals', `${github}:sub`, 'repo:acme/app:environment:Production EU'),
  },
  {
    what: 'a subject that only looks as if it was',
    token: on(github, 'repo:acme/app:environment:100'),
    policy: { condition: { StringEquals: { sub: 'repo:acme/app:environment:100%FF' } } },
    causes: ['subject-mismatch'],
    write: likeEquals('StringEquals', `${github}:sub`, [
      'repo:acme/app:environment:100%FF',
      'repo:acme/app:environment:100',
    ]),
  },
  {
    what: 'HCP Terraform: no project, and every run phase',
    token: on('app.terraform.io', 'organization:acme:project:p:workspace:app:run_phase:plan'),
    policy: { condition: { StringLike: { sub: 'organization:acme:workspace:app:run_phase:*' } } },
    causes: ['subject-mismatch'],
    write: likeEquals('StringLike', 'app.terraform.io:sub', 'organization:acme:project:p:workspace:app:run_phase:*'),
  },
  ...['default:deployer', 'prod:default', 'default:default'].map((account) => ({
    what: `Kubernetes: the service account ${account} in the policy`,
    token: on(cluster, 'system:serviceaccount:prod:deployer'),
    policy: { condition: { StringEquals: { sub: `system:serviceaccount:${account}` } } },
    causes: ['kubernetes-account'],
    write: likeEquals('StringEquals', `${cluster}:sub`, [
      `system:serviceaccount:${account}`,
      'system:serviceaccount:prod:deployer',
    ]),
  })),
  {
    what: 'Kubernetes: all accounts of another namespace',
    token: on(cluster, 'system:serviceaccount:prod:deployer'),
    policy: { condition: { StringLike: { sub: 'system:serviceaccount:default:*' } } },
    causes: ['kubernetes-account'],
    write: likeEquals('StringLike', `${cluster}:sub`, [
      'system:serviceaccount:default:*',
      'system:serviceaccount:prod:deployer',
    ]),
  },
  {
    what: 'Kubernetes: namespace and name of the service account alone',
    token: on(cluster, 'system:serviceaccount:prod:deployer'),
    policy: { condition: { StringEquals: { sub: 'prod:deployer' } } },
    causes: ['subject-start'],
    write: likeEquals('StringEquals', `${cluster}:sub`, 'system:serviceaccount:prod:deployer'),
  },
  {
    what: 'Google: the requested audience under the key aud',
    token: on(google, '1133', { azp: '1133' }),
    policy: { federated: google, condition: { StringEquals: { aud, sub: '1133' } } },
    causes: ['policy-audience'],
    write: { Condition: { StringEquals: { [`${google}:aud`]: '1133', [`${google}:oaud`]: aud } } },
  },
  {
    what: 'Google: another audience than the requested one',
    token: on(google, '1133', { azp: '1133' }),
    policy: { federated: google, condition: { StringEquals: { aud: '99', sub: '1133' } } },
    causes: ['policy-audience'],
    write: likeEquals('StringEquals', `${google}:aud`, ['99', '1133']),
  },
  {
    what: 'Google: the address of the service account',
    token: on(google, '1133', { azp: '1133' }),
    policy: { federated: google, condition: { StringEquals: { sub: 'ci@app.iam.gserviceaccount.com' } } },
    causes: ['subject-mismatch'],
    write: likeEquals('StringEquals', `${google}:sub`, '1133'),
  },
  {
    what: 'an azp that AWS uses as the audience',
    token: on('login.example/', 'job@clients', { azp: 'client-1' }),
    policy: { condition: { StringEquals: { aud, sub: 'job@clients' } } },
    causes: ['policy-audience'],
    write: likeEquals('StringEquals', 'login.example/:aud', [aud, 'client-1']),
  },
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
    write: likeEquals('StringEquals', `${circleci}:sub`, [
      'org/o-1/project/p-1/user/u-1',
      'org/o-1/project/p-1/user/u-1/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/main',
    ]),
  },
  {
    what: 'CircleCI: the older subject, and a policy for the newer',
    token: on(circleci, 'org/o-1/project/p-1/user/u-1'),
    policy: { condition: { StringLike: { sub: 'org/o-1/project/p-1/user/*/vcs-origin/*' } } },
    causes: ['circleci-subject-version'],
  },
  {
    what: 'CircleCI: another project, with IDs as they are',
    token: on(circleci, `org/o-1/project/${uuids[0]}/user/u-1/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/main`),
    policy: { condition: { StringLike: { sub: `org/o-1/project/${uuids[1]}/user/*` } } },
    causes: ['subject-mismatch'],
    write: likeEquals('StringLike', `${circleci}:sub`, [
      `org/o-1/project/${uuids[1]}/user/*`,
      `org/o-1/project/${uuids[0]}/user/*`,
    ]),
  },
  {
    what: 'CircleCI: another user',
    token: on(circleci, 'org/o-1/project/p-1/user/u-1'),
    policy: { condition: { StringEquals: { sub: 'org/o-1/project/p-1/user/u-2' } } },
    causes: ['circleci-user'],
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
    write: { Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'] },
  },
  {
    what: 'a source identity without its permission',
    token: on(semaphore, 'org:acme:project:p-1', { 'https://aws.amazon.com/source_identity': 'alice' }),
    policy: { condition: { StringLike: { sub: 'org:acme:project:p-1' } } },
    causes: ['source-identity'],
    write: { Action: ['sts:AssumeRoleWithWebIdentity', 'sts:SetSourceIdentity'] },
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

/** The provider in other forms than AWS spells it in keys. */
const keyRows: readonly Row[] = (
  [
    ['the ARN of the provider', github, `arn:aws:iam::123456789012:oidc-provider/${github}`],
    ['a URL', github, `https://${github}`],
    ['no trailing slash', 'login.example/', 'login.example'],
  ] as const
).map(([what, path, start]) => ({
  what: `keys with ${what}`,
  token: on(path, 'repo:acme/app:ref:refs/heads/main'),
  policy: {
    condition: { StringEquals: { [`${start}:sub`]: 'repo:acme/app:ref:refs/heads/main', [`${start}:aud`]: aud } },
  },
  causes: ['policy-key'],
  write: {
    Condition: { StringEquals: { [`${path}:sub`]: 'repo:acme/app:ref:refs/heads/main', [`${path}:aud`]: aud } },
  },
}));

const statementRows: readonly Row[] = [
  {
    what: 'a provider and keys without the trailing slash of the issuer',
    token: on('login.example/', 'job-1'),
    policy: {
      federated: 'arn:aws:iam::123456789012:oidc-provider/login.example',
      condition: { StringEquals: { 'login.example:sub': 'job-1' } },
    },
    causes: ['policy-principal', 'policy-key'],
    write: {
      Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/login.example/' },
      ...likeEquals('StringEquals', 'login.example/:sub', 'job-1'),
    },
    several: true,
  },
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
    write: { Principal: { Federated: provider } },
  })),
  {
    what: 'CircleCI: a provider without the organization',
    token: circleciMain,
    policy: { federated: 'arn:aws:iam::123456789012:oidc-provider/oidc.circleci.com' },
    causes: ['policy-principal'],
    write: { Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${circleci}` } },
  },
  {
    what: 'the action for IAM principals',
    token: main,
    policy: { action: 'sts:AssumeRole', condition: { StringLike: { sub: 'repo:acme/app:*' } } },
    causes: ['policy-action'],
    write: { Action: ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity'] },
  },
  {
    what: 'a policy that only denies',
    token: main,
    policy: { effect: 'Deny' },
    causes: ['policy-deny', 'policy-without-allow'],
    several: true,
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
  ['keys', keyRows],
  ['the statement', statementRows],
])('with the trust policy, %s', (_, rows) => {
  it.each(rows)('$what', ({ token, policy: parts, causes, write, several }) => {
    const path = (token.iss ?? '').replace('https://', '');
    const policy = policyOf(path, parts);
    const { findings, answer } = diagnose(questionOf(token, policy));
    expect(findings.map(({ id }) => id)).toEqual(causes);
    const certain = findings.filter(({ likelihood }) => likelihood === 'certain');
    expect(certain).toHaveLength(several || answer === 'accepted' ? 0 : 1);
    const { edits, change = '' } = findings.find((finding) => finding.edits !== undefined) ?? {};
    if (write === undefined) expect(edits).toBeUndefined();
    else {
      expect(edits?.[0]?.new).toMatchObject(write);
      // All of them at once, not one after the other.
      for (const finding of findings) expect(finding.edits).toEqual(edits);
      expect(accepts(edited(policy, edits ?? []), token)).toBe(true);
      expect(pastedFrom(change)).toEqual(edits?.[0]?.new);
    }
  });
});

it('says that a role for a service trusts no identity provider', () => {
  const policy = policyOf(github, { action: 'sts:AssumeRole' });
  const [statement] = policy.Statement;
  const forService = { ...policy, Statement: [{ ...statement, Principal: { Service: 'ec2.amazonaws.com' } }] };
  const token = on(github, 'repo:acme/app:ref:refs/heads/main');
  const question = { ...questionOf(token, policy), policy: readPolicy(forService, 'the policy') };
  expect(diagnose(question).findings[0]?.title).toBe(
    'The policy trusts no identity provider: its principal is not Federated.',
  );
});

it.each([
  ['sts:AssumeRoleWithWebIdentity', { Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${github}` } }],
  // A role may assume it, whatever the token's conditions are for.
  ['sts:AssumeRole*', { Effect: 'Allow' }],
])('puts the provider in the place of a principal that has no token, with %s', (action, changed) => {
  const policy = policyOf(github, { action, condition: { StringLike: { sub: 'repo:acme/app:*' } } });
  const [statement] = policy.Statement;
  const principal = { AWS: `arn:aws:iam::123456789012:oidc-provider/${github}` };
  const json = { ...policy, Statement: [{ ...statement, Principal: principal }] };
  const token = on(github, 'repo:acme/app:ref:refs/heads/main');
  const question = { ...questionOf(token, policy), policy: readPolicy(json, 'the policy') };
  expect(diagnose(question).findings[0]?.edits?.[0]?.new).toMatchObject(changed);
});

it.each([
  github,
  `arn:aws:iam::123456789012:${github}`,
  `arn:aws:iam::123456789012:saml-provider/${github}`,
  `arn:aws:iam::*:oidc-provider/${github}`,
])('says that %s is not the ARN of a provider', (federated) => {
  const token = on(github, 'repo:acme/app:ref:refs/heads/main');
  const policy = policyOf(github, { federated, condition: { StringLike: { sub: 'repo:acme/app:*' } } });
  expect(diagnose(questionOf(token, policy)).findings[0]?.title).toMatch(/^The principal is not the ARN of an OIDC/);
});

it('lets the statement for session tags allow no more than tags', () => {
  const sub = 'repo:acme/app:ref:refs/heads/main';
  const policy = policyOf(github, { condition: { StringEquals: { sub } } });
  const [forTags] = policyOf(github, {
    action: 'sts:TagSession',
    condition: { StringLike: { sub: 'repo:acme/web:*' } },
  }).Statement;
  const both = { ...policy, Statement: [...policy.Statement, ...(forTags ? [forTags] : [])] };
  const token = on(github, sub, { 'https://aws.amazon.com/tags': { principal_tags: { team: ['a'] } } });
  const { findings } = diagnose(questionOf(token, both));
  const fixed = edited(both, findings[0]?.edits ?? []);
  expect(accepts(fixed, token)).toBe(true);
  expect(accepts(fixed, on(github, 'repo:acme/web:ref:refs/heads/main'))).toBe(false);
});

it.each([
  ['StringNotEquals', { event_name: 'push' }, ['It holds, because the key is absent.', /^AWS does not read the claim/]],
  ['StringNotLike', { 'oidc:sub': 'x' }, ['It holds, because the key is absent.', /^AWS spells this key/]],
  ['StringEquals', { sub: 'repo:acme/app:pull_request' }, []],
  ['Null', { environment: 'true' }, []],
])('says why a Deny with %s applies to a token without the key', (operator, keys, says) => {
  const policy = policyOf(github, { effect: 'Deny', condition: { [operator]: keys } });
  const [finding] = diagnose(questionOf(on(github, 'repo:acme/app:pull_request'), policy)).findings;
  expect(finding?.evidence.slice(2)).toEqual(
    says.map((text) => (typeof text === 'string' ? text : expect.stringMatching(text))),
  );
});

it('names the difference to the value that it shows', () => {
  const sub = ['repo:acme/web:ref:refs/heads/main', 'repo:acme/app:ref:refs/head/main'];
  const policy = policyOf(github, { condition: { StringEquals: { sub } } });
  const [finding] = diagnose(questionOf(on(github, 'repo:acme/app:ref:refs/heads/main'), policy)).findings;
  expect(finding?.title).toBe('The policy is for other jobs: the branch or tag differs.');
  expect(finding?.evidence[0]).toBe('policy: repo:acme/app:ref:refs/head/main');
});
