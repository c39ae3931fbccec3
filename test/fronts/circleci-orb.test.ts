// https://circleci.com/docs/orbs/use/orb-concepts/
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import parser from '@circleci/circleci-config-parser';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orb as packed } from '../../scripts/orb.ts';
import { type Option, options } from '../../src/options/table.ts';
import { type AwsByName, startAwsByName } from '../clients/aws.ts';
import { byName } from '../clients/clients.ts';
import { startJob, type TestJob } from '../clients/job.ts';
import { systemPath } from '../clients/requirements.ts';
import { type Ended, runProgram } from '../program.ts';
import { type Config, type Orb, runJob, stepsOf } from './circleci.ts';
import { imagePrograms } from './image.ts';

const root = path.resolve(import.meta.dirname, '../..');
const text = readFileSync(path.join(root, 'orb/orb.yml'), 'utf8');
const orb = load(text) as Orb;
const role = 'arn:aws:iam::123456789012:role/circleci-deploy';
const session = 'arn:aws:sts::123456789012:assumed-role/circleci-deploy/orb';
const whoami = 'aws sts get-caller-identity --query Arn --output text';

let aws: AwsByName;
let images: string;
beforeAll(async () => {
  aws = await startAwsByName();
  images = mkdtempSync(path.join(tmpdir(), 'orb-images-'));
  for (const name of ['with Node', 'without Node', 'without bash', 'with Node, without bash']) {
    mkdirSync(path.join(images, name));
    imagePrograms(path.join(images, name), name.startsWith('with Node'));
  }
  for (const name of ['without bash', 'with Node, without bash']) rmSync(path.join(images, name, 'bash'));
});
afterAll(async () => {
  rmSync(images, { recursive: true });
  await aws.close();
});

type Image = 'with Node' | 'without Node' | 'without bash' | 'with Node, without bash';
const everyImage: readonly [Image, readonly string[]][] = [
  ['with Node', ['bash', '-eo', 'pipefail']],
  ['without Node', ['bash', '-eo', 'pipefail']],
  ['without bash', ['busybox', 'sh', '-eo', 'pipefail']],
];
const withAndWithoutNode = ['with Node', 'without Node'] as const;

interface Run {
  readonly steps: readonly Ended[];
  /** The output of the job's steps. */
  readonly stdout: string;
  readonly stderr: string;
  readonly job: TestJob;
  /** What is below the home folder afterwards, but for what the AWS CLI keeps for itself, and in the file for variables. */
  readonly left: readonly string[];
}

interface Setting {
  readonly image?: Image;
  readonly shell?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What is in `BASH_ENV` before. */
  readonly bashEnv?: string;
  /** Files of the checkout. */
  readonly files?: Readonly<Record<string, string>>;
}

async function run(
  config: Config,
  { image = 'without Node', shell, env = {}, bashEnv = '', files = {} }: Setting = {},
) {
  const job = await startJob(aws, 'circleci', { PATH: path.join(images, image), ...env });
  const cwd = path.join(job.home, '..', 'project');
  mkdirSync(cwd);
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(cwd, name), content, { mode: 0o755 });
  const variables = { ...job.variables(), ...byName(aws) };
  const file = variables.BASH_ENV ?? '';
  writeFileSync(file, bashEnv);
  const steps = await runJob(stepsOf(config, orb), { env: variables, cwd, ...(shell ? { shell } : {}) });
  const below = readdirSync(job.home, { recursive: true, encoding: 'utf8' });
  const left = [
    ...below.filter((name) => !/^\.aws(\/cli.*)?$/.test(name)),
    ...readFileSync(file, 'utf8').split('\n').filter(Boolean),
    ...readdirSync(cwd).filter((name) => !(name in files)),
  ];
  const said = (stream: 'stdout' | 'stderr'): string => steps.map((step) => step[stream]).join('');
  const all: Run = { steps, stdout: said('stdout'), stderr: said('stderr'), job, left };
  return all;
}

/** A job of these steps, with the orb as `aws`. */
function config(...steps: readonly (string | Record<string, unknown>)[]): Config {
  return { orbs: { aws: 'https://example.com/orb.yml' }, jobs: { x: { steps } }, workflows: { x: { jobs: ['x'] } } };
}

const asking = { role_arn: role, region: 'eu-central-1', role_session_name: 'orb' };
const ends = ({ steps }: Run): readonly (number | null)[] => steps.map(({ exitCode }) => exitCode);

