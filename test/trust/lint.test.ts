import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/trust/lint/lint.ts';
import { rules } from '../../src/trust/lint/rules.ts';
import { opaque } from '../../src/trust/opaque.ts';
import { patternsOverlap } from '../../src/trust/pattern-overlap.ts';

const account = '111122223333';
const github = 'token.actions.githubusercontent.com';
const circleci = 'oidc.circleci.com/org/0e1b3c4d';

interface Door {
  readonly issuer: string;
  readonly condition?: object;
  readonly statement?: object;
}

function policyOf({ issuer, condition = {}, statement = {} }: Door): object {
  const allow = {
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: condition,
    ...statement,
  };
  return {
    Version: '2012-10-17',
    Statement: [Object.fromEntries(Object.entries(allow).filter(([, v]) => v !== null))],
  };
}

function rulesHit(door: Door): readonly string[] {
  return [...new Set(lint(JSON.stringify(policyOf(door)), 'trust.json').map(({ rule }) => rule))];
}

/** A policy for GitHub that is fine but for what is given. */
function githubWith(operator: string, sub: string): Door {
  const condition = {
    StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com', [`${github}:repository_id`]: '456789' },
  };
  const merged = { ...condition, [operator]: { ...Object(condition)[operator], [`${github}:sub`]: sub } };
  return { issuer: github, condition: merged };
}

const bitbucket = 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc';
const eks = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE';

function ofIssuer(issuer: string, sub: string): Door {
  return { issuer, condition: { StringEquals: aud(issuer), StringLike: { [`${issuer}:sub`]: sub } } };
}

function githubWithoutId(sub: string): Door {
  return ofIssuer(github, sub);
}

const aud = (issuer: string) => ({ [`${issuer}:aud`]: 'sts.amazonaws.com' });

/** A policy for roles and users. */
function ofAccounts(principal: string, condition: object): Door {
  return { issuer: github, condition, statement: { Principal: { AWS: principal }, Action: 'sts:AssumeRole' } };
}

/** A policy for the issuer that is built into AWS. */
function ofGoogle(claims: Readonly<Record<string, string>>): Door {
  const keys = Object.entries(claims).map(([claim, value]) => [`${google}:${claim}`, value]);
  const condition = { StringEquals: Object.fromEntries(keys) };
  return { issuer: google, condition, statement: { Principal: { Federated: google } } };
}

const google = 'accounts.google.com';

describe('what the vendors document', () => {
  // Policies as their pages have them; the rules that speak up, none of them wrongly.
  it.each<[string, Door, string[]]>([
    [
      'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
      {
        issuer: github,
        condition: {
          StringEquals: { ...aud(github), [`${github}:sub`]: 'repo:octo-org/octo-repo:ref:refs/heads/octo-branch' },
        },
      },
      ['name-only-subject'],
    ],
    [
      'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws (any branch)',
      {
        issuer: github,
        condition: { StringLike: { [`${github}:sub`]: 'repo:octo-org/octo-repo:*' }, StringEquals: aud(github) },
      },
      ['name-only-subject', 'wide-subject'],
    ],
    [
      'https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/',
      {
        issuer: github,
        condition: {
          StringEquals: {
            ...aud(github),
            [`${github}:sub`]: 'repo:octo-org@123456/octo-repo@456789:environment:production',
          },
        },
      },
      [],
    ],
    [
      'https://docs.gitlab.com/ci/cloud_services/aws/',
      {
        issuer: 'gitlab.example.com',
        condition: {
          StringEquals: { 'gitlab.example.com:sub': 'project_path:mygroup/myproject:ref_type:branch:ref:main' },
        },
      },
      ['missing-audience'],
    ],
    [
      'https://docs.gitlab.com/ci/cloud_services/aws/ (all projects of a group)',
      {
        issuer: 'gitlab.example.com',
        condition: { StringLike: { 'gitlab.example.com:sub': 'project_path:mygroup/*:ref_type:branch:ref:main' } },
      },
      ['missing-audience'],
    ],
    [
      'https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/ (project)',
      {
        issuer: circleci,
        condition: { StringEquals: { [`${circleci}:aud`]: 'o', [`${circleci}:oidc.circleci.com/project-id`]: 'p' } },
      },
      [],
    ],
    [
      'https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/ (subject)',
      { issuer: circleci, condition: { StringLike: { [`${circleci}:sub`]: 'org/o/project/p/user/*' } } },
      ['missing-audience'],
    ],
    [
      // Really unsafe: a branch `x/vcs-ref/refs/heads/main` fits.
      'https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/ (branch)',
      {
        issuer: circleci,
        condition: {
          StringEquals: { [`${circleci}:aud`]: 'o' },
          StringLike: {
            [`${circleci}:sub`]: 'org/o/project/*/user/*/vcs-origin/github.com/my-org/*/vcs-ref/refs/heads/main',
          },
        },
      },
      ['ambiguous-wildcard'],
    ],
    [
      'https://docs.semaphoreci.com/using-semaphore/openid',
      {
        issuer: 'my-org.semaphoreci.com',
        condition: {
          StringEquals: {
            'my-org.semaphoreci.com:aud': 'https://my-org.semaphoreci.com',
            'my-org.semaphoreci.com:sub':
              'org:my-org:project:936a5312-a3b8-4921-8b3f-2cec8baac574:repo:web:ref_type:branch:ref:refs/heads/main',
          },
        },
      },
      ['missing-tag-session'],
    ],
    [
      'https://buildkite.com/docs/pipelines/security/oidc/aws',
      {
        issuer: 'agent.buildkite.com',
        statement: { Action: ['sts:TagSession', 'sts:AssumeRoleWithWebIdentity'] },
        condition: {
          StringLike: { 'agent.buildkite.com:sub': 'organization:example-org:*' },
          StringEquals: { ...aud('agent.buildkite.com'), 'aws:RequestTag/organization_id': '0184990a' },
          IpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] },
        },
      },
      // `organization:example-org:*` takes every branch of every pipeline.
      ['name-only-subject', 'wide-subject'],
    ],
    [
      'https://codefresh.io/docs/docs/integrations/oidc-pipelines/',
      {
        issuer: 'oidc.codefresh.io',
        condition: {
          StringEquals: { 'oidc.codefresh.io:aud': 'https://g.codefresh.io' },
          StringLike: { 'oidc.codefresh.io:sub': 'account:5f30ebe2:pipeline:64de1ea0:*' },
        },
      },
      ['wide-subject'],
    ],
    [
      'https://fly.io/docs/security/openid-connect/',
      {
        issuer: 'oidc.fly.io/org-name',
        condition: {
          StringEquals: aud('oidc.fly.io/org-name'),
          StringLike: { 'oidc.fly.io/org-name:sub': 'org-name:foo-bar:*' },
        },
      },
      [],
    ],
    [
      'https://docs.spacelift.io/integrations/cloud-providers/oidc/aws-oidc',
      {
        issuer: 'demo.app.spacelift.io',
        condition: {
          StringEquals: { 'demo.app.spacelift.io:aud': 'demo.app.spacelift.io' },
          StringLike: { 'demo.app.spacelift.io:sub': 'space:production-01KJMMFMBEMW2V3YS0E8FQZPTJ:*' },
        },
      },
      ['pull-request', 'missing-tag-session'],
    ],
    [
      'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration',
      {
        issuer: 'app.terraform.io',
        condition: {
          StringEquals: { 'app.terraform.io:aud': 'aws.workload.identity' },
          StringLike: { 'app.terraform.io:sub': 'organization:my-org:project:my-project:workspace:my-ws:run_phase:*' },
        },
      },
      [],
    ],
    [
      'https://docs.envzero.com/guides/integrations/oidc-integrations/oidc-with-aws (without tags)',
      {
        issuer: 'login.app.env0.com/',
        condition: {
          StringEquals: {
            'login.app.env0.com/:aud': 'hoMiq9PdkRh9LUvVpH4wIErWg50VSG1b',
            'login.app.env0.com/:sub': 'auth0|632b8219674bde0224a96141',
          },
        },
      },
      ['missing-tag-session'],
    ],
    [
      'https://vercel.com/docs/oidc/aws',
      {
        issuer: 'oidc.vercel.com/acme',
        condition: {
          StringEquals: {
            'oidc.vercel.com/acme:aud': 'https://vercel.com/acme',
            'oidc.vercel.com/acme:sub': 'owner:acme:project:shop:environment:production',
          },
        },
      },
      [],
    ],
    [
      'https://plugins.jenkins.io/oidc-provider/',
      {
        issuer: 'jenkins.acme.com/oidc',
        condition: {
          StringEquals: {
            ...aud('jenkins.acme.com/oidc'),
            'jenkins.acme.com/oidc:sub': 'https://jenkins.acme.com/job/my-job/',
          },
        },
      },
      [],
    ],
    [
      'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
      {
        issuer: 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE',
        condition: {
          StringEquals: {
            ...aud('oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE'),
            'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:sub': 'system:serviceaccount:default:app',
          },
        },
      },
      [],
    ],
    [
      'https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/',
      {
        issuer: 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc',
        condition: {
          StringEquals: { 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc:aud': 'ari:cloud:x' },
          StringLike: { 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc:sub': '{0b5a}:*' },
        },
      },
      [],
    ],
  ])('%s', (_, door, hit) => {
    expect(rulesHit(door)).toEqual(hit);
  });
});

