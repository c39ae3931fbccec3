import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AwsByName, startAwsByName } from '../clients/aws.ts';
import { byName, clients } from '../clients/clients.ts';
import { expectIdentity, startJob, type TestJob } from '../clients/job.ts';
import { systemPath } from '../clients/requirements.ts';
import { type Ended, runProgram } from '../program.ts';

export const script = path.resolve(import.meta.dirname, '../../sh/ci-aws-credentials.sh');
export const shells = {
  dash: ['dash'],
  'busybox sh': ['busybox', 'sh'],
  bash: ['bash', '--posix'],
  yash: ['yash', '--posixly-correct'],
};
/** Root can read everything. */
const stranger = process.getuid?.() === 0 ? 65534 : undefined;
const readers = clients.filter((client) => client.name !== 'whoami');

export let aws: AwsByName;

/** For the tests of a file. */
export function setUpAws(): void {
  beforeAll(async () => {
    aws = await startAwsByName();
  });
  afterAll(() => aws.close());
}

type Env = Readonly<Record<string, string>>;

/** The script as a step of the job. */
export function run(job: TestJob, shell: readonly string[], args: readonly string[], more: Env = {}): Promise<Ended> {
  const env = { ...job.variables(), ...byName(aws), ...more };
  return runProgram({ command: [...shell, script, ...args], env, cwd: job.home });
}

export const asking = (job: TestJob): readonly string[] => [
  ...['--role-to-assume', job.roleArn, '--aws-region', 'eu-central-1', '--role-session-name', 'client-test'],
];

/** What is below the home folder, but for what the AWS CLI keeps for itself. */
export function left({ home }: TestJob): readonly string[] {
  return readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((file) => !/^\.aws(\/cli.*)?$/.test(file));
}

export const configOf = ({ home }: TestJob): string => path.join(home, '.aws/config');