/** As it is written but for the role, which is the emulated one. */
function asWritten(yaml: string): Config {
  return load(yaml.replaceAll('role/deploy', 'role/circleci-deploy')) as Config;
}

describe.each(everyImage)('the orb, in an image %s', (image, shell) => {
  it('makes the later steps the role, and leaves nothing', async () => {
    const done = await run(config({ 'aws/assume': asking }, { run: whoami }, 'aws/cleanup'), { image, shell });
    expect(ends(done), done.stderr).toEqual([0, 0, 0]);
    expect(done.stdout).toContain(`${session}\n`);
    expect(done.left).toEqual([]);
  });

  it.each<[string, Record<string, string>, Record<string, string>, RegExp]>([
    ['no role', { role_arn: '' }, {}, /^error role-missing: /m],
    ['a role with a typo', { role_arn: role.replace('role/', 'rol/') }, {}, /^error role-invalid: /m],
    ['a role in a variable that is not set', { role_arn: '$NOT_SET' }, {}, /^error role-missing: /m],
    ['no token', {}, { CIRCLE_OIDC_TOKEN: '', CIRCLE_OIDC_TOKEN_V2: '' }, /^error token-missing: /m],
    ['a refused exchange', { role_arn: role.replace('circleci', 'gitlab') }, {}, /^error sts-/m],
    [
      'a role that is more',
      { role_arn: `${role}"; touch pwned; '$(touch pwned)\`touch pwned\`` },
      {},
      /^error role-invalid: /m,
    ],
    ['a region that is more', { region: "eu'; touch pwned; '$(touch pwned)" }, {}, /^error region-invalid: /m],
    ['a profile that is more', { profile_name: 'x] `touch pwned`' }, {}, /^error profile-invalid: /m],
    ['a session that is more', { role_session_name: '$(touch pwned)' }, {}, /^error session-name-invalid: /m],
    [
      'a variable that is more',
      { role_arn: '$MORE' },
      { MORE: '$(touch pwned)$MORE' },
      /^error role-invalid: .*\$MORE/m,
    ],
    ['arguments that are more', { arguments: '*\n$(touch pwned)' }, {}, /^error (option-unknown|command-unknown): /m],
    ['an option that is none', { arguments: '--role-to-asume=x' }, {}, /^error option-unknown: /m],
  ])('says what is wrong, goes no further and executes nothing: %s', async (_what, given, env, says) => {
    const steps = config({ 'aws/assume': { ...asking, ...given } }, { run: 'echo reached' });
    const failed = await run(steps, { image, shell, env });
    expect(failed.steps, failed.stdout).toHaveLength(1);
    expect(ends(failed)).not.toEqual([0]);
    expect(failed.stderr).toMatch(says);
    expect(failed.stdout + failed.stderr).not.toMatch(/eyJ/);
    expect(failed.left).toEqual([]);
  });
});

