import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, utimesSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { fingerprint } from '../../src/core/fingerprint.ts';
import { expireCache } from './edit-cache.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';
import type { Scene } from './scene.ts';

const asked = ['--role-to-assume', 'arn:aws:iam::123456789012:role/gitlab-deploy', '--aws-region', 'eu-central-1'];
const me = process.getuid?.();
const STRANGER = 65534;
const root = `home/.aws/ci-aws-credentials-${me}`;
/** The folder of the emulated job, as the program names it: what another user would have to guess. */
const jobId = `gitlab-20-302-${fingerprint(['gitlab', ['gitlab', '20', '302'], ['https://gitlab.com']])}`;
const job = `${root}/${jobId}`;
const token = 'private/gitlab-20-302/token-default';

/** Receipts that would have a file of the job's user removed, and code of somebody else's run by its next AWS call. */
function planted(scene: Scene): string {
  const config = scene.path('home/.aws/config');
  const change = { before: '[default]\ncredential_process = /tmp/evil', after: '[default]\nregion = us-east-1' };
  return JSON.stringify([
    { kind: 'files', files: [scene.path('home/precious')] },
    {
      kind: 'profile',
      paths: { config, credentials: scene.path('home/.aws/credentials') },
      undo: [{ profile: 'default', files: { config: { fileMade: false, changed: [change] } } }],
    },
  ]);
}

function prepare(scene: Scene): void {
  scene.write('home/precious', 'x');
  scene.write('home/.aws/config', '[default]\nregion = us-east-1\n');
  scene.write(`${job}/receipts-1-a.json`, planted(scene));
  for (const folder of [root, job]) chmodSync(scene.path(folder), 0o700);
}

async function expectDisobeyed(scene: Scene, says: RegExp): Promise<void> {
  const step = await scene.cli('cleanup');
  expect(step).toMatchObject({ exitCode: 7, error: 'file-unsafe', changed: [] });
  expect(step.stderr).toMatch(says);
  expect(scene.read('home/precious')).toBe('x');
  expect(scene.read('home/.aws/config')).toBe('[default]\nregion = us-east-1\n');
}

describe('cleanup obeys receipts', () => {
  scenarioOnEveryNode('that only its own user can have written', { ci: 'gitlab' }, async (scene) => {
    prepare(scene);
    expect(await scene.cli('cleanup')).toMatchObject({ exitCode: 0, log: ['Cleaned up: 2 items from this job.'] });
    expect(scene.read('home/precious')).toBeUndefined();
    expect(existsSync(scene.path(root))).toBe(false);
  });

  for (const [what, folder] of [
    ['the job', job],
    ['all jobs', root],
  ] as const) {
    scenario(`but none in a folder of ${what} that is open to others`, { ci: 'gitlab' }, async (scene) => {
      prepare(scene);
      chmodSync(scene.path(folder), 0o777);
      await expectDisobeyed(scene, /can be read or written by others/);
    });

    if (me !== 0) continue;
    scenario(`but none in a folder of ${what} that is another user's`, { ci: 'gitlab' }, async (scene) => {
      prepare(scene);
      chownSync(scene.path(folder), STRANGER, STRANGER);
      await expectDisobeyed(scene, /belongs to another user \(65534\)/);
    });
  }

  scenario('but none behind a link', { ci: 'gitlab' }, async (scene) => {
    prepare(scene);
    await scene.bash(
      `mv '${scene.path(job)}' '${scene.path('elsewhere')}' && ln -s '${scene.path('elsewhere')}' '${scene.path(job)}'`,
    );
    await expectDisobeyed(scene, /is a link or a file/);
  });

  scenario('and passes over a journal that others may have written, or a pipe', { ci: 'gitlab' }, async (scene) => {
    prepare(scene);
    chmodSync(scene.path(`${job}/receipts-1-a.json`), 0o666);
    await scene.bash(`mkfifo -m 600 '${scene.path(`${job}/receipts-2-b.json`)}'`);
    const step = await scene.cli('cleanup');
    expect(step).toMatchObject({ exitCode: 0, changed: [] });
    expect(step.stderr).toContain('receipts-1-a.json can be read or written by others');
    expect(step.stderr).toContain('receipts-2-b.json is not a regular file');
    expect(step.stderr).toContain('Not cleaned up: 2 items.');
    expect(scene.read('home/precious')).toBe('x');
  });

  scenario('and no state that leads elsewhere', { ci: 'github' }, async (scene) => {
    const folder = scene.path('work/mine/empty');
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    scene.env.STATE_receipts = `${folder}/receipts-1-a.json`;
    const post = await scene.bash(`node '${process.cwd()}/dist/post.js'`);
    expect(post).toMatchObject({ exitCode: 0, changed: [] });
    expect(post.stdout).toContain('::warning::Cleanup failed');
  });
});

