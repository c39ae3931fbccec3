import { AssumeRoleCommand, type AssumeRoleCommandInput, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import type { EmulatedRole } from '../../src/emulator/account.ts';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { readPolicy } from '../../src/trust/policy.ts';
import { deployRole, exchange, startForTest, stsClient, type TestCredentials } from './start-for-test.ts';

const target = 'arn:aws:iam::123456789012:role/target';

/** A role like any other, with one statement. */
function roleThat(statement: JsonObject): EmulatedRole {
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement }] };
  return {
    arn: target,
    trustPolicy: readPolicy(policy, target),
    trustPolicyText: JSON.stringify(policy),
    maxSessionDuration: 43_200,
  };
}

function startWith(statement: JsonObject): Promise<Emulator> {
  return startForTest({ roles: [...defaultConfig().roles, roleThat(statement)] });
}

async function assume(
  emulator: Emulator,
  credentials: TestCredentials,
  input: Partial<AssumeRoleCommandInput> = {},
): Promise<TestCredentials> {
  const command = new AssumeRoleCommand({ RoleArn: target, RoleSessionName: 'next', ...input });
  const { Credentials } = await stsClient(emulator, credentials).send(command);
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}

describe('AssumeRole', () => {
  it.each<[string, JsonObject]>([
    ['the role', { AWS: deployRole }],
    ['this very session', { AWS: 'arn:aws:sts::123456789012:assumed-role/github-deploy/gha-1' }],
    ['the whole account', { AWS: 'arn:aws:iam::123456789012:root' }],
    ['the account by its number', { AWS: ['123456789012'] }],
    ['anybody', { AWS: '*' }],
  ])('gives the role to a session when it trusts %s', async (_name, Principal) => {
    const emulator = await startWith({ Principal });
    const credentials = await assume(emulator, await exchange(emulator));
    const { Arn } = await stsClient(emulator, credentials).send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe('arn:aws:sts::123456789012:assumed-role/target/next');
  });

  it.each<[string, JsonObject]>([
    ['another role', { Principal: { AWS: 'arn:aws:iam::123456789012:role/other' } }],
    ['another account', { Principal: { AWS: 'arn:aws:iam::999999999999:root' } }],
    ['a service', { Principal: { Service: 'ec2.amazonaws.com' } }],
    ['tokens only', { Principal: { Federated: deployRole }, Action: 'sts:AssumeRoleWithWebIdentity' }],
    ['everybody else', { NotPrincipal: { AWS: deployRole } }],
    [
      'those who know the external ID',
      { Principal: { AWS: deployRole }, Condition: { StringEquals: { 'sts:ExternalId': 'agreed' } } },
    ],
  ])('refuses when the role trusts %s', async (_name, statement) => {
    const emulator = await startWith(statement);
    await expect(assume(emulator, await exchange(emulator))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:sts::123456789012:assumed-role/github-deploy/gha-1 is not authorized to perform: sts:AssumeRole on resource: ${target}`,
      $metadata: { httpStatusCode: 403 },
    });
  });

  it.each<[string, JsonObject, Partial<AssumeRoleCommandInput>]>([
    ['the external ID', { StringEquals: { 'sts:ExternalId': 'agreed' } }, { ExternalId: 'agreed' }],
    ['the session name', { StringLike: { 'sts:RoleSessionName': 'ne*' } }, {}],
    ['the role of the caller', { ArnEquals: { 'aws:PrincipalArn': deployRole } }, {}],
    ['a tag', { StringEquals: { 'aws:RequestTag/team': 'ops' } }, { Tags: [{ Key: 'team', Value: 'ops' }] }],
  ])('asks for %s where the policy does', async (_name, Condition, input) => {
    const emulator = await startWith({
      Principal: { AWS: deployRole },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition,
    });
    await expect(assume(emulator, await exchange(emulator), input)).resolves.toBeDefined();
  });

  it('needs the permission to tag for tags', async () => {
    const emulator = await startWith({ Principal: { AWS: deployRole } });
    const Tags = [{ Key: 'team', Value: 'ops' }];
    await expect(assume(emulator, await exchange(emulator), { Tags })).rejects.toThrow('to perform: sts:TagSession');
  });

  it('hands transitive tags down the chain, where nobody can change them', async () => {
    const emulator = await startWith({
      Principal: { AWS: [deployRole, target] },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: { StringEquals: { 'aws:RequestTag/team': 'ops' } },
    });
    const Tags = [{ Key: 'team', Value: 'ops' }];
    const first = await assume(emulator, await exchange(emulator), { Tags, TransitiveTagKeys: ['team'] });
    await expect(assume(emulator, first)).resolves.toBeDefined();
    await expect(assume(emulator, first, { Tags })).rejects.toThrow('conflicts with a transitive tag key');
  });

  it('keeps a source identity for the whole chain', async () => {
    const emulator = await startWith({
      Principal: { AWS: [deployRole, target] },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      Condition: { StringEquals: { 'sts:SourceIdentity': 'alice' } },
    });
    const first = await assume(emulator, await exchange(emulator), { SourceIdentity: 'alice' });
    await expect(assume(emulator, first)).resolves.toBeDefined();
  });

  it('gives a session at most one hour more', async () => {
    const emulator = await startWith({ Principal: { AWS: deployRole } });
    await expect(assume(emulator, await exchange(emulator), { DurationSeconds: 3601 })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    });
  });

  it('gives a user as long as the role allows', async () => {
    const alice = {
      arn: 'arn:aws:iam::123456789012:user/alice',
      accessKeyId: 'AKIAFAKE0',
      secretAccessKey: 'FakeSecret',
    };
    const roles = [roleThat({ Principal: { AWS: alice.arn } })];
    const emulator = await startForTest({ roles, users: [alice] });
    await expect(assume(emulator, alice, { DurationSeconds: 43_200 })).resolves.toBeDefined();
  });

  it.each<[string, Partial<AssumeRoleCommandInput>, string, string]>([
    [
      'a role that does not exist',
      { RoleArn: `${target}-x` },
      'AccessDenied',
      'is not authorized to perform: sts:AssumeRole',
    ],
    [
      'what is no role',
      { RoleArn: 'arn:aws:s3:::some-bucket-of-ours' },
      'ValidationError',
      'arn:aws:s3:::some-bucket-of-ours is invalid',
    ],
    [
      'a bad session name',
      { RoleSessionName: 'a b' },
      'ValidationError',
      "at 'roleSessionName' failed to satisfy constraint",
    ],
    [
      'a transitive key that is no tag',
      { TransitiveTagKeys: ['team'] },
      'ValidationError',
      'transitive tag key must be included',
    ],
    ['a bad policy', { Policy: 'Allow' }, 'MalformedPolicyDocumentException', 'This policy contains invalid Json'],
  ])('refuses %s', async (_name, input, name, message) => {
    const emulator = await startWith({ Principal: { AWS: deployRole } });
    await expect(assume(emulator, await exchange(emulator), input)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });
});
