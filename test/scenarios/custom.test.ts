import { describe, expect } from 'vitest';
import { scenario, scenarioOnEveryNode } from './scenario.ts';

const role = 'arn:aws:iam::123456789012:role/gitlab-deploy';
const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1'];
const job = 'private/ci';

describe('on a CI that nobody knows, the token', () => {
  scenario(
    'is in the variable that --token-env names',
    { env: { BUILD_ID: '17' }, secretsIn: ['private/ci-17/token-default'] },
    async (scene) => {
      scene.env.MY_TOKEN = await scene.token('gitlab');
      const step = await scene.cli(...asked, '--token-env', 'MY_TOKEN');
      expect(step.log).toContain(
        `Assumed ${role} as ci-17 in eu-central-1, with the token from the variable MY_TOKEN.`,
      );
      expect(scene.requests()).toEqual(['exchange 200']);
      expect((await scene.cli('whoami')).exitCode).toBe(0);
      expect(scene.requests()).toEqual(['exchange 200', 'GetCallerIdentity 200']);
    },
  );

  scenario(
    'is in the file that --web-identity-token-file names, which stays the profile’s own source',
    { secretsIn: ['work/token'] },
    async (scene) => {
      scene.write('work/token', `${await scene.token('gitlab')}\n`);
      const step = await scene.cli(...asked, '--web-identity-token-file', 'token');
      expect(step).toMatchObject({
        exitCode: 0,
        changed: ['home/.aws/', 'home/.aws/config', 'private/', `${job}/`, `${job}/receipts.json`],
      });
      expect(scene.plain(scene.read('home/.aws/config'))).toContain(
        '\nweb_identity_token_file = <folder>/work/token\n',
      );
      expect(scene.requests()).toEqual(['exchange 200']);
      await scene.cli('cleanup');
      expect(scene.read('work/token')).toBeDefined();
    },
  );

  scenario('may have Windows line ends around it in its file', { secretsIn: ['work/token'] }, async (scene) => {
    scene.write('work/token', `\r\n${await scene.token('gitlab')}\r\n`);
    expect(await scene.cli(...asked, '--web-identity-token-file', 'token', '--export', 'none')).toMatchObject({
      exitCode: 0,
    });
    expect(scene.requests()).toEqual(['exchange 200']);
  });

  scenarioOnEveryNode(
    'is what --token-command prints',
    { secretsIn: ['minted', `${job}/process-default/cache`] },
    async (scene) => {
      scene.write('minted', `${await scene.token('gitlab')}\n`);
      const step = await scene.cli(
        ...asked,
        '--token-command',
        `cat '${scene.path('minted')}' | head -n 1; echo note >&2`,
      );
      expect(step).toMatchObject({ exitCode: 0, stdout: '' });
      expect(step.log).toContain(
        `Assumed ${role} as ci in eu-central-1, with the token from the output of token-command.`,
      );
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );

  for (const [when, minting] of [
    ['is cancelled', 'sleep 20 & echo $! > pid.new; mv pid.new pid; wait'],
    ['is cancelled just as it starts', 'echo $$ > pid; kill -TERM $PPID; sleep 20'],
  ] as const) {
    scenarioOnEveryNode(`is minted by a command that does not outlive a job that ${when}`, {}, async (scene) => {
      scene.write('minting', minting);
      const step = await scene.bash(`
        ci-aws-credentials ${asked.join(' ')} --token-command ". '${scene.path('minting')}'" & helper=$!
        until [ -e pid ]; do sleep 0.05; done
        kill -TERM $helper || true
        wait $helper && exit 1 || [ $? = 143 ]
        for try in 1 2 3 4 5 6 7 8 9; do
          case "$(ps -o stat= -p "$(cat pid)")" in ''|Z*) exit 0;; esac
          sleep 0.2
        done
        exit 2`);
      expect(step.exitCode).toBe(0);
    });
  }

  scenario('is in the file that AWS’s own tools read', { secretsIn: ['run/token'] }, async (scene) => {
    scene.write('run/token', await scene.token('gitlab'));
    Object.assign(scene.env, { AWS_WEB_IDENTITY_TOKEN_FILE: scene.path('run/token'), AWS_ROLE_ARN: role });
    expect(await scene.cli('--export', 'none')).toMatchObject({ exitCode: 0, error: undefined });
    expect(scene.requests()).toEqual(['exchange 200']);
  });

  scenario(
    'may be a GitLab job’s, on a machine where --ci says what it is',
    { secretsIn: [`private/gitlab/token-default`] },
    async (scene) => {
      scene.env.ANY = await scene.token('gitlab');
      expect(await scene.cli(...asked, '--ci', 'gitlab')).toMatchObject({ exitCode: 0 });
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );
});

describe('a CI without tokens gets one clear sentence', () => {
  const without = {
    TRAVIS: 'Travis CI',
    DRONE: 'Drone',
    CI_PIPELINE_FORGE_URL: 'Woodpecker',
    NETLIFY: 'Netlify',
    CM_BUILD_ID: 'Codemagic',
  };
  for (const [variable, name] of Object.entries(without)) {
    scenario(`on ${name}`, { env: { CI: 'true', [variable]: 'true' } }, async (scene) => {
      const step = await scene.cli(...asked);
      expect(step).toMatchObject({ exitCode: 3, error: 'ci-without-oidc', changed: [] });
      expect(step.log).toContain(`error ci-without-oidc: ${name} issues no OIDC tokens to jobs.`);
    });
  }

  scenario('anywhere else', {}, async (scene) => {
    const step = await scene.cli(...asked);
    expect(step).toMatchObject({ exitCode: 3, error: 'ci-unknown', changed: [] });
    expect(step.stderr).toContain('--token-env NAME');
  });
});
