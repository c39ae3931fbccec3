import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import type { Claims } from '../../src/token/token.ts';
import { ciPlans } from '../../src/trust/generate/ci-plans.ts';
import type { GenerateOptions } from '../../src/trust/generate/generate-options.ts';
import { optionsFromClaims } from '../../src/trust/generate/options-from-claims.ts';
import { trustPolicyIn } from '../../src/trust/generate/trust-plan.ts';
import { lint } from '../../src/trust/lint/lint.ts';
import { accepts, edited, policyOf, questionOf } from '../diagnose/refusal-facts.ts';

const azure = 'vstoken.dev.azure.com/6f0c2b1e-3d4a-4f5b-8c6d-7e8f9a0b1c2d';
const azureAudience = 'api://AzureADTokenExchange';
const azureToken: Claims = { iss: `https://${azure}`, aud: azureAudience, sub: 'p://acme/shop/deploy' };
const bitbucket = 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc';
const repo = '7d9e2f40-1a2b-4c3d-8e4f-5a6b7c8d9e0f';
const stage = '5b6c7d8e-9f0a-4b1c-8d2e-3f4a5b6c7d8e';
const step = '9e8d7c6b-5a4f-4e3d-8c2b-1a0f9e8d7c6b';
const bitbucketToken: Claims = { iss: `https://${bitbucket}`, aud: ['sts.amazonaws.com'], sub: `{${repo}}:{${step}}` };
const deploymentToken: Claims = { ...bitbucketToken, sub: `{${repo}}:{${stage}}:{${step}}` };
const jenkins = 'ci.acme.example/oidc';
const jenkinsToken: Claims = {
  iss: `https://${jenkins}`,
  aud: ['sts.amazonaws.com'],
  sub: 'https://ci.acme.example/job/shop/job/feature%252Fx/',
};
const buildkite = 'agent.buildkite.com';
const organizationId = '0184990a-477b-4fa8-9968-496074483cee';
const pipelineId = '0184990a-4782-42b5-afc1-16715b10b8ff';
const buildkiteToken: Claims = {
  iss: `https://${buildkite}`,
  aud: 'sts.amazonaws.com',
  sub: 'organization:acme:pipeline:app:ref:refs/heads/main:commit:9f31:step:build',
};
const entra = 'https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0';

function conditionsFor(ci: string, options: GenerateOptions): unknown {
  const plan = ciPlans.find(({ id }) => id === ci)?.plan(options);
  if (plan === undefined) throw new Error(`no plan for ${ci}`);
  const { Statement } = trustPolicyIn(plan, { accountId: '123456789012', partition: 'aws' });
  return (Statement as readonly { readonly Condition: unknown }[])[0]?.Condition;
}

