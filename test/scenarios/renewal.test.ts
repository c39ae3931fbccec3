import { describe, expect } from 'vitest';
import { expireCache } from './edit-cache.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';

const deployRole = (ci: string): string => `arn:aws:iam::123456789012:role/${ci}-deploy`;
const region = ['--aws-region', 'eu-central-1'];
const circleJob = 'private/circleci-4d5e6f7a-8b9c-4d0e-9f1a-2b3c4d5e6f7a';
const gitlabJob = 'private/gitlab-20-302';

describe('a profile that asks this program', () => {
  scenario(
    'serves every tool of the job from what was got at first, and goes with cleanup',
    { ci: 'circleci', secretsIn: [`${circleJob}/process-deploy/cache`] },
    async (scene) => {
      const asked = ['--role-to-assume', deployRole('circleci'), '--profile', 'deploy', '--export', 'profile'];
      expect(await scene.cli(...asked, ...region)).toMatchObject({ exitCode: 0, error: undefined, stdout: '' });
      expect(scene.requests()).toEqual(['exchange 200']);
      expect(scene.read('home/.aws/config')).toMatch(
        /^credential_process = \/bin\/sh [^'" ]+\/credential-process\.sh$/m,
      );
      for (const _tool of ['one', 'another']) {
        expect((await scene.cli('whoami', '--profile', 'deploy')).stdout).toContain(':assumed-role/circleci-deploy/');
        expect(scene.requests()).toEqual(['GetCallerIdentity 200']);
      }
      await scene.cli('cleanup');
      expect(scene.secretPlaces()).toEqual([]);
      expect(scene.read('home/.aws/config')).toBeUndefined();
    },
  );

  scenarioOnEveryNode(
    'gets new credentials by itself where the first have ended, and keeps those',
    {
      ci: 'github',
      secretsIn: ['private/gha-9876543210-1-deploy/process-deploy/cache'],
    },
    async (scene) => {
      const main = await scene.action({
        'role-to-assume': deployRole('github'),
        'aws-region': 'eu-central-1',
        'aws-profile': 'deploy',
        'profile-type': 'process',
      });
      expect(main).toMatchObject({ exitCode: 0, error: undefined });
      expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
      const cache = `private/gha-9876543210-1-deploy/process-deploy/cache`;
      expireCache(scene, cache);
      expect((await scene.cli('whoami', '--profile', 'deploy')).stdout).toContain(':assumed-role/github-deploy/');
      expect(scene.requests()).toEqual(['token 200', 'exchange 200', 'GetCallerIdentity 200']);
      expect((await scene.cli('whoami', '--profile', 'deploy')).stdout).toContain(':assumed-role/github-deploy/');
      expect(scene.requests()).toEqual(['GetCallerIdentity 200']);
      await main.post();
      expect(scene.secretPlaces()).toEqual([]);
    },
  );
});

describe('several roles at once', () => {
  const roles = `one = ${deployRole('gitlab')}\ntwo = arn:aws:iam::123456789012:role/chained, via = one, region = eu-west-1`;

  scenario(
    'become a profile each, one by way of the other, and each is said',
    { ci: 'gitlab', secretsIn: [`${gitlabJob}/token-one`] },
    async (scene) => {
      const step = await scene.cli('--roles', roles, ...region);
      expect(step).toMatchObject({ exitCode: 0, error: undefined });
      expect(step.log.slice(1)).toEqual([
        `Assumed ${deployRole('gitlab')} as gitlab-20-302 in eu-central-1, with the token from the variable AWS_ID_TOKEN.`,
        'Authenticated as assumedRoleId <role id>:gitlab-20-302, until <time> (60 min).',
        'Assumed arn:aws:iam::123456789012:role/chained as gitlab-20-302 in eu-west-1, with the profile one.',
        'Authenticated as assumedRoleId <role id>:gitlab-20-302, until <time> (60 min).',
        'Wrote the profile one. Use it with AWS_PROFILE=one, or --profile one.',
        'Wrote the profile two. Use it with AWS_PROFILE=two, or --profile two.',
        "AWS tools can renew the credentials until the job's only token expires at <time>.",
      ]);
      expect(scene.requests()).toEqual(['exchange 200', 'AssumeRole 200']);
      expect((await scene.cli('whoami', '--profile', 'two')).stdout).toContain(':assumed-role/chained/');
      expect(scene.requests()).toEqual(['exchange 200', 'AssumeRole 200', 'GetCallerIdentity 200']);
      await scene.cli('cleanup');
      expect(scene.secretPlaces()).toEqual([]);
      expect(scene.read('home/.aws/config')).toBeUndefined();
    },
  );

  scenario('are written all or none', { ci: 'gitlab' }, async (scene) => {
    const step = await scene.cli('--roles', roles.replace('chained', 'nobody'), ...region, '--disable-retry');
    expect(step).toMatchObject({ exitCode: 4, error: 'sts-access-denied', changed: [] });
    expect(scene.requests()).toEqual(['exchange 200', 'AssumeRole 403 AccessDenied']);
  });
});
