import { describe, expect } from 'vitest';
import { scenario } from './scenario.ts';

const asked = ['--role-to-assume', 'arn:aws:iam::123456789012:role/gitlab-deploy', '--aws-region', 'eu-central-1'];

/** No home at all, and one that the system cannot even tell. */
const homes = {
  'no home folder': { HOME: '', ofExec: { exitCode: 0, error: undefined } },
  // Its config file may hold settings of the command's, and cannot be looked for.
  'a home folder with an impossible path': {
    HOME: `/${'h'.repeat(5000)}`,
    ofExec: { exitCode: 2, error: 'input-unreadable' },
  },
};

describe('only what needs a home folder needs one:', () => {
  for (const [sentence, { HOME, ofExec }] of Object.entries(homes)) {
    const setting = { ci: 'gitlab', env: { HOME } };

    scenario(`--help and trust lint do not, and cleanup says that it does (${sentence})`, setting, async (scene) => {
      expect((await scene.cli('--help')).exitCode).toBe(0);
      expect((await scene.cli('trust', 'lint', 'none.json')).error).toBe('input-unreadable');
      // Where earlier steps had one, there may be something to take back.
      expect(await scene.cli('cleanup')).toMatchObject({ exitCode: 7, error: 'file-unsafe', changed: [] });
    });

    scenario(`env does not (${sentence})`, { ...setting, secretsIn: ['step1/stdout'] }, async (scene) => {
      expect(await scene.cli('env', ...asked)).toMatchObject({ exitCode: 0, changed: [] });
      expect(scene.requests()).toEqual(['exchange 200']);
    });

    scenario(`exec does without its private folder (${sentence})`, setting, async (scene) => {
      const step = await scene.cli('exec', ...asked, '--', 'true');
      expect(step).toMatchObject({ ...ofExec, stdout: '', changed: [] });
      expect(scene.requests()).toEqual(['exchange 200']);
    });

    scenario(`a profile does, even where both files are named (${sentence})`, setting, async (scene) => {
      Object.assign(scene.env, {
        AWS_CONFIG_FILE: scene.path('config'),
        AWS_SHARED_CREDENTIALS_FILE: scene.path('credentials'),
      });
      expect(await scene.cli(...asked)).toMatchObject({ exitCode: 7, error: 'file-unsafe', changed: [] });
      expect(scene.requests()).toEqual([]);
    });
  }
});

describe('a current folder that is gone', () => {
  scenario('is told where a relative path counts from it', { ci: 'gitlab' }, async (scene) => {
    const environment = 'AWS_CONFIG_FILE=config AWS_SHARED_CREDENTIALS_FILE=credentials';
    const step = await scene.bash(
      `mkdir gone; cd gone; rmdir ../gone; ${environment} ci-aws-credentials ${asked.join(' ')} || exit $?`,
    );
    expect(step).toMatchObject({ exitCode: 7, error: 'file-not-writable', changed: [] });
    expect(step.stderr).toContain('config cannot be written: its folder does not exist (ENOENT)');
  });
});
