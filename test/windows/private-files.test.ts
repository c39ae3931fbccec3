import { readdirSync, symlinkSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { role, startScene } from './scene.ts';

const profile = ['--role-to-assume', role('circleci'), '--aws-region', 'eu-central-1', '--export', 'profile'];

const root = `ci-aws-credentials-${userInfo().username.replace(/\W/g, '')}`;

it('private files stand in a folder of the user’s, and nowhere where others may make one', async () => {
  const scene = await startScene({ ci: 'github' });
  const step = await scene.cli('--role-to-assume', role('github'), '--export', 'profile');
  expect(step.exitCode, step.stderr).toBe(0);
  const local = join(scene.home.here, 'AppData/Local');
  expect(readdirSync(local).sort()).toEqual(['Temp', root]);
  expect([readdirSync(scene.temp.here), readdirSync(join(local, 'Temp'))]).toEqual([[], []]);
});

// Everybody can make a junction. Wine cannot.
const strangers = process.platform === 'win32' ? ['a file', 'a junction'] : ['a file'];

it.each(strangers)('%s in the place of the private folder is refused', async (what) => {
  const scene = await startScene({ ci: 'circleci' });
  const name = `AppData/Local/${root}`;
  if (what === 'a file') scene.write(scene.home, name, '');
  else symlinkSync(scene.temp.here, join(scene.home.here, name), 'junction');
  expect((await scene.cli(...profile)).stderr).toMatch(/^error file-(unsafe|not-writable): /m);
});
