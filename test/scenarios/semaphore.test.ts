import { describe, expect } from 'vitest';
import { rolesWith } from './account.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';

const role = 'arn:aws:iam::123456789012:role/semaphore-deploy';
const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1'];
const jobName = 'semaphore-job-c117e453-1189-4eaf-b03a-dd6538eb49b2';
const session = `arn:aws:sts::123456789012:assumed-role/semaphore-deploy/${jobName}`;
const tokenFile = `private/${jobName}/token-default`;

describe('the command line on Semaphore', () => {
  scenarioOnEveryNode('writes the default profile', { ci: 'semaphore', secretsIn: [tokenFile] }, async (scene) => {
    const step = await scene.cli(...asked);
    expect(step).toMatchObject({
      exitCode: 0,
      stdout: '',
      log: [
        'Taken from the environment: sts-endpoint (AWS_ENDPOINT_URL_STS).',
        `Assumed ${role} as ${jobName} in eu-central-1, with the token from the variable SEMAPHORE_OIDC_TOKEN.`,
        `Authenticated as assumedRoleId <role id>:${jobName}, until <time> (60 min).`,
        'Wrote the profile default.',
        "AWS tools can renew the credentials until the job's only token expires at <time>.",
      ],
    });
    expect(scene.requests()).toEqual(['exchange 200']);
    expect((await scene.cli('whoami')).stdout).toBe(`${session}\n`);
    expect(scene.requests()).toEqual(['exchange 200', 'GetCallerIdentity 200']);
    await scene.cli('cleanup');
    expect(scene.secretPlaces()).toEqual([]);
  });

  scenario(
    'gets along with tokens that carry session tags',
    { ci: 'semaphore', job: { variant: 'aws-tags' }, secretsIn: [tokenFile] },
    async (scene) => {
      expect(await scene.cli(...asked)).toMatchObject({ exitCode: 0, error: undefined });
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );

  scenario(
    'is refused where the tags are not allowed, and hands over nothing',
    {
      ci: 'semaphore',
      job: { variant: 'aws-tags' },
      aws: { roles: rolesWith({ actions: { negated: false, patterns: ['sts:AssumeRoleWithWebIdentity'] } }) },
    },
    async (scene) => {
      expect(await scene.cli(...asked)).toMatchObject({ exitCode: 4, error: 'sts-access-denied', changed: [] });
      expect(scene.requests()).toEqual(Array(3).fill('exchange 403 AccessDenied'));
    },
  );

  scenario('sets the variables of the job’s shell with eval', { ci: 'semaphore' }, async (scene) => {
    const step = await scene.bash(
      `eval "$(npx ci-aws-credentials env --role-to-assume ${role} --aws-region eu-central-1)"
       npx ci-aws-credentials whoami`,
    );
    expect(step).toMatchObject({ exitCode: 0, stdout: `${session}\n`, changed: [] });
    expect(scene.requests()).toEqual(['exchange 200', 'GetCallerIdentity 200']);
  });
});
