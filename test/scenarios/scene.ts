import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { EmulatorConfig } from '../../src/emulator/account.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import type { Fault } from '../../src/emulator/faults.ts';
import type { JobOptions } from '../../src/emulator/jobs/emulated-ci.ts';
import { emulatedCi } from '../../src/emulator/make-job.ts';
import { checkAddressees, checkMasks } from './promises.ts';
import { type Answer, describeExchange, type Relay, type SentRequest, secretsIn } from './relay.ts';
import { type MaskCommand, maskedLog, masksIn, parseRunnerFile, variablesSetIn } from './runner.ts';
import { type FoundFile, filesIn, holdsSecret } from './secrets.ts';
import { systemPrograms } from './system-programs.ts';

const root = join(import.meta.dirname, '../..');
const built = join(root, 'dist');
/** What tells jobs, and files of a job, apart where their names do not. */
const ids = /-[0-9a-z]{13}(?![\w-])/g;
/** Milliseconds. No scenario takes this long; one that does hangs. */
const hardLimit = 45_000;

/** What a scenario finds when it begins. */
export interface Setting {
  /** One that the emulator knows; without it the job runs on a CI that nobody knows. */
  readonly ci?: string;
  readonly job?: JobOptions;
  /** What is different about the emulated AWS. */
  readonly aws?: Partial<EmulatorConfig>;
  readonly faults?: readonly Fault[];
  /** Variables besides those of the CI; `undefined` takes one of them away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The folder of the built program, where it is not this work tree's. */
  readonly program?: string;
  /** Files, by their path in the scene's folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** Where secrets are meant to be, at some time: files, or `step1/stdout`. Everywhere else they are a leak. */
  readonly secretsIn?: readonly string[];
  /** What Linux has and other systems may not have: there the scenario is left out. */
  readonly needs?: readonly ('/proc' | '/dev/full')[];
}

/** A process that has ended, and what it left. */
export interface Step {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The code of the error that it ended with. */
  readonly error: string | undefined;
  /** For later steps, through `GITHUB_ENV` or the log. */
  readonly variables: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  /** Files and folders that were made, changed or removed, in the order of their names. */
  readonly changed: readonly string[];
  /** What the log asks to be masked, in this order. */
  readonly masks: readonly string[];
  /** The lines of both streams as people see them, without what differs from run to run. */
  readonly log: readonly string[];
}

export interface Scene {
  readonly emulator: Emulator;
  /** Where AWS is. */
  readonly url: string;
  readonly folder: string;
  /** The variables of the next step; GitHub's runner adds what a step exports. */
  readonly env: Record<string, string>;
  /** Where a file of the scene is. `private/` and what is below it may be called as in `changed`. */
  path(name: string): string;
  write(name: string, text: string | Uint8Array, mode?: number): void;
  /** A program on the job's PATH: a script of sh. */
  program(name: string, script: string): void;
  read(name: string): string | undefined;
  /** A text without what differs from run to run. */
  plain(text: string | undefined): string;
  token(ci: string, job?: JobOptions): Promise<string>;
  /** Our command line. */
  cli(...args: readonly string[]): Promise<Step>;
  /** A step of a job as text, in which `ci-aws-credentials` and `npx ci-aws-credentials` are ours. */
  bash(script: string): Promise<Step>;
  /** The action's main step. */
  action(inputs: Readonly<Record<string, string>>): Promise<ActionStep>;
  /** Has somebody answer in the place of AWS or the CI, where that returns something. */
  interpose(answer: (request: SentRequest) => Answer | undefined): void;
  /** What was sent since the last time, in the order sent. What nobody asks for fails the scenario. */
  requests(): readonly string[];
  /** All that was sent, unmasked. */
  readonly sent: readonly SentRequest[];
  /** The files that hold a secret now. */
  secretPlaces(): readonly string[];
}

