import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { detectCi, isJob } from '../../src/ci/index.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { JobOptions } from '../../src/emulator/jobs/emulated-ci.ts';
import { emulatedCis } from '../../src/emulator/jobs/index.ts';
import { emulatedCi, makeJob, tokenClaims } from '../../src/emulator/make-job.ts';
import { startForTest } from './start-for-test.ts';

const now = Date.UTC(2026, 10, 20, 10);
const iat = now / 1000;

function claims(ciId: string, options: JobOptions = {}): JsonObject {
  const ci = emulatedCi(ciId);
  return tokenClaims(ci, makeJob(ci, options), now);
}

const organization = '5d3e5e5e-4c5b-4a3b-9d0a-1f2e3d4c5b6a';
const circleSubject = `org/${organization}/project/c9d0e1f2-a3b4-4c5d-8e6f-7a8b9c0d1e2f/user/0b1c2d3e-4f5a-4b6c-8d7e-8f9a0b1c2d3e`;
const semaphoreSubject = 'org:my-org:project:936a5312-a3b8-4921-8b3f-2cec8baac574:repo:web';

describe('a token has the claims that its vendor documents', () => {
  it.each<[string, string, JobOptions, JsonObject]>([
    [
      'github',
      'on a branch',
      {},
      {
        iss: 'https://token.actions.githubusercontent.com',
        sub: 'repo:octo-org/octo-repo:ref:refs/heads/main',
        aud: 'sts.amazonaws.com',
        ref: 'refs/heads/main',
        ref_type: 'branch',
        event_name: 'push',
        repository_id: '456789',
        nbf: iat - 600,
        exp: iat + 300,
      },
    ],
    [
      'github',
      'on a tag',
      { ref: 'refs/tags/v1' },
      { sub: 'repo:octo-org/octo-repo:ref:refs/tags/v1', ref_type: 'tag' },
    ],
    [
      'github',
      'in an environment',
      { environment: 'production:eu' },
      {
        sub: 'repo:octo-org/octo-repo:environment:production%3Aeu',
        environment: 'production:eu',
        ref: 'refs/heads/main',
      },
    ],
    [
      'github',
      'of a pull request',
      { pullRequest: 42 },
      {
        sub: 'repo:octo-org/octo-repo:pull_request',
        ref: 'refs/pull/42/merge',
        base_ref: 'main',
        head_ref: 'feature',
        event_name: 'pull_request',
      },
    ],
    [
      'github',
      'of a pull request in an environment',
      { pullRequest: 42, environment: 'preview' },
      { sub: 'repo:octo-org/octo-repo:environment:preview', event_name: 'pull_request' },
    ],
    [
      'github',
      'of a repository with an immutable subject',
      { variant: 'immutable-subject' },
      { sub: 'repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main', repository: 'octo-org/octo-repo' },
    ],
    [
      'forgejo',
      'on a branch',
      {},
      {
        iss: 'https://codeberg.org/api/actions',
        sub: 'repo:octo-org/octo-repo:ref:refs/heads/main',
        aud: 'sts.amazonaws.com',
        exp: iat + 3600,
      },
    ],
    [
      'forgejo',
      'in an environment',
      { environment: 'production' },
      { sub: 'repo:octo-org/octo-repo:ref:refs/heads/main' },
    ],
    [
      'forgejo',
      'of a pull request',
      { pullRequest: 42 },
      { sub: 'repo:octo-org/octo-repo:pull_request', base_ref: 'main' },
    ],
    [
      'depot',
      'of a pull request',
      { pullRequest: 42 },
      {
        iss: 'https://identity.depot.dev',
        aud: ['sts.amazonaws.com'],
        base_ref: 'main',
        head_ref: 'feature',
        ref_type: 'branch',
        workflow: '.depot/workflows/deploy.yml',
        workflow_ref: 'octo-org/octo-repo/.depot/workflows/deploy.yml@refs/pull/42/merge',
        exp: iat + 300,
      },
    ],
    [
      'gitlab',
      'on a branch',
      {},
      {
        iss: 'https://gitlab.com',
        sub: 'project_path:mygroup/myproject:ref_type:branch:ref:main',
        aud: 'sts.amazonaws.com',
        ref_path: 'refs/heads/main',
        pipeline_source: 'push',
        ref_protected: 'true',
        nbf: iat - 5,
        exp: iat + 3600,
      },
    ],
    [
      'gitlab',
      'on a tag',
      { ref: 'refs/tags/v1' },
      {
        sub: 'project_path:mygroup/myproject:ref_type:tag:ref:v1',
        ref_path: 'refs/tags/v1',
        ci_config_ref_uri: 'gitlab.com/mygroup/myproject//.gitlab-ci.yml@refs/tags/v1',
      },
    ],
    [
      'gitlab',
      'of a merge request',
      { pullRequest: 42 },
      {
        sub: 'project_path:mygroup/myproject:ref_type:branch:ref:feature',
        pipeline_source: 'merge_request_event',
        ref_protected: 'false',
      },
    ],
    [
      'gitlab',
      'in an environment',
      { environment: 'production' },
      { environment: 'production', environment_protected: 'true', deployment_tier: 'production' },
    ],
    ['gitlab', 'in CI_JOB_JWT_V2', { variant: 'ci-job-jwt-v2' }, { aud: 'https://gitlab.com' }],
    [
      'circleci',
      'on a branch',
      {},
      {
        iss: `https://oidc.circleci.com/org/${organization}`,
        sub: `${circleSubject}/vcs-origin/github.com/my-org/my-repo/vcs-ref/refs/heads/main`,
        aud: organization,
        'oidc.circleci.com/vcs-ref': 'refs/heads/main',
        'oidc.circleci.com/ssh-rerun': false,
        exp: iat + 3600,
      },
    ],
    ['circleci', 'in CIRCLE_OIDC_TOKEN', { variant: 'v1' }, { sub: circleSubject, aud: organization }],
    ['circleci', 'for another audience', { audience: 'sts.amazonaws.com' }, { aud: 'sts.amazonaws.com' }],
    [
      'semaphore',
      'on a branch',
      {},
      {
        iss: 'https://my-org.semaphoreci.com',
        sub: `${semaphoreSubject}:ref_type:branch:ref:refs/heads/main`,
        sub127: 'my-org:936a5312-a3b8-4921-8b3f-2cec8baac574:web:br:heads/main',
        aud: 'https://my-org.semaphoreci.com',
        branch: 'main',
        pr: '',
        nbf: iat,
        exp: iat + 86_400,
      },
    ],
    [
      'semaphore',
      'on a tag',
      { ref: 'refs/tags/v1' },
      { sub: `${semaphoreSubject}:ref_type:tag:ref:refs/tags/v1`, tag: 'v1', branch: '' },
    ],
    [
      'semaphore',
      'of a pull request',
      { pullRequest: 42 },
      {
        sub: `${semaphoreSubject}:ref_type:pull-request:ref:refs/pull/42/head`,
        pr: '42',
        pr_branch: 'feature',
        branch: 'main',
      },
    ],
    [
      'semaphore',
      'with session tags',
      { variant: 'aws-tags' },
      {
        'https://aws.amazon.com/tags': {
          principal_tags: expect.objectContaining({ repo: ['web'], branch: ['main'], job_type: ['pipeline_job'] }),
          transitive_tag_keys: expect.arrayContaining(['prj_id', 'repo', 'branch', 'trg']),
        },
      },
    ],
    [
      'azure-pipelines',
      'on a branch, which the subject does not name',
      {},
      {
        iss: 'https://vstoken.dev.azure.com/6f0c2b1e-3d4a-4f5b-8c6d-7e8f9a0b1c2d',
        sub: 'p://acme/shop/deploy',
        aud: 'api://AzureADTokenExchange',
        rpo_ref: 'refs/heads/main',
        nbf: iat - 600,
        exp: iat + 600,
      },
    ],
    [
      'azure-pipelines',
      'of a pull request',
      { pullRequest: 7 },
      { sub: 'p://acme/shop/deploy', rpo_ref: 'refs/pull/7/merge' },
    ],
    ['azure-pipelines', 'of a service connection', { variant: 'service-connection' }, { sub: 'sc://acme/shop/aws' }],
    ['azure-pipelines', 'that cannot have another audience', { audience: 'x' }, { aud: 'api://AzureADTokenExchange' }],
    [
      'bitbucket',
      'on a branch, which the subject does not name',
      {},
      {
        iss: 'https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc',
        sub: '{7d9e2f40-1a2b-4c3d-8e4f-5a6b7c8d9e0f}:{9e8d7c6b-5a4f-4e3d-8c2b-1a0f9e8d7c6b}',
        aud: ['sts.amazonaws.com'],
        branchName: 'main',
        exp: iat + 3600,
      },
    ],
    [
      'bitbucket',
      'of a deployment',
      { environment: 'production' },
      {
        sub: '{7d9e2f40-1a2b-4c3d-8e4f-5a6b7c8d9e0f}:{5b6c7d8e-9f0a-4b1c-8d2e-3f4a5b6c7d8e}:{9e8d7c6b-5a4f-4e3d-8c2b-1a0f9e8d7c6b}',
      },
    ],
    [
      'bitbucket',
      'without audiences of its own',
      { variant: 'workspace-audience' },
      { aud: 'ari:cloud:bitbucket::workspace/3c1f7c1a-5e0d-4c8b-9a57-0d2f3b4c5d6e' },
    ],
    [
      'jenkins',
      'on a branch',
      {},
      {
        iss: 'https://ci.acme.example/oidc',
        sub: 'https://ci.acme.example/job/shop/job/main/',
        aud: ['sts.amazonaws.com'],
        build_number: 17,
        exp: iat + 3600,
      },
    ],
    [
      'jenkins',
      'on a branch with a slash',
      { ref: 'refs/heads/feature/x' },
      { sub: 'https://ci.acme.example/job/shop/job/feature%252Fx/' },
    ],
    ['jenkins', 'of a pull request', { pullRequest: 7 }, { sub: 'https://ci.acme.example/job/shop/job/PR-7/' }],
    [
      'buildkite',
      'on a branch',
      {},
      {
        iss: 'https://agent.buildkite.com',
        sub: 'organization:acme-inc:pipeline:super-duper-app:ref:refs/heads/main:commit:714a629c0b401fdce83e847fc9589983fc6f46bc:step:deploy',
        aud: 'sts.amazonaws.com',
        build_branch: 'main',
        exp: iat + 300,
      },
    ],
    [
      'buildkite',
      'on a tag',
      { ref: 'refs/tags/v1' },
      { build_tag: 'v1', sub: expect.stringContaining(':ref:refs/tags/v1:') },
    ],
    [
      'buildkite',
      'with session tags',
      { variant: 'aws-tags' },
      {
        'https://aws.amazon.com/tags': {
          principal_tags: expect.objectContaining({ pipeline_id: ['0184990a-4782-42b5-afc1-16715b10b8ff'] }),
        },
      },
    ],
    [
      'semaphore',
      'that cannot have another audience',
      { audience: 'sts.amazonaws.com' },
      { aud: 'https://my-org.semaphoreci.com' },
    ],
  ])('%s, %s', (ciId, _name, options, expected) => {
    expect(claims(ciId, options)).toMatchObject(expected);
  });

  it('none where the vendor has none', () => {
    expect(claims('circleci')).not.toHaveProperty('nbf');
    expect(claims('depot')).not.toHaveProperty('nbf');
    expect(claims('github')).not.toHaveProperty('environment');
    expect(claims('semaphore')).not.toHaveProperty('https://aws.amazon.com/tags');
  });
});

