import { describe, expect } from 'vitest';
import { accountId, rolesWith } from './account.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';

const role = 'arn:aws:iam::123456789012:role/circleci-deploy';
const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1'];
const jobName = 'circleci-4d5e6f7a-8b9c-4d0e-9f1a-2b3c4d5e6f7a';
const receipts = `private/${jobName}/receipts.json`;
const issuer = 'https://oidc.circleci.com/org/5d3e5e5e-4c5b-4a3b-9d0a-1f2e3d4c5b6a';
/** Prints what a step has without showing it. */
const lengths = `for name in AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
do eval "value=\\$$name"; printf '%s %s\\n' "$name" "$(printf %s "$value" | wc -c)"; done`;

describe('the command line on CircleCI', () => {
  scenarioOnEveryNode(
    'exports variables to every later step through BASH_ENV',
    { ci: 'circleci', secretsIn: ['bash-env', receipts] },
    async (scene) => {
      const step = await scene.cli(...asked);
      expect(step).toMatchObject({
        exitCode: 0,
        stdout: '',
        log: [
          'Taken from the environment: sts-endpoint (AWS_ENDPOINT_URL_STS).',
          `Assumed ${role} as ${jobName} in eu-central-1, with the token from the variable CIRCLE_OIDC_TOKEN_V2.`,
          `Authenticated as assumedRoleId <role id>:${jobName}, until <time> (60 min).`,
        ],
        changed: ['bash-env', 'home/.aws/', 'private/', `private/${jobName}/`, receipts],
      });
      expect(scene.requests()).toEqual(['exchange 200']);
      // A shell that is not interactive reads the file by itself, as in CircleCI's steps.
      expect((await scene.bash(`${lengths}; echo "$AWS_REGION $AWS_DEFAULT_REGION"`)).stdout).toBe(
        'AWS_ACCESS_KEY_ID 20\nAWS_SECRET_ACCESS_KEY 40\nAWS_SESSION_TOKEN 346\neu-central-1 eu-central-1\n',
      );
      expect((await scene.bash('npx ci-aws-credentials whoami')).stdout).toBe(
        `arn:aws:sts::123456789012:assumed-role/circleci-deploy/${jobName}\n`,
      );
      expect(scene.requests()).toEqual(['GetCallerIdentity 200']);
    },
  );

  scenario(
    'leaves the command of exec its own identity, whatever earlier steps exported',
    { ci: 'circleci', secretsIn: ['bash-env', receipts] },
    async (scene) => {
      await scene.cli(...asked);
      const other = [...asked, '--role-session-name', 'of-exec'];
      const step = await scene.cli('exec', ...other, '--', 'bash', '-c', 'npx ci-aws-credentials whoami');
      expect(step.stdout).toBe(`arn:aws:sts::${accountId}:assumed-role/circleci-deploy/of-exec\n`);
      expect(scene.requests()).toEqual(['exchange 200', 'exchange 200', 'GetCallerIdentity 200']);
    },
  );

  scenario(
    'begins a line of its own in BASH_ENV, and cleanup takes its lines out again, twice run or not',
    { ci: 'circleci', secretsIn: ['bash-env', receipts] },
    async (scene) => {
      const before = 'export MINE=1 # no line end';
      scene.write('bash-env', before);
      await scene.cli(...asked);
      await scene.cli(...asked);
      expect(scene.requests()).toEqual(['exchange 200', 'exchange 200']);
      expect((await scene.bash(`echo "$MINE"`)).stdout).toBe('1\n');
      await scene.cli('cleanup');
      expect(scene.read('bash-env')).toBe(before);
      expect(scene.secretPlaces()).toEqual([]);
    },
  );

  scenario(
    'falls back to the first kind of token where there is no second',
    { ci: 'circleci', env: { CIRCLE_OIDC_TOKEN_V2: undefined } },
    async (scene) => {
      const step = await scene.cli(...asked, '--export', 'none', '--disable-retry');
      expect(step.error).toBe('sts-access-denied');
      expect(new URLSearchParams(scene.sent[0]?.body).get('WebIdentityToken')).toBe(scene.env.CIRCLE_OIDC_TOKEN);
      expect(scene.requests()).toEqual(['exchange 403 AccessDenied']);
    },
  );

  scenarioOnEveryNode(
    'has the program circleci mint a token where another audience is asked for',
    {
      ci: 'circleci',
      aws: { providers: [{ url: issuer, clientIds: ['my-aud'], accountId }], roles: rolesWith({ conditions: [] }) },
      secretsIn: ['minted'],
    },
    async (scene) => {
      scene.write('minted', await scene.token('circleci', { audience: 'my-aud' }));
      scene.program('circleci', `echo "$*" > '${scene.path('work/asked')}'; cat '${scene.path('minted')}'`);
      const step = await scene.cli(...asked, '--audience', 'my-aud', '--export', 'none');
      expect(step).toMatchObject({ exitCode: 0, error: undefined });
      expect(step.log).toContain(
        `Assumed ${role} as ${jobName} in eu-central-1, with the token from the command circleci run oidc get.`,
      );
      expect(scene.read('work/asked')).toBe('run oidc get --claims {"aud":"my-aud"}\n');
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );

  scenario(
    'does not need the program where the variable has the audience that is asked for',
    { ci: 'circleci' },
    async (scene) => {
      const audience = issuer.replace(/.*\//, '');
      expect(await scene.cli(...asked, '--audience', audience, '--export', 'none')).toMatchObject({ exitCode: 0 });
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );

  scenario('says that the program is missing where it is needed', { ci: 'circleci' }, async (scene) => {
    const step = await scene.cli(...asked, '--audience', 'my-aud');
    expect(step).toMatchObject({ exitCode: 3, error: 'token-endpoint-failed', changed: [] });
    expect(step.stderr).toContain(
      'A token for the audience my-aud requires the program circleci, which is not on the PATH',
    );
  });

  scenario('says what the program says where it fails', { ci: 'circleci' }, async (scene) => {
    scene.program('circleci', 'echo "unknown command: oidc" >&2; exit 64');
    const step = await scene.cli(...asked, '--audience', 'my-aud');
    expect(step).toMatchObject({ exitCode: 3, error: 'token-endpoint-failed', changed: [] });
    expect(step.stderr).toContain('circleci run oidc get failed with exit code 64: unknown command: oidc');
  });

  scenario('says that the program may not be run', { ci: 'circleci' }, async (scene) => {
    scene.write('bin/circleci', '#!/bin/sh\n', 0o644);
    const step = await scene.cli(...asked, '--audience', 'my-aud');
    expect(step).toMatchObject({ exitCode: 3, error: 'token-endpoint-failed', changed: [] });
    expect(step.stderr).toContain(
      'circleci run oidc get failed with exit code 126: it cannot be started: permission denied (EACCES)',
    );
  });

  scenario('does not wait for ever for the program', { ci: 'circleci' }, async (scene) => {
    scene.program('circleci', 'sleep 20');
    expect(await scene.cli(...asked, '--audience', 'my-aud', '--timeout', '1')).toMatchObject({
      exitCode: 5,
      error: 'deadline-exceeded',
      changed: [],
    });
  });
});