export interface ActionStep extends Step {
  /** The action's post step, with this step's state. */
  post(): Promise<Step>;
}

/** What a scene is made of. */
export interface Parts {
  readonly node: string;
  readonly folder: string;
  readonly emulator: Emulator;
  readonly relay: Relay;
  readonly setting: Setting;
}

/** A scene, and the check of what holds for every run; it comes last. */
export async function makeScene({ node, folder, emulator, relay, setting }: Parts) {
  const { program: dist = built } = setting;
  const job = setting.ci === undefined ? {} : await emulator.jobEnvironment(setting.ci, setting.job);
  const onGithub = 'GITHUB_ACTIONS' in job;
  const onAzure = 'TF_BUILD' in job;
  const maskCommand: MaskCommand | undefined = onGithub
    ? '::add-mask::'
    : onAzure
      ? '##vso[task.setsecret]'
      : undefined;
  const ciFiles = setting.ci === undefined ? [] : emulatedCi(setting.ci).files;
  const path = (name: string): string => join(folder, name.startsWith('private/') ? foundBy(name) : name);
  for (const name of ['home', 'tmp', 'work', 'bin']) mkdirSync(path(name), { mode: 0o755 });

  const env: Record<string, string> = {};
  const given = {
    PATH: `${path('bin')}${delimiter}${systemPrograms}`,
    HOME: path('home'),
    TMPDIR: path('tmp'),
    AWS_ENDPOINT_URL_STS: relay.url,
    ...Object.fromEntries(
      Object.entries(job).map(([name, value]) => [name, value.replace(hostOf(emulator.url), hostOf(relay.url))]),
    ),
    ...(onGithub
      ? { GITHUB_WORKSPACE: path('work'), RUNNER_TEMP: path('tmp'), GITHUB_EVENT_PATH: path('event.json') }
      : {}),
    ...(onAzure ? { BUILD_SOURCESDIRECTORY: path('work'), AGENT_TEMPDIRECTORY: path('tmp') } : {}),
    ...(ciFiles.includes('BASH_ENV') ? { BASH_ENV: path('bash-env') } : {}),
    ...setting.env,
  };
  for (const [name, value] of Object.entries(given)) if (value !== undefined) env[name] = value;

  const givenSecrets = new Set(setting.aws?.users?.map(({ secretAccessKey }) => secretAccessKey));
  const noteSecrets = (texts: readonly string[]): void => {
    for (const text of texts)
      if (/^\s*eyJ|^Fake(RequestToken|SecretKey|SessionToken)/.test(text)) givenSecrets.add(text.trim());
  };
  noteSecrets(Object.values(env));
  const { AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile } = job;
  if (tokenFile !== undefined) noteSecrets([readFileSync(tokenFile, 'utf8')]);
  const secrets = (): ReadonlySet<string> => new Set([...givenSecrets, ...relay.exchanges.flatMap(secretsIn)]);

  const write = (name: string, text: string | Uint8Array, mode = 0o600): void => {
    mkdirSync(dirname(path(name)), { recursive: true, mode: 0o755 });
    writeFileSync(path(name), text);
    chmodSync(path(name), mode);
    noteSecrets([text.toString()]);
  };
  const program = (name: string, script: string): void => write(`bin/${name}`, `#!/bin/sh\n${script}\n`, 0o755);
  const cli = `exec '${node}' '${join(dist, 'cli.js')}' "$@"`;
  program('ci-aws-credentials', cli);
  program(
    'npx',
    `case "$1" in -y|--yes) shift;; esac\ncase "$1" in ci-aws-credentials*) shift;; *) exit 127;; esac\n${cli}`,
  );
  if (onGithub) write('event.json', '{"ref":"refs/heads/main"}', 0o644);
  if (ciFiles.includes('BASH_ENV')) write('bash-env', '', 0o644);
  for (const [name, text] of Object.entries(setting.files ?? {})) write(name, text);

  const leaks = new Set<string>();
  const steps: Ended[] = [];
  let taken = 0;

  async function run(command: string, args: readonly string[], more: Readonly<Record<string, string>> = {}) {
    const step = `step${steps.length + 1}`;
    const runnerFiles: Record<string, string> = {};
    mkdirSync(path(step));
    for (const name of ciFiles.filter((file) => file !== 'BASH_ENV')) {
      if (name in (setting.env ?? {})) continue;
      write(`${step}/${name}`, '', 0o644);
      runnerFiles[name] = path(`${step}/${name}`);
    }
    const before = filesIn(folder);
    const ended = await start(command, args, { env: { ...env, ...runnerFiles, ...more }, cwd: path('work') });
    steps.push(ended);
    const after = filesIn(folder);
    expect(holdsSecret([command, ...args].join('\0'), secrets()), 'a secret in argv').toBe(false);
    for (const stream of ['stdout', 'stderr'] as const) {
      const shown = maskCommand === undefined ? ended[stream] : maskedLog(ended[stream], maskCommand);
      if (holdsSecret(shown, secrets())) leaks.add(`${step}/${stream}`);
    }
    for (const place of placesOfSecrets(after)) leaks.add(place);
    const parsed = (name: string) =>
      parseRunnerFile(runnerFiles[name] === undefined ? '' : (read(`${step}/${name}`) ?? ''));
    const variables = {
      ...parsed('GITHUB_ENV'),
      ...(onAzure ? variablesSetIn(`${ended.stdout}\n${ended.stderr}`) : {}),
    };
    Object.assign(env, variables);
    return {
      ...ended,
      error: errorIn(ended),
      variables,
      outputs: parsed('GITHUB_OUTPUT'),
      state: parsed('GITHUB_STATE'),
      changed: changes(before, after).map(plainName).sort(),
      masks: [...masksIn(ended.stdout, maskCommand), ...masksIn(ended.stderr, maskCommand)],
      log: plainLog(ended),
    } satisfies Step;
  }

  /** Names without what differs from run to run. */
  function plainName(name: string): string {
    return name
      .replace(/^.*\/ci-aws-credentials-\d+\//, 'private/')
      .replace(/receipts-\d+-\w+\.json/, 'receipts.json')
      .replace(/exec-\d+-\d+/, 'exec')
      .replace(/cache-\w{13}/, 'cache-x')
      .replace(/program-\w{12}\//, '')
      .replace(ids, '');
  }

  /** The name of what is called so without what differs; of what is not there, beside what is. */
  function foundBy(name: string): string {
    if (name === 'private') return `${onGithub ? 'tmp' : 'home/.aws'}/ci-aws-credentials-${process.getuid?.()}`;
    const found = filesIn(folder).find((file) => [name, `${name}/`].includes(plainName(file.name)));
    return found?.name ?? join(foundBy(dirname(name)), basename(name));
  }

  function plain(text: string): string {
    return text
      .replaceAll(folder, '<folder>')
      .replaceAll(new URL(relay.url).host, '<aws>')
      .replace(/ci-aws-credentials-\d+\//g, 'ci-aws-credentials-<user>/')
      .replace(
        /(?<=^# \w+ by ci-aws-credentials; job [^;]+; until [^;]+|^# \w+ by ci-aws-credentials; job [^;]+); host .*/gm,
        '',
      )
      .replace(ids, '')
      .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
      .replace(/AROAFAKE\w+/g, '<role id>');
  }

  function plainLog({ stdout, stderr }: Ended): readonly string[] {
    const shown = [stdout, stderr]
      .map((text) => (maskCommand === undefined ? text : maskedLog(text, maskCommand)))
      .join('');
    return plain(shown).split('\n').filter(Boolean);
  }

  function placesOfSecrets(files: readonly FoundFile[]): readonly string[] {
    const known = secrets();
    return files
      .filter(({ text }) => holdsSecret(text, known))
      .map(({ name, mode }) => {
        // The runner's own files have the mode that it gave them.
        const open = (mode & 0o077) !== 0 && !name.startsWith('step');
        return `${plainName(name)}${open ? ` (mode ${mode.toString(8)})` : ''}`;
      });
  }

  function read(name: string): string | undefined {
    try {
      return readFileSync(path(name), 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  function requests(): readonly string[] {
    const news = relay.exchanges.slice(taken).map(describeExchange);
    taken = relay.exchanges.length;
    return news;
  }

  const scene: Scene = {
    emulator,
    url: relay.url,
    folder,
    env,
    path,
    write,
    program,
    read,
    plain: (text = '') => plain(text),
    async token(ci, options) {
      const jwt = await emulator.issueToken(ci, options);
      noteSecrets([jwt]);
      return jwt;
    },
    cli: (...args) => run(node, [join(dist, 'cli.js'), ...args]),
    bash: (script) => run('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', script]),
    async action(inputs) {
      noteSecrets(Object.values(inputs));
      const main = await run(node, [join(dist, 'action.js')], inputVariables(inputs));
      const state = Object.fromEntries(Object.entries(main.state).map(([name, value]) => [`STATE_${name}`, value]));
      return {
        ...main,
        post: () => run(node, [join(dist, 'post.js')], { ...inputVariables(inputs), ...state }),
      };
    },
    interpose: relay.interpose,
    requests,
    get sent() {
      return relay.exchanges.map(({ request }) => request);
    },
    secretPlaces: () => placesOfSecrets(filesIn(folder)),
  };

  function check(): void {
    expect(requests(), 'requests that the scenario does not know of').toEqual([]);
    expect([...leaks].sort(), 'where secrets are').toEqual([...(setting.secretsIn ?? [])].sort());
    for (const ended of steps) checkMasks(ended, { command: maskCommand, secrets: secrets() });
    for (const { request } of relay.exchanges) checkAddressees(request, secrets());
  }

  return { scene, check };
}

function hostOf(url: string): string {
  return new URL(url).host;
}

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(
  command: string,
  args: readonly string[],
  { env, cwd }: { readonly env: Readonly<Record<string, string>>; readonly cwd: string },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    }
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`still running after ${hardLimit / 1000} s`));
    }, hardLimit);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode, ...output });
    });
  });
}