describe('traps', () => {
  const gitlab = 'gitlab.com';
  const pinned = { StringEquals: { [`${gitlab}:project_id`]: '20', ...aud(gitlab) } };
  const gitlabLike = (sub: string): Door => ({
    issuer: gitlab,
    condition: { ...pinned, StringLike: { [`${gitlab}:sub`]: sub } },
  });

  it.each<[string, string, Door]>([
    ['missing-subject', 'aud alone', { issuer: github, condition: { StringEquals: aud(github) } }],
    ['missing-subject', 'no condition', { issuer: 'token.builds.bitrise.io' }],
    [
      'missing-subject',
      'a subject that is all wildcard',
      { issuer: 'codeberg.org/api/actions', condition: { StringLike: { 'codeberg.org/api/actions:sub': '*' } } },
    ],
    [
      'missing-subject',
      'one of an organization, with the audience alone',
      { issuer: circleci, condition: { StringEquals: { [`${circleci}:aud`]: '0e1b3c4d' } } },
    ],
    ...['org/0e1b3c4d/*', 'org/0e1b3c4d/project/*', 'org/0e1b3c4d/project/*/user/*'].map(
      (sub): [string, string, Door] => [
        'missing-subject',
        `a subject that leaves the project open, ${sub}`,
        { issuer: circleci, condition: { StringLike: { [`${circleci}:sub`]: sub } } },
      ],
    ),
    [
      'missing-subject',
      'one subject that leaves the project open beside one that does not',
      {
        issuer: 'acme.semaphoreci.com',
        condition: { StringLike: { 'acme.semaphoreci.com:sub': ['org:acme:project:p:*', 'org:acme:*'] } },
      },
    ],
    ['subject-required', 'an ID without sub', { issuer: gitlab, condition: pinned }],
    ['missing-audience', 'any audience', { issuer: gitlab, condition: { StringEquals: { [`${gitlab}:sub`]: 'x' } } }],
    ['wildcard-tenant', 'GitHub', githubWithoutId('repo:acme*/app:ref:refs/heads/main')],
    ['wildcard-tenant', 'GitHub, any owner', githubWithoutId('repo:*/app:environment:production')],
    ['wildcard-tenant', 'a star first of all', githubWithoutId('*/app:ref:refs/heads/main')],
    ['wildcard-tenant', 'GitLab', ofIssuer(gitlab, 'project_path:acme*:ref_type:branch:ref:main')],
    ['wildcard-tenant', 'GitLab, one character', ofIssuer(gitlab, 'project_path:acm?/app:ref_type:branch:ref:main')],
    [
      'wildcard-tenant',
      'Buildkite',
      {
        issuer: 'agent.buildkite.com',
        condition: { StringLike: { 'agent.buildkite.com:sub': 'organization:acme*' } },
      },
    ],
    [
      'wildcard-tenant',
      'HCP Terraform',
      { issuer: 'app.terraform.io', condition: { StringLike: { 'app.terraform.io:sub': 'organization:acme*:*' } } },
    ],
    ['wildcard-tenant', 'a number that others continue', ofIssuer(gitlab, 'project_id:20*')],
    ['wildcard-tenant', 'an ID', { issuer: gitlab, condition: { StringLike: { [`${gitlab}:project_id`]: '20*' } } }],
    [
      'wildcard-tenant',
      'the owner of a reusable workflow',
      { issuer: github, condition: { StringLike: { [`${github}:job_workflow_ref`]: 'acme*/ci/.github/workflows/x' } } },
    ],
    [
      'wildcard-tenant',
      'beside an ID that is not whole',
      {
        issuer: github,
        condition: {
          StringEquals: aud(github),
          StringLike: { [`${github}:sub`]: 'repo:acme*/app:ref:refs/heads/main', [`${github}:repository_id`]: '4567*' },
        },
      },
    ],
    ['wildcard-id', 'both', githubWithoutId('repo:acme@*/app@*:ref:refs/heads/main')],
    ['wildcard-id', 'one', githubWithoutId('repo:acme@1/app@*:ref:refs/heads/main')],
    ['hyphen-id', 'both', githubWith('StringEquals', 'repo:octocat-123456/my-repo-456789:ref:refs/heads/main')],
    ['wildcard-name', 'main*', githubWith('StringLike', 'repo:acme/app:ref:refs/heads/main*')],
    ['wildcard-name', 'main* on GitLab', gitlabLike('project_path:acme/app:ref_type:branch:ref:main*')],
    ['missing-subject', 'any namespace', ofIssuer(eks, 'system:serviceaccount:*:runner')],
    [
      'no-web-identity-action',
      'the action for users',
      { ...githubWith('StringEquals', 'repo:acme/app:environment:prod'), statement: { Action: 'sts:AssumeRole' } },
    ],
    [
      'wrong-key-host',
      'two issuers in one statement',
      {
        issuer: github,
        condition: {
          StringEquals: {
            [`${github}:sub`]: 'repo:acme/app:environment:prod',
            'gitlab.com:sub': 'project_path:acme/app:ref_type:branch:ref:main',
          },
        },
        statement: {
          Principal: {
            Federated: [github, 'gitlab.com'].map((name) => `arn:aws:iam::${account}:oidc-provider/${name}`),
          },
        },
      },
    ],
    ['wildcard-name', 'a repository', githubWith('StringLike', 'repo:acme/app*:ref:refs/heads/main')],
    ['wide-subject', 'an organization', githubWith('StringLike', 'repo:acme/*')],
    ['wide-subject', 'a repository', githubWith('StringLike', 'repo:acme/app:*')],
    ['wide-subject', 'a repository with IDs', githubWith('StringLike', 'repo:acme@1/app@2:*')],
    ['wide-subject', 'every branch', githubWith('StringLike', 'repo:acme/app:ref:refs/heads/*')],
    ['wide-subject', 'a branch that ends like main', githubWith('StringLike', 'repo:acme/app:*main')],
    [
      'needless-for-all-values',
      'on the issuer, as a Terraform module writes it',
      { issuer: github, condition: { 'ForAllValues:StringEquals': { [`${github}:iss`]: `https://${github}` } } },
    ],
    ['wide-subject', 'anything beside the ID of the repository', githubWith('StringLike', 'repo:*')],
    [
      'wide-subject',
      'every branch in the other claim too',
      {
        issuer: github,
        condition: { StringLike: { [`${github}:sub`]: 'repo:acme/app:*', [`${github}:ref`]: 'refs/heads/*' } },
      },
    ],
    ['wide-subject', 'every environment', githubWith('StringLike', 'repo:acme/app:environment:*')],
    ['wide-subject', 'every branch of GitLab', gitlabLike('project_path:acme/app:ref_type:branch:ref:*')],
    [
      'wide-subject',
      'every branch of a self-managed GitLab',
      { issuer: 'git.acme.example', condition: { StringLike: { 'git.acme.example:sub': 'project_path:acme/app:*' } } },
    ],
    ['wide-subject', 'every branch of Buildkite', ofIssuer('agent.buildkite.com', 'organization:acme:pipeline:app:*')],
    ['wide-subject', 'every workspace', ofIssuer('app.terraform.io', 'organization:acme:*')],
    ['wide-subject', 'every branch of Semaphore', ofIssuer('acme.semaphoreci.com', 'org:acme:project:p:*')],
    ['pull-request', 'GitHub', githubWith('StringEquals', 'repo:acme/app:pull_request')],
    ['pull-request', 'every repository', githubWith('StringLike', 'repo:acme/*:pull_request')],
    ['pull-request', 'in any case', githubWith('StringEqualsIgnoreCase', 'repo:Acme/App:Pull_Request')],
    [
      'wide-subject',
      'a pull request into main, at the end of the subject',
      ofIssuer('oidc.codefresh.io', 'account:a:pipeline:p:*main'),
    ],
    ['pull-request', 'previews', ofIssuer('oidc.vercel.com/acme', 'owner:acme:project:app:environment:*')],
    ['missing-subject', 'colons between wildcards', githubWithoutId('*:*:*')],
    ['missing-subject', 'the same on an issuer of one organization', ofIssuer('acme.app.spacelift.io', '*:*:*:*')],
    ['missing-subject', 'the same in braces', ofIssuer(bitbucket, '{*}:{*}')],
    ['missing-subject', 'every project with a branch', ofIssuer(circleci, '*/vcs-ref/refs/heads/main')],
    ['missing-subject', 'every service account', ofIssuer(eks, 'system:serviceaccount:*:*')],
    ['missing-subject', 'every app', ofIssuer('oidc.fly.io/acme', 'acme:*:*')],
    ['missing-subject', 'every project of Vercel', ofIssuer('oidc.vercel.com/acme', 'owner:acme:*')],
    [
      'missing-subject',
      'the workflow that is called',
      {
        issuer: github,
        condition: { StringEquals: { [`${github}:job_workflow_ref`]: 'acme/ci/.github/workflows/x.yml' } },
      },
    ],
    [
      'abusable-claim',
      'the workflow that is called',
      githubWithoutId('job_workflow_ref:acme/ci/.github/workflows/x.yml@v1'),
    ],
    ['ambiguous-wildcard', 'a stack of any space', ofIssuer('acme.app.spacelift.io', '*:stack:x:*')],
    [
      'name-only-subject',
      'GitHub',
      {
        issuer: github,
        condition: { StringEquals: { ...aud(github), [`${github}:sub`]: 'repo:acme/app:environment:production' } },
      },
    ],
    [
      'ambiguous-wildcard',
      'any user, then the branch',
      {
        issuer: circleci,
        condition: {
          StringLike: {
            [`${circleci}:sub`]: 'org/o/project/p/user/*/vcs-origin/github.com/a/b/vcs-ref/refs/heads/main',
          },
        },
      },
    ],
    ['literal-wildcard', 'StringEquals', githubWith('StringEquals', 'repo:acme/app:*')],
    [
      'for-all-values',
      'on a claim that may be absent',
      { issuer: github, condition: { 'ForAllValues:StringEquals': { [`${github}:environment`]: 'production' } } },
    ],
    [
      'needless-for-all-values',
      'on the subject',
      githubWith('ForAllValues:StringLike', 'repo:acme/app:ref:refs/heads/main'),
    ],
    ['arn-operator', 'on the subject', githubWith('ArnLike', 'repo:acme/app:ref:refs/heads/main')],
    ['arn-operator', 'negated', githubWith('ArnNotEquals', 'repo:acme/app:ref:refs/heads/main')],
    ['if-exists', 'on a claim', githubWith('StringEqualsIfExists', 'repo:acme/app:ref:refs/heads/main')],
    ['negated-operator', 'alone', githubWith('StringNotLike', '*:pull_request')],
    [
      'url-in-key',
      'https in the key',
      { issuer: gitlab, condition: { StringEquals: { 'https://gitlab.com:sub': 'x' } } },
    ],
    ['url-in-key', 'a slash in the key', { issuer: gitlab, condition: { StringEquals: { 'gitlab.com/:sub': 'x' } } }],
    ['url-in-key', 'https in the principal', { issuer: 'https://gitlab.com', condition: pinned }],
    ['url-in-key', 'a slash in the principal', { issuer: 'gitlab.com/', condition: pinned }],
    [
      'wrong-key-host',
      'GitLab twice',
      {
        issuer: gitlab,
        condition: { StringEquals: { 'gitlab.example.com:sub': 'project_path:a/b:ref_type:branch:ref:c' } },
      },
    ],
    ...[
      { AWS: `arn:aws:iam::${account}:oidc-provider/${github}` },
      { Federated: `arn:aws:iam::${account}:saml-provider/${github}` },
      { Service: github },
    ].map((Principal): [string, string, Door] => [
      'wrong-key-host',
      `no provider: ${JSON.stringify(Principal)}`,
      { ...githubWith('StringEquals', 'repo:acme/app:environment:x'), statement: { Principal } },
    ]),
    [
      'wrong-key-host',
      'the ARN of the provider in the key',
      { issuer: github, condition: { StringEquals: { [`arn:aws:iam::1:oidc-provider/${github}:sub`]: 'x' } } },
    ],
    [
      'unknown-claim',
      'misspelled',
      { issuer: github, condition: { StringEquals: { [`${github}:repositry_id`]: '1' } } },
    ],
    ...['sub', 'oidc:sub', 'oidc.circleci.com/project-id'].map((key): [string, string, Door] => [
      'unknown-claim',
      `${key} without the issuer`,
      { issuer: circleci, condition: { StringEquals: { [key]: 'x' } } },
    ]),
    [
      'unknown-claim',
      'a claim that AWS ignores',
      { issuer: github, condition: { StringEquals: { [`${github}:run_id`]: '1' } } },
    ],
    [
      'unknown-claim',
      'self-managed GitLab',
      { issuer: 'gitlab.example.com', condition: { StringEquals: { 'gitlab.example.com:project_id': '1' } } },
    ],
    [
      'circleci-root-issuer',
      'with a subject',
      { issuer: 'oidc.circleci.com', condition: { StringLike: { 'oidc.circleci.com:sub': 'org/o/project/p/user/*' } } },
    ],
    [
      'missing-subject',
      'a session tag that any provider may set',
      {
        issuer: github,
        condition: { StringEquals: { 'aws:RequestTag/prj_id': 'p' } },
        statement: { Principal: '*' },
      },
    ],
    ['principal-anyone', '*', { issuer: github, statement: { Principal: '*' } }],
    ['principal-anyone', 'every account', ofAccounts('*', {})],
    [
      'not-principal',
      'Allow',
      { issuer: github, statement: { Principal: null, NotPrincipal: { AWS: `arn:aws:iam::${account}:root` } } },
    ],
    [
      'not-principal',
      'Deny',
      {
        issuer: github,
        statement: { Effect: 'Deny', Principal: null, NotPrincipal: { AWS: `arn:aws:iam::${account}:root` } },
      },
    ],
    ['wildcard-action', 'sts:*', { issuer: gitlab, condition: pinned, statement: { Action: 'sts:*' } }],
    [
      'wildcard-action',
      'NotAction',
      { issuer: gitlab, condition: pinned, statement: { Action: null, NotAction: 'sts:AssumeRole' } },
    ],
    [
      'request-tag-without-tag-session',
      'Buildkite',
      {
        issuer: 'agent.buildkite.com',
        condition: { StringEquals: { 'aws:RequestTag/pipeline_slug': 'app', 'agent.buildkite.com:sub': 'x' } },
      },
    ],
    [
      'missing-tag-session',
      'Semaphore',
      {
        issuer: 'acme.semaphoreci.com',
        condition: { StringEquals: { 'acme.semaphoreci.com:sub': 'org:acme:project:p' } },
      },
    ],
    ...[
      ['repo:<YOUR_GITHUB_USER>/<YOUR_REPO>:*', github],
      ['repo:OWNER/REPO:environment:production', github],
      ['repo:your-org/your-repo:environment:production', github],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: what a template left
      ['repo:${GITHUB_ORG}/app:environment:production', github],
      ['repo:$GITHUB_REPOSITORY:environment:production', github],
      ['repo:{{ org }}/app:environment:production', github],
      ['repo:acme/…:environment:production', github],
      ['repo:GITHUB_ORG/app:environment:production', github],
      ['repo:xxxxx/app:environment:production', github],
      ['repo:GITHUB_USER/app:environment:production', github],
      ['org/ORG_ID/project/PROJECT_ID/user/*', 'oidc.circleci.com/org/ORG_ID'],
    ].map(([sub = '', issuer = '']): [string, string, Door] => ['unfilled-placeholder', sub, ofIssuer(issuer, sub)]),
    ...['YOUR_ACCOUNT_ID', '<ACCOUNT>', ''].map((id): [string, string, Door] => [
      'unfilled-placeholder',
      `the account ${id}`,
      {
        issuer: github,
        statement: { Principal: { Federated: `arn:aws:iam::${id}:oidc-provider/${github}` } },
      },
    ]),
    ...[
      [github, 'repo:acme/my app:environment:production'],
      [github, 'repo:acme:environment:production'],
      [github, 'repo:acme/app/sub:environment:production'],
      [github, 'repo:acme/app:ref:refs/pull/1/merge'],
      [github, 'repo:acme/app:ref:refs/head/main'],
      [gitlab, 'project_path:acme:ref_type:branch:ref:main'],
      [gitlab, 'project_path:acme/app:ref_type:branch:ref:refs/heads/main'],
      [circleci, 'org/o/p/user/*'],
      [circleci, 'org/o/project/p/user/*/vcs-origin/github.com/a/b/vcs-ref/main'],
      [circleci, 'repo:acme/app:ref:refs/heads/main'],
      ['acme.semaphoreci.com', 'org:acme:project:p:repo:web:ref_type:branch:ref:main'],
      [bitbucket, '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d:*'],
      [bitbucket, '{0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d}:1a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d:*'],
      [bitbucket, 'acme/app:*'],
      ['app.terraform.io', 'organization:acme:workspace:w:run_phase:apply'],
      ['app.terraform.io', 'organization:acme:project:p:workspace:w:run_phase:deploy'],
      [github, 'repo:acme/app:ref:refs/pull/*/merge'],
      [circleci, 'org/0e1b3c4d/project/gh/acme/app/user/*'],
      ['app.terraform.io', 'organization:acme:project:p:workspace:w'],
      ['acme.app.spacelift.io', 'space:s:stack:x:run_type:tracked:scope:write'],
      [github, 'acme/app:ref:refs/heads/main'],
      [github, ' repo:acme/app:ref:refs/heads/main'],
      ['gitlab.acme.example', 'project_path:acme/app:ref_type:branch:ref:main\n'],
    ].map(([issuer = '', sub = '']): [string, string, Door] => ['impossible-value', sub, ofIssuer(issuer, sub)]),
    ...[
      [github, 'repository_id', 'acme/app'],
      [github, 'repository', 'https://github.com/acme/app'],
      [github, 'ref', 'main'],
      [github, 'job_workflow_ref', 'acme/ci/.github/workflows/x.yml'],
      [gitlab, 'project_id', 'acme/app'],
      [gitlab, 'ref_protected', 'yes'],
      ['agent.buildkite.com', 'build_branch', 'refs/heads/main'],
      ['agent.buildkite.com', 'pipeline_id', 'app'],
      [circleci, 'oidc.circleci.com/project-id', 'gh/acme/app'],
    ].map(([issuer = '', claim = '', value = '']): [string, string, Door] => [
      'impossible-value',
      `${claim} ${value}`,
      { issuer, condition: { StringEquals: { [`${issuer}:${claim}`]: value } } },
    ]),
    ['impossible-value', 'ref_type:mr', gitlabLike('project_path:acme/app:ref_type:mr:ref:*')],
    ['impossible-value', 'an environment of GitLab', gitlabLike('project_path:acme/app:environment:production')],
    [
      'impossible-value',
      'Buildkite without refs/heads',
      {
        issuer: 'agent.buildkite.com',
        condition: { StringLike: { 'agent.buildkite.com:sub': 'organization:acme:pipeline:app:ref:main:*' } },
      },
    ],
    ['built-in-issuer', 'Google as a provider', ofIssuer('accounts.google.com', '1075')],
    ['missing-subject', 'Google with the requested audience alone', ofGoogle({ oaud: 'sts.amazonaws.com' })],
    ['unknown-claim', 'the address of a service account', ofGoogle({ email: 'a@b.iam.gserviceaccount.com' })],
    ['impossible-value', 'GitHub without refs/heads', githubWith('StringEquals', 'repo:acme/app:ref:main')],
    ['impossible-value', 'GitHub with branch', githubWith('StringEquals', 'repo:acme/app:branch:main')],
    ['customized-subject', 'GitHub with nothing behind', githubWith('StringEquals', 'repo:acme/app')],
    ['impossible-value', 'GitHub with a URL', githubWith('StringEquals', 'repo:github.com/acme/app:pull_request')],
    [
      'customized-subject',
      'GitHub with environment and branch',
      githubWith('StringEquals', 'repo:acme/app:environment:production:ref:refs/heads/main'),
    ],
    ['customized-subject', 'GitLab without ref_type', gitlabLike('project_path:acme/app:ref:main')],
    ['subject-case', 'Repo:', githubWith('StringEquals', 'Repo:acme/app:pull_request')],
    [
      'abusable-claim',
      'a workflow name',
      { issuer: github, condition: { StringEquals: { ...aud(github), [`${github}:sub`]: 'workflow:deploy' } } },
    ],
    [
      'abusable-claim',
      'a workflow name beside the beginning of an ID',
      {
        issuer: github,
        condition: {
          StringEquals: { ...aud(github), [`${github}:sub`]: 'workflow:deploy' },
          StringLike: { [`${github}:repository_id`]: '45*' },
        },
      },
    ],
  ])('%s: %s', (rule, _, door) => {
    expect(rulesHit(door)).toContain(rule);
  });

  it('the issuer of a cluster has no projects of an organization', () => {
    const policy = policyOf(ofIssuer(eks, 'system:serviceaccount:*:runner'));
    expect(lint(JSON.stringify(policy), 'trust.json')).toContainEqual(
      expect.objectContaining({
        rule: 'missing-subject',
        message: expect.stringMatching(/^Every token of the issuer gets the role, from any project or namespace\./),
      }),
    );
  });

  it('what to name in a subject is not always a branch', () => {
    const spacelift = ofIssuer('acme.app.spacelift.io', 'space:production-01:*');
    const findings = lint(JSON.stringify(policyOf(spacelift)), 'trust.json').filter(
      ({ rule }) => rule === 'pull-request',
    );
    expect(findings.map(({ fix }) => fix)).toEqual([expect.stringMatching(/^Name what deploys, such as the branch/)]);
  });

  it('a key is that of its issuer in any case', () => {
    const condition = { StringEquals: { 'GitLab.com:sub': 'project_path:acme/app:ref_type:branch:ref:main' } };
    expect(rulesHit({ issuer: gitlab, condition })).toContain('name-only-subject');
    const misspelt = policyOf({ issuer: gitlab, condition: { StringEquals: { 'GitLab.com:projct_id': '20' } } });
    expect(lint(JSON.stringify(misspelt), 'trust.json')).toContainEqual(
      expect.objectContaining({ rule: 'unknown-claim', fix: 'Did you mean project_id?' }),
    );
  });

  it.each([
    ['sub', `Write ${github}:sub.`],
    [`${github}:repository_owner`, 'Use repository_owner_id.'],
    [
      `${github}:ref_protected`,
      'Use an environment that only protected branches can deploy to, and name it in the subject.',
    ],
    [`${github}:repositry_id`, 'Did you mean repository_id?'],
    [`${github}:constructor`, expect.stringMatching(/^AWS reads sub, aud, amr, actor, /)],
  ])('unknown-claim: instead of %s', (key, fix) => {
    const policy = policyOf({ issuer: github, condition: { StringEquals: { [key]: 'x' } } });
    const findings = lint(JSON.stringify(policy), 'trust.json').filter(({ rule }) => rule === 'unknown-claim');
    expect(findings.map((finding) => finding.fix)).toEqual([fix]);
  });

  it.each([
    [eks, 'oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE', `Write ${eks}:sub.`],
    [
      `${github}.`,
      github,
      `Write ${github}.:sub. Or, if the principal is misspelled, write …:oidc-provider/${github}.`,
    ],
    ['gitlab.com', 'gitlab.com:443', 'Write gitlab.com:sub.'],
  ])('wrong-key-host: for %s, instead of %s:sub', (issuer, host, fix) => {
    const policy = policyOf({ issuer, condition: { StringEquals: { [`${host}:sub`]: 'x' } } });
    const findings = lint(JSON.stringify(policy), 'trust.json').filter(({ rule }) => rule === 'wrong-key-host');
    expect(findings.map((finding) => finding.fix)).toEqual([fix]);
  });

  it.each([
    [{ [`${github}:aud`]: 'sts.amazonaws.com' }, 'Anyone with a token from the issuer gets the role, from any account'],
    [{ sub: 'repo:acme/app:ref:refs/heads/main' }, 'No condition requires'],
    [{ [`${github}:ref_protected`]: 'true' }, 'No condition requires'],
    [{ 'aws:SourceIp': '198.51.100.1' }, 'Anyone'],
  ])('missing-subject: %j is not said to let in whom it does not', (condition, message) => {
    const policy = policyOf({ issuer: github, condition: { StringLike: condition } });
    const findings = lint(JSON.stringify(policy), 'trust.json').filter(({ rule }) => rule === 'missing-subject');
    expect(findings.map((finding) => finding.message)).toEqual([expect.stringMatching(new RegExp(`^${message}`))]);
  });

  it.each<[value: string, version: string, rule: string]>([
    [`repo:\${${github}:repository}:environment:production`, '2012-10-17', 'wildcard-tenant'],
    [`repo:\${${github}:repository}:environment:production`, '2008-10-17', 'impossible-value'],
    [`\${${github}:sub}`, '2012-10-17', 'missing-subject'],
    [`repo:acme/app:ref:\${${github}:ref}`, '2012-10-17', 'wide-subject'],
  ])('%s with version %s, which compares the token with itself: %s', (value, version, rule) => {
    for (const operator of ['StringEquals', 'StringLike']) {
      const policy = policyOf({
        issuer: github,
        condition: { [operator]: { ...aud(github), [`${github}:sub`]: value } },
      });
      const findings = lint(JSON.stringify({ ...policy, Version: version }), 'trust.json');
      expect(findings.map((finding) => finding.rule)).toContain(rule);
    }
  });

  it('foreign-provider: a role of another account', () => {
    const role = {
      Role: {
        Arn: 'arn:aws:iam::444455556666:role/deploy',
        AssumeRolePolicyDocument: policyOf({ issuer: gitlab, condition: pinned }),
      },
    };
    expect(lint(JSON.stringify(role), 'role.json').map(({ rule }) => rule)).toContain('foreign-provider');
  });

  it('duplicate-key: the condition that can be read is not in force', () => {
    const text = JSON.stringify(policyOf({ issuer: gitlab, condition: pinned }));
    const [finding] = lint(text.replace('"StringEquals"', '"StringEquals":{},"StringEquals"'), 'trust.json').filter(
      ({ rule }) => rule === 'duplicate-key',
    );
    expect(finding?.path).toBe('Statement[0].Condition.StringEquals');
  });
});