describe('trust generate', () => {
  it.each<[what: string, ci: string, options: GenerateOptions, condition: object]>([
    [
      'a pipeline',
      'azure-pipelines',
      {
        organizationId: '6f0c2b1e-3d4a-4f5b-8c6d-7e8f9a0b1c2d',
        organization: 'acme',
        project: 'shop',
        pipeline: 'deploy',
      },
      { StringEquals: { [`${azure}:aud`]: azureAudience, [`${azure}:sub`]: 'p://acme/shop/deploy' } },
    ],
    [
      'a service connection of the newer kind',
      'azure-pipelines',
      { issuer: entra, subject: '/eid1/c/pub/*' },
      {
        StringEquals: {
          [`${entra.slice(8)}:aud`]: azureAudience,
          // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what a policy variable looks like
          [`${entra.slice(8)}:sub`]: '/eid1/c/pub/${*}',
        },
      },
    ],
    [
      'a repository, with braces or without',
      'bitbucket',
      { organization: 'acme', repositoryId: repo },
      {
        StringEquals: { [`${bitbucket}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${bitbucket}:sub`]: `{${repo}}:*` },
      },
    ],
    [
      'a deployment, with the audience of the workspace',
      'bitbucket',
      { organization: 'acme', repositoryId: `{${repo}}`, environment: `{${stage}}`, audience: 'ari:x' },
      {
        StringEquals: { [`${bitbucket}:aud`]: 'ari:x' },
        StringLike: { [`${bitbucket}:sub`]: `{${repo}}:{${stage}}:*` },
      },
    ],
    [
      'a subject as it is',
      'bitbucket',
      { organization: 'acme', subject: 'x' },
      { StringEquals: { [`${bitbucket}:aud`]: 'sts.amazonaws.com', [`${bitbucket}:sub`]: 'x' } },
    ],
    [
      'a job in a folder of its own issuer',
      'jenkins',
      { issuer: 'https://ci.acme.example/jenkins/oidc/job/web', project: 'web/deploy' },
      {
        StringEquals: {
          'ci.acme.example/jenkins/oidc/job/web:aud': 'sts.amazonaws.com',
          'ci.acme.example/jenkins/oidc/job/web:sub': 'https://ci.acme.example/jenkins/job/web/job/deploy/',
        },
      },
    ],
    [
      'branches of a multibranch project',
      'jenkins',
      { issuer: `https://${jenkins}`, project: 'shop', branch: 'release/*' },
      {
        StringEquals: { [`${jenkins}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${jenkins}:sub`]: 'https://ci.acme.example/job/shop/job/release%252F*/' },
      },
    ],
    [
      'a branch and a tag, with the IDs',
      'buildkite',
      { organization: 'acme', organizationId, pipeline: 'app', projectId: pipelineId, branch: 'main', tag: 'v*' },
      {
        StringEquals: {
          [`${buildkite}:aud`]: 'sts.amazonaws.com',
          [`${buildkite}:organization_id`]: organizationId,
          [`${buildkite}:pipeline_id`]: pipelineId,
        },
        StringLike: {
          [`${buildkite}:sub`]: [
            'organization:acme:pipeline:app:ref:refs/heads/main:commit:*:step:*',
            'organization:acme:pipeline:app:ref:refs/tags/v*:commit:*:step:*',
          ],
        },
      },
    ],
    [
      'a subject that is a claim',
      'buildkite',
      { subject: pipelineId, organizationId },
      {
        StringEquals: {
          [`${buildkite}:aud`]: 'sts.amazonaws.com',
          [`${buildkite}:organization_id`]: organizationId,
          [`${buildkite}:sub`]: pipelineId,
        },
      },
    ],
  ])('writes for %s on %s', (_what, ci, options, condition) => {
    expect(conditionsFor(ci, options)).toEqual(condition);
  });

  it.each<[ci: string, options: GenerateOptions, message: string]>([
    ['azure-pipelines', { organization: 'a', project: 'b', pipeline: 'c' }, '--organization-id is missing'],
    ['azure-pipelines', { organizationId: 'x', organization: 'a', project: 'b' }, '--pipeline is missing'],
    [
      'azure-pipelines',
      { organizationId: 'x', organization: 'a', project: 'two words', pipeline: 'c' },
      '--project is not an exact name',
    ],
    ['azure-pipelines', { branch: 'main' }, '--branch cannot be used here'],
    ['bitbucket', { repositoryId: repo }, '--organization is missing'],
    ['bitbucket', { organization: 'acme' }, '--repository-id is missing'],
    ['bitbucket', { organization: 'acme', repositoryId: '*' }, '--repository-id is not an exact name'],
    ['bitbucket', { organization: 'acme', repositoryId: repo, environment: '*' }, '--environment is not an exact name'],
    ['jenkins', { project: 'shop' }, '--issuer is missing'],
    ['jenkins', { issuer: `https://${jenkins}` }, '--project is missing'],
    ['jenkins', { issuer: `https://${jenkins}`, project: '*' }, '--project is not an exact name'],
    ['buildkite', { pipeline: 'app', branch: 'main' }, '--organization is missing'],
    ['buildkite', { organization: 'acme', branch: 'main' }, '--pipeline is missing'],
    ['buildkite', { organization: 'acme', pipeline: 'app' }, 'No option selects the jobs'],
    ['buildkite', { organization: 'acme', pipeline: 'app*', branch: 'main' }, '--pipeline is not an exact name'],
  ])('for %s with %j says: %s', (ci, options, message) => {
    expect(() => conditionsFor(ci, options)).toThrow(message);
  });

  it.each<[what: string, claims: Claims, ci: string, options: GenerateOptions]>([
    [
      'a pipeline',
      { ...azureToken, org_id: 'o-1' },
      'azure-pipelines',
      { issuer: `https://${azure}`, organization: 'acme', project: 'shop', pipeline: 'deploy', organizationId: 'o-1' },
    ],
    [
      'a pipeline with a blank in its name',
      { ...azureToken, sub: 'p://acme/shop/to production' },
      'azure-pipelines',
      { issuer: `https://${azure}`, subject: 'p://acme/shop/to production' },
    ],
    [
      'a service connection of the newer kind',
      { iss: entra, sub: '/eid1/x' },
      'azure-pipelines',
      { issuer: entra, subject: '/eid1/x' },
    ],
    [
      'a pipeline at another issuer',
      { ...azureToken, iss: 'https://azure.example', sub: 'sc://acme/shop/aws' },
      'azure-pipelines',
      { issuer: 'https://azure.example', subject: 'sc://acme/shop/aws' },
    ],
    [
      'a step',
      { ...bitbucketToken, repositoryUuid: `{${repo}}` },
      'bitbucket',
      {
        issuer: `https://${bitbucket}`,
        audience: 'sts.amazonaws.com',
        organization: 'acme',
        repositoryId: `{${repo}}`,
      },
    ],
    [
      'a deployment',
      deploymentToken,
      'bitbucket',
      {
        issuer: `https://${bitbucket}`,
        audience: 'sts.amazonaws.com',
        organization: 'acme',
        repositoryId: `{${repo}}`,
        environment: `{${stage}}`,
      },
    ],
    [
      'a step whose subject begins with something else',
      { ...bitbucketToken, repositoryUuid: '{another}' },
      'bitbucket',
      { issuer: `https://${bitbucket}`, audience: 'sts.amazonaws.com', subject: bitbucketToken.sub ?? '' },
    ],
    [
      'a branch with a slash',
      jenkinsToken,
      'jenkins',
      { issuer: `https://${jenkins}`, audience: 'sts.amazonaws.com', project: 'shop', branch: 'feature/x' },
    ],
    ...['jenkins:main:17', 'https://ci.acme.example/job/shop/', 'https://ci.acme.example/job/a%/job/b%/'].map(
      (sub): [string, Claims, string, GenerateOptions] => [
        `a subject of another form: ${sub}`,
        { ...jenkinsToken, sub },
        'jenkins',
        { issuer: `https://${jenkins}`, audience: 'sts.amazonaws.com', subject: sub },
      ],
    ),
    [
      'a branch of Buildkite',
      { ...buildkiteToken, organization_id: organizationId, pipeline_id: pipelineId },
      'buildkite',
      {
        issuer: `https://${buildkite}`,
        audience: 'sts.amazonaws.com',
        organization: 'acme',
        pipeline: 'app',
        branch: 'main',
        organizationId,
        projectId: pipelineId,
      },
    ],
    [
      'a tag of Buildkite',
      { ...buildkiteToken, sub: 'organization:acme:pipeline:app:ref:refs/tags/v1:commit:9f31:step:' },
      'buildkite',
      {
        issuer: `https://${buildkite}`,
        audience: 'sts.amazonaws.com',
        organization: 'acme',
        pipeline: 'app',
        tag: 'v1',
      },
    ],
    [
      'a job whose subject is a claim',
      { ...buildkiteToken, sub: pipelineId },
      'buildkite',
      { issuer: `https://${buildkite}`, audience: 'sts.amazonaws.com', subject: pipelineId },
    ],
  ])('reads the token of %s', (_what, claims, ci, options) => {
    expect(optionsFromClaims(claims)).toEqual({ claims, ci, options });
  });
});