describe('the orb', () => {
  it.each(withAndWithoutNode)('takes variables of the job in parameters, as CircleCI’s own do (%s)', async (image) => {
    const parameters = {
      role_arn: 'arn:aws:iam::$ACCOUNT:role/$NAME',
      region: '$NONE$AWS_REGION',
      role_session_name: 'orb',
    };
    const env = { ACCOUNT: '123456789012', NAME: 'circleci-deploy', AWS_REGION: 'eu-central-1' };
    const done = await run(config({ 'aws/assume': parameters }, { run: whoami }), { image, env });
    expect(done.stdout, done.stderr).toContain(session);
  });

  it.each(withAndWithoutNode)('writes the profile that is asked for (%s)', async (image) => {
    const steps = config({ 'aws/assume': { ...asking, profile_name: 'ours' } }, { run: `${whoami} --profile ours` });
    const done = await run(steps, { image });
    expect(ends(done), done.stderr).toEqual([0, 0]);
    expect(done.stdout).toContain(session);
  });

  it('sets variables beside that profile, as circleci/aws-cli does, or none', async () => {
    const named = { ...asking, profile_name: 'ours' };
    const both = await run(config({ 'aws/assume': named }, { run: whoami }), { image: 'with Node' });
    expect(both.stdout, both.stderr).toContain(session);
    const byDefault = { 'aws/assume': { ...asking, profile_name: 'default' } };
    const twice = await run(config(byDefault, byDefault, { run: whoami }, 'aws/cleanup'), { image: 'with Node' });
    expect(ends(twice), twice.stderr).toEqual([0, 0, 0, 0]);
    expect(twice.left).toEqual([]);
    for (const profile_name of ['ours', '']) {
      const one = config(
        { 'aws/assume': { ...asking, profile_name, set_aws_env_vars: false } },
        { run: `${whoami} --profile ${profile_name || 'default'}` },
      );
      const done = await run(one, { image: 'with Node' });
      expect(done.stdout, done.stderr).toContain(session);
      expect(done.left.join('\n')).not.toContain('AWS_ACCESS_KEY_ID');
    }
  });

  it('writes a profile where no shell would read the variables', async () => {
    const steps = config({ 'aws/assume': asking }, { run: whoami }, 'aws/cleanup');
    const done = await run(steps, { image: 'with Node, without bash', shell: ['busybox', 'sh', '-eo', 'pipefail'] });
    expect(ends(done), done.stderr).toEqual([0, 0, 0]);
    expect(done.stdout).toContain(session);
    expect(done.left).toEqual([]);
  });

  it('passes other options on, one a line', async () => {
    const given = { ...asking, arguments: '--allowed-account-ids=999999999999\n\n--disable-retry' };
    const refused = await run(config({ 'aws/assume': given }), { image: 'with Node' });
    expect(ends(refused)).toEqual([6]);
    expect(refused.left).toEqual([]);
  });

  it.each([
    ['session_duration', { session_duration: '1800' }, 'option-unknown'],
    ['audience', { audience: 'sts.amazonaws.com' }, 'option-unknown'],
    ['other options', { arguments: '--allowed-account-ids=123456789012' }, 'option-unknown'],
  ])('refuses what needs Node where there is none: %s', async (_what, given, code) => {
    const refused = await run(config({ 'aws/assume': { ...asking, ...given } }));
    expect(ends(refused)).toEqual([2]);
    expect(refused.stderr).toMatch(new RegExp(`^error ${code}: `));
  });

  it('takes back what was written where a later step fails', async () => {
    for (const image of withAndWithoutNode) {
      const failed = await run(config({ 'aws/assume': asking }, { run: 'false' }, { run: 'echo no' }, 'aws/cleanup'), {
        image,
      });
      expect(ends(failed), failed.stderr).toEqual([0, 1, 0]);
      expect(failed.left).toEqual([]);
    }
  });

  it('runs one command as the role, whatever an earlier step has set', async () => {
    const bashEnv = 'export AWS_ACCESS_KEY_ID=AKIAFAKE AWS_SECRET_ACCESS_KEY=fake-key AWS_SESSION_TOKEN=fake-token\n';
    const command = `./who.sh | tee "said 'so'"\nfalse | true`;
    const steps = config({ 'aws/exec': { ...asking, command } }, { run: 'echo no' });
    const done = await run(steps, { image: 'with Node', bashEnv, files: { 'who.sh': `#!/bin/bash\n${whoami}\n` } });
    expect(done.stdout, done.stderr).toBe(`${session}\n`);
    expect(ends(done)).toEqual([1]);
    expect(done.left).toEqual([
      'export AWS_ACCESS_KEY_ID=AKIAFAKE AWS_SECRET_ACCESS_KEY=fake-key AWS_SESSION_TOKEN=fake-token',
      "said 'so'",
    ]);
  });

  it.each(['exec', 'whoami'])('says that %s needs Node', async (name) => {
    const steps =
      name === 'exec' ? config({ 'aws/exec': { ...asking, command: 'touch pwned' } }) : exampleOf('first_try');
    const failed = await run(steps);
    expect(failed.stderr).toContain(`error command-unknown: ${name} needs Node, and there is no npx in this image.\n`);
    expect(failed.left).toEqual([]);
  });

  it('takes no version that is more than one', async () => {
    for (const name of ['assume', 'cleanup']) {
      const failed = await run(config({ [`aws/${name}`]: { version: '1 $(touch pwned)' } }), { image: 'with Node' });
      expect(ends(failed)).toEqual([2]);
      expect(failed.stderr).toMatch(/^error option-invalid: /);
      expect(failed.left).toEqual([]);
    }
  });
});

function exampleOf(name: string): Config {
  return asWritten(JSON.stringify(orb.examples[name]?.usage));
}

