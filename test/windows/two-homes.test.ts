import { expect, it } from 'vitest';
import { role, startScene } from './scene.ts';

it('a HOME that is not the folder of the user is said, with both', async () => {
  const scene = await startScene({ ci: 'circleci' });
  scene.env.HOME = scene.temp.there;
  const step = await scene.cli(
    '--role-to-assume',
    role('circleci'),
    '--aws-region',
    'eu-central-1',
    '--export',
    'profile',
  );
  expect(step.exitCode, step.stderr).toBe(0);
  const both = `HOME is ${scene.temp.there}, and USERPROFILE is ${scene.home.there}.`;
  expect(step.stderr).toContain(`warning: The profile is written under USERPROFILE. ${both}`);
  const whoami = await scene.cli('whoami');
  expect(whoami.exitCode).not.toBe(0);
  expect(whoami.stderr).toContain(`warning: ${both}`);
});

it('one that is spelled in another way is the same', async () => {
  const scene = await startScene({ ci: 'circleci' });
  scene.env.HOME = `${scene.home.there.replaceAll('\\', '/').replace('C:', 'c:')}/`;
  const step = await scene.cli(
    '--role-to-assume',
    role('circleci'),
    '--aws-region',
    'eu-central-1',
    '--export',
    'profile',
  );
  expect(step.stderr).not.toContain('warning');
  expect((await scene.cli('whoami')).stdout).toContain('assumed-role/circleci-deploy');
});
