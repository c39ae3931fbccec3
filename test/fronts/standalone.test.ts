import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makeStandalone } from '../../scripts/standalone.ts';
import { systemPath } from '../clients/requirements.ts';
import { startForTest } from '../emulator/start-for-test.ts';
import { type Ended, runProgram } from '../program.ts';

/** A root that holds the executable, the libraries that it names, and nothing else: no Node, no shell. */
const root = mkdtempSync(path.join(tmpdir(), 'standalone-root-'));
const machine = path.join(root, 'ci-aws-credentials');

beforeAll(async () => {
  await makeStandalone(machine);
  const libraries = execFileSync('ldd', [machine], { encoding: 'utf8' }).matchAll(/(?:=> |^\s+)(\/\S+) \(/gm);
  for (const [, library = ''] of libraries) {
    mkdirSync(path.join(root, path.dirname(library)), { recursive: true });
    copyFileSync(library, path.join(root, library));
  }
  for (const folder of ['dev', 'home', 'tmp']) mkdirSync(path.join(root, folder));
  writeFileSync(path.join(root, 'dev/null'), '');
}, 120_000);
afterAll(() => rmSync(root, { recursive: true }));

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return runProgram({
    command: ['/usr/sbin/chroot', root, '/ci-aws-credentials', ...args],
    env: { HOME: '/home', ...env },
    cwd: '/',
  });
}

async function job(ci: string): Promise<Readonly<Record<string, string>>> {
  const emulator = await startForTest();
  return { ...(await emulator.jobEnvironment(ci)), AWS_ENDPOINT_URL_STS: emulator.url };
}

const asking = (ci: string): readonly string[] => [
  '--role-to-assume',
  `arn:aws:iam::123456789012:role/${ci}-deploy`,
  '--aws-region',
  'eu-central-1',
];

describe('one executable, where there is no Node', () => {
  it('says its version, and plays the whole story', async () => {
    const { version } = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8'));
    expect(await run(['--version'])).toMatchObject({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
    const demo = await run(['demo']);
    expect(demo, demo.stdout + demo.stderr).toMatchObject({ exitCode: 0 });
    expect(demo.stdout).toContain('Every job ended as expected.');
  });

  it('is what its profiles ask, at first and to renew', async () => {
    const env = await job('circleci');
    const step = await run([...asking('circleci'), '--aws-profile', 'deploy', '--export', 'profile'], env);
    expect(step, step.stderr).toMatchObject({ exitCode: 0 });
    const config = readFileSync(path.join(root, 'home/.aws/config'), 'utf8');
    const [executable, ...args] = (/^credential_process = (.*)$/m.exec(config)?.[1] ?? '').split(' ');
    expect(executable).toBe('/ci-aws-credentials');
    const answer = async (): Promise<string> => {
      const asked = await run(args, env);
      expect(asked, asked.stderr).toMatchObject({ exitCode: 0, stderr: '' });
      return JSON.parse(asked.stdout).AccessKeyId;
    };
    const first = await answer();
    expect(await answer()).toBe(first);
    rmSync(path.join(root, args.at(-1) ?? '', 'cache'));
    expect(await answer()).not.toBe(first);
    expect(await run(['cleanup'], env)).toMatchObject({ exitCode: 0 });
  });

  it('runs a command with credentials', async () => {
    const env = await job('gitlab');
    const step = await run(['exec', ...asking('gitlab'), '--', '/ci-aws-credentials', 'whoami'], env);
    expect(step, step.stderr).toMatchObject({ exitCode: 0 });
    expect(step.stdout).toMatch(/^arn:aws:sts::123456789012:assumed-role\/gitlab-deploy\//);
  });

  it('obeys no NODE_OPTIONS', async () => {
    writeFileSync(path.join(root, 'tmp/evil.js'), 'process.stdout.write("pwned\\n");');
    const step = await run(['--version'], { NODE_OPTIONS: '--require /tmp/evil.js' });
    expect(step).toMatchObject({ exitCode: 0 });
    expect(step.stdout).not.toContain('pwned');
  });
});

describe('install.sh', () => {
  const script = path.resolve(import.meta.dirname, '../../sh/install.sh');
  const name = `ci-aws-credentials-linux-${process.arch}`;

  /** A release as GitHub serves it. */
  async function release(sum: (bytes: Buffer) => string): Promise<string> {
    const bytes = readFileSync(machine);
    const files = new Map<string, Buffer | string>([
      [`/latest/download/${name}`, bytes],
      ['/latest/download/SHA256SUMS', `${'0'.repeat(64)}  another\n${sum(bytes)}  ${name}\n`],
    ]);
    const server = createServer(({ url = '' }, response) => {
      const file = files.get(url);
      response.writeHead(file === undefined ? 404 : 200).end(file ?? '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

  async function install(releases: string, shell: readonly string[], version = 'latest') {
    const folder = mkdtempSync(path.join(tmpdir(), 'install-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const command = [...shell, script, version, path.join(folder, 'bin')];
    const ended = await runProgram({
      command,
      env: { PATH: systemPath, CI_AWS_CREDENTIALS_RELEASES: releases },
      cwd: folder,
    });
    return { ...ended, installed: existsSync(path.join(folder, 'bin/ci-aws-credentials')) };
  }

  it.each([[['dash']], [['busybox', 'sh']], [['bash']]])(
    'installs what the release vouches for (%s)',
    async (shell) => {
      const step = await install(await release(sha256), shell);
      expect(step, step.stderr).toMatchObject({ exitCode: 0, installed: true });
      expect(step.stdout).toMatch(/^Installed \d+\.\d+\.\d+ as /);
    },
  );

  it('installs nothing that is not what the release says', async () => {
    const step = await install(await release(() => 'f'.repeat(64)), ['dash']);
    expect(step).toMatchObject({ exitCode: 1, installed: false, stdout: '' });
    expect(step.stderr).toContain('does not have the checksum in SHA256SUMS. Nothing was installed.');
  });

  it.each([
    ['v9.9.9', 'cannot be downloaded'],
    ['9', 'is not a version'],
  ])('says what is wrong with the version %s', async (version, says) => {
    const step = await install(await release(sha256), ['dash'], version);
    expect(step).toMatchObject({ exitCode: 1, installed: false });
    expect(step.stderr).toContain(says);
  });
});
