import { describe, expect } from 'vitest';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { trusting } from './account.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';

const role = 'arn:aws:iam::123456789012:role/github-deploy';
const user = 'arn:aws:iam::123456789012:user/robot';
const region = { 'aws-region': 'eu-central-1' };
const keys = { 'aws-access-key-id': 'AKIAFAKEROBOT', 'aws-secret-access-key': 'FakeSecretKeyOfRobot/+' };
const account = {
  users: [{ arn: user, accessKeyId: keys['aws-access-key-id'], secretAccessKey: keys['aws-secret-access-key'] }],
  roles: [
    ...defaultConfig().roles,
    trusting('arn:aws:iam::123456789012:role/for-robots', {
      Effect: 'Allow',
      Principal: { AWS: user },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    }),
  ],
};
const receipts = 'private/gha-9876543210-1-deploy/receipts.json';

describe('the action with other credentials than a token', () => {
  scenario(
    'hands over keys that it is given, once they are known to work',
    { ci: 'github', aws: account, secretsIn: ['step1/GITHUB_ENV'] },
    async (scene) => {
      const main = await scene.action({ ...region, ...keys });
      expect(main).toMatchObject({ exitCode: 0, error: undefined });
      expect(main.masks).toContain(keys['aws-secret-access-key']);
      expect(main.variables).toMatchObject({
        AWS_ACCESS_KEY_ID: keys['aws-access-key-id'],
        AWS_SECRET_ACCESS_KEY: keys['aws-secret-access-key'],
      });
      expect(main.outputs['aws-account-id']).toBe('123456789012');
      expect(scene.requests()).toEqual(['GetCallerIdentity 200']);
      expect((await main.post()).variables.AWS_SECRET_ACCESS_KEY).toBe('');
    },
  );

  scenario('hands over nothing where the keys do not work', { ci: 'github' }, async (scene) => {
    const main = await scene.action({ ...region, ...keys });
    expect(main).toMatchObject({ exitCode: 1, changed: [] });
    expect(scene.requests()).toEqual(['GetCallerIdentity 403 InvalidClientTokenId']);
  });

  scenario(
    'assumes a role, by its name alone, with keys that it is given',
    { ci: 'github', aws: account, secretsIn: ['step1/GITHUB_ENV'] },
    async (scene) => {
      const main = await scene.action({ ...region, ...keys, 'role-to-assume': 'for-robots' });
      expect(main).toMatchObject({ exitCode: 0, error: undefined });
      expect(main.variables.AWS_ACCESS_KEY_ID).toMatch(/^ASIAFAKE/);
      expect(scene.requests()).toEqual(['GetCallerIdentity 200', 'AssumeRole 200']);
    },
  );

  scenarioOnEveryNode(
    'goes on from the role of an earlier step with role-chaining, and back to it in the post step',
    { ci: 'github', secretsIn: ['step1/GITHUB_ENV', 'step2/GITHUB_ENV', 'step3/GITHUB_ENV', receipts] },
    async (scene) => {
      const first = await scene.action({ ...region, 'role-to-assume': role });
      expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
      const second = await scene.action({
        ...region,
        'role-to-assume': 'arn:aws:iam::123456789012:role/chained',
        'role-chaining': 'true',
      });
      expect(second).toMatchObject({ exitCode: 0, error: undefined });
      expect(second.outputs['authenticated-arn']).toContain(':assumed-role/chained/');
      expect(scene.requests()).toEqual(['AssumeRole 200']);
      expect((await second.post()).variables).toEqual(first.variables);
    },
  );

  scenario(
    'keeps the credentials of an earlier step with use-existing-credentials',
    { ci: 'github', secretsIn: ['step1/GITHUB_ENV'] },
    async (scene) => {
      await scene.action({ ...region, 'role-to-assume': role });
      expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
      const second = await scene.action({ ...region, 'role-to-assume': role, 'use-existing-credentials': 'true' });
      expect(second).toMatchObject({ exitCode: 0, variables: { AWS_REGION: region['aws-region'] } });
      expect(second.variables).not.toHaveProperty('AWS_ACCESS_KEY_ID');
      expect(scene.requests()).toEqual(['GetCallerIdentity 200']);
    },
  );

  scenario(
    'empties the variables of an earlier step with unset-current-credentials alone',
    { ci: 'github', secretsIn: ['step1/GITHUB_ENV', 'step3/GITHUB_ENV', receipts] },
    async (scene) => {
      const first = await scene.action({ ...region, 'role-to-assume': role });
      expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
      const second = await scene.action({ 'unset-current-credentials': 'true', 'force-skip-oidc': 'false' });
      expect(second).toMatchObject({ exitCode: 0, error: undefined });
      expect(scene.env).toMatchObject({ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '' });
      await second.post();
      expect(scene.env).toMatchObject(first.variables);
    },
  );
});

describe('the action’s job summary', () => {
  scenario('says who one is, and no secret', { ci: 'github', secretsIn: ['step1/GITHUB_ENV'] }, async (scene) => {
    const main = await scene.action({ ...region, 'role-to-assume': role, summary: 'true' });
    expect(main.exitCode).toBe(0);
    expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
    const summary = scene.read('step1/GITHUB_STEP_SUMMARY');
    for (const part of [role, '123456789012', 'gha-9876543210-1-deploy', 'eu-central-1']) {
      expect(summary).toContain(part);
    }
  });
});