/** What must be so in each shell. */
export function describeFormIn(name: string, shell: readonly string[]): void {
  describe(`the form in shell, run by ${name}`, () => {
    // What differs between CIs is no matter of the shell.
    it.each(
      name === 'dash' ? ['gitlab', 'circleci', 'semaphore', 'bitbucket', 'spacelift', 'hcp-terraform'] : ['gitlab'],
    )('makes every AWS tool of a job on %s the role', async (ci) => {
      const job = await startJob(aws, ci);
      const step = await run(job, shell, asking(job));
      expect(step, step.stderr).toMatchObject({ exitCode: 0, stdout: '' });
      expect(step.stderr).toContain(`The AWS tools of this job have the identity ${job.arn}.`);
      for (const reader of readers) await expectIdentity(aws, job, reader);
      const secrets = left(job).filter((name) => /token-/.test(name));
      expect(secrets).toHaveLength(1);
      for (const name of secrets) expect(statSync(path.join(job.home, name)).mode & 0o777).toBe(0o600);
      expect(await run(job, shell, ['cleanup'])).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
      expect(left(job)).toEqual([]);
    });

    it('may run twice, and takes away what it wrote, byte by byte', async () => {
      const job = await startJob(aws, 'gitlab');
      const before = '# mine\n[profile x]\nregion = us-west-2\n';
      mkdirSync(path.dirname(configOf(job)));
      writeFileSync(configOf(job), before);
      for (const _time of [1, 2]) expect(await run(job, shell, asking(job))).toMatchObject({ exitCode: 0 });
      expect(readFileSync(configOf(job), 'utf8').match(/^role_arn/gm)).toHaveLength(1);
      expect(await run(job, shell, ['cleanup'])).toMatchObject({ exitCode: 0 });
      expect(readFileSync(configOf(job), 'utf8')).toBe(before);
    });

    it('leaves what the program takes away, and takes away what the program leaves', async () => {
      const job = await startJob(aws, 'gitlab');
      // With the variable, the tools of GNU are as strict as those of other systems.
      for (const more of [{}, { POSIXLY_CORRECT: '1' }]) {
        expect(await run(job, shell, asking(job), more)).toMatchObject({ exitCode: 0 });
        await job.tool('cleanup');
        expect(left(job)).toEqual([]);
      }
      for (const type of ['web-identity', 'static', 'process']) {
        await job.tool(...asking(job), '--profile-type', type);
        expect(await run(job, shell, ['cleanup'])).toMatchObject({ exitCode: 0 });
        expect(left(job)).toEqual([]);
      }
    });

    it.each([
      [`it's "$(touch pwned)" \`touch pwned\``, ['--role-to-assume'], 'role-invalid'],
      ['arn:aws:iam::123456789012:role/x\nregion = us-east-1', ['--role-to-assume'], 'role-invalid'],
      ['eu-central-1"; touch pwned; "', ['--aws-region'], 'region-invalid'],
      ['a b]\n[profile c', ['--aws-profile'], 'profile-invalid'],
      ['$(touch pwned)', ['--role-session-name'], 'session-name-invalid'],
      ['X}; touch pwned; echo ${Y', ['--token-env'], 'option-invalid'],
      ['2ND', ['--token-env'], 'option-invalid'],
    ])('takes %j for data', async (value, [option = ''], code) => {
      const job = await startJob(aws, 'gitlab');
      const step = await run(job, shell, [...asking(job), option, value]);
      expect(step).toMatchObject({ exitCode: 2, stdout: '' });
      expect(step.stderr).toMatch(new RegExp(`^error ${code}: `));
      expect(left(job)).toEqual([]);
    });

    it.each<[string, readonly string[], Env, number, string]>([
      ['no role', ['--role-to-assume', ''], {}, 2, 'role-missing'],
      ['a typo', ['--role-to-asume=x'], {}, 2, 'option-unknown'],
      ['no token', [], { GITLAB_CI: 'false' }, 3, 'token-missing'],
      ['a token that is none', ['--token-env', 'ODD'], { ODD: 'fake' }, 3, 'token-malformed'],
      ['another audience', ['--audience', 'other'], {}, 3, 'token-missing'],
      ['no file with the token', ['--web-identity-token-file', '/nowhere'], {}, 3, 'token-unreadable'],
      [
        'keys in variables',
        [],
        { AWS_ACCESS_KEY_ID: 'AKIAFAKE', AWS_SECRET_ACCESS_KEY: 'fake-key' },
        2,
        'environment-conflict',
      ],
      ['a role in a variable', [], { AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/other' }, 2, 'environment-conflict'],
      ['another profile', ['--aws-profile', 'default'], { AWS_PROFILE: 'other' }, 2, 'environment-conflict'],
      ['no way to AWS', [], { HTTPS_PROXY: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' }, 5, 'network-failed'],
      [
        'a role that does not let the job in',
        ['--role-to-assume', 'arn:aws:iam::123456789012:role/github-deploy'],
        {},
        4,
        'sts-refused',
      ],
    ])('says what is wrong, and leaves nothing: %s', async (_what, args, env, exitCode, code) => {
      const job = await startJob(aws, 'gitlab');
      const step = await run(job, shell, [...asking(job), ...args], env);
      expect(step, step.stderr).toMatchObject({ exitCode, stdout: '' });
      expect(step.stderr.split('\n').find((line) => line.startsWith('error '))).toMatch(new RegExp(`^error ${code}: `));
      expect(step.stderr).not.toMatch(/eyJ/);
      expect(left(job)).toEqual([]);
    });

    it.each<[string, (config: string) => void]>([
      ['a pipe', (config) => spawnSync('mkfifo', [config])],
      ['a folder', (config) => mkdirSync(config)],
    ])('puts no profile in the place of %s', async (_what, make) => {
      const job = await startJob(aws, 'gitlab');
      const config = path.join(job.home, 'config');
      make(config);
      const step = await run(job, shell, asking(job), { AWS_CONFIG_FILE: config });
      expect(step, step.stderr).toMatchObject({ exitCode: 7 });
      expect(step.stderr).toContain('error file-not-writable: ');
      expect(statSync(config).isFile()).toBe(false);
      expect(left(job)).toEqual(['config']);
    });

    it('neither replaces nor removes a config file that it cannot read', async () => {
      const job = await startJob(aws, 'gitlab');
      const own = path.join(job.home, 'ours.sh');
      copyFileSync(script, own);
      mkdirSync(path.dirname(configOf(job)));
      writeFileSync(configOf(job), '# mine\n', { mode: 0o000 });
      mkdirSync(path.join(job.home, `.aws/ci-aws-credentials-${stranger ?? process.getuid?.()}`), { mode: 0o700 });
      if (stranger !== undefined) spawnSync('chown', ['-R', String(stranger), path.dirname(job.home)]);
      const as = stranger === undefined ? [] : ['setpriv', '--reuid', String(stranger), '--clear-groups'];
      const env = { ...job.variables(), ...byName(aws) };
      for (const args of [asking(job), ['cleanup']]) {
        const step = await runProgram({ command: [...as, ...shell, own, ...args], env, cwd: job.home });
        expect(step, step.stderr).toMatchObject({ exitCode: 2 });
        expect(step.stderr).toContain('error input-unreadable: ');
        chmodSync(configOf(job), 0o600);
        expect(readFileSync(configOf(job), 'utf8')).toBe('# mine\n');
        chmodSync(configOf(job), 0o000);
      }
      expect(left(job).filter((name) => name.includes('token'))).toEqual([]);
    });

    it('finds a config file by the paths that AWS tools take', async () => {
      const job = await startJob(aws, 'gitlab');
      for (const name of ['conf/config', '~/conf/config']) {
        const env = { AWS_CONFIG_FILE: name };
        const step = await run(job, shell, asking(job), env);
        expect(step, step.stderr).toMatchObject({ exitCode: 0 });
        expect(step.stderr).toContain(`The AWS tools of this job have the identity ${job.arn}.`);
        expect(statSync(path.join(job.home, 'conf/config')).isFile()).toBe(true);
        expect(await run(job, shell, ['cleanup'], env)).toMatchObject({ exitCode: 0 });
        expect(left(job)).toEqual(['conf']);
      }
    });

    it.each(['\nregion = us-west-2', ' #1', ' ;'])('writes no path that a tool would cut: token%j', async (end) => {
      const job = await startJob(aws, 'gitlab');
      writeFileSync(path.join(job.home, `token${end}`), 'eyJfake.eyJfake.fake');
      const step = await run(job, shell, [...asking(job), '--web-identity-token-file', `token${end}`]);
      expect(step).toMatchObject({ exitCode: 2 });
      expect(step.stderr).toMatch(/^error profile-invalid: /);
      expect(left(job)).toEqual([`token${end}`]);
    });

    it('replaces no profile of somebody else’s', async () => {
      const job = await startJob(aws, 'gitlab');
      mkdirSync(path.dirname(configOf(job)));
      writeFileSync(configOf(job), '[default]\nregion = us-west-2\n');
      const step = await run(job, shell, asking(job));
      expect(step).toMatchObject({ exitCode: 7 });
      expect(step.stderr).toContain('error profile-exists: ');
      expect(readFileSync(configOf(job), 'utf8')).toBe('[default]\nregion = us-west-2\n');
      const named = await run(job, shell, [...asking(job), '--aws-profile', 'ours']);
      expect(named).toMatchObject({ exitCode: 0 });
      for (const reader of readers) await expectIdentity(aws, job, reader, { profile: 'ours' });
    });

    it('writes no token into a checkout, and none into a folder that is a link', async () => {
      const job = await startJob(aws, 'gitlab');
      const inside = await run(job, shell, asking(job), { CI_PROJECT_DIR: job.home });
      expect(inside).toMatchObject({ exitCode: 7 });
      expect(inside.stderr).toContain('error file-unsafe: ');
      mkdirSync(path.join(job.home, '.git'));
      expect(await run(job, shell, asking(job))).toMatchObject({ exitCode: 7 });
      const other = await startJob(aws, 'gitlab');
      mkdirSync(path.join(other.home, '.aws'));
      mkdirSync(path.join(other.home, 'elsewhere'));
      symlinkSync(
        path.join(other.home, 'elsewhere'),
        path.join(other.home, `.aws/ci-aws-credentials-${process.getuid?.()}`),
      );
      expect(await run(other, shell, asking(other))).toMatchObject({ exitCode: 7 });
      expect(readdirSync(path.join(other.home, 'elsewhere'))).toEqual([]);
    });

    it('writes a profile where there is no AWS CLI, and proves nothing', async () => {
      const job = await startJob(aws, 'gitlab');
      const bin = path.join(job.home, 'bin');
      mkdirSync(bin);
      // yash, as POSIX has it, takes some builtins only where there is a program of that name.
      const programs = '[ base64 cat cut date env id ls mkdir mv printf rm rmdir sed tr'.split(' ');
      for (const name of [...programs, ...shell.slice(0, 1)]) {
        const found =
          systemPath
            .split(':')
            .map((folder) => path.join(folder, name))
            .find((file) => existsSync(file)) ?? '';
        symlinkSync(found, path.join(bin, name));
      }
      const step = await run(job, shell, asking(job), { PATH: bin });
      expect(step, step.stderr).toMatchObject({ exitCode: 0 });
      expect(step.stderr).not.toContain('The AWS tools of this job have the identity');
      for (const reader of readers) await expectIdentity(aws, job, reader);
    });
  });
}