describe('trust lint', () => {
  const rulesFor = (issuer: string, sub: string): readonly string[] => {
    const condition = { StringLike: { [`${issuer}:sub`]: sub, [`${issuer}:aud`]: 'x' } };
    return lint(JSON.stringify(policyOf(issuer, { condition })), 'trust.json').map(({ rule }) => rule);
  };

  it.each([
    [azure, 'p://acme/shop/deploy', []],
    [azure, 'p://acme/shop/*', []],
    [azure, 'p://acme/*', ['missing-subject']],
    [azure, 'p://acme*', ['missing-subject']],
    [azure, 'p://acme', ['impossible-value']],
    [azure, 'sc://acme/shop', ['impossible-value']],
    [azure, 'p://acme/shop/deploy/refs/heads/main', ['impossible-value']],
    [azure, 'p://acme/shop/deploy:ref:refs/heads/main', ['impossible-value']],
    [bitbucket, `{${repo}}:*`, []],
    [bitbucket, `{${repo}}:{${stage}}:*`, []],
    [bitbucket, `${repo}:*`, ['impossible-value']],
    [bitbucket, `{${repo}}`, ['impossible-value']],
    [bitbucket, `{${repo}}:{${step}}`, ['impossible-value']],
    [bitbucket, '*', ['missing-subject']],
    [jenkins, 'https://ci.acme.example/job/shop/job/main/', []],
    [jenkins, 'https://ci.acme.example/job/shop/job/*/', []],
    [jenkins, 'https://ci.acme.example/job/*', ['missing-subject']],
    [jenkins, 'https://ci.acme.example/*', ['missing-subject']],
    [jenkins, 'https://ci.acme.example/job/shop/job/main', ['impossible-value']],
    [jenkins, 'https://ci.acme.example/job/shop/job/feature%2Fx/', ['impossible-value']],
  ])('of %s and %s finds %j', (issuer, sub, found) => {
    expect(rulesFor(issuer, sub)).toEqual(found);
  });
});

