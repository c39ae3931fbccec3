import { describe, expect, it } from 'vitest';
import { ciProviders, detectCi, isKnownCi, tokenOfJob } from '../../src/ci/index.ts';
import type { Env } from '../../src/core/io.ts';
import { failureOf, jobs } from '../fakes.ts';
import { makeWorld } from '../world.ts';

const order = ciProviders().map(({ id }) => id);
const named = order.filter((id) => id !== 'custom');

/** Environments that look like two places, and where the job really runs. */
const confusable: readonly (readonly [what: string, env: Env, ci: string])[] = [
  ['GitLab triggers a build of another server', { gitlabBranch: 'main', gitlabActionType: 'PUSH' }, 'custom'],
  ['a Jenkins that a GitLab server triggers', { ...jobs.jenkins, gitlabBranch: 'main' }, 'jenkins'],
  ['a Jenkins with the plugin for Bitbucket', { ...jobs.jenkins, BITBUCKET_SOURCE_BRANCH: 'main' }, 'jenkins'],
  ['an agent of Jenkins in a pod', { ...jobs.jenkins, ...jobs.kubernetes }, 'jenkins'],
  ['an agent of Azure Pipelines in a pod', { ...jobs['azure-pipelines'], ...jobs.kubernetes }, 'azure-pipelines'],
  [
    'a TeamCity whose build starts a Jenkins to test it',
    { ...jobs.teamcity, EXECUTOR_NUMBER: '0', BUILD_ID: '1' },
    'teamcity',
  ],
  ['a self-hosted runner of GitHub in Kubernetes', { ...jobs.github, ...jobs.kubernetes }, 'github'],
  ['a runner of GitLab in Kubernetes', { ...jobs.gitlab, ...jobs.kubernetes }, 'gitlab'],
  ['a runner of GitHub on a Machine of Fly.io', { ...jobs.github, ...jobs.fly }, 'github'],
  ['a runner of GitLab on Compute Engine', { ...jobs.gitlab, GCE_METADATA_HOST: '169.254.169.254' }, 'gitlab'],
  ['Depot CI, by the variables of GitHub', { ...jobs.github, DEPOT_ORG_ID: '4q2czr6whg' }, 'github'],
  ['Forgejo', { GITHUB_ACTIONS: 'true', GITEA_ACTIONS: 'true', FORGEJO_ACTIONS: 'true' }, 'github'],
  ['`vercel build` in a job of GitHub', { ...jobs.github, VERCEL: '1' }, 'github'],
  ['the CLI of Bitrise on a laptop', { BITRISE_BUILD_NUMBER: '0', BITRISE_SOURCE_DIR: '/src' }, 'custom'],
  [
    'Harness, which has the variables of Drone',
    { ...jobs.harness, DRONE: 'true', DRONE_BUILD_NUMBER: '12' },
    'harness',
  ],
  [
    'a worker of Spacelift, with the variables of HCP Terraform',
    { ...jobs.spacelift, TFC_RUN_ID: 'run-1' },
    'spacelift',
  ],
  ['env zero, with the variables of HCP Terraform', { ...jobs.env0, TFC_RUN_ID: 'run-1' }, 'env0'],
  ['an agent of HCP Terraform in a pod', { ...jobs['hcp-terraform'], ...jobs.kubernetes }, 'hcp-terraform'],
  ['a build of Codefresh, which is in a pod', { ...jobs.codefresh, KUBERNETES_SERVICE_HOST: '10.0.0.1' }, 'codefresh'],
  ['Cloud Foundry, by its variables', { CF_INSTANCE_INDEX: '0', CF_INSTANCE_IP: '10.0.0.1' }, 'custom'],
  ['a laptop after `vercel env pull`', { VERCEL_OIDC_TOKEN: 'x', VERCEL_ENV: 'development' }, 'custom'],
  ['a Machine of Fly.io with a role of its own', { ...jobs.fly, AWS_WEB_IDENTITY_TOKEN_FILE: '/.fly/oidc' }, 'custom'],
  ['Render', { RENDER: 'true', AWS_WEB_IDENTITY_TOKEN_FILE: '/run/aws/token' }, 'custom'],
  ['a pod that has no token for AWS', { KUBERNETES_SERVICE_HOST: '10.0.0.1', HOSTNAME: 'a' }, 'custom'],
  [
    'a token of EKS where the service variables are switched off',
    { AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token' },
    'kubernetes',
  ],
  ['EKS Pod Identity', { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials' }, 'kubernetes'],
  [
    'EKS Pod Identity over IPv6',
    { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://[fd00:ec2::23]/v1/credentials' },
    'kubernetes',
  ],
  ['ECS', { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/1' }, 'custom'],
  ['an agent in ECS with a URI of its own', { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://localhost/creds' }, 'custom'],
];

describe('what looks like two CIs', () => {
  it.each(confusable)('%s', (_what, env, ci) => {
    expect(detectCi(env, undefined).id).toBe(ci);
  });

  const pairs = order.flatMap((one, index) => order.slice(index + 1).map((other) => [one, other] as const));
  it.each(pairs)('a job with the signs of %s and of %s is one of the first', (one, other) => {
    // Where AWS's own variables are, the services of a host are not needed: whoever set them knows better.
    const hostGivesWay = ['vercel', 'fly', 'google'].includes(one) && ['kubernetes', 'custom'].includes(other);
    for (const env of [
      { ...jobs[one], ...jobs[other] },
      { ...jobs[other], ...jobs[one] },
    ]) {
      expect(detectCi(env, undefined).id).toBe(hostGivesWay ? other : one);
    }
  });

  it('is in order: CIs, what runs Terraform, hosts of runners, anything', () => {
    expect(order.slice(-8)).toEqual([
      ...['spacelift', 'env0', 'hcp-terraform'],
      ...['vercel', 'fly', 'google', 'kubernetes'],
      'custom',
    ]);
    expect(order[0]).toBe('github');
  });
});

describe('the variables of AWS', () => {
  it.each(named)('are the role of the machine on %s, if it has tokens of its own', (id) => {
    expect(isKnownCi(jobs[id] ?? {})).toBe(!['jenkins', 'kubernetes'].includes(id));
  });

  it('are what is meant anywhere else', () => {
    expect(isKnownCi(jobs.custom ?? {})).toBe(false);
  });
});

describe('a job that has no token', () => {
  it('is told of the other CIs whose signs it has', async () => {
    const env = { ...jobs.semaphore, SEMAPHORE_OIDC_TOKEN: '', HARNESS_BUILD_ID: '1', TFC_RUN_ID: 'run-1' };
    const error = await failureOf(() => tokenOfJob(detectCi(env, undefined), {}, makeWorld({ env }).io));
    expect(error).toMatchObject({ code: 'token-missing', message: expect.stringContaining('SEMAPHORE_OIDC_TOKEN') });
    expect(error.hint).toMatch(
      /Settings > OpenID Connect[\s\S]*\n\nThe CI was detected as Semaphore. The environment also matches Harness \(--ci harness\), HCP Terraform \(--ci hcp-terraform\)\.$/,
    );
  });

  it('is told of nothing where there is nothing', async () => {
    const env = { SEMAPHORE: 'true' };
    const error = await failureOf(() => tokenOfJob(detectCi(env, undefined), {}, makeWorld({ env }).io));
    expect(error.hint).not.toContain('signs');
  });

  it('fails as it fails where that is no matter of the user', async () => {
    const [ci] = ciProviders();
    const token = () => Promise.reject(new TypeError('a bug'));
    if (ci === undefined) throw new Error('there is no CI');
    await expect(tokenOfJob({ ...ci, token }, {}, makeWorld({ env: jobs.gitlab ?? {} }).io)).rejects.toThrow('a bug');
  });
});
