import { readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { type Option, options } from '../../src/options/table.ts';
import { startProxy } from './proxy.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

describe('the command line says what it is', () => {
  for (const args of [['--version'], ['-v']]) {
    scenarioOnEveryNode(`with ${args.join(' ')}`, {}, async (scene) => {
      expect(await scene.cli(...args)).toMatchObject({ exitCode: 0, stdout: `${version}\n`, stderr: '', changed: [] });
    });
  }

  for (const args of [['--help'], ['-h'], ['help']]) {
    scenario(`with ${args.join(' ')}: all options, all commands, all exit codes`, {}, async (scene) => {
      const step = await scene.cli(...args);
      expect(step).toMatchObject({ exitCode: 0, stderr: '', changed: [] });
      for (const option of options as readonly Option[]) {
        const text = expect.stringMatching(new RegExp(`^ +--${option.name}( |$)`, 'm'));
        expect(step.stdout).toEqual(
          option.frontEnd === 'action' ? expect.not.stringContaining(`  --${option.name} `) : text,
        );
      }
      for (const command of ['assume', 'env', 'cleanup', 'whoami', 'emulator']) {
        expect(step.stdout).toMatch(new RegExp(`^ +${command} +\\w`, 'm'));
      }
      expect(step.stdout.replace(/\s+/g, ' ')).toContain('Exit codes: 0 success, 2 invalid command line');
      const table = step.stdout.split('\n').filter((line) => /^ {2,}(--|\S+ {2}| {9})/.test(line));
      expect(table.filter((line) => line.length > 100)).toEqual([]);
    });
  }

  for (const command of ['assume', 'env', 'cleanup', 'whoami', 'doctor', 'emulator', 'demo', 'trust']) {
    scenario(`with ${command} --help, and an example`, { ci: 'gitlab' }, async (scene) => {
      const step = await scene.cli(command, '--help');
      expect(step).toMatchObject({ exitCode: 0, stderr: '', changed: [] });
      expect(step.stdout).toMatch(/^Usage: .*ci-aws-credentials/);
      expect(step.stdout).toMatch(/^Examples?:\n {2}\S/m);
    });
  }

  scenario('and colours nothing where nobody sees it', { ci: 'gitlab' }, async (scene) => {
    const step = await scene.cli('--role-to-assume', 'deploy');
    expect(step.stderr).not.toContain('\u001b');
    expect(step.error).toBe('role-invalid');
  });

  scenario('in colour in a terminal, and without with NO_COLOR', { ci: 'gitlab' }, async (scene) => {
    const inTerminal = "script -qec 'npx ci-aws-credentials --role-to-assume deploy' /dev/null || true";
    expect((await scene.bash(inTerminal)).stdout).toContain('\u001b[1;31merror role-invalid:\u001b[0m');
    scene.env.NO_COLOR = '1';
    expect((await scene.bash(inTerminal)).stdout).not.toContain('\u001b');
  });
});

describe('whoami', () => {
  scenario(
    'says that there are no credentials',
    { ci: 'gitlab', env: { AWS_EC2_METADATA_DISABLED: 'true' } },
    async (scene) => {
      const step = await scene.cli('whoami', '--aws-region', 'eu-central-1');
      expect(step).toMatchObject({ exitCode: 3, error: 'credentials-missing', changed: [] });
    },
  );

  scenario(
    'says that there is no region',
    { ci: 'gitlab', env: { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'x' } },
    async (scene) => {
      expect(await scene.cli('whoami')).toMatchObject({ exitCode: 2, error: 'region-invalid', changed: [] });
    },
  );

  scenario(
    'says that the credentials are not good',
    { ci: 'gitlab', env: { AWS_ACCESS_KEY_ID: 'AKIAFAKE', AWS_SECRET_ACCESS_KEY: 'FakeSecretKeyOfYesterday' } },
    async (scene) => {
      const step = await scene.cli('whoami', '--aws-region', 'eu-central-1', '--json');
      expect(step).toMatchObject({ exitCode: 4, error: 'credentials-invalid', stdout: '', changed: [] });
      expect(step.stderr).toContain('InvalidClientTokenId');
      expect(scene.requests()).toEqual(['GetCallerIdentity 403 InvalidClientTokenId']);
    },
  );

  scenarioOnEveryNode(
    'prints JSON for programs',
    { ci: 'gitlab', secretsIn: ['private/gitlab-20-302/token-default'] },
    async (scene) => {
      await scene.cli('--role-to-assume', 'arn:aws:iam::123456789012:role/gitlab-deploy', '--region', 'eu-central-1');
      expect(JSON.parse((await scene.cli('whoami', '--json')).stdout)).toEqual({
        account: '123456789012',
        arn: 'arn:aws:sts::123456789012:assumed-role/gitlab-deploy/gitlab-20-302',
        userId: expect.stringMatching(/^AROAFAKE\w+:gitlab-20-302$/),
      });
      expect(scene.requests()).toEqual(['exchange 200', 'exchange 200', 'GetCallerIdentity 200']);
    },
  );
});

describe('whoami, where something is in the way', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'AKIAFAKE', AWS_SECRET_ACCESS_KEY: 'FakeSecretKey' };
  const asked = ['whoami', '--aws-region', 'eu-central-1'];

  const silence = { on: 'sts', kind: 'silence', times: 5 } as const;
  scenarioOnEveryNode(
    'ends with the deadline where STS is silent',
    { ci: 'gitlab', env: keys, faults: [silence] },
    async (scene) => {
      const step = await scene.cli(...asked, '--timeout', '1');
      expect(step).toMatchObject({ exitCode: 5, error: 'deadline-exceeded', stdout: '' });
      scene.requests();
    },
  );

  scenario('calls a name that nobody knows a matter of the network', { ci: 'gitlab', env: keys }, async (scene) => {
    const step = await scene.cli(...asked, '--sts-endpoint', 'http://sts.invalid', '--timeout', '60');
    expect(step).toMatchObject({ exitCode: 5, error: 'network-failed', stdout: '' });
  });

  scenarioOnEveryNode(
    'goes through the proxy, and so does the exchange of the profile',
    { ci: 'gitlab', secretsIn: ['private/gitlab-20-302/token-default'] },
    async (scene) => {
      await scene.cli('--role-to-assume', 'arn:aws:iam::123456789012:role/gitlab-deploy', '--region', 'eu-central-1');
      const proxy = await startProxy();
      try {
        const step = await scene.cli(
          ...asked,
          '--http-proxy',
          `http://127.0.0.1:${proxy.port}`,
          '--no-proxy',
          'x.example',
        );
        expect(step.stdout).toBe('arn:aws:sts::123456789012:assumed-role/gitlab-deploy/gitlab-20-302\n');
        expect(proxy.asked).toEqual(['POST http://127.0.0.1', 'POST http://127.0.0.1']);
      } finally {
        await proxy.close();
      }
      scene.requests();
    },
  );

  scenario(
    'fails where the AWS CLI is somebody else',
    { ci: 'gitlab', secretsIn: ['private/gitlab-20-302/token-default'] },
    async (scene) => {
      await scene.cli('--role-to-assume', 'arn:aws:iam::123456789012:role/gitlab-deploy', '--region', 'eu-central-1');
      scene.program(
        'aws',
        `echo '{"Account":"123456789012","UserId":"AIDAFAKE","Arn":"arn:aws:iam::123456789012:user/eve"}'`,
      );
      const step = await scene.cli(...asked);
      expect(step).toMatchObject({ exitCode: 2, error: 'environment-conflict', stdout: '' });
      expect(step.stderr).toContain('the AWS CLI and boto3 use arn:aws:iam::123456789012:user/eve');
      scene.requests();
    },
  );
});

