import { describe, expect } from 'vitest';
import { scenario } from './scenario.ts';
import type { Scene } from './scene.ts';

const asked = ['--role-to-assume', 'arn:aws:iam::123456789012:role/gitlab-deploy', '--aws-region', 'eu-central-1'];

/** No home at all, and one that the system cannot even tell. */
const homes = { 'no home folder': '', 'a home folder with an impossible path': `/${'h'.repeat(5000)}` };

describe('only what needs a home folder needs one:', () => {
  for (const [sentence, HOME] of Object.entries(homes)) {
    const setting = { ci: 'gitlab', env: { HOME } };

    scenario(`--help, trust lint and cleanup do not (${sentence})`, setting, async (scene) => {
      expect((await scene.cli('--help')).exitCode).toBe(0);
      expect((await scene.cli('trust', 'lint', 'none.json')).error).toBe('input-unreadable');
      expect((await scene.cli('cleanup')).exitCode).toBe(0);
    });

    scenario(`env does not (${sentence})`, { ...setting, secretsIn: ['step1/stdout'] }, async (scene) => {
      expect(await scene.cli('env', ...asked)).toMatchObject({ exitCode: 0, changed: [] });
      expect(scene.requests()).toEqual(['exchange 200']);
    });

    scenario(`exec does not (${sentence})`, setting, async (scene) => {
      const told = { exitCode: 0, changed: [] };
      // Where a home is named, the settings in its files count: not to be able to read them is a failure.
      const failed = { error: 'input-unreadable', changed: [] };
      expect(await scene.cli('exec', ...asked, '--', 'true')).toMatchObject(HOME === '' ? told : failed);
      expect(scene.requests()).toEqual(['exchange 200']);
    });

    scenario(
      `a profile does not where both files are named (${sentence})`,
      { ...setting, secretsIn: ['private/gitlab-20-302/token-default'] },
      async (scene) => {
        const write = await profileIn(scene);
        expect(write).toMatchObject({ exitCode: 0 });
        expect(scene.read('config')).toContain('[default]');
        expect(scene.requests()).toEqual(['exchange 200']);
      },
    );
  }
});

function profileIn(scene: Scene) {
  Object.assign(scene.env, {
    AWS_CONFIG_FILE: scene.path('config'),
    AWS_SHARED_CREDENTIALS_FILE: scene.path('credentials'),
  });
  return scene.cli(...asked);
}

describe('a current folder that is gone', () => {
  scenario('is told where a relative path counts from it', { ci: 'gitlab' }, async (scene) => {
    const environment = 'AWS_CONFIG_FILE=config AWS_SHARED_CREDENTIALS_FILE=credentials';
    const step = await scene.bash(
      `mkdir gone; cd gone; rmdir ../gone; ${environment} ci-aws-credentials ${asked.join(' ')} || exit $?`,
    );
    expect(step).toMatchObject({ exitCode: 2, error: 'input-unreadable', changed: [] });
    expect(step.stderr).toContain('config cannot be read: its folder does not exist (ENOENT)');
  });
});
