import { statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from 'vitest';
import {
  accountId,
  aws,
  deployer,
  deployersOwn,
  jobName,
  keysOf,
  machine,
  machinesOwn,
  target,
  tokenRole,
  tokenSession,
  usual,
  variablesOf,
} from './action-account.ts';
import { frankfurt, playRows, type Row, sessionKeys } from './action-table.ts';
import { scenario } from './scenario.ts';

const receipts = `private/${jobName}/receipts.json`;
const profileFiles = ['home/.aws/credentials', receipts];
const identity = { 'aws-account-id': accountId, 'authenticated-arn': tokenSession };
const credentialOutputs = {
  'aws-access-key-id': sessionKeys.AWS_ACCESS_KEY_ID,
  'aws-secret-access-key': sessionKeys.AWS_SECRET_ACCESS_KEY,
  'aws-session-token': sessionKeys.AWS_SESSION_TOKEN,
  'aws-expiration': expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
};

describe('variables and outputs', () => {
  playRows([
    {
      name: 'are exported in the order that later steps may rely on',
      after: (scene) => {
        const names = scene.read('step1/GITHUB_ENV')?.match(/^\w+(?==)/gm);
        expect(names).toEqual([
          'AWS_DEFAULT_REGION',
          'AWS_REGION',
          'AWS_ACCESS_KEY_ID',
          'AWS_SECRET_ACCESS_KEY',
          'AWS_SESSION_TOKEN',
        ]);
      },
    },
    {
      name: 'AWS_PROFILE beside the keys is refused: the CDK would be that profile’s user',
      env: { AWS_PROFILE: 'machine' },
      error: 'environment-conflict',
      log: ['AWS_PROFILE', 'the CDK', 'aws-profile, with output-env-credentials: true'],
    },
    {
      name: 'output-env-credentials: false leaves the environment alone',
      inputs: { 'output-env-credentials': 'false' },
      variables: {},
      outputs: identity,
    },
    {
      name: 'output-credentials sets the credentials as outputs besides',
      inputs: { 'output-credentials': 'true' },
      variables: { ...frankfurt, ...sessionKeys },
      outputs: { ...identity, ...credentialOutputs },
    },
    {
      name: 'with keys that never expire there is not a valid session token and no expiry among the outputs',
      inputs: { ...keysOf(deployer), 'role-to-assume': '', 'output-credentials': 'true' },
      requests: ['GetCallerIdentity 200'],
      outputs: {
        'aws-account-id': accountId,
        'authenticated-arn': deployer.arn,
        'aws-access-key-id': deployer.accessKeyId,
        'aws-secret-access-key': deployer.secretAccessKey,
      },
    },
    {
      name: 'come after every check, and none when one fails',
      inputs: {
        ...keysOf(deployer),
        'role-to-assume': machinesOwn,
        'output-credentials': 'true',
        'disable-retry': 'true',
      },
      requests: ['AssumeRole 403 AccessDenied'],
      error: 'sts-access-denied',
      variables: {},
      outputs: {},
    },
  ]);
});

describe('masks', () => {
  const hidden = { 'mask-aws-account-id': 'true' };
  playRows([
    {
      name: 'keys that are given are masked before anything is sent',
      inputs: { ...keysOf(deployer), 'role-to-assume': target },
      requests: ['AssumeRole 200'],
      masks: [deployer.accessKeyId, deployer.secretAccessKey, ...Object.values(sessionKeys)],
    },
    {
      name: 'mask-aws-account-id masks the account without variables, too',
      inputs: { ...hidden, 'output-env-credentials': 'false' },
      variables: {},
      masks: [accountId, expect.stringMatching(/^eyJ/), ...Object.values(sessionKeys)],
      silence: [accountId],
    },
    {
      name: 'mask-aws-account-id keeps the account out of what AWS says',
      inputs: { ...hidden, ...keysOf(machine), 'role-to-assume': deployersOwn },
      requests: ['AssumeRole 403 AccessDenied', 'AssumeRole 403 AccessDenied', 'AssumeRole 403 AccessDenied'],
      error: 'sts-access-denied',
      log: ['User: arn:aws:iam::***:user/machine is not authorized'],
      silence: [accountId, '210987654321'],
    },
    {
      name: 'mask-aws-account-id keeps the account out of the guard’s refusal',
      inputs: { ...hidden, ...keysOf(machine), 'role-to-assume': '', 'allowed-account-ids': accountId },
      requests: ['GetCallerIdentity 200'],
      error: 'account-not-allowed',
      silence: [accountId, '210987654321'],
    },
    {
      name: 'mask-aws-account-id keeps the account out of what is wrong with the inputs',
      inputs: { ...hidden, 'aws-region': 'cn-north-1' },
      error: 'region-invalid',
      log: ['the role arn:aws:iam::***:role/github-deploy in aws'],
      silence: [accountId],
    },
    {
      name: 'mask-aws-account-id masks the account of credentials that are kept',
      inputs: { ...hidden, 'use-existing-credentials': 'true' },
      env: variablesOf(machine),
      requests: ['GetCallerIdentity 200'],
      variables: frankfurt,
      masks: [accountId, '210987654321'],
    },
  ]);
});

describe('profiles', () => {
  const profile = { 'aws-profile': 'dev' };
  const withProfile: Partial<Row> = { inputs: profile, variables: {}, secretsIn: profileFiles };
  const foreign = '[dev]\naws_access_key_id = AKIAOLD\naws_secret_access_key = old\n';
  playRows([
    {
      name: 'are written in place of variables, mode 0600, in a folder of mode 0700',
      ...withProfile,
      outputs: identity,
      after: (scene) => {
        const modes = ['', '/config', '/credentials'].map(
          (name) => statSync(scene.path(`home/.aws${name}`)).mode & 0o777,
        );
        expect(modes).toEqual([0o700, 0o600, 0o600]);
        expect(scene.read('home/.aws/config')).toMatch(/^\[profile dev\]\n#.*\nregion = eu-central-1\n$/);
      },
    },
    ...['a b', '[dev]', 'a/b', 'a\\b', '-\n-'].map(
      (name): Row => ({
        name: `cannot be named ${JSON.stringify(name)}`,
        inputs: { 'aws-profile': name },
        error: name.includes('\n') ? 'option-invalid' : 'profile-invalid',
      }),
    ),
    {
      name: 'that somebody else wrote are refused before anything is sent',
      inputs: profile,
      files: { 'home/.aws/credentials': foreign },
      error: 'profile-exists',
      log: ['overwrite-aws-profile'],
      after: (scene) => expect(scene.read('home/.aws/credentials')).toBe(foreign),
    },
    {
      name: 'that somebody else wrote are refused with static keys, too',
      inputs: { ...profile, ...keysOf(deployer), 'role-to-assume': '' },
      files: { 'home/.aws/credentials': foreign },
      error: 'profile-exists',
    },
    {
      name: 'that are overwritten keep what is not identity or region',
      inputs: { ...profile, 'overwrite-aws-profile': 'true' },
      files: { 'home/.aws/config': '[profile dev]\nregion = us-west-2\noutput = json\nrole_arn = x\n' },
      variables: {},
      secretsIn: profileFiles,
      after: async (scene, step) => {
        const text = scene.read('home/.aws/config') ?? '';
        expect(text).toContain('output = json');
        expect(text).toContain('region = eu-central-1');
        expect(text).not.toContain('role_arn');
        await step.post();
        expect(scene.read('home/.aws/config')).toBe('[profile dev]\nregion = us-west-2\noutput = json\nrole_arn = x\n');
      },
    },
    {
      name: 'that hold settings only are extended, and are as before after the job',
      inputs: profile,
      files: { 'home/.aws/config': '[profile dev]\nregion = us-west-2\noutput = json' },
      variables: {},
      secretsIn: profileFiles,
      after: async (scene, step) => {
        expect(scene.read('home/.aws/config')).toMatch(/\nregion = eu-central-1\noutput = json$/);
        await step.post();
        expect(scene.read('home/.aws/config')).toBe('[profile dev]\nregion = us-west-2\noutput = json');
      },
    },
    {
      name: 'in a file that the AWS CLI cannot read are refused, with the line',
      inputs: profile,
      files: { 'home/.aws/config': '[profile a]\nregion = x\n[profile a]\nregion = y\n' },
      error: 'profile-unreadable',
      log: ['.aws/config, line 3: the section [profile a] occurs twice.'],
    },
    {
      name: 'go into the files that the variables name',
      inputs: profile,
      env: { AWS_CONFIG_FILE: 'aws/config', AWS_SHARED_CREDENTIALS_FILE: 'aws/credentials' },
      variables: {},
      secretsIn: ['work/aws/credentials', receipts],
    },
    {
      name: 'are written through the links of people who manage their dot files',
      inputs: profile,
      before: (scene) => {
        scene.write('dotfiles/aws/config', '[default]\nregion = eu-west-1\n');
        symlinkSync('../dotfiles/aws', scene.path('home/.aws'));
      },
      variables: {},
      secretsIn: ['dotfiles/aws/credentials', receipts],
      after: (scene) =>
        expect(scene.read('dotfiles/aws/config')).toMatch(/^\[default\]\nregion = eu-west-1\n\n\[profile dev\]/),
    },
    {
      name: 'go with output-credentials',
      inputs: { ...profile, 'output-credentials': 'true' },
      variables: {},
      outputs: { ...identity, ...credentialOutputs },
      secretsIn: profileFiles,
    },
    {
      name: 'of static keys hold no session token',
      inputs: { ...profile, ...keysOf(deployer), 'role-to-assume': '' },
      requests: ['GetCallerIdentity 200'],
      variables: {},
      secretsIn: profileFiles,
      after: (scene) => {
        expect(scene.read('home/.aws/credentials')).toMatch(
          /^\[dev\]\n#.*\naws_access_key_id = AKIAFAKEDEPLOYER0001\naws_secret_access_key = .*\n$/,
        );
      },
    },
    {
      name: 'of keys with a role hold the role’s session only',
      inputs: { ...profile, ...keysOf(deployer), 'role-to-assume': target },
      requests: ['AssumeRole 200'],
      variables: {},
      secretsIn: profileFiles,
      after: (scene) => expect(scene.read('home/.aws/credentials')).not.toContain('AKIA'),
    },
    {
      name: 'come with variables where both are asked for, and without AWS_PROFILE',
      inputs: { ...profile, 'output-env-credentials': 'true' },
      variables: { ...frankfurt, ...sessionKeys },
      secretsIn: profileFiles,
    },
    {
      name: 'that keys in the environment would hide get a warning',
      ...withProfile,
      env: variablesOf(machine),
      log: [/::warning::AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set/],
    },
    {
      name: 'that a pod’s variables would hide are refused',
      inputs: { 'aws-profile': 'default' },
      env: { AWS_ROLE_ARN: target, AWS_WEB_IDENTITY_TOKEN_FILE: '/pod/token' },
      error: 'environment-conflict',
      log: ['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN', 'aws --profile NAME'],
    },
  ]);
});

describe('the post step', () => {
  const scene = { ci: 'github', aws };
  scenario(
    'takes back what two steps did, the last one first, with no secret in any state',
    {
      ...scene,
      secretsIn: ['step1/GITHUB_ENV', 'step2/GITHUB_ENV', 'step3/GITHUB_ENV', 'home/.aws/credentials', receipts],
    },
    async (job) => {
      const first = await job.action(usual);
      const second = await job.action({
        ...usual,
        'role-session-name': 'second',
        'aws-profile': 'second',
        'output-env-credentials': 'true',
      });
      expect(second.variables).toHaveProperty('AWS_ACCESS_KEY_ID');
      expect([first, second].map(({ state }) => Object.keys(state))).toEqual([['receipts'], ['receipts']]);
      expect((await second.post()).variables).toEqual(first.variables);
      expect(job.read('home/.aws/credentials')).toBeUndefined();
      const empty = Object.fromEntries(Object.keys(first.variables).map((name) => [name, '']));
      expect((await first.post()).variables).toEqual(empty);
      job.requests();
    },
  );

  scenario(
    'come with AWS_PROFILE where it is set to something else, which is put back',
    { ...scene, env: { AWS_PROFILE: 'machine' }, secretsIn: ['step1/GITHUB_ENV', 'home/.aws/credentials', receipts] },
    async (job) => {
      const step = await job.action({ ...usual, 'aws-profile': 'dev', 'output-env-credentials': 'true' });
      expect(step.variables).toMatchObject({ AWS_PROFILE: 'dev', AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA/) });
      expect((await step.post()).variables).toMatchObject({ AWS_PROFILE: 'machine', AWS_ACCESS_KEY_ID: '' });
      job.requests();
    },
  );

  scenario(
    'what old tools left beside the keys is emptied, and put back',
    {
      ...scene,
      env: { AWS_SECURITY_TOKEN: 'FakeOfYesterday', AWS_CREDENTIAL_EXPIRATION: '2020-01-01T00:00:00Z' },
      secretsIn: ['step1/GITHUB_ENV'],
    },
    async (job) => {
      const step = await job.action(usual);
      expect(step.variables).toMatchObject({ AWS_SECURITY_TOKEN: '', AWS_CREDENTIAL_EXPIRATION: '' });
      expect((await step.post()).variables).toMatchObject({
        AWS_SECURITY_TOKEN: 'FakeOfYesterday',
        AWS_CREDENTIAL_EXPIRATION: '2020-01-01T00:00:00Z',
      });
      job.requests();
    },
  );

  scenario('finds nothing to do after a main step that failed', scene, async (job) => {
    const step = await job.action({ ...usual, 'role-to-assume': 'no-arn' });
    expect(step).toMatchObject({ exitCode: 1, state: {} });
    expect(await step.post()).toMatchObject({ exitCode: 0, variables: {}, changed: [], log: ['Nothing to clean up.'] });
  });

  scenario(
    'does nothing with AWS_SKIP_CLEANUP_STEP, where a runner starts it all the same',
    { ...scene, env: { AWS_SKIP_CLEANUP_STEP: 'true' }, secretsIn: ['step1/GITHUB_ENV'] },
    async (job) => {
      const step = await job.action(usual);
      expect(await step.post()).toMatchObject({ exitCode: 0, variables: {}, changed: [] });
      job.requests();
    },
  );

  scenario(
    'warns, and does not fail, where the receipts are gone',
    { ...scene, env: { AWS_SECURITY_TOKEN: 'fake-older-token' }, secretsIn: ['step1/GITHUB_ENV'] },
    async (job) => {
      const step = await job.action(usual);
      const folder = path.dirname(step.state.receipts ?? '');
      const post = await job.bash(`rm -rf '${folder}'`).then(() => step.post());
      expect(post).toMatchObject({ exitCode: 0, log: ['Nothing to clean up.'] });
      expect(post.variables).toEqual({});
      job.requests();
    },
  );

  scenario(
    'leaves a profile alone that somebody has changed since',
    { ...scene, secretsIn: ['home/.aws/credentials', receipts] },
    async (job) => {
      const step = await job.action({ ...usual, 'aws-profile': 'dev' });
      const changed = '[dev]\naws_access_key_id = AKIAMINE\n';
      job.write('home/.aws/credentials', changed);
      expect(await step.post()).toMatchObject({ exitCode: 0 });
      expect(job.read('home/.aws/credentials')).toBe(changed);
      expect(job.read('home/.aws/config')).toBeUndefined();
      job.requests();
    },
  );
});

describe('what is said', () => {
  playRows([
    {
      name: 'an error is an annotation, with its code as the title and what to do',
      inputs: { 'role-to-assume': 'deploy' },
      error: 'role-invalid',
      log: [/^::error title=role-invalid::role-to-assume is not the ARN of a role: "deploy"\.%0A/m],
      silence: ['at '],
    },
    {
      name: 'SHOW_STACK_TRACE shows where it came from',
      inputs: { 'role-to-assume': 'deploy' },
      env: { SHOW_STACK_TRACE: 'true' },
      error: 'role-invalid',
      log: [/^HelperError: role-to-assume is not/m, /^ {4}at parseRole/m],
    },
    {
      name: 'the user agent names the program, the action and the run',
      env: { GITHUB_ACTION_REPOSITORY: 'octo-org/creds', GITHUB_RUN_ATTEMPT: '3' },
      variables: { ...frankfurt, ...sessionKeys },
      outputs: { ...identity, 'authenticated-arn': tokenSession.replace('-1-deploy', '-3-deploy') },
      after: (scene) => {
        expect(new Set(scene.sent.map(({ headers }) => headers['user-agent']))).toEqual(
          new Set([
            'ci-aws-credentials configure-aws-credentials-for-github-actions md/action#octo-org-creds md/run_id#9876543210 md/attempt#3',
          ]),
        );
      },
    },
    {
      name: 'a summary has all that is not secret',
      inputs: { summary: 'true' },
      after: (scene) => {
        const text = scene.plain(scene.read('step1/GITHUB_STEP_SUMMARY'));
        expect(text).toBe(
          [
            '### AWS credentials',
            '',
            '| | |',
            '| --- | --- |',
            `| Role | \`${tokenRole}\` |`,
            `| Account | \`${accountId}\` |`,
            `| Session name | \`${jobName}\` |`,
            '| Region | `eu-central-1` |',
            '| Obtained with | `the token endpoint` |',
            '| Expires | `<time>` |',
            '',
            '',
          ].join('\n'),
        );
      },
    },
    {
      name: 'a summary keeps the account where it is to be masked',
      inputs: { summary: 'true', 'mask-aws-account-id': 'true' },
      after: (scene) => expect(scene.read('step1/GITHUB_STEP_SUMMARY')).not.toContain(accountId),
    },
  ]);
});

describe('special-characters-workaround', () => {
  const plain = { 'special-characters-workaround': 'true' };
  const answer = (secret: string): string =>
    `<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIAFAKE0</AccessKeyId><SecretAccessKey>${secret}</SecretAccessKey><SessionToken>FakeSessionToken</SessionToken><Expiration>2126-01-01T00:00:00Z</Expiration></Credentials><AssumedRoleUser><Arn>${tokenSession}</Arn><AssumedRoleId>AROAFAKE:x</AssumedRoleId></AssumedRoleUser></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`;
  const answering =
    (secrets: readonly string[]): NonNullable<Row['before']> =>
    (scene) => {
      let asked = 0;
      scene.interpose(({ method }) =>
        method === 'POST' ? { status: 200, body: answer(secrets[asked++] ?? secrets.at(-1) ?? '') } : undefined,
      );
    };
  const twice = (count: number): readonly string[] =>
    Array.from({ length: count }, () => ['token 200', 'exchange 200']).flat();
  playRows([
    {
      name: 'asks again until the secret is letters and digits, and says so',
      inputs: plain,
      before: answering(['FakeSecretKey/a', 'FakeSecretKey+b', 'FakeSecretKeyc']),
      requests: twice(3),
      variables: {
        ...frankfurt,
        ...sessionKeys,
        AWS_ACCESS_KEY_ID: 'ASIAFAKE0',
        AWS_SECRET_ACCESS_KEY: 'FakeSecretKeyc',
      },
      log: ['(2 of 10)', '(3 of 10)'],
      silence: ['(4 of 10)'],
    },
  ]);
});