describe('the diagnosis', () => {
  it.each<[what: string, token: Claims, sub: string, cause: string, fixes: boolean]>([
    ['a policy for a service connection', azureToken, 'sc://acme/shop/aws', 'azure-pipelines-token-kind', false],
    [
      'a policy for the pipeline',
      { ...azureToken, sub: 'sc://acme/shop/aws' },
      'p://acme/shop/deploy',
      'azure-pipelines-token-kind',
      false,
    ],
    ['a policy with a branch', azureToken, 'p://acme/shop/deploy:ref:refs/heads/main', 'azure-pipelines-branch', true],
    ['a policy for another case', azureToken, 'p://Acme/Shop/deploy', 'subject-case', true],
    ['a policy without braces', bitbucketToken, `${repo}:*`, 'bitbucket-braces', true],
    ['a policy without braces for a deployment', deploymentToken, `${repo}:${stage}:*`, 'bitbucket-braces', true],
    ['a policy for the step of another run', bitbucketToken, `{${repo}}:{${stage}}`, 'bitbucket-step', false],
    ['a policy for the repository and no more', bitbucketToken, `{${repo}}`, 'bitbucket-step', false],
    ['a policy for a deployment', bitbucketToken, `{${repo}}:{${stage}}:*`, 'bitbucket-deployment', false],
    ['a policy for another repository', bitbucketToken, `{${stage}}:*`, 'subject-mismatch', true],
    [
      'a policy without the slash at the end',
      jenkinsToken,
      'https://ci.acme.example/job/shop/job/feature%252Fx',
      'jenkins-slash',
      true,
    ],
    [
      'a policy with a slash encoded once',
      jenkinsToken,
      'https://ci.acme.example/job/shop/job/feature%2Fx/',
      'jenkins-encoding',
      true,
    ],
    ['a policy for another job', jenkinsToken, 'https://ci.acme.example/job/blog/', 'subject-mismatch', true],
    ['a policy for another pipeline', azureToken, 'p://acme/shop/other', 'subject-mismatch', true],
  ])('of %s names the cause', (_what, token, sub, cause, fixes) => {
    const policy = policyOf((token.iss ?? '').replace('https://', ''), { condition: { StringLike: { sub } } });
    const [first] = diagnose(questionOf(token, policy)).findings;
    expect(first?.id).toBe(cause);
    expect(first?.edits !== undefined && accepts(edited(policy, first.edits), token)).toBe(fixes);
  });

  it.each([
    ['IDs, which have no name', bitbucketToken, `{${stage}}:*`, 'none of its values matches the subject.'],
    ['names at fixed places', azureToken, 'p://acme/shop/other', 'the pipeline differs.'],
    [
      'values alone',
      { ...azureToken, iss: 'https://oidc.fly.io/acme', sub: 'acme:web:m1' },
      'acme:api:*',
      'the app differs.',
    ],
  ])('says what differs, by its name: %s', (_what, token, sub, says) => {
    const policy = policyOf((token.iss ?? '').replace('https://', ''), { condition: { StringLike: { sub } } });
    expect(diagnose(questionOf(token, policy)).findings[0]?.title).toBe(`The policy is for other jobs: ${says}`);
  });

  it('does not say that a step has no deployment if it has another one', () => {
    const sub = `{${repo}}:{${repo}}:*`;
    const path = (deploymentToken.iss ?? '').replace('https://', '');
    const [first] = diagnose(
      questionOf(deploymentToken, policyOf(path, { condition: { StringLike: { sub } } })),
    ).findings;
    expect(first).toMatchObject({
      id: 'bitbucket-deployment',
      title: 'The step deploys to another environment than the policy is for.',
    });
  });

  it.each<[what: string, ci: string | undefined, token: Claims, found: boolean]>([
    ['another CI', 'jenkins', bitbucketToken, true],
    ['its own', 'bitbucket', bitbucketToken, false],
    ['a server of somebody’s own', 'bitbucket', jenkinsToken, false],
    ['a runner with an issuer of its own', 'github', { ...bitbucketToken, iss: 'https://identity.depot.dev' }, false],
    ['any, in a job of no CI that we know by its issuer', 'custom', bitbucketToken, false],
    ['any, where somebody named it', undefined, bitbucketToken, false],
  ])('of a job with a token of %s says whose it is', (_what, id, token, found) => {
    const question = questionOf(token, policyOf((token.iss ?? '').replace('https://', ''), {}));
    const ci = id === undefined ? undefined : { id, name: 'Some CI' };
    const { findings } = diagnose({ ...question, policy: undefined, ci });
    const titles = findings.filter(({ id: cause }) => cause === 'token-of-another-ci').map(({ title }) => title);
    expect(titles).toEqual(found ? ['The token is from Bitbucket Pipelines, but this is a Some CI job.'] : []);
  });
});
