import { describe, expect, it, onTestFinished } from 'vitest';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { runProgram } from '../program.ts';
import { systemPath } from './requirements.ts';

const auditor = {
  arn: 'arn:aws:iam::123456789012:user/auditor',
  accessKeyId: 'AKIAFAKE00000000001',
  secretAccessKey: 'FakeSecret',
};
const [first] = defaultConfig().roles;
const lastUsed = '2026-11-01T10:00:00+00:00';

/** The AWS CLI against the emulated IAM; what it says. */
async function ask(...args: readonly string[]): Promise<unknown> {
  const roles = defaultConfig().roles.map((role) =>
    role.arn === first?.arn ? { ...role, lastUsed: '2026-11-01T10:00:00Z' } : role,
  );
  const emulator = await startEmulator({ ...defaultConfig(), roles, users: [auditor] });
  onTestFinished(() => emulator.close());
  const env = {
    PATH: systemPath,
    HOME: '/nonexistent',
    AWS_ACCESS_KEY_ID: auditor.accessKeyId,
    AWS_SECRET_ACCESS_KEY: auditor.secretAccessKey,
  };
  const where = ['--endpoint-url', emulator.url, '--region', 'us-east-1', '--output', 'json'];
  const ended = await runProgram({ command: ['aws', 'iam', ...args, ...where], env, cwd: '/' });
  expect(ended, ended.stderr).toMatchObject({ exitCode: 0 });
  return JSON.parse(ended.stdout);
}

describe('the AWS CLI reads of the emulated IAM', () => {
  const { roles, providers } = defaultConfig();

  it('the roles, page by page', async () => {
    const arns = await ask('list-roles', '--page-size', '5', '--query', 'Roles[].Arn');
    expect(arns).toEqual(roles.map(({ arn }) => arn));
  });

  it('a role, with its policy and its last use', async () => {
    const answer = await ask('get-role', '--role-name', 'github-deploy', '--query', 'Role');
    expect(answer).toMatchObject({
      Arn: first?.arn,
      RoleLastUsed: { LastUsedDate: lastUsed },
      AssumeRolePolicyDocument: JSON.parse(first?.trustPolicyText ?? ''),
    });
  });

  it('the providers', async () => {
    const list = await ask('list-open-id-connect-providers', '--query', 'OpenIDConnectProviderList[].Arn');
    const [arn = ''] = list as readonly string[];
    expect(arn).toMatch(/:oidc-provider\/token\.actions\.githubusercontent\.com$/);
    const provider = await ask('get-open-id-connect-provider', '--open-id-connect-provider-arn', arn);
    expect(provider).toMatchObject({
      Url: 'token.actions.githubusercontent.com',
      ClientIDList: providers[0]?.clientIds,
    });
  });
});
