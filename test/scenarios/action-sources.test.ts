import { describe, expect } from 'vitest';
import {
  accountId,
  aws,
  chinaDeployer,
  deployer,
  deployersOwn,
  govDeployer,
  jobName,
  keysOf,
  machine,
  machinesOwn,
  target,
  targetSession,
  tokenRole,
  tokenSession,
  usual,
  variablesOf,
} from './action-account.ts';
import { frankfurt, playRows, type Row, sessionKeys } from './action-table.ts';
import { scenario } from './scenario.ts';
import type { Scene } from './scene.ts';

const noRole = { 'role-to-assume': '' };
const noToken = { ACTIONS_ID_TOKEN_REQUEST_URL: undefined, ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined };
const identity = (arn: string) => ({ 'aws-account-id': arn.split(':')[4], 'authenticated-arn': arn });
const assumedTarget = { requests: ['AssumeRole 200'], outputs: identity(targetSession) };
const machineSession = targetSession.replace('/target/', '/machines-own/');
const variables = { ...frankfurt, ...sessionKeys };

/** A request that says who signed it. */
function expectSignedBy(scene: Scene, accessKeyId: string): void {
  expect(scene.sent.at(-1)?.headers.authorization).toContain(`Credential=${accessKeyId}/`);
}

/** The keys of a session, which an earlier step got and the next one does not see. */
async function openSession(scene: Scene): Promise<Readonly<Record<string, string>>> {
  const { variables } = await scene.action(usual);
  expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
  for (const name of Object.keys(variables)) delete scene.env[name];
  return variables;
}

/** An endpoint on loopback, as ECS and EKS have it, with the session of `github-deploy`. */
async function serveContainer(scene: Scene): Promise<void> {
  const keys = await openSession(scene);
  const body = JSON.stringify({
    AccessKeyId: keys.AWS_ACCESS_KEY_ID,
    SecretAccessKey: keys.AWS_SECRET_ACCESS_KEY,
    Token: keys.AWS_SESSION_TOKEN,
    Expiration: new Date(Date.now() + 3_600_000).toISOString(),
  });
  scene.env.AWS_CONTAINER_CREDENTIALS_FULL_URI = `${scene.url}/container`;
  scene.interpose(({ target: path }) =>
    path === '/container' ? { status: 200, headers: { 'content-type': 'application/json' }, body } : undefined,
  );
}

const chainedRole = `arn:aws:iam::${accountId}:role/chained`;
const chainedSession = targetSession.replace('/target/', '/chained/');

const machineProfile = `[machine]\naws_access_key_id = ${machine.accessKeyId}\naws_secret_access_key = ${machine.secretAccessKey}\n`;

const hopProfiles = `[profile hop]
role_arn = ${target}
source_profile = keys
role_session_name = hop
duration_seconds = 1800
region = eu-west-1
[profile keys]
aws_access_key_id = ${deployer.accessKeyId}
aws_secret_access_key = ${deployer.secretAccessKey}
`;

describe('the job’s token', () => {
  playRows([
    {
      name: 'is what a role is assumed with, in two requests',
      variables,
      outputs: identity(tokenSession),
      masks: [expect.stringMatching(/^eyJ/), ...Object.values(sessionKeys)],
    },
    {
      name: 'is taken even where the machine has credentials',
      env: variablesOf(machine),
      secretsIn: [`private/${jobName}/receipts.json`],
      outputs: identity(tokenSession),
    },
    {
      name: 'is taken even where the machine has an identity of its own, and that is said',
      env: {
        AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
        AWS_ROLE_ARN: target,
      },
      outputs: identity(tokenSession),
      log: [/::notice::Ignoring AWS_WEB_IDENTITY_TOKEN_FILE/],
    },
    {
      name: 'needs no more of the environment than where to ask',
      env: Object.fromEntries(
        ['REPOSITORY', 'WORKFLOW', 'ACTION', 'ACTOR', 'SHA', 'RUN_ID', 'JOB'].map((name) => [
          `GITHUB_${name}`,
          undefined,
        ]),
      ),
      outputs: { 'aws-account-id': accountId, 'authenticated-arn': expect.stringContaining('/github-deploy/gha-') },
    },
    {
      name: 'is missed at once where the permission is, with the lines to add',
      env: noToken,
      error: 'token-permission-missing',
      log: ['id-token: write'],
    },
  ]);
});