describe('cleanup', () => {
  scenarioOnEveryNode('finds nothing in a job that did nothing, and makes nothing', { ci: 'gitlab' }, async (scene) => {
    expect(await scene.cli('cleanup')).toMatchObject({ exitCode: 0, log: ['Nothing to clean up.'], changed: [] });
  });

  scenario(
    'leaves what somebody changed meanwhile, and says so',
    { ci: 'gitlab', secretsIn: ['private/gitlab-20-302/token-default'] },
    async (scene) => {
      await scene.cli('--role-to-assume', 'arn:aws:iam::123456789012:role/gitlab-deploy', '--region', 'eu-central-1');
      expect(scene.requests()).toEqual(['exchange 200']);
      const edited = `${scene.read('home/.aws/config')}output = json\n`;
      scene.write('home/.aws/config', edited);
      const step = await scene.cli('cleanup');
      expect(step.exitCode).toBe(0);
      expect(step.log.join('\n')).toContain('was changed in the meantime and is left unchanged.');
      expect(scene.read('home/.aws/config')).toBe(edited);
      expect(scene.secretPlaces()).toEqual([]);
    },
  );

  scenario(
    'takes away what can be taken away, where something else cannot',
    { ci: 'gitlab', secretsIn: ['private/gitlab-20-302/token-default'] },
    async (scene) => {
      await scene.cli('--role-to-assume', 'arn:aws:iam::123456789012:role/gitlab-deploy', '--region', 'eu-central-1');
      expect(scene.requests()).toEqual(['exchange 200']);
      await scene.bash('rm "$HOME/.aws/config"; mkdir "$HOME/.aws/config"');
      const step = await scene.cli('cleanup');
      expect(step.exitCode).toBe(0);
      expect(step.log.join('\n')).toContain('warning: Could not undo profile: ');
      expect(scene.secretPlaces()).toEqual([]);
    },
  );
});
