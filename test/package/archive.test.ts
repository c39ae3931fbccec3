import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expireCache } from '../scenarios/edit-cache.ts';
import { scenario, scenarioOnEveryNode } from '../scenarios/scenario.ts';
import { loadedBy, root } from './loaded-by.ts';

const machine = mkdtempSync(path.join(tmpdir(), 'archive-test-'));
const archive = path.join(machine, 'archive.tar.gz');
const unpacked = path.join(machine, 'unpacked');

/** The archive of the work tree as it is, committed or not; the repository's own index and objects stay as they are. */
beforeAll(() => {
  const objects = path.join(machine, 'objects');
  mkdirSync(objects);
  mkdirSync(unpacked);
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: root, env, encoding: 'utf8' }).trim();
  const own = execFileSync('git', ['rev-parse', '--path-format=absolute', '--git-path', 'objects'], {
    cwd: root,
    encoding: 'utf8',
  });
  const env = {
    ...process.env,
    GIT_INDEX_FILE: path.join(machine, 'index'),
    GIT_OBJECT_DIRECTORY: objects,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: own.trim(),
  };
  git('add', '--all');
  git('archive', '--worktree-attributes', '--format=tar.gz', `--output=${archive}`, git('write-tree'));
  execFileSync('tar', ['-xzf', archive, '-C', unpacked]);
});
afterAll(() => rmSync(machine, { recursive: true }));

describe('the archive that every `uses:` downloads', () => {
  it('holds what the action and its profiles load, and what people look for', () => {
    const beside = ['LICENSE', 'README.md', 'SECURITY.md', 'THIRD-PARTY-LICENSES', 'action.yml'];
    const loaded = loadedBy(['dist/action.js', 'dist/post.js', 'dist/action-renew-process.js']);
    const ofProfiles = ['credential-process.js', 'credential-process.json', 'package.json'].map(
      (name) => `dist/${name}`,
    );
    const files = readdirSync(unpacked, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(unpacked, path.join(entry.parentPath, entry.name)));
    expect(files.sort()).toEqual([...beside, ...loaded, ...ofProfiles].sort());
  });

  it('is small', () => {
    expect(statSync(archive).size).toBeLessThanOrEqual(260_000);
  });

  const usual = { 'role-to-assume': 'arn:aws:iam::123456789012:role/github-deploy', 'aws-region': 'eu-central-1' };
  const program = path.join(unpacked, 'dist');
  const job = 'private/gha-9876543210-1-deploy';

  scenarioOnEveryNode(
    'runs as it is: main step and post step',
    { ci: 'github', program, secretsIn: ['step1/GITHUB_ENV'] },
    async (scene) => {
      const main = await scene.action(usual);
      expect(main).toMatchObject({ exitCode: 0, error: undefined });
      expect(await main.post()).toMatchObject({ exitCode: 0, error: undefined });
      expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
    },
  );

  scenarioOnEveryNode(
    'serves a profile that renews its credentials, and takes it away',
    { ci: 'github', program, secretsIn: [`${job}/process-deploy/cache`] },
    async (scene) => {
      const main = await scene.action({ ...usual, 'aws-profile': 'deploy', 'profile-type': 'process' });
      expect(main).toMatchObject({ exitCode: 0, error: undefined });
      expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
      const line = /^credential_process = (.*)$/m.exec(scene.read('home/.aws/config') ?? '')?.[1] ?? 'false';
      const ask = async (): Promise<string> => {
        const step = await scene.bash(`answer=$(${line}) && echo "$answer" | cksum`);
        expect(step).toMatchObject({ exitCode: 0, stderr: '' });
        return step.stdout;
      };
      const first = await ask();
      expect(await ask()).toBe(first);
      expect(scene.requests()).toEqual([]);
      expireCache(scene, `${job}/process-deploy/cache`);
      expect(await ask()).not.toBe(first);
      expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
      expect(await main.post()).toMatchObject({ exitCode: 0 });
      expect(scene.read('home/.aws/config')).toBeUndefined();
    },
  );

  scenario('says why where AWS refuses', { ci: 'github', program }, async (scene) => {
    const role = 'arn:aws:iam::123456789012:role/gitlab-deploy';
    const step = await scene.action({ ...usual, 'role-to-assume': role, 'disable-retry': 'true' });
    expect(step).toMatchObject({ exitCode: 1, error: 'sts-access-denied' });
    expect(step.log.join('\n')).toContain('Why AWS refused');
    expect(scene.requests()).toEqual(['token 200', 'exchange 403 AccessDenied']);
  });
});
