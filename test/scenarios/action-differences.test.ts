import { describe, expect } from 'vitest';
import { accountId, deployer, jobName, keysOf, machine, target, tokenSession, variablesOf } from './action-account.ts';
import { frankfurt, playRows, sessionKeys } from './action-table.ts';

const receipts = `private/${jobName}/receipts.json`;
const profileFiles = ['home/.aws/credentials', receipts];
const identity = { 'aws-account-id': accountId, 'authenticated-arn': tokenSession };

describe('where configure-aws-credentials surprises', () => {
  playRows([
    {
      name: 'use-existing-credentials: false is off',
      inputs: { 'use-existing-credentials': 'false' },
      env: variablesOf(machine),
      secretsIn: [receipts],
      variables: { ...frankfurt, ...sessionKeys },
      outputs: identity,
    },
    {
      name: 'an empty item in allowed-account-ids does not open the door',
      inputs: { 'allowed-account-ids': ',999999999999' },
      error: 'account-not-allowed',
    },
    {
      name: 'nothing is exported before the account is known to be allowed',
      inputs: {
        ...keysOf(deployer),
        'role-to-assume': '',
        'allowed-account-ids': '999999999999',
        'output-credentials': 'true',
      },
      requests: ['GetCallerIdentity 200'],
      error: 'account-not-allowed',
      variables: {},
      outputs: {},
    },
    {
      name: 'keys assume the role without variables, too, and where the machine has no credentials',
      inputs: {
        ...keysOf(deployer),
        'role-to-assume': target,
        'output-env-credentials': 'false',
        'output-credentials': 'true',
      },
      requests: ['AssumeRole 200'],
      variables: {},
      outputs: {
        'aws-account-id': accountId,
        'authenticated-arn': expect.stringContaining('/target/'),
        'aws-access-key-id': sessionKeys.AWS_ACCESS_KEY_ID,
        'aws-secret-access-key': sessionKeys.AWS_SECRET_ACCESS_KEY,
        'aws-session-token': sessionKeys.AWS_SESSION_TOKEN,
        // As it is, not as JSON.
        'aws-expiration': expect.stringMatching(/^\d{4}-[\dT:.-]+Z$/),
      },
    },
    {
      name: 'a comment behind a header, nested settings and blanks stay as they are',
      inputs: { 'aws-profile': 'ci' },
      files: {
        'home/.aws/config':
          '# top\n\n[profile prod]\nregion=eu-west-1\n\n[profile dev] ; note\ns3 =\n  max_concurrent_requests = 20\n',
        'home/.aws/credentials': '[prod]\naws_access_key_id = AKIAPROD\n\n[dev] ; note\naws_access_key_id = AKIADEV\n',
      },
      variables: {},
      secretsIn: profileFiles,
      after: async (scene, step) => {
        expect(scene.read('home/.aws/credentials')).toMatch(
          /^\[prod\]\naws_access_key_id = AKIAPROD\n\n\[dev\] ; note\naws_access_key_id = AKIADEV\n\n\[ci\]\n/,
        );
        expect(scene.read('home/.aws/config')).toContain(
          '[profile dev] ; note\ns3 =\n  max_concurrent_requests = 20\n',
        );
        await step.post();
        expect(scene.read('home/.aws/credentials')).toBe(
          '[prod]\naws_access_key_id = AKIAPROD\n\n[dev] ; note\naws_access_key_id = AKIADEV\n',
        );
      },
    },
    {
      name: 'a profile that is in the way in one file leaves no credentials in the other',
      inputs: { 'aws-profile': 'ci' },
      files: { 'home/.aws/config': '[profile ci]\nregion = us-west-2\nrole_arn = arn:aws:iam::1:role/x\n' },
      error: 'profile-exists',
      after: (scene, step) => {
        expect(scene.read('home/.aws/credentials')).toBeUndefined();
        expect(step.changed).toEqual([]);
      },
    },
    ...['constructor', 'toString', 'hasOwnProperty'].map((name) => ({
      name: `a profile may be named ${name}`,
      inputs: { 'aws-profile': name },
      files: { 'home/.aws/config': '[default]\nregion = us-west-2\n' },
      variables: {},
      secretsIn: profileFiles,
    })),
    {
      name: 'a profile that the job wrote before is replaced without being told to',
      inputs: { 'aws-profile': 'ci' },
      before: async (scene) => {
        await scene.action({
          'role-to-assume': target,
          'aws-region': 'eu-west-1',
          'aws-profile': 'ci',
          ...keysOf(deployer),
        });
        expect(scene.requests()).toEqual(['AssumeRole 200']);
      },
      variables: {},
      secretsIn: profileFiles,
      after: (scene) =>
        expect(scene.read('home/.aws/config')?.match(/region = .*/g)).toEqual(['region = eu-central-1']),
    },
    {
      name: 'role-chaining with force-skip-oidc needs no keys',
      inputs: { 'role-to-assume': target, 'role-chaining': 'true', 'force-skip-oidc': 'true' },
      env: variablesOf(machine),
      secretsIn: [receipts],
      requests: ['AssumeRole 200'],
    },
    {
      name: 'one request for keys with a role, none to ask who they are',
      inputs: { ...keysOf(deployer), 'role-to-assume': target },
      requests: ['AssumeRole 200'],
    },
  ]);
});