/** What `action.yml` declares, with its defaults. */
const declaredInputs: Readonly<Record<string, string>> = Object.fromEntries(
  [...readFileSync(join(root, 'action.yml'), 'utf8').matchAll(/^ {2}([\w-]+):\n((?: {4}.*\n)+)/gm)]
    .filter(([, , details = '']) => details.includes('required:'))
    .map(([, name = '', details = '']) => [name, /^ {4}default: "(.*)"$/m.exec(details)?.[1] ?? '']),
);

/** As the runner does it: upper case, blanks to underscores, hyphens stay; what is not given is the default. */
function inputVariables(inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries({ ...declaredInputs, ...inputs }).map(([name, value]) => [
      `INPUT_${name.toUpperCase().replaceAll(' ', '_')}`,
      value,
    ]),
  );
}

function errorIn({ stdout, stderr }: Ended): string | undefined {
  return (/^error ([\w-]+): /m.exec(stderr) ?? /^::error title=([\w-]+)::/m.exec(stdout))?.[1];
}

function changes(before: readonly FoundFile[], after: readonly FoundFile[]): readonly string[] {
  const known = new Map(before.map((file) => [file.name, file]));
  const now = new Set(after.map(({ name }) => name));
  const changed = after.filter(({ name, mode, text }) => {
    const old = known.get(name);
    return old === undefined || old.text !== text || old.mode !== mode;
  });
  return [...changed.map(({ name }) => name), ...[...known.keys()].filter((name) => !now.has(name))].sort();
}