describe('what the AWS files point at', () => {
  if (me === 0) {
    scenario(
      'cannot be made anew by another user once it is gone',
      { ci: 'gitlab', secretsIn: ['private/gitlab-20-302/process-dev/cache'] },
      async (scene) => {
        chmodSync(scene.path('tmp'), 0o1777);
        expect(await scene.cli(...asked, '--aws-profile', 'dev', '--profile-type', 'process')).toMatchObject({
          exitCode: 0,
        });
        scene.requests();
        const program = /(\S*credential-process\.sh)$/m.exec(scene.read('home/.aws/config') ?? '')?.[1] ?? '';
        await scene.bash(`rm -rf "$TMPDIR"/* '${scene.path(root)}'`);
        const folder = program.slice(0, program.lastIndexOf('/'));
        const attack = spawnSync('setpriv', [
          ...['--reuid', `${STRANGER}`, '--regid', `${STRANGER}`, '--clear-groups'],
          ...['sh', '-c', `mkdir -p '${folder}' && echo evil > '${program}'`],
        ]);
        expect(attack.status).not.toBe(0);
        expect(existsSync(program)).toBe(false);
      },
    );
  }

  for (const [name, value] of [
    ['TMPDIR', 'tmp'],
    ['RUNNER_TEMP', 'tmp'],
    ['RUNNER_TEMP', '.'],
  ] as const) {
    scenario(
      `is found from every folder, with ${name}=${value}`,
      { ci: 'gitlab', secretsIn: [token] },
      async (scene) => {
        scene.env[name] = value;
        expect(await scene.cli(...asked)).toMatchObject({ exitCode: 0 });
        scene.requests();
        expect(scene.read('home/.aws/config')).toContain(`web_identity_token_file = ${scene.path(token)}\n`);
        scene.env[name] = scene.path('work');
        expect((await scene.cli('cleanup')).log).toEqual(['Cleaned up: 2 items from this job.']);
      },
    );
  }
});

scenario('exec uses no temporary folder in which others may replace its own', { ci: 'gitlab' }, async (scene) => {
  mkdirSync(scene.path('work/.git'));
  scene.env.HOME = scene.path('work');
  for (const [mode, exitCode] of [
    [0o777, 7],
    [0o1777, 0],
  ] as const) {
    chmodSync(scene.path('tmp'), mode);
    expect(await scene.cli('exec', ...asked, '--', 'true')).toMatchObject({ exitCode, changed: [] });
    expect(scene.requests()).toEqual(['exchange 200']);
  }
});