describe('keys that are given', () => {
  playRows([
    {
      name: 'that nobody can have given are not sent, and not shown',
      inputs: { 'aws-access-key-id': '$AKIAFAKEODD', 'aws-secret-access-key': '$FakeSecretKeyOdd' },
      // A server of one's own may have given them.
      env: { AWS_ENDPOINT_URL_STS: undefined },
      requests: [],
      error: 'option-invalid',
      log: ['aws-access-key-id is not a valid access key ID.'],
      silence: ['AKIAFAKEODD', 'FakeSecretKeyOdd'],
    },
    {
      name: 'without a role are handed over when AWS has said whose they are',
      inputs: { ...noRole, ...keysOf(deployer) },
      requests: ['GetCallerIdentity 200'],
      variables: { ...frankfurt, ...variablesOf(deployer) },
      outputs: identity(deployer.arn),
      masks: [deployer.accessKeyId, deployer.secretAccessKey, deployer.accessKeyId, deployer.secretAccessKey],
      log: [`Proceeding with the credentials of ${deployer.arn}`],
    },
    {
      name: 'without a session token empty the one of earlier steps',
      inputs: { ...noRole, ...keysOf(deployer) },
      env: { AWS_SESSION_TOKEN: 'stale' },
      requests: ['GetCallerIdentity 200'],
      variables: { ...frankfurt, ...variablesOf(deployer), AWS_SESSION_TOKEN: '' },
    },
    {
      name: 'with a role assume it, in one request, whatever token the job has',
      inputs: { 'role-to-assume': target, ...keysOf(deployer) },
      ...assumedTarget,
      variables,
      after: (scene) => expectSignedBy(scene, deployer.accessKeyId),
    },
    {
      name: 'sign, and not those of the environment',
      inputs: { 'role-to-assume': deployersOwn, ...keysOf(deployer), 'output-env-credentials': 'false' },
      env: variablesOf(machine),
      requests: ['AssumeRole 200'],
      variables: {},
      after: (scene) => expectSignedBy(scene, deployer.accessKeyId),
    },
    {
      name: 'find a role by its name, in their own account',
      inputs: { 'role-to-assume': 'target', ...keysOf(deployer) },
      requests: ['GetCallerIdentity 200', 'AssumeRole 200'],
      outputs: identity(targetSession),
      sent: { RoleArn: target },
    },
    {
      name: 'find a role by its name in GovCloud',
      inputs: { 'role-to-assume': 'target', ...keysOf(govDeployer), 'aws-region': 'us-gov-west-1' },
      requests: ['GetCallerIdentity 200', 'AssumeRole 200'],
      sent: { RoleArn: target.replace('aws', 'aws-us-gov') },
    },
    {
      name: 'find a role by its name in China',
      inputs: { 'role-to-assume': 'target', ...keysOf(chinaDeployer), 'aws-region': 'cn-north-1' },
      requests: ['GetCallerIdentity 200', 'AssumeRole 200'],
      sent: { RoleArn: target.replace('aws', 'aws-cn') },
    },
    {
      name: 'need their secret',
      inputs: { ...noRole, 'aws-access-key-id': deployer.accessKeyId },
      error: 'option-conflict',
      log: ["'aws-secret-access-key' must be provided if 'aws-access-key-id' is provided"],
    },
    {
      name: 'that AWS does not know are refused once',
      inputs: { ...noRole, ...keysOf({ ...deployer, accessKeyId: 'AKIAFAKEUNKNOWN00001' }) },
      requests: ['GetCallerIdentity 403 InvalidClientTokenId'],
      error: 'credentials-invalid',
      log: ['Credentials could not be loaded, please check your action inputs'],
    },
    {
      name: 'with a wrong secret are refused once',
      inputs: { 'role-to-assume': target, ...keysOf({ ...deployer, secretAccessKey: 'FakeUserSecret/wrong' }) },
      requests: ['AssumeRole 403 SignatureDoesNotMatch'],
      error: 'credentials-invalid',
      log: ['Could not assume role with user credentials'],
    },
    {
      name: 'that may not assume the role are refused after two short retries',
      inputs: { 'role-to-assume': machinesOwn, ...keysOf(deployer) },
      requests: ['AssumeRole 403 AccessDenied', 'AssumeRole 403 AccessDenied', 'AssumeRole 403 AccessDenied'],
      error: 'sts-access-denied',
      log: [/Trying again in 0\.\d s \(at most 2 more attempts\)/, 'is not authorized to perform: sts:AssumeRole'],
    },
  ]);
});