describe('an example of the orb', () => {
  it.each(Object.keys(orb.examples))('works as it is written: %s', async (name) => {
    const needsNode = ['one_command', 'first_try'].includes(name);
    const done = await run(exampleOf(name), {
      image: needsNode ? 'with Node' : 'without Node',
      env: { AWS_ACCOUNT_ID: '123456789012' },
      files: { 'deploy.sh': `#!/bin/sh\n${whoami}\n` },
    });
    expect(
      ends(done).filter((code) => code !== 0),
      done.stderr,
    ).toEqual([]);
    expect(done.stdout).toContain('assumed-role/circleci-deploy/');
  });

  it('is the one of docs/ci/circleci.md', () => {
    const page = readFileSync(path.join(root, 'docs/ci/circleci.md'), 'utf8');
    const [, yaml = ''] = /## The orb[\s\S]*?```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    expect(load(yaml)).toEqual(orb.examples.deploy?.usage);
  });
});

describe('orb/orb.yml', () => {
  it('is what `npm run docs` packs', () => {
    expect(text).toBe(packed());
  });

  const parsed = (changed: Orb = orb) =>
    parser.parseConfig({
      version: 2.1,
      commands: changed.commands,
      jobs: changed.jobs,
      workflows: { try: { jobs: Object.keys(changed.jobs) } },
    });

  it('is read by CircleCI’s parser, which finds what is wrong', () => {
    expect(parsed().commands?.map(({ name }) => name)).toEqual(Object.keys(orb.commands));
    const broken = structuredClone(orb) as { commands: Record<string, { steps: unknown[] }> } & Orb;
    broken.commands.setup?.steps.push({ asume: {} });
    expect(() => parsed(broken)).toThrow('asume');
  });

  it('describes all that it has', () => {
    const all = [...Object.values(orb.commands), ...Object.values(orb.jobs)];
    const described = all.flatMap((one) => [one, ...Object.values(one.parameters ?? {})]);
    expect(described.filter(({ description = '' }) => !/[a-z].*\.$/s.test(description))).toEqual([]);
  });

  it('gives parameters to scripts by variables only', () => {
    const scripts = [...text.matchAll(/^( +)command: \|\n((?:\1 .*\n|\n)+)/gm)].map(([, , script = '']) => script);
    expect(scripts).toHaveLength(4);
    expect(scripts.filter((script) => script.includes('<<'))).toEqual([]);
  });

  /** Parameters that are not options under their own names or their aliases. */
  const others = {
    assume: ['profile_name', 'session_duration', 'set_aws_env_vars', 'arguments', 'version'],
    setup: ['profile_name', 'session_duration', 'set_aws_env_vars'],
    cleanup: ['version'],
    exec: ['command', 'session_duration', 'arguments', 'version'],
    whoami: ['image', 'version'],
  };

  it.each(Object.entries(others))('has options for parameters, and few others: %s', (name, expected) => {
    const table: readonly Option[] = options;
    const names = new Set(table.flatMap((option) => [option.name, ...(option.aliases ?? [])]));
    const { parameters = {} } = orb.commands[name] ?? orb.jobs[name] ?? {};
    expect(Object.keys(parameters).filter((one) => !names.has(one.replaceAll('_', '-')))).toEqual(expected);
  });

  it('maps them to options that exist', () => {
    const script = readFileSync(path.join(root, 'orb/src/scripts/run.sh'), 'utf8');
    const mapped = [...script.matchAll(/[A-Z_]+:([a-z-]+)/g)].map(([, option]) => option);
    const names = new Set<string | undefined>(options.map((option) => option.name));
    expect(mapped.filter((option) => !names.has(option))).toEqual([]);
    expect(mapped).toContain('role-duration-seconds');
  });

  it('has the parameters of circleci/aws-cli’s setup that say which role', () => {
    const same = ['role_arn', 'region', 'profile_name', 'role_session_name', 'session_duration', 'set_aws_env_vars'];
    expect(Object.keys(orb.commands.setup?.parameters ?? {})).toEqual(same);
    expect(Object.keys(orb.commands.assume?.parameters ?? {})).toEqual(expect.arrayContaining(same));
  });

  it('has a script that shellcheck would not change', async () => {
    const checked = await runProgram({
      command: ['shellcheck', '--shell=sh', path.join(root, 'orb/src/scripts/run.sh')],
      env: { PATH: systemPath },
      cwd: '/',
    });
    expect(checked).toMatchObject({ exitCode: 0, stdout: '' });
  });
});
