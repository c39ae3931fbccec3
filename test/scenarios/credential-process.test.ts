import { symlinkSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { editCache, expireCache } from './edit-cache.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';
import type { Scene, Setting } from './scene.ts';

const role = 'arn:aws:iam::123456789012:role/circleci-deploy';
const job = 'private/circleci-4d5e6f7a-8b9c-4d0e-9f1a-2b3c4d5e6f7a';
const folder = `private/circleci-4d5e6f7a-8b9c-4d0e-9f1a-2b3c4d5e6f7a`;
const cache = `${folder}/process-deploy/cache`;
const cached = `${job}/process-deploy/cache`;
const onCircle: Setting = { ci: 'circleci', secretsIn: [cached] };

/** A profile of the type `process`, whose program is then started as an AWS tool does it. */
async function writeProfile(scene: Scene, ...more: readonly string[]): Promise<void> {
  const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1', '--aws-profile', 'deploy'];
  expect(await scene.cli(...asked, '--export', 'profile', ...more)).toMatchObject({ exitCode: 0 });
  scene.requests();
}

function commandIn(scene: Scene): string {
  return /^credential_process = (.*)$/m.exec(scene.read('home/.aws/config') ?? '')?.[1] ?? 'false';
}

/** What it prints is a secret: here it is looked at and not shown. */
async function ask(scene: Scene, count = 1) {
  scene.program('ask', `out=$(${commandIn(scene)}) || exit $?; echo "$out" | cksum`);
  const line =
    count === 1 ? 'ask' : `for i in $(seq ${count}); do ask & done; for job in $(jobs -p); do wait $job; done`;
  const step = await scene.bash(line);
  return { ...step, answers: new Set(step.stdout.split('\n').filter(Boolean)) };
}

const inAMinute = () => ({ renewAt: 0, expiresAt: Date.now() + 60_000 });

describe('the program of a profile', () => {
  scenarioOnEveryNode('asks once, however many tools ask at the same time', onCircle, async (scene) => {
    await writeProfile(scene);
    expireCache(scene, cache);
    const step = await ask(scene, 50);
    expect(step).toMatchObject({ exitCode: 0, stderr: '' });
    expect(step.stdout.trim().split('\n')).toHaveLength(50);
    expect(step.answers.size).toBe(1);
    expect(scene.requests()).toEqual(['exchange 200']);
  });

  scenario('fails once for all that waited, when the exchange fails', onCircle, async (scene) => {
    await writeProfile(scene);
    expireCache(scene, cache);
    const spec = `${folder}/process-deploy/spec.json`;
    scene.write(spec, JSON.stringify({ ...JSON.parse(scene.read(spec) ?? ''), timeout: '6' }));
    scene.emulator.fault({ on: 'sts', kind: 'silence', times: 1 });
    scene.program('ask', commandIn(scene));
    const step = await scene.bash(
      'for i in 1 2 3; do ask & done; for job in $(jobs -p); do wait $job && exit 1 || [ $? = 5 ]; done',
    );
    expect(step).toMatchObject({ exitCode: 0, stdout: '' });
    expect(step.stderr.match(/^error deadline-exceeded: .* did not respond within/gm)).toHaveLength(3);
    expect(scene.requests()).toEqual(['exchange without answer']);
  });

  const fresh: readonly (readonly [what: string, tamper: (scene: Scene) => void, said: string | undefined])[] = [
    ['is cut off', (scene) => scene.write(cache, (scene.read(cache) ?? '').slice(0, -20)), undefined],
    ['is empty', (scene) => scene.write(cache, ''), undefined],
    ['is another program’s', (scene) => scene.write(cache, '{"Version":2}'), undefined],
    [
      'can be read by others',
      (scene) => scene.write(cache, scene.read(cache) ?? '', 0o644),
      'can be read or written by others',
    ],
  ];
  for (const [what, tamper, said] of fresh) {
    scenario(`makes a cache anew that ${what}`, onCircle, async (scene) => {
      await writeProfile(scene);
      tamper(scene);
      if (said !== undefined) expect(scene.secretPlaces()).toEqual([`${cached} (mode 644)`]);
      const step = await ask(scene);
      expect(step.exitCode).toBe(0);
      if (said === undefined) expect(step.stderr).toBe('');
      else expect(step.stderr).toContain(said);
      expect(scene.requests()).toEqual(['exchange 200']);
      expect(await ask(scene)).toMatchObject({ exitCode: 0, stderr: '' });
      expect(scene.requests()).toEqual([]);
      expect(scene.secretPlaces()).toEqual([cached]);
    });
  }

  scenario('shares its cache with a version that keeps more in it', onCircle, async (scene) => {
    await writeProfile(scene);
    await ask(scene);
    scene.requests();
    editCache(scene, cache, { more: { SourceIdentity: 'octocat' } });
    expect(await ask(scene)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(scene.requests()).toEqual([]);
    expect(scene.read(cache)).toContain('octocat');
  });

  scenario('does not follow a link in the place of its cache', onCircle, async (scene) => {
    await writeProfile(scene);
    const text = scene.read(cache) ?? '';
    await scene.bash(`rm '${scene.path(cache)}'`);
    scene.write('work/elsewhere.json', '{}');
    symlinkSync(scene.path('work/elsewhere.json'), scene.path(cache));
    const step = await ask(scene);
    expect(step).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('is a link') });
    expect(scene.requests()).toEqual(['exchange 200']);
    expect(scene.read('work/elsewhere.json')).toBe('{}');
    expect(scene.read(cache)).not.toBe(text);
    expect(await ask(scene)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(scene.requests()).toEqual([]);
  });

  scenario('does not wait at a pipe in the place of its cache', onCircle, async (scene) => {
    await writeProfile(scene);
    await scene.bash(`rm '${scene.path(cache)}'; mkfifo -m 600 '${scene.path(cache)}'`);
    expect(await ask(scene)).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('is not a regular file') });
    expect(scene.requests()).toEqual(['exchange 200']);
    expect(await ask(scene)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(scene.requests()).toEqual([]);
  });

  if (process.getuid?.() === 0) {
    scenario('does not believe another user’s cache', onCircle, async (scene) => {
      await writeProfile(scene);
      await scene.bash(`chown 65534 '${scene.path(cache)}'`);
      expect(await ask(scene)).toMatchObject({
        exitCode: 0,
        stderr: expect.stringContaining('belongs to another user'),
      });
      expect(scene.requests()).toEqual(['exchange 200']);
      expect(await ask(scene)).toMatchObject({ exitCode: 0, stderr: '' });
      expect(scene.requests()).toEqual([]);
    });
  }

  scenario('serves the last credentials while STS is down, and does not try again at once', onCircle, async (scene) => {
    await writeProfile(scene, '--disable-retry');
    editCache(scene, cache, inAMinute());
    scene.emulator.fault({ on: 'sts', kind: 'status', status: 503, times: 99 });
    const step = await ask(scene);
    expect(step.exitCode).toBe(0);
    expect(scene.plain(step.stderr)).toMatch(
      /^warning: The credentials could not be renewed; the previous ones are valid until <time>\./,
    );
    expect(scene.requests()).toEqual(['exchange 503 ServiceUnavailable']);
    expect(await ask(scene)).toMatchObject({ exitCode: 0, stderr: '', stdout: step.stdout });
    expect(scene.requests()).toEqual([]);
    expireCache(scene, cache);
    expect(await ask(scene)).toMatchObject({ exitCode: 5, error: 'sts-unavailable', stdout: '' });
    expect(scene.requests()).toEqual(['exchange 503 ServiceUnavailable']);
  });

  scenario('serves the last credentials where what it is to ask for is gone', onCircle, async (scene) => {
    await writeProfile(scene);
    editCache(scene, cache, inAMinute());
    await scene.bash(`rm '${scene.path(`${folder}/process-deploy/spec.json`)}'`);
    const step = await ask(scene);
    expect(step).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('spec.json was removed or changed') });
    expireCache(scene, cache);
    expect(await ask(scene)).toMatchObject({ exitCode: 2, error: 'input-unreadable', stdout: '' });
  });

  scenario('breaks a lock whose holder is gone', onCircle, async (scene) => {
    await writeProfile(scene);
    expireCache(scene, cache);
    const lock = `${folder}/process-deploy/.cache.ci-aws-credentials.lock`;
    scene.write(lock, '');
    await scene.bash(`touch -d '1 hour ago' '${scene.path(lock)}'`);
    expect(await ask(scene)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(scene.requests()).toEqual(['exchange 200']);
    expect(scene.read(lock)).toBeUndefined();
  });

  scenarioOnEveryNode(
    'says when the only token of the job ended',
    { ci: 'gitlab', job: { lifetimeSeconds: -3600 }, secretsIn: ['private/gitlab-20-302/process-deploy/cache'] },
    async (scene) => {
      const expired = scene.env.AWS_ID_TOKEN ?? '';
      scene.env.AWS_ID_TOKEN = await scene.token('gitlab');
      const asked = ['--role-to-assume', role.replace('circleci', 'gitlab'), '--aws-profile', 'deploy'];
      await scene.cli(...asked, '--profile-type', 'process');
      expect(scene.requests()).toEqual(['exchange 200']);
      scene.env.AWS_ID_TOKEN = expired;
      const spot = `private/gitlab-20-302/process-deploy/cache`;
      expireCache(scene, spot);
      const step = await ask(scene);
      expect(step).toMatchObject({ exitCode: 3, error: 'token-expired', stdout: '' });
      expect(scene.plain(step.stderr)).toMatch(
        /The token \(the variable AWS_ID_TOKEN\) expired 60 min ago, at <time>\./,
      );
    },
  );

  scenario('mints another token on CircleCI when that of the job has ended', onCircle, async (scene) => {
    const { CIRCLE_OIDC_TOKEN_V2: own = '' } = scene.env;
    await writeProfile(scene);
    expireCache(scene, cache);
    scene.env.CIRCLE_OIDC_TOKEN_V2 = await scene.token('circleci', { lifetimeSeconds: -60 });
    const refused = await ask(scene);
    expect(refused).toMatchObject({ exitCode: 3, stdout: '' });
    scene.env.FRESH = own;
    scene.program('circleci', '[ "$1 $2 $3 $4" = "run oidc get --claims" ] && echo "$FRESH"');
    expect(await ask(scene)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(scene.requests()).toEqual(['exchange 200']);
  });

  scenario('keeps the guard of accounts, policies and chains', onCircle, async (scene) => {
    const chained = 'arn:aws:iam::123456789012:role/chained';
    await writeProfile(
      scene,
      '--then-assume',
      chained,
      '--allowed-account-ids',
      '123456789012',
      '--role-session-name',
      'me',
    );
    expireCache(scene, cache);
    expect((await ask(scene)).exitCode).toBe(0);
    expect(scene.requests()).toEqual(['exchange 200', 'AssumeRole 200']);
    const spec = `${folder}/process-deploy/spec.json`;
    scene.write(spec, (scene.read(spec) ?? '').replace('"123456789012"', '"210987654321"'));
    expireCache(scene, cache);
    expect(await ask(scene)).toMatchObject({ exitCode: 6, error: 'account-not-allowed' });
  });

  scenario('answers by a shell alone while the cache is fresh', onCircle, async (scene) => {
    await writeProfile(scene);
    const program = scene.path(`${folder}/credential-process.js`);
    await scene.bash(`mv '${program}' '${program}.away'`);
    expect(await ask(scene, 3)).toMatchObject({ exitCode: 0, stderr: '' });
    editCache(scene, cache, { renewAt: Date.now() - 1000 });
    expect(await ask(scene)).toMatchObject({ exitCode: 1, stdout: '' });
    await scene.bash(`mv '${program}.away' '${program}'`);
    expect(await ask(scene)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(scene.requests()).toEqual(['exchange 200']);
  });

  scenario('answers and renews in every shell of this machine', onCircle, async (scene) => {
    await writeProfile(scene);
    const script = scene.path(`${folder}/process-deploy/credential-process.sh`);
    const which = 'for sh in dash bash busybox zsh yash mksh; do command -v $sh >/dev/null && echo $sh; done; true';
    const shells = (await scene.bash(which)).stdout.trim().split('\n');
    expect(shells).toEqual(expect.arrayContaining(['dash', 'bash']));
    const asSh: Readonly<Record<string, string>> = { bash: '--posix', busybox: 'sh', zsh: '--emulate sh' };
    for (const shell of shells) {
      const line = `${shell} ${asSh[shell] ?? ''} '${script}' | cksum`;
      const answer = await ask(scene);
      expect((await scene.bash(line)).stdout).toBe(answer.stdout);
      expect(scene.requests()).toEqual([]);
      expireCache(scene, cache);
      const renewed = await scene.bash(line);
      expect(scene.requests()).toEqual(['exchange 200']);
      expect(renewed).toMatchObject({ exitCode: 0, stderr: '', stdout: (await ask(scene)).stdout });
      expect(renewed.stdout).not.toBe(answer.stdout);
    }
  });

  scenarioOnEveryNode('answers by itself where there is no shell', onCircle, async (scene) => {
    await writeProfile(scene);
    const answer = await ask(scene);
    const byNode = `node '${scene.path(`${folder}/credential-process.js`)}' '${scene.path(`${folder}/process-deploy`)}'`;
    const step = await scene.bash(`${byNode} | cksum; ${byNode} | true; ${byNode} >&-; echo done`);
    expect(step).toMatchObject({ exitCode: 0, stdout: `${answer.stdout}done\n`, stderr: '' });
    expect(scene.requests()).toEqual([]);
  });

  const onGithub: Setting = {
    ci: 'github',
    secretsIn: ['one', 'two'].map((name) => `private/gha-9876543210-1-deploy/process-${name}/cache`),
  };
  scenario('serves the steps before, when that of another step is gone', onGithub, async (scene) => {
    const given = { 'role-to-assume': role.replace('circleci', 'github'), 'aws-region': 'eu-central-1' };
    const [one, two] = [
      await scene.action({ ...given, 'aws-profile': 'one', 'profile-type': 'process' }),
      await scene.action({ ...given, 'aws-profile': 'two', 'profile-type': 'process' }),
    ];
    scene.requests();
    await two.post();
    expireCache(scene, 'private/gha-9876543210-1-deploy/process-one/cache');
    expect(await ask(scene)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
    await one.post();
    expect((await scene.bash('ls -A ../tmp ../home')).stdout).not.toMatch(/ci-aws-credentials|\.aws/);
  });

  scenario('and all that it had are gone with cleanup, the folders too', onCircle, async (scene) => {
    await writeProfile(scene);
    await ask(scene);
    await scene.cli('cleanup');
    expect((await scene.bash('ls ../tmp')).stdout).toBe('');
  });
});

describe('the command credential-process', () => {
  const command = `ci-aws-credentials credential-process --role-to-assume ${role} --aws-region eu-central-1`;
  const secret = `${job}/cache-x`;

  scenarioOnEveryNode(
    'asks once for the same, and anew for anything else',
    { ci: 'circleci', secretsIn: [secret] },
    async (scene) => {
      scene.program('ask', `out=$(${command} "$@") || exit $?; echo "$out" | cksum`);
      const many = 'for i in $(seq 12); do ask & done; for job in $(jobs -p); do wait $job; done';
      const step = await scene.bash(many);
      expect(step).toMatchObject({ exitCode: 0, stderr: '' });
      expect(new Set(step.stdout.trim().split('\n')).size).toBe(1);
      expect(scene.requests()).toEqual(['exchange 200']);
      expect((await scene.bash('ask')).stdout).toBe(step.stdout.slice(0, step.stdout.indexOf('\n') + 1));
      expect(scene.requests()).toEqual([]);
      expect((await scene.bash('ask --role-session-name other; ask --role-duration-seconds 900')).exitCode).toBe(0);
      expect(scene.requests()).toEqual(['exchange 200', 'exchange 200']);
      await scene.cli('cleanup');
      expect(scene.secretPlaces()).toEqual([]);
      expect((await scene.bash('ls ../tmp')).stdout).toBe('');
    },
  );

  scenario('does not print to a log', { ci: 'circleci' }, async (scene) => {
    expect(await scene.bash(`${command} 2>&1`)).toMatchObject({ exitCode: 2, error: undefined });
  });
});

describe('standard error, which the tools that ask show or keep, stays empty', () => {
  const jobs = [
    { ci: 'github', folder: 'gha-9876543210-1-deploy', requests: ['token 200', 'exchange 200'] },
    { ci: 'gitlab', folder: 'gitlab-20-302', requests: ['exchange 200'] },
  ];
  for (const { ci, folder: jobFolder, requests } of jobs) {
    const asked = ['--role-to-assume', role.replace('circleci', ci), '--aws-region', 'eu-central-1'];
    // GitHub would have masks, GitLab a note of when the only token ends.
    scenario(`of the command, on ${ci}`, { ci, secretsIn: [`private/${jobFolder}/cache-x`] }, async (scene) => {
      scene.program('ask', `out=$(ci-aws-credentials credential-process ${asked.join(' ')}) && echo "$out" | wc -l`);
      expect(await scene.bash('ask')).toMatchObject({ exitCode: 0, stdout: '1\n', stderr: '', masks: [] });
      expect(scene.requests()).toEqual(requests);
    });

    const own = `private/${jobFolder}/process-deploy/cache`;
    scenarioOnEveryNode(`of a profile’s program that renews, on ${ci}`, { ci, secretsIn: [own] }, async (scene) => {
      const profile = ['--export', 'profile', '--profile-type', 'process', '--aws-profile', 'deploy'];
      expect(await scene.cli(...asked, ...profile)).toMatchObject({ exitCode: 0 });
      scene.requests();
      expireCache(scene, own);
      expect(await ask(scene)).toMatchObject({ exitCode: 0, stderr: '', masks: [] });
      expect(scene.requests()).toEqual(requests);
    });
  }
});
