import { describe, expect } from 'vitest';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { accountId, trusting } from './account.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';
import type { ActionStep, Scene } from './scene.ts';

const role = 'arn:aws:iam::123456789012:role/github-deploy';
const session = 'arn:aws:sts::123456789012:assumed-role/github-deploy';
const jobName = 'gha-9876543210-1-deploy';
const receipts = `private/${jobName}/receipts.json`;
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

/** Files of people who use other line ends, comments, and no line end at the last line. */
const existingConfig =
  '; mine\r\n[default]\r\nregion=us-west-2 \r\n\r\n[profile  a b]\r\ns3 =\r\n  addressing_style = path';
const existingCredentials =
  '[legacy]\naws_access_key_id = AKIAOLD\naws_secret_access_key = old\n# by hand\ncolour = red';

/** On the plain path there is a token and an exchange, and nothing else. */
function expectSuccess(scene: Scene, step: ActionStep): void {
  expect(step).toMatchObject({ exitCode: 0, error: undefined });
  expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
}

describe('the action on GitHub', () => {
  scenarioOnEveryNode(
    'exports variables and outputs, and its post step takes the variables back',
    { ci: 'github', secretsIn: ['step1/GITHUB_ENV'] },
    async (scene) => {
      const main = await scene.action(inputs);
      expectSuccess(scene, main);
      expect(main.variables).toEqual({ ...regions, ...keys });
      expect(main.outputs).toEqual({ 'aws-account-id': '123456789012', 'authenticated-arn': `${session}/${jobName}` });
      // Nothing was there that is secret, so the state has it all, and nothing else is left on the machine.
      expect(main.changed).toEqual(['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_STATE'].map((name) => `step1/${name}`));
      expect(JSON.parse(main.state.receipts ?? '')).toEqual([{ kind: 'github-env', open: true, before: emptied }]);
      expect(main.masks).toEqual([expect.stringMatching(/^eyJ/), ...Object.values(keys)]);
      expect(main.log).toEqual([
        'Taken from the environment: sts-endpoint (AWS_ENDPOINT_URL_STS).',
        `Assumed ${role} as ${jobName} in eu-central-1, with the token from the token endpoint.`,
        `Authenticated as assumedRoleId <role id>:${jobName}, until <time> (60 min).`,
      ]);

      const post = await main.post();
      expect(post).toMatchObject({ exitCode: 0, variables: emptied, outputs: {}, log: ['Cleaned up: 1 item.'] });
    },
  );

  scenario(
    'says once, for whoever debugs, that a tag can be moved',
    {
      ci: 'github',
      env: { GITHUB_ACTION_REF: 'v1', GITHUB_ACTION_REPOSITORY: 'octo-org/aws' },
      secretsIn: ['step1/GITHUB_ENV'],
    },
    async (scene) => {
      const main = await scene.action(inputs);
      expectSuccess(scene, main);
      const debug = (text: string): readonly string[] =>
        text.split('\n').filter((line) => line.startsWith('::debug::'));
      expect(debug(main.stdout)).toEqual([expect.stringContaining('uses: octo-org/aws@SHA # v1')]);
      expect(debug((await main.post()).stdout)).toEqual([]);
    },
  );

  scenario(
    'puts back what an earlier step had set',
    {
      ci: 'github',
      env: {
        AWS_ACCESS_KEY_ID: 'AKIAOTHER',
        AWS_SECRET_ACCESS_KEY: "an older 'secret' = 100%",
        AWS_REGION: 'us-west-2',
      },
      secretsIn: ['step1/GITHUB_ENV'],
    },
    async (scene) => {
      const main = await scene.action(inputs);
      expectSuccess(scene, main);
      expect(main.variables).toEqual({ ...regions, ...keys });
      expect(main.changed).toContain(receipts);
      expect(Object.values(main.state)).toEqual([expect.stringMatching(/\/receipts-\d+-\w+\.json$/)]);
      expect((await main.post()).variables).toEqual({
        AWS_DEFAULT_REGION: '',
        AWS_REGION: 'us-west-2',
        AWS_ACCESS_KEY_ID: 'AKIAOTHER',
        AWS_SECRET_ACCESS_KEY: "an older 'secret' = 100%",
        AWS_SESSION_TOKEN: '',
      });
    },
  );

  scenario(
    'nests: a second instance ends and the first one’s variables are there again',
    { ci: 'github', secretsIn: ['step1/GITHUB_ENV', 'step2/GITHUB_ENV', 'step3/GITHUB_ENV', receipts] },
    async (scene) => {
      const outer = await scene.action(inputs);
      expectSuccess(scene, outer);
      const inner = await scene.action({ ...inputs, 'aws-region': 'eu-west-1', 'role-session-name': 'inner' });
      expectSuccess(scene, inner);
      expect(inner.outputs['authenticated-arn']).toBe(`${session}/inner`);
      expect(inner.variables.AWS_ACCESS_KEY_ID).not.toBe(outer.variables.AWS_ACCESS_KEY_ID);
      expect((await inner.post()).variables).toEqual(outer.variables);
      expect((await outer.post()).variables).toEqual(emptied);
      expect(scene.secretPlaces()).toEqual(['step1/GITHUB_ENV', 'step2/GITHUB_ENV', 'step3/GITHUB_ENV']);
    },
  );

  scenarioOnEveryNode(
    'writes a profile where one is named, and the post step leaves both files byte for byte as they were',
    {
      ci: 'github',
      files: { 'home/.aws/config': existingConfig, 'home/.aws/credentials': existingCredentials },
      secretsIn: ['home/.aws/credentials', receipts],
    },
    async (scene) => {
      const main = await scene.action({ ...inputs, 'aws-profile': 'deploy' });
      expectSuccess(scene, main);
      expect(main.variables).toEqual({});
      expect(main.outputs).toHaveProperty('aws-account-id', '123456789012');
      expect(main.log.at(-1)).toBe('Wrote the profile deploy. Use it with AWS_PROFILE=deploy, or --profile deploy.');
      expect(scene.read('home/.aws/config')?.slice(0, existingConfig.length)).toBe(existingConfig);
      expect(scene.plain(scene.read('home/.aws/config')).slice(existingConfig.length)).toBe(
        `\r\n\r\n[profile deploy]\r\n# managed by ci-aws-credentials; job ${jobName}; until <time>\r\nregion = eu-central-1`,
      );
      expect((await scene.cli('whoami', '--aws-profile', 'deploy')).stdout).toBe(`${session}/${jobName}\n`);
      expect(scene.requests()).toEqual(['GetCallerIdentity 200']);

      const post = await main.post();
      expect(post).toMatchObject({ exitCode: 0, variables: {} });
      expect(scene.read('home/.aws/config')).toBe(existingConfig);
      expect(scene.read('home/.aws/credentials')).toBe(existingCredentials);
      expect(scene.secretPlaces()).toEqual([]);
    },
  );

  scenario(
    'writes a profile into files that were not there, and the post step removes them',
    { ci: 'github', secretsIn: ['home/.aws/credentials', receipts] },
    async (scene) => {
      const main = await scene.action({ ...inputs, 'aws-profile': 'deploy' });
      expectSuccess(scene, main);
      expect(scene.read('home/.aws/credentials')).toMatch(
        /^\[deploy\]\n# managed by .*\naws_access_key_id = ASIAFAKE\w+\naws_secret_access_key = FakeSecretKey.*\naws_session_token = FakeSessionToken.*\n$/,
      );
      await main.post();
      expect(scene.read('home/.aws/config')).toBeUndefined();
      expect(scene.read('home/.aws/credentials')).toBeUndefined();
    },
  );

  scenario(
    'overwrites a foreign profile only when told to, and puts it back',
    {
      ci: 'github',
      files: { 'home/.aws/credentials': existingCredentials },
      secretsIn: ['home/.aws/credentials', receipts],
    },
    async (scene) => {
      const refused = await scene.action({ ...inputs, 'aws-profile': 'legacy' });
      expect(refused).toMatchObject({ exitCode: 1, error: 'profile-exists', changed: [] });

      const main = await scene.action({ ...inputs, 'aws-profile': 'legacy', 'overwrite-aws-profile': 'true' });
      expectSuccess(scene, main);
      expect(scene.read('home/.aws/credentials')).not.toContain('AKIAOLD');
      await main.post();
      expect(scene.read('home/.aws/credentials')).toBe(existingCredentials);
      expect(scene.read('home/.aws/config')).toBeUndefined();
    },
  );

  scenario(
    'hands over both ways with output-env-credentials, which need no AWS_PROFILE',
    { ci: 'github', secretsIn: ['step1/GITHUB_ENV', 'home/.aws/credentials', receipts] },
    async (scene) => {
      const main = await scene.action({ ...inputs, 'aws-profile': 'deploy', 'output-env-credentials': 'true' });
      expectSuccess(scene, main);
      expect(main.variables).toEqual({ ...regions, ...keys });
      expect((await main.post()).variables).toEqual(emptied);
      expect(scene.secretPlaces()).toEqual(['step1/GITHUB_ENV']);
    },
  );

  scenario('hands over nothing with export: none', { ci: 'github' }, async (scene) => {
    const main = await scene.action({ ...inputs, export: 'none' });
    expectSuccess(scene, main);
    expect(main).toMatchObject({ variables: {}, outputs: {}, state: {}, changed: [] });
    expect(main.masks).toHaveLength(4);
    expect((await main.post()).log).toEqual(['Nothing to clean up.']);
  });

  scenario(
    'sets the credentials as outputs with output-credentials',
    { ci: 'github', secretsIn: ['step1/GITHUB_OUTPUT'] },
    async (scene) => {
      const main = await scene.action({ ...inputs, 'output-credentials': 'true', 'output-env-credentials': 'false' });
      expectSuccess(scene, main);
      expect(main).toMatchObject({ variables: {}, state: {}, changed: ['step1/GITHUB_OUTPUT'] });
      expect(main.outputs).toEqual({
        'aws-account-id': '123456789012',
        'authenticated-arn': `${session}/${jobName}`,
        'aws-access-key-id': keys.AWS_ACCESS_KEY_ID,
        'aws-secret-access-key': keys.AWS_SECRET_ACCESS_KEY,
        'aws-session-token': keys.AWS_SESSION_TOKEN,
        'aws-expiration': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
      });
    },
  );

  scenario(
    'masks the account before it says anything of it, with mask-aws-account-id',
    { ci: 'github', secretsIn: ['step1/GITHUB_ENV'] },
    async (scene) => {
      const main = await scene.action({ ...inputs, 'mask-aws-account-id': 'true' });
      expectSuccess(scene, main);
      expect(main.masks[0]).toBe('123456789012');
      expect(main.log.join('\n')).not.toContain('123456789012');
      expect(main.log).toContain(
        `Assumed arn:aws:iam::***:role/github-deploy as ${jobName} in eu-central-1, with the token from the token endpoint.`,
      );
    },
  );

  scenario(
    'assumes the role for as long as it is asked to, with the policies that it is given',
    {
      ci: 'github',
      aws: { roles: defaultConfig().roles.map((known) => ({ ...known, maxSessionDuration: 43_200 })) },
      secretsIn: ['step1/GITHUB_ENV'],
    },
    async (scene) => {
      const policy = '{\n  "Version": "2012-10-17",\n  "Statement": []\n}\n';
      const main = await scene.action({
        ...inputs,
        'role-duration-seconds': '7200',
        'inline-session-policy': policy,
        'managed-session-policies': 'arn:aws:iam::aws:policy/ReadOnlyAccess\narn:aws:iam::123456789012:policy/own\n',
      });
      expectSuccess(scene, main);
      expect(main.log.at(-1)).toContain('(120 min)');
      expect(Object.fromEntries(new URLSearchParams(scene.sent.at(-1)?.body))).toEqual({
        Action: 'AssumeRoleWithWebIdentity',
        Version: '2011-06-15',
        RoleArn: role,
        RoleSessionName: jobName,
        WebIdentityToken: main.masks[0],
        DurationSeconds: '7200',
        // The toolkit trims what it is given.
        Policy: policy.trim(),
        'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        'PolicyArns.member.2.arn': 'arn:aws:iam::123456789012:policy/own',
      });
    },
  );

  scenario(
    'takes a token that a step has put into a file',
    { ci: 'github', secretsIn: ['work/token', 'step1/GITHUB_ENV'] },
    async (scene) => {
      scene.write('work/token', await scene.token('github'));
      const main = await scene.action({ ...inputs, 'web-identity-token-file': 'token' });
      expect(main.exitCode).toBe(0);
      expect(scene.requests()).toEqual(['exchange 200']);
      expect(main.masks).toHaveLength(4);
    },
  );
});

