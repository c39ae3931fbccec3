import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { deployRole, exchange, postSigned, startForTest, textOf } from './start-for-test.ts';

describe('iam:GetRole', () => {
  it('returns a role with its trust policy, encoded as a URL', async () => {
    const emulator = await startForTest();
    const response = await postSigned(emulator, {
      credentials: await exchange(emulator),
      service: 'iam',
      parameters: { Action: 'GetRole', Version: '2010-05-08', RoleName: 'github-deploy' },
    });
    const xml = await response.text();
    expect(xml).toMatch(/^<GetRoleResponse xmlns="https:\/\/iam.amazonaws.com\/doc\/2010-05-08\/">/);
    expect([textOf(xml, 'Arn'), textOf(xml, 'Path'), textOf(xml, 'MaxSessionDuration')]).toEqual([
      deployRole,
      '/',
      '3600',
    ]);
    const role = defaultConfig().roles.find(({ arn }) => arn === deployRole);
    expect(decodeURIComponent(textOf(xml, 'AssumeRolePolicyDocument'))).toBe(role?.trustPolicyText);
  });

  it.each([
    ['nobody', 404, 'NoSuchEntity', 'The role with name nobody cannot be found.'],
    ['no name', 400, 'ValidationError', /Member must satisfy regular expression pattern/],
  ])('does not know %s', async (RoleName, status, code, message) => {
    const emulator = await startForTest();
    const response = await postSigned(emulator, {
      credentials: await exchange(emulator),
      service: 'iam',
      parameters: { Action: 'GetRole', Version: '2010-05-08', RoleName },
    });
    const xml = await response.text();
    expect([response.status, textOf(xml, 'Code')]).toEqual([status, code]);
    expect(textOf(xml, 'Message')).toMatch(message);
  });

  it('is not for what was signed for another service', async () => {
    const emulator = await startForTest();
    const response = await postSigned(emulator, {
      credentials: await exchange(emulator),
      service: 'sts',
      parameters: { Action: 'GetRole', Version: '2010-05-08', RoleName: 'github-deploy' },
    });
    expect(textOf(await response.text(), 'Message')).toBe("Credential should be scoped to correct service: 'iam'.");
  });
});
