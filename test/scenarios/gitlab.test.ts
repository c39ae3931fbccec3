import { describe, expect } from 'vitest';
import { accountId, rolesWith } from './account.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';
import type { Scene } from './scene.ts';

const role = 'arn:aws:iam::123456789012:role/gitlab-deploy';
const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1'];
const session = 'arn:aws:sts::123456789012:assumed-role/gitlab-deploy/gitlab-20-302';
const job = 'private/gitlab-20-302';
const tokenFile = `${job}/token-default`;
const webIdentityProfile = [
  `role_arn = ${role}`,
  'web_identity_token_file = <folder>/home/.aws/ci-aws-credentials-<user>/gitlab-20-302/token-default',
  'role_session_name = gitlab-20-302',
  'region = eu-central-1',
  '',
].join('\n');
const mark = '# managed by ci-aws-credentials; job gitlab-20-302; until <time>\n';

/** An account that takes the tokens of gitlab.com with the server itself as audience. */
const anyAudience = {
  providers: [{ url: 'https://gitlab.com', clientIds: ['https://gitlab.com'], accountId }],
  roles: rolesWith({ conditions: [] }),
};

/** What an AWS tool of the same job is. */
async function whoami(scene: Scene): Promise<string> {
  return (await scene.cli('whoami')).stdout.trim();
}

describe('the command line on GitLab', () => {
  scenarioOnEveryNode(
    'writes the default profile, from which the AWS tools renew by themselves',
    { ci: 'gitlab', secretsIn: [tokenFile] },
    async (scene) => {
      const step = await scene.cli(...asked);
      expect(step).toMatchObject({
        exitCode: 0,
        stdout: '',
        log: [
          'Taken from the environment: sts-endpoint (AWS_ENDPOINT_URL_STS).',
          `Assumed ${role} as gitlab-20-302 in eu-central-1, with the token from the variable AWS_ID_TOKEN.`,
          'Authenticated as assumedRoleId <role id>:gitlab-20-302, until <time> (60 min).',
          'Wrote the profile default.',
          "AWS tools can renew the credentials until the job's only token expires at <time>.",
        ],
        changed: ['home/.aws/', 'home/.aws/config', 'private/', `${job}/`, `${job}/receipts.json`, tokenFile],
      });
      expect(scene.requests()).toEqual(['exchange 200']);
      expect(scene.plain(scene.read('home/.aws/config'))).toBe(`[default]\n${mark}${webIdentityProfile}`);
      expect(await whoami(scene)).toBe(session);
      expect(scene.requests()).toEqual(['exchange 200', 'GetCallerIdentity 200']);
    },
  );

  scenario(
    'writes to the files that AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name, a tilde included',
    { ci: 'gitlab', secretsIn: [tokenFile] },
    async (scene) => {
      scene.env.AWS_CONFIG_FILE = scene.path('work/aws/config');
      scene.env.AWS_SHARED_CREDENTIALS_FILE = '~/credentials';
      expect((await scene.cli(...asked)).exitCode).toBe(0);
      expect(scene.requests()).toEqual(['exchange 200']);
      expect(scene.plain(scene.read('work/aws/config'))).toBe(`[default]\n${mark}${webIdentityProfile}`);
      expect(scene.read('home/.aws/config')).toBeUndefined();
      await scene.cli('cleanup');
      expect(scene.read('work/aws/config')).toBeUndefined();
    },
  );

  scenario(
    'writes the profile that AWS_PROFILE names, so that the tools of the job use it without a word',
    { ci: 'gitlab', env: { AWS_PROFILE: 'deploy' }, secretsIn: [`${job}/token-deploy`] },
    async (scene) => {
      expect((await scene.cli(...asked)).log).toContain(
        'Wrote the profile deploy. Use it with AWS_PROFILE=deploy, or --profile deploy.',
      );
      expect(scene.requests()).toEqual(['exchange 200']);
      expect(scene.read('home/.aws/config')).toMatch(/^\[profile deploy\]\n/);
      expect(await whoami(scene)).toBe(session);
      expect(scene.requests()).toEqual(['exchange 200', 'GetCallerIdentity 200']);
    },
  );

  scenario(
    'writes keys with profile-type static, and one can list several accounts that are allowed',
    { ci: 'gitlab', secretsIn: ['home/.aws/credentials', `${job}/receipts.json`] },
    async (scene) => {
      const step = await scene.cli(
        ...asked,
        ...['--profile-type', 'static', '--allowed-account-ids', '111111111111, 123456789012'],
      );
      expect(step.changed).toEqual([
        'home/.aws/',
        'home/.aws/config',
        'home/.aws/credentials',
        'private/',
        `${job}/`,
        `${job}/receipts.json`,
      ]);
      expect(scene.requests()).toEqual(['exchange 200']);
      expect(scene.plain(scene.read('home/.aws/config'))).toBe(`[default]\n${mark}region = eu-central-1\n`);
      expect(await whoami(scene)).toBe(session);
      expect(scene.requests()).toEqual(['GetCallerIdentity 200']);
    },
  );

  scenarioOnEveryNode(
    'prints who one is as JSON, and nothing else on standard output',
    { ci: 'gitlab', secretsIn: [tokenFile] },
    async (scene) => {
      const step = await scene.cli('assume', ...asked, '--json', '--role-session-name', 'release-7');
      expect(JSON.parse(step.stdout)).toEqual({
        ci: 'gitlab',
        accountId: '123456789012',
        arn: 'arn:aws:sts::123456789012:assumed-role/gitlab-deploy/release-7',
        principalId: expect.stringMatching(/^AROAFAKE\w+:release-7$/),
        roleArn: role,
        sessionName: 'release-7',
        region: 'eu-central-1',
        expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/),
      });
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );

  scenario('takes as long as it takes with a timeout of 0', { ci: 'gitlab' }, async (scene) => {
    expect(await scene.cli(...asked, '--export', 'none', '--timeout', '0')).toMatchObject({ exitCode: 0 });
    expect(scene.requests()).toEqual(['exchange 200']);
  });

  scenario('reads everything from the variables of AWS’s own tools', { ci: 'gitlab' }, async (scene) => {
    Object.assign(scene.env, { AWS_ROLE_ARN: role, AWS_REGION: 'eu-west-3', AWS_ROLE_SESSION_NAME: 'by-variable' });
    expect((await scene.cli('--export', 'none')).log).toEqual([
      'Taken from the environment: role-to-assume (AWS_ROLE_ARN), aws-region (AWS_REGION), role-session-name (AWS_ROLE_SESSION_NAME), sts-endpoint (AWS_ENDPOINT_URL_STS).',
      `Assumed ${role} as by-variable in eu-west-3, with the token from the variable AWS_ID_TOKEN.`,
      'Authenticated as assumedRoleId <role id>:by-variable, until <time> (60 min).',
    ]);
    expect(scene.requests()).toEqual(['exchange 200']);
  });
});

