import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { role, startScene } from './scene.ts';

const profile = ['--aws-region', 'eu-central-1', '--export', 'profile'];
const seconds = 2_500;

it('a config file that a scanner has open is waited for', async () => {
  const scene = await startScene({ ci: 'circleci' });
  const config = scene.write(scene.home, '.aws/config', '[profile mine]\nregion = us-west-2\n');
  await scene.hold(config, seconds);
  const step = await scene.cli('--role-to-assume', role('circleci'), ...profile);
  expect(step.exitCode, step.stderr).toBe(0);
  expect(scene.read(scene.home, '.aws/config')).toMatch(/^\[profile mine\]\nregion = us-west-2\n\n.*\[default\]/s);
});

it('one that stays open fails in time, and says why', async () => {
  const scene = await startScene({ ci: 'circleci' });
  await scene.hold(scene.write(scene.home, '.aws/config', ''), 8_000);
  const start = performance.now();
  const step = await scene.cli('--role-to-assume', role('circleci'), ...profile, '--timeout', '2');
  expect(performance.now() - start).toBeLessThan(6_000);
  expect(step.stderr).toMatch(/config cannot be (read|written): .*\nClose the program that has the file open/);
});

it('a token file that is open when it is to be removed is gone after the clean-up', async () => {
  const scene = await startScene({ ci: 'gitlab' });
  await scene.cli('--role-to-assume', role('gitlab'), ...profile, '--profile-type', 'web-identity');
  const token = /^web_identity_token_file = (.*)$/m.exec(scene.read(scene.home, '.aws/config') ?? '')?.[1] ?? '';
  await scene.hold(token, seconds);
  const step = await scene.cli('cleanup');
  expect(step.stderr).toMatch(/Cleaned up: \d items from this job\.\n$/);
  expect(readdirSync(`${scene.home.here}/AppData/Local`)).toEqual(['Temp']);
});

it('a lock that is open is waited for', async () => {
  const scene = await startScene({ ci: 'circleci' });
  const lock = scene.write(scene.home, '.aws/.config.ci-aws-credentials.lock', '');
  await scene.hold(lock, seconds);
  const step = await scene.cli('--role-to-assume', role('circleci'), ...profile);
  expect(step.exitCode, step.stderr).toBe(0);
});
