import { expect, it } from 'vitest';
import { role, startScene } from './scene.ts';

it('a token-command that hangs is ended in time, with what it started', async () => {
  const scene = await startScene({ ci: 'circleci' });
  const hanging = scene.write(
    scene.work,
    'hang.js',
    `setTimeout(() => require('node:fs').writeFileSync(process.argv[2], ''), 6000);`,
  );
  const mark = String.raw`${scene.work.there}\still-running`;
  const start = performance.now();
  const line = `"${scene.node}" ${hanging} ${mark} & echo x`;
  const args = [
    '--role-to-assume',
    role('circleci'),
    '--aws-region',
    'eu-central-1',
    '--token-command',
    line,
    '--export',
    'profile',
  ];
  const step = await scene.cli(...args, '--timeout', '3');
  expect(performance.now() - start).toBeLessThan(5_500);
  expect(step.stderr).toContain('error deadline-exceeded');
  // Wine's taskkill knows no trees.
  if (process.platform !== 'win32') return;
  await new Promise((resolve) => setTimeout(resolve, 7_000 - (performance.now() - start)));
  expect(scene.read(scene.work, 'still-running')).toBeUndefined();
});