describe('the token of a GitLab job', () => {
  scenario('may have any name', { ci: 'gitlab', env: { AWS_ID_TOKEN: undefined } }, async (scene) => {
    scene.env.Zeta_9 = await scene.token('gitlab');
    const step = await scene.cli(...asked, '--export', 'none');
    expect(step.log).toContain(
      `Assumed ${role} as gitlab-20-302 in eu-central-1, with the token from the variable Zeta_9.`,
    );
    expect(scene.requests()).toEqual(['exchange 200']);
  });

  scenario('is the one for AWS, where there are several', { ci: 'gitlab' }, async (scene) => {
    scene.env.AAA_VAULT = await scene.token('gitlab', { audience: 'https://vault.example.com' });
    scene.env.ZZZ_NPM = await scene.token('gitlab', { audience: 'npm:registry.npmjs.org' });
    const step = await scene.cli(...asked, '--export', 'none');
    expect(step.log.join()).toContain('with the token from the variable AWS_ID_TOKEN');
    expect(scene.requests()).toEqual(['exchange 200']);
  });

  scenario(
    'is the one with the audience that is asked for',
    {
      ci: 'gitlab',
      aws: { providers: [{ url: 'https://gitlab.com', clientIds: ['my-aud'], accountId }] },
    },
    async (scene) => {
      scene.env.OTHER = await scene.token('gitlab', { audience: 'my-aud' });
      // The role's trust policy wants another audience: that far it comes, and no further.
      expect(await scene.cli(...asked, '--audience', 'my-aud', '--disable-retry')).toMatchObject({
        error: 'sts-access-denied',
        changed: [],
      });
      expect(scene.requests()).toEqual(['exchange 403 AccessDenied']);
      expect(new URLSearchParams(scene.sent[0]?.body).get('WebIdentityToken')).toBe(scene.env.OTHER);
    },
  );

  scenario(
    'is the only one there is, whatever its audience',
    { ci: 'gitlab', job: { audience: 'https://gitlab.com' }, aws: anyAudience },
    async (scene) => {
      expect((await scene.cli(...asked, '--export', 'none')).exitCode).toBe(0);
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );

  scenario('is not guessed where several fit', { ci: 'gitlab' }, async (scene) => {
    scene.env.OTHER = await scene.token('gitlab');
    const refused = await scene.cli(...asked);
    expect(refused).toMatchObject({ exitCode: 3, error: 'token-ambiguous', changed: [] });
    expect(refused.stderr).toContain('AWS_ID_TOKEN (audience sts.amazonaws.com), the variable OTHER');
    expect((await scene.cli(...asked, '--token-env', 'OTHER', '--export', 'none')).exitCode).toBe(0);
    expect(scene.requests()).toEqual(['exchange 200']);
  });

  scenario(
    'of a server before 17.0 is taken, with a notice',
    { ci: 'gitlab', job: { variant: 'ci-job-jwt-v2' }, aws: anyAudience },
    async (scene) => {
      const step = await scene.cli(...asked, '--export', 'none');
      expect(step).toMatchObject({ exitCode: 0, error: undefined });
      expect(step.log).toContain(
        'note: Using the variable CI_JOB_JWT_V2, which GitLab 17.0 removes. Declare id_tokens before you upgrade the server.',
      );
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );

  scenario(
    'wins over the identity of the machine that runs the job (EKS), which is said',
    {
      ci: 'gitlab',
      files: { 'run/secrets/token': 'eyJ.not.read' },
      secretsIn: [`${job}/token-deploy`, 'run/secrets/token'],
    },
    async (scene) => {
      scene.env.AWS_WEB_IDENTITY_TOKEN_FILE = scene.path('run/secrets/token');
      scene.env.AWS_ROLE_ARN = 'arn:aws:iam::123456789012:role/runner';
      expect(await scene.cli(...asked)).toMatchObject({ exitCode: 2, error: 'environment-conflict', changed: [] });
      const step = await scene.cli(...asked, '--aws-profile', 'deploy');
      expect(step.exitCode).toBe(0);
      expect(step.log).toContain('Wrote the profile deploy. Use it with --profile deploy.');
      expect(step.log).toContain(
        "note: Ignoring AWS_WEB_IDENTITY_TOKEN_FILE (the machine's identity); using the job's token (the variable AWS_ID_TOKEN).",
      );
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );
});

describe('a GitLab job that goes on', () => {
  scenarioOnEveryNode('has the variables in its shell after eval', { ci: 'gitlab' }, async (scene) => {
    const step = await scene.bash(
      `eval "$(npx ci-aws-credentials env --role-to-assume ${role} --aws-region eu-central-1)"
       echo "$AWS_REGION $AWS_DEFAULT_REGION"
       ci-aws-credentials whoami`,
    );
    expect(step).toMatchObject({ exitCode: 0, stdout: `eu-central-1 eu-central-1\n${session}\n`, changed: [] });
    expect(scene.requests()).toEqual(['exchange 200', 'GetCallerIdentity 200']);
  });

  scenario(
    'may run it twice: the second profile replaces the first, and cleanup leaves nothing',
    { ci: 'gitlab', secretsIn: [tokenFile] },
    async (scene) => {
      await scene.cli(...asked);
      const config = scene.plain(scene.read('home/.aws/config'));
      expect(await scene.cli(...asked)).toMatchObject({ exitCode: 0, error: undefined });
      expect(scene.plain(scene.read('home/.aws/config'))).toBe(config);
      expect(scene.requests()).toEqual(['exchange 200', 'exchange 200']);
      expect(await scene.cli('cleanup')).toMatchObject({ exitCode: 0 });
      expect(scene.secretPlaces()).toEqual([]);
      expect(scene.read('home/.aws/config')).toBeUndefined();
      expect(await scene.cli('cleanup')).toMatchObject({ exitCode: 0, log: ['Nothing to clean up.'], changed: [] });
    },
  );

  scenarioOnEveryNode(
    'finds its files as they were after cleanup, byte for byte, with Windows line ends too',
    {
      ci: 'gitlab',
      files: {
        'home/.aws/config': '[profile mine]\r\nregion = us-west-2\r\n; end',
        'home/.aws/credentials': '\r\n[mine]\r\n',
      },
      secretsIn: [tokenFile, `${job}/token-second`],
    },
    async (scene) => {
      await scene.cli(...asked);
      await scene.cli(...asked, '--profile', 'second', '--token-env', 'AWS_ID_TOKEN', '--role-session-name', 'second');
      expect(scene.requests()).toEqual(['exchange 200', 'exchange 200']);
      expect(scene.read('home/.aws/config')).not.toMatch(/[^\r]\n/);
      expect((await scene.cli('cleanup')).log).toEqual(['Cleaned up: 4 items from this job.']);
      expect(scene.read('home/.aws/config')).toBe('[profile mine]\r\nregion = us-west-2\r\n; end');
      expect(scene.read('home/.aws/credentials')).toBe('\r\n[mine]\r\n');
    },
  );

  scenario(
    'is refused the profile of another job that shares its home, unless its runner runs no other',
    { ci: 'gitlab', secretsIn: [tokenFile, 'private/gitlab-20-303/token-default'] },
    async (scene) => {
      Object.assign(scene.env, { CI_RUNNER_ID: '5', CI_CONCURRENT_ID: '0' });
      await scene.cli(...asked);
      expect(scene.requests()).toEqual(['exchange 200']);
      Object.assign(scene.env, { CI_JOB_ID: '303', CI_CONCURRENT_ID: '1' });
      const refused = await scene.cli(...asked);
      expect(refused).toMatchObject({ exitCode: 7, error: 'profile-exists', changed: [] });
      expect(refused.log.join('\n')).toMatch(
        /The profile "default" \(.*\) belongs to another job, which may still run \(gitlab-20-302, until <time>\)\./,
      );
      expect(scene.requests()).toEqual([]);
      scene.env.CI_CONCURRENT_ID = '0';
      expect(await scene.cli(...asked)).toMatchObject({ exitCode: 0, error: undefined });
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );
});