describe('keys of a session that are given', () => {
  scenario(
    'assume a role with their session token',
    { ci: 'github', aws, secretsIn: ['step1/GITHUB_ENV', 'step2/GITHUB_ENV'] },
    async (scene) => {
      const keys = await openSession(scene);
      const step = await scene.action({
        'role-to-assume': chainedRole,
        'aws-region': 'eu-central-1',
        'aws-access-key-id': keys.AWS_ACCESS_KEY_ID ?? '',
        'aws-secret-access-key': keys.AWS_SECRET_ACCESS_KEY ?? '',
        'aws-session-token': keys.AWS_SESSION_TOKEN ?? '',
      });
      expect(step).toMatchObject({ exitCode: 0, outputs: identity(chainedSession) });
      expect(scene.requests()).toEqual(['AssumeRole 200']);
      expect(scene.sent.at(-1)?.headers['x-amz-security-token']).toBe(keys.AWS_SESSION_TOKEN);
    },
  );
});

describe('credentials that are there', () => {
  const chain = { 'role-to-assume': machinesOwn, 'role-chaining': 'true' };
  const chained: Partial<Row> = {
    requests: ['AssumeRole 200'],
    outputs: identity(machineSession),
    after: (scene) => expectSignedBy(scene, machine.accessKeyId),
  };
  const receipts = [`private/${jobName}/receipts.json`];
  playRows([
    {
      name: 'assume a role with role-chaining: variables, which the new ones replace',
      inputs: chain,
      env: variablesOf(machine),
      secretsIn: receipts,
      ...chained,
      variables,
    },
    {
      name: 'assume a role with role-chaining: the container’s',
      inputs: { 'role-to-assume': chainedRole, 'role-chaining': 'true' },
      before: serveContainer,
      secretsIn: ['step2/GITHUB_ENV'],
      requests: ['GET /container 200', 'AssumeRole 200'],
      outputs: identity(chainedSession),
    },
    {
      name: 'assume a role with role-chaining: a profile’s',
      inputs: chain,
      env: { AWS_PROFILE: 'machine' },
      files: { 'home/.aws/credentials': machineProfile },
      secretsIn: ['home/.aws/credentials'],
      ...chained,
    },
    {
      name: 'assume a role with role-chaining: a pod’s',
      inputs: { 'role-to-assume': chainedRole, 'role-chaining': 'true' },
      before: async (scene) => {
        scene.write('pod/token', await scene.token('github'));
        Object.assign(scene.env, { AWS_WEB_IDENTITY_TOKEN_FILE: scene.path('pod/token'), AWS_ROLE_ARN: tokenRole });
      },
      secretsIn: ['pod/token'],
      requests: ['exchange 200', 'AssumeRole 200'],
      outputs: identity(chainedSession),
    },
    {
      name: 'are handed over without a role: a profile’s, which leads to a role by another profile',
      inputs: noRole,
      env: { AWS_PROFILE: 'hop', AWS_REGION: 'us-east-2' },
      files: { 'home/.aws/config': hopProfiles },
      secretsIn: ['home/.aws/config'],
      requests: ['AssumeRole 200', 'GetCallerIdentity 200'],
      outputs: identity(targetSession.replace(/[^/]+$/, 'hop')),
      after: (scene) => {
        const [hop] = scene.sent;
        expect(hop?.headers.authorization).toMatch(/\/eu-west-1\/sts\//);
        expect(Object.fromEntries(new URLSearchParams(hop?.body))).toMatchObject({ DurationSeconds: '1800' });
      },
    },
    {
      name: 'chain on from the session of an earlier step',
      inputs: { 'role-to-assume': chainedRole, 'role-chaining': 'true' },
      before: async (scene) => void Object.assign(scene.env, await openSession(scene)),
      secretsIn: ['step2/GITHUB_ENV', ...receipts],
      requests: ['AssumeRole 200'],
      outputs: identity(chainedSession),
      after: (scene) => expect(scene.sent.at(-1)?.headers['x-amz-security-token']).toMatch(/^FakeSessionToken/),
    },
    {
      name: 'chain with force-skip-oidc as well',
      inputs: { ...chain, 'force-skip-oidc': 'true' },
      env: variablesOf(machine),
      secretsIn: receipts,
      ...chained,
    },
    {
      name: 'find a role by its name',
      inputs: { 'role-to-assume': 'target', 'role-chaining': 'true' },
      env: variablesOf(deployer),
      secretsIn: receipts,
      requests: ['GetCallerIdentity 200', 'AssumeRole 200'],
      outputs: identity(targetSession),
    },
    {
      name: 'assume a role where the job may have no token, as ever',
      inputs: { 'role-to-assume': machinesOwn },
      env: { ...noToken, ...variablesOf(machine) },
      secretsIn: receipts,
      ...chained,
    },
    {
      name: 'are handed over without a role: a container’s become variables',
      inputs: noRole,
      before: serveContainer,
      secretsIn: ['step2/GITHUB_ENV'],
      requests: ['GET /container 200', 'GetCallerIdentity 200'],
      variables,
      outputs: identity(tokenSession),
    },
    {
      name: 'are handed over with force-skip-oidc and without a role, to outputs, too',
      inputs: { ...noRole, 'force-skip-oidc': 'true', 'output-env-credentials': 'false', 'output-credentials': 'true' },
      env: variablesOf(machine),
      requests: ['GetCallerIdentity 200'],
      variables: {},
      outputs: {
        ...identity(machine.arn),
        'aws-access-key-id': machine.accessKeyId,
        'aws-secret-access-key': machine.secretAccessKey,
      },
    },
    {
      name: 'of a variable with a line end are not sent, either',
      inputs: chain,
      env: { ...variablesOf(machine), AWS_SESSION_TOKEN: 'FakeSessionTokenOdd\n' },
      requests: [],
      error: 'credentials-invalid',
      log: ['The session token contains a space, a line break or another character that no key has. Nothing was sent.'],
    },
    {
      name: 'are missed in one look, where there are none',
      inputs: chain,
      env: { AWS_EC2_METADATA_DISABLED: 'true' },
      error: 'credentials-missing',
      log: ['Credentials could not be loaded, please check your action inputs'],
    },
    {
      name: 'that answer nobody end with the budget',
      inputs: { ...chain, timeout: '2' },
      env: { AWS_PROFILE: 'silent' },
      files: { 'home/.aws/config': '[profile silent]\ncredential_process = sleep 30\n' },
      error: 'deadline-exceeded',
      log: ['credential_process'],
      seconds: 7,
    },
    {
      name: 'need a role to chain to',
      inputs: { ...noRole, 'role-chaining': 'true' },
      env: variablesOf(machine),
      error: 'role-missing',
    },
    {
      name: 'do not come with force-skip-oidc and a role: that needs to be said',
      inputs: { 'force-skip-oidc': 'true' },
      env: variablesOf(machine),
      error: 'option-conflict',
      log: [
        "If 'force-skip-oidc' is true and 'role-to-assume' is set, 'aws-access-key-id' or 'web-identity-token-file' must be set",
      ],
    },
    {
      name: 'and force-skip-oidc: keys assume the role, a job’s token is not asked for',
      inputs: { 'role-to-assume': target, ...keysOf(deployer), 'force-skip-oidc': 'true' },
      ...assumedTarget,
    },
  ]);
});

describe('use-existing-credentials', () => {
  const existing = { 'use-existing-credentials': 'true' };
  playRows([
    {
      name: 'keeps credentials that work, and sets the region and the identity besides',
      inputs: existing,
      env: variablesOf(machine),
      requests: ['GetCallerIdentity 200'],
      variables: frankfurt,
      outputs: identity(machine.arn),
      log: ['::notice::Pre-existing credentials are valid. No need to generate new ones.'],
    },
    {
      name: 'keeps them without a role, too',
      inputs: { ...existing, ...noRole },
      env: variablesOf(machine),
      requests: ['GetCallerIdentity 200'],
      variables: frankfurt,
    },
    {
      name: 'gets new ones where there are none',
      inputs: existing,
      env: { AWS_EC2_METADATA_DISABLED: 'true' },
      variables,
      log: ['::notice::No valid credentials exist. Running as normal.'],
    },
    {
      name: 'gets new ones where those that are there do not work (any more)',
      inputs: existing,
      env: { ...variablesOf(machine), AWS_SECRET_ACCESS_KEY: 'revoked' },
      requests: ['GetCallerIdentity 403 SignatureDoesNotMatch', 'token 200', 'exchange 200'],
      variables,
    },
    {
      name: 'does not keep those of an account that is not allowed',
      inputs: { ...existing, 'allowed-account-ids': accountId },
      env: variablesOf(machine),
      requests: ['GetCallerIdentity 200'],
      error: 'account-not-allowed',
    },
    {
      name: 'leaves the variables alone where they are not wanted',
      inputs: { ...existing, 'output-env-credentials': 'false' },
      env: variablesOf(machine),
      requests: ['GetCallerIdentity 200'],
      variables: {},
      outputs: identity(machine.arn),
    },
  ]);
});

describe('unset-current-credentials', () => {
  const unset = { 'unset-current-credentials': 'true' };
  const empty = {
    AWS_ACCESS_KEY_ID: '',
    AWS_SECRET_ACCESS_KEY: '',
    AWS_SESSION_TOKEN: '',
    AWS_REGION: '',
    AWS_DEFAULT_REGION: '',
  };
  const receipts = [`private/${jobName}/receipts.json`];
  const undone = [...receipts, 'step2/GITHUB_ENV'];
  const earlier = { ...variablesOf(machine), AWS_REGION: 'us-west-2' };
  playRows([
    {
      name: 'alone empties the five variables, sends nothing, and is undone at the end',
      inputs: { ...noRole, 'aws-region': '', ...unset },
      env: earlier,
      secretsIn: undone,
      requests: [],
      variables: empty,
      after: async (_scene, step) => {
        expect((await step.post()).variables).toEqual({ ...empty, ...earlier });
      },
    },
    {
      name: 'alone leaves the region that is given, whatever it was before',
      inputs: { ...noRole, 'aws-region': 'us-west-2', ...unset },
      env: earlier,
      secretsIn: receipts,
      requests: [],
      variables: { ...empty, AWS_REGION: 'us-west-2', AWS_DEFAULT_REGION: 'us-west-2' },
    },
    {
      name: 'comes before the new ones',
      inputs: unset,
      env: earlier,
      secretsIn: undone,
      variables,
      after: async (_scene, step) => {
        expect((await step.post()).variables).toEqual({ ...empty, ...earlier });
      },
    },
    {
      name: 'stays when the rest fails, and is undone at the end all the same',
      inputs: { ...unset, 'role-to-assume': `arn:aws:iam::${accountId}:role/refuses`, 'disable-retry': 'true' },
      env: earlier,
      secretsIn: undone,
      requests: ['token 200', 'exchange 403 AccessDenied'],
      error: 'sts-access-denied',
      variables: { ...empty, AWS_REGION: 'eu-central-1', AWS_DEFAULT_REGION: 'eu-central-1' },
      after: async (_scene, step) => {
        expect((await step.post()).variables).toEqual({ ...empty, ...earlier });
      },
    },
    {
      name: 'hides variables from the search for other credentials',
      inputs: { 'role-to-assume': deployersOwn, 'role-chaining': 'true', ...unset },
      env: { ...variablesOf(machine), AWS_PROFILE: 'deployer' },
      files: {
        'home/.aws/credentials': `[deployer]\naws_access_key_id = ${deployer.accessKeyId}\naws_secret_access_key = ${deployer.secretAccessKey}\n`,
      },
      secretsIn: [...receipts, 'home/.aws/credentials'],
      requests: ['AssumeRole 200'],
      after: (scene) => expectSignedBy(scene, deployer.accessKeyId),
    },
    {
      name: 'empties them for a profile, too: they would hide it',
      inputs: { ...unset, 'aws-profile': 'default' },
      env: earlier,
      secretsIn: [...receipts, 'home/.aws/credentials'],
      variables: { ...empty, AWS_REGION: 'eu-central-1', AWS_DEFAULT_REGION: 'eu-central-1' },
    },
    {
      name: 'does nothing to them before a mistake in the inputs is found',
      inputs: { ...unset, 'role-duration-seconds': '1h' },
      env: earlier,
      error: 'duration-invalid',
    },
  ]);
});