describe('the action elsewhere', () => {
  scenario(
    'asks a server of one’s own at the path that it gives, with the audience that is wanted',
    {
      ci: 'github',
      aws: {
        providers: [{ url: 'https://github.example.com/_services/token', clientIds: ['my-aud'], accountId }],
        roles: [
          trusting(role, {
            Effect: 'Allow',
            Principal: {
              Federated: 'arn:aws:iam::123456789012:oidc-provider/github.example.com/_services/token',
            },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringEquals: { 'github.example.com/_services/token:aud': 'my-aud' } },
          }),
        ],
      },
      secretsIn: ['step1/GITHUB_ENV'],
    },
    async (scene) => {
      const value = await scene.token('github', {
        audience: 'my-aud',
        claims: { iss: 'https://github.example.com/_services/token' },
      });
      scene.interpose(({ target }) =>
        target === '/_services/pipelines/a1/idtoken?audience=my-aud'
          ? { status: 200, body: JSON.stringify({ value }) }
          : undefined,
      );
      scene.env.GITHUB_SERVER_URL = 'https://github.example.com';
      scene.env.ACTIONS_ID_TOKEN_REQUEST_URL = `${scene.url}/_services/pipelines/a1/idtoken`;
      expectSuccess(scene, await scene.action({ ...inputs, audience: 'my-aud' }));
    },
  );

  scenarioOnEveryNode('works on Forgejo', { ci: 'forgejo', secretsIn: ['step1/GITHUB_ENV'] }, async (scene) => {
    const main = await scene.action({ ...inputs, 'role-to-assume': 'arn:aws:iam::123456789012:role/forgejo-deploy' });
    expectSuccess(scene, main);
    expect(main.variables).toEqual({ ...regions, ...keys });
    expect((await main.post()).variables).toEqual(emptied);
  });

  scenario(
    'takes the region of the role’s partition where none is given, and says so',
    { ci: 'github', secretsIn: ['step1/GITHUB_ENV'] },
    async (scene) => {
      const main = await scene.action({ 'role-to-assume': role });
      expectSuccess(scene, main);
      expect(main.variables).toMatchObject({ AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-east-1' });
      expect(main.log).toContain('::notice::No region is set; using us-east-1 (partition aws).');
    },
  );
});

describe('the command line in a step of a GitHub job', () => {
  scenarioOnEveryNode(
    'does what the action does; a last step cleans up',
    { ci: 'github', secretsIn: ['step1/GITHUB_ENV'] },
    async (scene) => {
      const step = await scene.bash(`npx ci-aws-credentials@1 --role-to-assume ${role} --aws-region eu-central-1`);
      expect(step).toMatchObject({ exitCode: 0, stdout: '', variables: { ...regions, ...keys } });
      expect(step.masks).toEqual([expect.stringMatching(/^eyJ/), ...Object.values(keys)]);
      expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
      expect((await scene.bash('npx ci-aws-credentials whoami')).stdout).toBe(`${session}/${jobName}\n`);
      expect(scene.requests()).toEqual(['GetCallerIdentity 200']);
      expect(await scene.cli('cleanup')).toMatchObject({
        variables: emptied,
        log: ['Cleaned up: 1 item from this job.'],
      });
      expect(await scene.cli('cleanup')).toMatchObject({ variables: {}, log: ['Nothing to clean up.'] });
    },
  );

  scenario('sets the variables of one step only with eval', { ci: 'github' }, async (scene) => {
    const step = await scene.bash(
      `eval "$(npx ci-aws-credentials env --role-to-assume ${role} --aws-region eu-central-1)"
       npx ci-aws-credentials whoami`,
    );
    expect(step).toMatchObject({ exitCode: 0, stdout: `${session}/${jobName}\n`, variables: {}, changed: [] });
    expect(step.masks).toHaveLength(4);
    expect(scene.requests()).toEqual(['token 200', 'exchange 200', 'GetCallerIdentity 200']);
  });
});