describe('no alarm', () => {
  it.each<[string, Door]>([
    ['an issuer that only the deployment knows', ofIssuer(opaque, 'system:serviceaccount:prod:app')],
    ['one account', ofAccounts(`arn:aws:iam::${account}:root`, {})],
    ['every account of an organization', ofAccounts('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })],
    [
      'an issuer for the users of applications',
      {
        issuer: github,
        condition: { StringEquals: { 'graph.facebook.com:app_id': '1' } },
        statement: { Principal: { Federated: 'graph.facebook.com' } },
      },
    ],
    ['an application of Google, which AWS has as the audience', ofGoogle({ aud: '66677788899900pro0' })],
    [
      'a negated operator beside a positive one',
      {
        issuer: github,
        condition: {
          StringEquals: { ...aud(github), [`${github}:repository_id`]: '1' },
          StringLike: { [`${github}:sub`]: 'repo:acme/app:ref:refs/heads/release/*' },
          StringNotEquals: { [`${github}:sub`]: 'repo:acme/app:ref:refs/heads/release/old' },
        },
      },
    ],
    [
      'a Deny of what is not wanted',
      {
        issuer: github,
        condition: { StringNotEquals: { [`${github}:repository_owner_id`]: '1' } },
        statement: { Effect: 'Deny' },
      },
    ],
    [
      'ForAllValues where it belongs',
      {
        issuer: 'acme.semaphoreci.com',
        statement: { Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'] },
        condition: {
          StringEquals: { 'acme.semaphoreci.com:aud': 'https://acme.semaphoreci.com', 'aws:RequestTag/prj_id': 'p' },
          'ForAllValues:StringEquals': { 'aws:TagKeys': ['prj_id'] },
        },
      },
    ],
    [
      'conditions on session tags that a token without them meets',
      {
        issuer: github,
        condition: {
          StringEquals: { ...aud(github), [`${github}:sub`]: 'repository_id:1:environment:production' },
          'ForAllValues:StringEquals': { 'aws:TagKeys': ['project'] },
          Null: { 'aws:RequestTag/admin': 'true' },
        },
      },
    ],
    ['another case where case does not matter', githubWith('StringEqualsIgnoreCase', 'Repo:acme/app:environment:x')],
    [
      'a negated operator on another claim beside a subject',
      {
        issuer: github,
        condition: {
          StringEquals: { ...aud(github), [`${github}:sub`]: 'repository_id:1:environment:production' },
          StringNotEquals: { [`${github}:actor`]: 'octocat' },
        },
      },
    ],
    [
      'every branch, where another claim names the one',
      {
        issuer: github,
        condition: {
          StringEquals: { ...aud(github), [`${github}:repository_id`]: '1', [`${github}:ref`]: 'refs/heads/main' },
          StringLike: { [`${github}:sub`]: 'repo:acme/app:*' },
        },
      },
    ],
    [
      'values of claims as they are',
      {
        issuer: github,
        condition: {
          StringEquals: {
            ...aud(github),
            [`${github}:repository_id`]: '456789',
            [`${github}:repository`]: 'acme/app',
            [`${github}:ref`]: 'refs/heads/main',
          },
          StringLike: {
            [`${github}:sub`]: 'repo:acme/app:*',
            [`${github}:job_workflow_ref`]: 'acme/ci/.github/workflows/*',
          },
        },
      },
    ],
    ['any owner beside the ID of the repository', githubWith('StringLike', 'repo:*/app:environment:production')],
    ['any IDs beside the ID of the repository', githubWith('StringLike', 'repo:acme@*/app@*:ref:refs/heads/main')],
    [
      'names that look like words of a guide',
      githubWith('StringEquals', 'repo:acme/change-account:environment:PROD_ACCOUNT'),
    ],
    ['tags', githubWith('StringLike', 'repo:acme/app:ref:refs/tags/*')],
    ['branches that begin alike', githubWith('StringLike', 'repo:acme/app:ref:refs/heads/release/*')],
    ['any phase of a workspace', ofIssuer('app.terraform.io', 'organization:my:project:p:workspace:w:run_phase:*')],
    ['a deployment of Bitbucket', ofIssuer(bitbucket, '*:{0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d}:*')],
    ['a subject of nobody that is known', ofIssuer('ci.acme.example', '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d')],
    [
      'a called workflow beside an ID',
      githubWith('StringEquals', 'job_workflow_ref:acme/ci/.github/workflows/x.yml@v1'),
    ],
    ['the organization of a template', ofIssuer(circleci, 'org/0e1b3c4d/project/5a6b7c8d/user/*')],
    ['an environment behind the repository', githubWith('StringEquals', 'repo:acme/app:environment:production')],
    ['a custom subject that begins with an ID', githubWith('StringEquals', 'repository_id:1:environment:production')],
    [
      'a role for a service',
      {
        issuer: github,
        statement: { Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
      },
    ],
    [
      'a role for an account',
      {
        issuer: github,
        statement: { Principal: { AWS: '*' }, Action: 'sts:AssumeRole' },
        condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
      },
    ],
  ])('%s', (_, door) => {
    expect(rulesHit(door)).toEqual([]);
  });
});

describe('code that nobody has reviewed', () => {
  const wide = (extra: object, deny: object = {}): readonly string[] => {
    const claims = { StringEquals: { ...aud(github), [`${github}:repository_id`]: '1' } };
    const allow = policyOf({
      issuer: github,
      condition: { ...claims, StringLike: { [`${github}:sub`]: 'repo:acme/app:*' }, ...extra },
    });
    const denial = policyOf({ issuer: github, condition: deny, statement: { Effect: 'Deny' } });
    const statements = [allow, ...(Object.keys(deny).length === 0 ? [] : [denial])].flatMap(
      (policy) => Object(policy).Statement,
    );
    const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
    return lint(text, 'trust.json').flatMap(({ rule, message }) => (rule === 'wide-subject' ? [message] : []));
  };
  const says = (jobs: string) => [`repo:acme/app:* lets in ${jobs}: unreviewed code runs with the role.`];
  const pullRequests = { StringLike: { [`${github}:sub`]: '*:pull_request' } };

  it.each<[string, object, object | undefined, string]>([
    ['nothing keeps out', {}, undefined, 'pull requests, any branch and any environment'],
    [
      'a negated operator keeps pull requests out of',
      { StringNotLike: { [`${github}:sub`]: 'repo:acme/app:pull_request' } },
      undefined,
      'any branch and any environment',
    ],
    ['a Deny keeps pull requests out of', {}, pullRequests, 'any branch and any environment'],
    [
      'a Deny that asks for more does not keep them out of',
      {},
      { ...pullRequests, StringEquals: { [`${github}:actor`]: 'octocat' } },
      'pull requests, any branch and any environment',
    ],
    [
      'a Deny of all others does not keep them out of',
      {},
      { StringNotLike: { [`${github}:sub`]: '*:pull_request' } },
      'pull requests, any branch and any environment',
    ],
  ])('%s a whole repository', (_, extra, deny, jobs) => {
    expect(wide(extra, deny)).toEqual(says(jobs));
  });
});

describe('patterns of a policy and forms of subjects', () => {
  it.each<[string, string, boolean]>([
    ['*', 'a:*', true],
    ['a:b', 'a:*', true],
    ['a:b:c', 'a:*', false],
    ['a:*', 'a:*:c', true],
    ['a:b*', 'a:*:c', true],
    ['a:?:c', 'a:*:c', true],
    ['a:?', 'a:b', true],
    ['a:?', 'a:bc', false],
    ['*:d', 'a:*:c', false],
    ['a:', 'a:*', true],
    ['', '', true],
    ['a', '', false],
    ['', 'a', false],
    ['a**c', 'abc', true],
  ])('%s and %s', (pattern, form, overlap) => {
    expect(patternsOverlap(pattern, form)).toBe(overlap);
  });

  it('overlap wherever a text fits both', () => {
    const text = fc.array(fc.constantFrom('a', 'b', ':'), { maxLength: 8 }).map((letters) => letters.join(''));
    const glyphs = fc
      .array(fc.constantFrom('a', 'b', ':', '*', '?'), { maxLength: 6 })
      .map((letters) => letters.join(''));
    const expression = (pattern: string, run: string) =>
      new RegExp(`^${pattern.replaceAll('*', run).replaceAll('?', '.')}$`);
    fc.assert(
      fc.property(text, glyphs, glyphs, (sample, pattern, form) => {
        const asForm = form.replaceAll('?', '*');
        const fits = expression(pattern, '.*').test(sample) && expression(asForm, '[^:]*').test(sample);
        expect(!fits || patternsOverlap(pattern, asForm)).toBe(true);
      }),
    );
  });
});

describe('our own pages', () => {
  const docs = new URL('../../docs/', import.meta.url);
  const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.md') && !name.startsWith('lint/'));
  const policies = pages.flatMap((page) =>
    [...readFileSync(new URL(page, docs), 'utf8').matchAll(/```json\n(.*?)```/gs)].flatMap(([, text = '']) =>
      text.includes('"Statement"') ? [[page, text] as const] : [],
    ),
  );

  it('show policies', () => {
    expect(policies.length).toBeGreaterThan(4);
  });

  it.each(policies)('%s shows a policy that is neither wide nor wrong', (page, text) => {
    expect(lint(text, page).filter(({ severity }) => severity !== 'note')).toEqual([]);
  });
});

describe('the registry', () => {
  it('has every rule once, with everything that a reader needs', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { id, severity, title, docs } of rules) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(['error', 'warning', 'note']).toContain(severity);
      expect(title).not.toMatch(/\.$/);
      expect(docs).toMatch(/^https:\/\//);
    }
  });

  const folder = new URL('../../docs/lint/', import.meta.url);

  it('has a page for every rule, and no page for none', () => {
    expect(readdirSync(folder).sort()).toEqual(rules.map(({ id }) => `${id}.md`).sort());
  });

  it.each(rules)('$id: the page says what the rule says, and its examples are what they claim', ({ id, ...rule }) => {
    const page = readFileSync(new URL(`${id}.md`, folder), 'utf8');
    expect(page).toContain(`# ${id}\n\n${rule.title} (${rule.severity}).\n`);
    expect(page).toContain(`Source: <${rule.docs}>`);
    const [bad = '', good = ''] = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, example = '']) => example);
    const hits = (example: string) => lint(example, 'example.json').map((finding) => finding.rule);
    expect(hits(bad)).toContain(id);
    expect(hits(good)).not.toContain(id);
    const errors = lint(good, 'example.json').filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
  });

  it('is listed whole on the page about trust policies', () => {
    const page = readFileSync(new URL('../trust-policies.md', folder), 'utf8');
    for (const { id, severity, title } of rules)
      expect(page).toContain(`| [${id}](lint/${id}.md) | ${severity}: ${title} |`);
  });

  it('has a trap above for every rule', () => {
    const here = readFileSync(new URL(import.meta.url), 'utf8');
    expect(rules.filter(({ id }) => !here.includes(`'${id}'`)).map(({ id }) => id)).toEqual([]);
  });
});
