import { describe, expect } from 'vitest';
import { scenario } from './scene.ts';

const role = 'arn:aws:iam::123456789012:role/semaphore-deploy';
const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1'];
const jobName = 'semaphore-job-c117e453-1189-4eaf-b03a-dd6538eb49b2';

describe('the command line on Semaphore', () => {
  scenario(
    'writes the default profile',
    { ci: 'semaphore', secretsIn: [`private/${jobName}/token-default`] },
    async (scene) => {
      const step = await scene.cli(...asked);
      expect(step).toMatchObject({
        exitCode: 0,
        stdout: '',
        log: [
          'Taken from the environment: sts-endpoint (AWS_ENDPOINT_URL_STS).',
          `Assumed ${role} as ${jobName} in eu-central-1, with the variable SEMAPHORE_OIDC_TOKEN.`,
          `Authenticated as assumedRoleId <role id>:${jobName}, until <time> (60 min).`,
          'The profile default is written.',
        ],
      });
      expect(scene.requests()).toEqual(['exchange 200']);
      expect((await scene.cli('whoami')).stdout).toBe(
        `arn:aws:sts::123456789012:assumed-role/semaphore-deploy/${jobName}\n`,
      );
      expect(scene.requests()).toEqual(['exchange 200', 'GetCallerIdentity 200']);
    },
  );
});
