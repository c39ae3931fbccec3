import { describe, expect } from 'vitest';
import { type ActionStep, type Scene, scenario } from './scene.ts';

const role = 'arn:aws:iam::123456789012:role/github-deploy';
const session = 'arn:aws:sts::123456789012:assumed-role/github-deploy';
const jobName = 'gha-9876543210-1-deploy';
const inputs = { 'role-to-assume': role, 'aws-region': 'eu-central-1' };

const keys = {
  AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIAFAKE/),
  AWS_SECRET_ACCESS_KEY: expect.stringMatching(/^FakeSecretKey/),
  AWS_SESSION_TOKEN: expect.stringMatching(/^FakeSessionToken/),
};
const regions = { AWS_DEFAULT_REGION: 'eu-central-1', AWS_REGION: 'eu-central-1' };
const emptied = {
  AWS_DEFAULT_REGION: '',
  AWS_REGION: '',
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_SESSION_TOKEN: '',
};

/** On the plain path there is a token and an exchange, and nothing else. */
function expectSuccess(scene: Scene, step: ActionStep): void {
  expect(step).toMatchObject({ exitCode: 0, error: undefined });
  expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
}

describe('the action on GitHub', () => {
  scenario(
    'exports variables and outputs, and its post step takes the variables back',
    { ci: 'github', secretsIn: ['step1/GITHUB_ENV'] },
    async (scene) => {
      const main = await scene.action(inputs);
      expectSuccess(scene, main);
      expect(main.variables).toEqual({ ...regions, ...keys });
      expect(main.outputs).toEqual({ 'aws-account-id': '123456789012', 'authenticated-arn': `${session}/${jobName}` });
      expect(Object.keys(main.state)).toEqual(['receipts']);
      expect(main.masks).toEqual([expect.stringMatching(/^eyJ/), ...Object.values(keys)]);
      expect(main.log).toEqual([
        'sts-endpoint is taken from AWS_ENDPOINT_URL_STS.',
        `Assumed ${role} as ${jobName} in eu-central-1, with the token endpoint.`,
        `Authenticated as assumedRoleId <role id>:${jobName}, until <time> (60 min).`,
      ]);

      const post = await main.post();
      expect(post).toMatchObject({ exitCode: 0, variables: emptied, outputs: {}, log: ['Cleaned up: 1 thing.'] });
    },
  );
});
