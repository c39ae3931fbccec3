import type { EmulatedRole, EmulatedUser, EmulatorConfig } from '../../src/emulator/account.ts';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { readPolicy } from '../../src/trust/policy.ts';

export const accountId = '123456789012';
export const jobName = 'gha-9876543210-1-deploy';
export const tokenRole = `arn:aws:iam::${accountId}:role/github-deploy`;
export const tokenSession = `arn:aws:sts::${accountId}:assumed-role/github-deploy/${jobName}`;

/** The role that a token gets, in Frankfurt: what most rows begin with. */
export const usual = { 'role-to-assume': tokenRole, 'aws-region': 'eu-central-1' };

/** Users with long-lived keys, one a partition, and one of another account, as which a machine might run. */
export const deployer = user(`arn:aws:iam::${accountId}:user/deployer`, 'AKIAFAKEDEPLOYER0001');
export const govDeployer = user(`arn:aws-us-gov:iam::${accountId}:user/deployer`, 'AKIAFAKEDEPLOYER0002');
export const chinaDeployer = user(`arn:aws-cn:iam::${accountId}:user/deployer`, 'AKIAFAKEDEPLOYER0003');
export const machine = user('arn:aws:iam::210987654321:user/machine', 'AKIAFAKEMACHINE00001');

function user(arn: string, accessKeyId: string): EmulatedUser {
  const [, partition, , , account] = arn.split(':');
  return { arn, accessKeyId, secretAccessKey: `FakeUserSecret/${partition}+${account}/abcdefgh` };
}

/** Trusts every user above; of two partitions never more than one is asked. */
export const target = `arn:aws:iam::${accountId}:role/target`;
export const targetSession = `arn:aws:sts::${accountId}:assumed-role/target/${jobName}`;
/** Trust one user each. */
export const deployersOwn = `arn:aws:iam::${accountId}:role/deployers-own`;
export const machinesOwn = `arn:aws:iam::${accountId}:role/machines-own`;

const all = [deployer, govDeployer, chinaDeployer, machine];

export const aws: Partial<EmulatorConfig> = {
  users: all,
  roles: [
    ...defaultConfig().roles,
    ...['aws', 'aws-us-gov', 'aws-cn'].map((partition) => trusting(target.replace('aws', partition), all)),
    trusting(deployersOwn, [deployer]),
    trusting(machinesOwn, [machine]),
  ],
};

function trusting(arn: string, users: readonly EmulatedUser[]): EmulatedRole {
  const principal = { AWS: users.map((one) => one.arn) };
  const statement = { Effect: 'Allow', Principal: principal, Action: ['sts:AssumeRole', 'sts:TagSession'] };
  const policy = { Version: '2012-10-17', Statement: [statement] };
  const trustPolicyText = JSON.stringify(policy);
  return { arn, trustPolicy: readPolicy(policy, arn), trustPolicyText, maxSessionDuration: 3600 };
}

/** The inputs that give a user's keys. */
export function keysOf({ accessKeyId, secretAccessKey }: EmulatedUser): Readonly<Record<string, string>> {
  return { 'aws-access-key-id': accessKeyId, 'aws-secret-access-key': secretAccessKey };
}

/** The variables that do. */
export function variablesOf({ accessKeyId, secretAccessKey }: EmulatedUser): Readonly<Record<string, string>> {
  return { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
}
