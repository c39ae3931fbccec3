// https://pre-commit.com: the hook as it is configured by its users, from a repository on this machine.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, runProgram } from '../program.ts';
import { imagePrograms } from './image.ts';

const root = path.resolve(import.meta.dirname, '../..');
const machine = mkdtempSync(path.join(tmpdir(), 'pre-commit-'));
const [published, withoutNode, withNode] = ['published', 'without-node', 'with-node'].map((name) =>
  path.join(machine, name),
) as [string, string, string];

beforeAll(() => {
  for (const folder of [published, withoutNode, withNode]) mkdirSync(folder);
  for (const name of ['.pre-commit-hooks.yaml', 'dist', 'sh'])
    cpSync(path.join(root, name), path.join(published, name), { recursive: true });
  git(published, 'init');
  commit(published);
  git(published, 'tag', 'v1.0.0');
  imagePrograms(withoutNode, false);
  symlinkSync(process.execPath, path.join(withNode, 'node'));
});
afterAll(() => rmSync(machine, { recursive: true }));

function git(cwd: string, ...args: readonly string[]): void {
  const author = ['-c', 'user.name=x', '-c', 'user.email=x@example.com'];
  execFileSync('git', [...author, ...args], { cwd, stdio: 'ignore' });
}

function commit(cwd: string): void {
  git(cwd, 'add', '--all');
  git(cwd, 'commit', '--message', 'x');
}

/** The example of docs/trust-policies.md in a repository with these files. */
function run(files: Readonly<Record<string, string>>, searchPath: string): Promise<Ended> {
  const project = mkdtempSync(path.join(machine, 'project-'));
  const page = readFileSync(path.join(root, 'docs/trust-policies.md'), 'utf8');
  const [, yaml = ''] = /```yaml\n# \.pre-commit-config\.yaml\n([\s\S]*?)```/.exec(page) ?? [];
  const own = yaml.replace('https://github.com/ci-aws-credentials/ci-aws-credentials', published);
  for (const [name, text] of Object.entries({ ...files, '.pre-commit-config.yaml': own }))
    writeFileSync(path.join(project, name), text);
  git(project, 'init');
  commit(project);
  return runProgram({
    command: ['pre-commit', 'run', '--all-files', '--verbose', '--color=never'],
    env: { PATH: searchPath, HOME: project, PRE_COMMIT_HOME: path.join(machine, 'cache') },
    cwd: project,
  });
}

const policy = (subject: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringLike: { 'token.actions.githubusercontent.com:sub': subject },
          StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
        },
      },
    ],
  });
const good = policy('repo:acme/app:ref:refs/heads/main');
const bad = policy('repo:acme*');

describe('the hook for pre-commit', () => {
  const searchPath = `${withNode}:${withoutNode}`;

  it('lets good policies pass, and looks at no other file', async () => {
    const { exitCode, stdout } = await run(
      { 'trust.json': good, 'other.json': '{', 'a b-trust.json': good },
      searchPath,
    );
    expect(exitCode, stdout).toBe(0);
    expect(stdout).toMatch(/lint trust policies\.+Passed/);
  });

  it('fails for one that lets others in, and says why', async () => {
    const { exitCode, stdout } = await run({ 'trust.json': good, 'assume-role.json': bad }, searchPath);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('wildcard-tenant');
    expect(stdout).toContain('assume-role.json');
  });

  it('says what it needs where there is no Node', async () => {
    const { exitCode, stdout } = await run({ 'trust.json': good }, withoutNode);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('trust-lint needs Node 20 or later, and there is no node on PATH.');
  });
});
