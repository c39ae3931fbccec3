import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startForTest } from '../emulator/start-for-test.ts';
import { type Ended, runProgram } from '../program.ts';
import { loadedBy, root } from './loaded-by.ts';

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

const machine = mkdtempSync(path.join(tmpdir(), 'package-test-'));
const project = path.join(machine, 'project');
const env = {
  // Without ours in front: the package must run with the Node that people have.
  PATH: (process.env.PATH ?? '')
    .split(':')
    .filter((folder) => !folder.includes('node_modules'))
    .join(':'),
  HOME: machine,
  npm_config_update_notifier: 'false',
};

async function succeed(
  command: readonly string[],
  cwd: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const ended = await runProgram({ command, env: { ...env, ...more }, cwd });
  expect(ended, ended.stderr).toMatchObject({ exitCode: 0 });
  return ended;
}

/** As users call it; a package that is not there is not fetched. */
function npx(args: readonly string[], more?: Readonly<Record<string, string>>): Promise<Ended> {
  return succeed(['npx', '--no-install', 'ci-aws-credentials', ...args], project, more);
}

let tarball: string;
let files: readonly string[];

beforeAll(async () => {
  const packed = await succeed(['npm', 'pack', '--ignore-scripts', '--pack-destination', machine], root);
  tarball = path.join(machine, packed.stdout.trim());
  const listed = await succeed(['tar', '-tzf', tarball], machine);
  files = listed.stdout.trim().split('\n').sort();
  mkdirSync(project);
  await succeed(['npm', 'install', '--offline', '--no-audit', '--no-fund', tarball], project);
});
afterAll(() => rmSync(machine, { recursive: true }));

describe('the package', () => {
  it('holds what the command line and its profiles load, and nothing else', () => {
    const beside = ['LICENSE', 'README.md', 'THIRD-PARTY-LICENSES', 'package.json', 'dist/package.json'];
    const loaded = loadedBy(['dist/credential-process.js', 'dist/cli.js']);
    const expected = [...beside, ...loaded, 'dist/credential-process.json'].map((file) => `package/${file}`);
    expect(files).toEqual(expected.sort());
  });

  it('is small, and brings nothing along', () => {
    expect(statSync(tarball).size).toBeLessThanOrEqual(300_000);
    const manifest = JSON.parse(
      readFileSync(path.join(project, 'node_modules/ci-aws-credentials/package.json'), 'utf8'),
    );
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('optionalDependencies');
    expect(manifest).not.toHaveProperty('peerDependencies');
  });

  it('has nothing that publint would warn of', async () => {
    const { messages } = await publint({
      pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer },
      strict: true,
    });
    expect(messages).toEqual([]);
  });

  it('says its version and its options', async () => {
    expect((await npx(['--version'])).stdout).toBe(`${version}\n`);
    expect((await npx(['--help'])).stdout).toContain('--role-to-assume ARN');
  });

  it('assumes a role', async () => {
    const emulator = await startForTest();
    const job = { ...(await emulator.jobEnvironment('gitlab')), AWS_ENDPOINT_URL_STS: emulator.url };
    const role = 'arn:aws:iam::123456789012:role/gitlab-deploy';
    const { stdout } = await npx(['--role-to-assume', role, '--role-session-name', 'packed', '--json'], job);
    expect(JSON.parse(stdout)).toMatchObject({ arn: 'arn:aws:sts::123456789012:assumed-role/gitlab-deploy/packed' });
    expect((await npx(['whoami'], job)).stdout).toBe(`${JSON.parse(stdout).arn}\n`);
    await npx(['cleanup'], job);
  });
});