describe('what a test may say of a token', () => {
  it('lifetime and clock shift its times', () => {
    expect(claims('gitlab', { lifetimeSeconds: 60, clockSkewSeconds: -30 })).toMatchObject({
      iat: iat - 30,
      exp: iat + 30,
    });
  });

  it('claims have the last word, and null removes one', () => {
    const changed = claims('github', { claims: { sub: 'anything', actor: null, exp: 5 } });
    expect(changed).toMatchObject({ sub: 'anything', exp: 5 });
    expect(changed).not.toHaveProperty('actor');
  });

  it('an unknown variant is an error', () => {
    expect(() => claims('github', { variant: 'v1' })).toThrow('GitHub Actions has no token variant v1.');
  });

  it('an unknown CI is an error that names the nearest', async () => {
    const emulator = await startForTest();
    await expect(emulator.issueToken('gitlabb')).rejects.toMatchObject({
      code: 'option-invalid',
      hint: 'Did you mean gitlab?',
    });
  });
});

describe.each(emulatedCis.map((ci) => [ci.name, ci] as const))(
  'every CI keeps the promises of its interface: %s',
  (_name, ci) => {
    it('has a page, and an issuer with a scheme, and with a slash at the end only on env zero', () => {
      expect(ci.docs).toMatch(/^https:\/\//);
      expect(ci.issuer).toMatch(/^https:\/\//);
      expect(ci.issuer.endsWith('/')).toBe(ci.id === 'env0');
    });

    it('gives each variant a token that is different', () => {
      const timeless = (variant?: string) => ({ ...claims(ci.id, { variant }), jti: undefined });
      for (const variant of ci.variants) expect(timeless(variant)).not.toEqual(timeless());
    });

    it('has an environment of texts, in which the program finds the CI', async () => {
      const emulator = await startForTest();
      const environment = await emulator.jobEnvironment(ci.id, { environment: 'production' });
      expect(isJob(environment)).toBe(true);
      expect(detectCi(environment, undefined).id).toBe(ci.compatibleWith ?? ci.id);
      for (const [name, value] of Object.entries(environment)) {
        expect(name).toMatch(/^[A-Z]\w*$/);
        expect(value).toBeTypeOf('string');
      }
      for (const file of ci.files) expect(environment).not.toHaveProperty(file);
    });
  },
);

describe("a job's environment holds its token", () => {
  it.each([
    [{}, 'CI_COMMIT_BRANCH', 'main'],
    [{ ref: 'refs/tags/v1' }, 'CI_COMMIT_TAG', 'v1'],
    [{ pullRequest: 7 }, 'CI_MERGE_REQUEST_SOURCE_BRANCH_NAME', 'feature'],
  ])('and on GitLab, for %j, the reference in one variable', async (options, variable, value) => {
    const environment = await (await startForTest()).jobEnvironment('gitlab', options);
    const names = ['CI_COMMIT_BRANCH', 'CI_COMMIT_TAG', 'CI_MERGE_REQUEST_SOURCE_BRANCH_NAME'];
    expect(names.filter((name) => environment[name] !== undefined)).toEqual([variable]);
    expect(environment[variable]).toBe(value);
  });

  it.each([
    ['gitlab', {}, 'AWS_ID_TOKEN', { aud: 'sts.amazonaws.com' }],
    ['gitlab', { variant: 'ci-job-jwt-v2' }, 'CI_JOB_JWT_V2', { aud: 'https://gitlab.com' }],
    ['circleci', {}, 'CIRCLE_OIDC_TOKEN', { sub: circleSubject }],
    ['circleci', { variant: 'v1' }, 'CIRCLE_OIDC_TOKEN_V2', { sub: expect.stringContaining('/vcs-ref/') }],
    ['semaphore', {}, 'SEMAPHORE_OIDC_TOKEN', { sub: expect.stringContaining('org:my-org') }],
  ])('%s %o in %s', async (ciId, options, variable, expected) => {
    const emulator = await startForTest();
    const environment = await emulator.jobEnvironment(ciId, options);
    expect(decodeJwt(environment[variable] ?? '')).toMatchObject(expected);
  });

  it('with the changes that the config makes for all jobs of a CI', async () => {
    const emulator = await startForTest({ jobs: { gitlab: { ref: 'refs/heads/dev', claims: { project_id: '7' } } } });
    const { AWS_ID_TOKEN = '' } = await emulator.jobEnvironment('gitlab', { claims: { user_login: 'me' } });
    expect(decodeJwt(AWS_ID_TOKEN)).toMatchObject({ ref: 'dev', project_id: '7', user_login: 'me' });
  });
});

describe('the issuer', () => {
  it('can be found and its tokens verified by any OIDC client', async () => {
    const emulator = await startForTest();
    const issuer = `${emulator.url}/issuer/org/some-uuid`;
    const discovery = await getJson(`${issuer}/.well-known/openid-configuration`);
    expect(discovery).toMatchObject({ issuer, id_token_signing_alg_values_supported: ['ES256'] });
    const token = await emulator.issueToken('circleci', { claims: { iss: issuer } });
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(String(discovery.jwks_uri))), { issuer });
    expect(payload.aud).toBe(organization);
  });

  it('never gives its private key away', async () => {
    const emulator = await startForTest();
    const { keys } = await getJson(`${emulator.url}/issuer/x/.well-known/jwks`);
    expect(keys).toEqual([expect.objectContaining({ use: 'sig', alg: 'ES256' })]);
    expect(keys).not.toEqual([expect.objectContaining({ d: expect.anything() })]);
  });
});

async function getJson(url: string): Promise<JsonObject> {
  const response = await fetch(url);
  // The assertion: both documents are objects, or the test fails.
  return (await response.json()) as JsonObject;
}