describe('nothing secret is in the checkout', () => {
  const homes = [
    ['github', 'GITHUB_WORKSPACE'],
    ['gitlab', 'CI_PROJECT_DIR'],
    ['circleci', 'CIRCLE_WORKING_DIRECTORY'],
    ['semaphore', 'SEMAPHORE_GIT_DIR'],
  ] as const;
  for (const [ci, variable] of homes) {
    scenario(`with the home folder in ${variable}`, { ci }, async (scene) => {
      Object.assign(scene.env, {
        [variable]: scene.path('work'),
        HOME: scene.path('work/home'),
        TMPDIR: scene.path('work'),
      });
      const role = `arn:aws:iam::123456789012:role/${ci}-deploy`;
      const step = await scene.cli('--role-to-assume', role, '--aws-region', 'eu-central-1');
      expect(step).toMatchObject({ exitCode: 7, error: 'file-unsafe', changed: [] });
      expect(step.stderr).toContain(`is in the checkout ${scene.path('work')}`);
    });
  }

  scenario(
    'nor where everything is in it: exec refuses, and credential-process keeps nothing',
    { ci: 'gitlab', secretsIn: ['step2/stdout'] },
    async (scene) => {
      mkdirSync(scene.path('work/.git'));
      Object.assign(scene.env, { HOME: scene.path('work'), TMPDIR: scene.path('work') });
      const refused = await scene.cli('exec', ...asked, '--token-file', '--', 'true');
      expect(refused).toMatchObject({ exitCode: 7, error: 'file-unsafe', changed: [] });
      expect(scene.requests()).toEqual(['exchange 200']);
      const kept = await scene.cli('credential-process', ...asked);
      expect(kept).toMatchObject({ exitCode: 0, changed: [] });
      expect(kept.stderr).toContain('warning: The credentials cannot be cached.');
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );

  scenario('with the home folder in a work tree of Git', { ci: 'gitlab' }, async (scene) => {
    mkdirSync(scene.path('work/.git'));
    scene.env.HOME = scene.path('work');
    expect(await scene.cli(...asked)).toMatchObject({ exitCode: 7, error: 'file-unsafe', changed: [] });
  });

  scenario(
    'without a word: keys that the user sends there',
    { ci: 'gitlab', secretsIn: ['work/credentials', 'private/gitlab-20-302/receipts.json'] },
    async (scene) => {
      Object.assign(scene.env, {
        CI_PROJECT_DIR: scene.path('work'),
        AWS_SHARED_CREDENTIALS_FILE: scene.path('work/credentials'),
      });
      const step = await scene.cli(...asked, '--profile-type', 'static');
      expect(step.exitCode).toBe(0);
      expect(step.stderr).toMatch(
        /^warning: The credentials are written to .*work\/credentials, inside the checkout /m,
      );
      scene.requests();
    },
  );
});

describe('what a killed process left', () => {
  const dead = (): number => spawnSync('true').pid;

  for (const [what, command] of [
    ['the next run', asked],
    ['cleanup', ['cleanup']],
  ] as const) {
    scenario(
      `is removed by ${what}; what one that runs is writing stays`,
      { ci: 'gitlab', secretsIn: [token] },
      async (scene) => {
        await scene.cli(...asked);
        scene.requests();
        const left = [
          `.token-default.${dead()}.1-a.tmp`,
          `.receipts-1-a.json.${dead()}.1-a.tmp`,
          `process-x/.cache.${dead()}.1-a.tmp`,
          // The number is another process's by now.
          `.spec.json.${process.pid}.1-old.tmp`,
          '.cache.ci-aws-credentials.lock',
        ].map((name) => `${job}/${name}`);
        for (const name of left) scene.write(name, name.endsWith('.lock') ? `{"pid":${dead()}` : 'half');
        const hourAgo = Date.now() / 1000 - 3600;
        for (const name of left.slice(3)) utimesSync(scene.path(name), hourAgo, hourAgo);
        const live = `${job}/.token-default.${process.pid}.1-a.tmp`;
        scene.write(live, 'half');
        await scene.cli(...command);
        scene.requests();
        expect(left.filter((name) => scene.read(name) !== undefined)).toEqual([]);
        expect(scene.read(live)).toBe('half');
      },
    );
  }

  scenario(
    'beside BASH_ENV is removed by the next run',
    { ci: 'circleci', secretsIn: ['bash-env', 'private/circleci-4d5e6f7a-8b9c-4d0e-9f1a-2b3c4d5e6f7a/receipts.json'] },
    async (scene) => {
      scene.write(`.bash-env.${dead()}.1-a.tmp`, 'half');
      await scene.cli(
        '--role-to-assume',
        'arn:aws:iam::123456789012:role/circleci-deploy',
        '--aws-region',
        'eu-central-1',
      );
      scene.requests();
      expect((await scene.bash('ls -A ..')).stdout).not.toContain('.tmp');
    },
  );
});

if (me === 0) {
  describe('a container that runs as another user than the runner', () => {
    scenario('is told so, with the user to run as', { ci: 'github' }, async (scene) => {
      chmodSync(scene.folder, 0o755);
      const as = `setpriv --reuid ${STRANGER} --regid ${STRANGER} --clear-groups`;
      const step = await scene.bash(`${as} ci-aws-credentials ${asked.join(' ').replace('gitlab', 'github')}`);
      expect(step).toMatchObject({ exitCode: 7, error: 'file-not-writable' });
      expect(step.stderr).toContain('(GITHUB_ENV) cannot be written: EACCES: it belongs to another user (0)');
      expect(step.stderr).toContain('options: --user 0');
    });
  });

  describe('the program of a profile', () => {
    const setting = { ci: 'gitlab', secretsIn: ['private/gitlab-20-302/process-default/cache'] };
    const folder = 'private/gitlab-20-302/process-default';
    for (const [what, tamper] of [
      ['settings', (scene: Scene) => chownSync(scene.path(`${folder}/spec.json`), STRANGER, STRANGER)],
      ['folder', (scene: Scene) => chownSync(scene.path(folder), STRANGER, STRANGER)],
    ] as const) {
      scenario(`does not obey another user's ${what}`, setting, async (scene) => {
        await scene.cli(...asked, '--profile-type', 'process');
        scene.requests();
        if (what === 'settings') expireCache(scene, `${folder}/cache`);
        tamper(scene);
        const step = await scene.bash(`sh '${scene.path(folder)}/credential-process.sh'`);
        expect(step).toMatchObject({ exitCode: 7, stdout: '', error: 'file-unsafe' });
        expect(step.stderr).toContain('belongs to another user (65534)');
      });
    }
  });
}
