import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { scenario } from './scenario.ts';

const machine = mkdtempSync(path.join(tmpdir(), 'plain-run-'));
afterAll(() => rmSync(machine, { recursive: true }));

/** The built programs without these files. */
function without(...names: readonly string[]): string {
  const program = path.join(machine, names.join('-'), 'dist');
  cpSync(path.resolve(import.meta.dirname, '../../dist'), program, { recursive: true });
  for (const name of names) rmSync(path.join(program, name));
  return program;
}

const asked = (ci: string): readonly string[] => [
  ...['--role-to-assume', `arn:aws:iam::123456789012:role/${ci}-deploy`],
  ...['--aws-region', 'eu-central-1'],
];

describe('a plain run does without what is loaded late:', () => {
  const program = without('late.js');

  scenario(
    'the action, which has no files of its own either',
    {
      ci: 'github',
      program: without('action-late.js', 'action-late-files.js'),
      secretsIn: ['step1/GITHUB_ENV'],
    },
    async (scene) => {
      const inputs = { 'role-to-assume': 'arn:aws:iam::123456789012:role/github-deploy', 'aws-region': 'eu-central-1' };
      expect(await scene.action(inputs)).toMatchObject({ exitCode: 0, error: undefined });
      expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
    },
  );

  scenario('the command on GitHub', { ci: 'github', program, secretsIn: ['step1/GITHUB_ENV'] }, async (scene) => {
    expect(await scene.cli(...asked('github'))).toMatchObject({ exitCode: 0, error: undefined });
    expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
  });

  scenario(
    'the command on GitLab',
    { ci: 'gitlab', program, secretsIn: ['private/gitlab-20-302/token-default'] },
    async (scene) => {
      expect(await scene.cli(...asked('gitlab'))).toMatchObject({ exitCode: 0, error: undefined });
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );
});
