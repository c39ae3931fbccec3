// Complete processes from start to end, interleaved, so that other load on the machine affects all equally.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  assuming,
  dist,
  type Emulated,
  type Environment,
  freshJob,
  inputs,
  type Measurement,
  median,
  roleOf,
  root,
  runtimes,
  startEmulator,
  startMeter,
} from './machine.ts';

interface Contender {
  readonly name: string;
  /** Default: `github`. */
  readonly ci?: 'gitlab';
  /** Whether it reads what the action's main step has written. */
  readonly needsMain?: true;
  /** The contender to compare with, and the maximum ratio. */
  readonly bar?: { readonly of: string; readonly ratio: number };
  command(scene: Scene): readonly string[];
  env(scene: Scene): Environment;
}

/** What a contender finds: one round with one version of Node. */
interface Scene {
  readonly node: string;
  /** A job of its own, in a new folder. */
  readonly job: Environment;
  /** The job of the action in this round, for its post step. */
  readonly mainJob: Environment;
  /** The command of an earlier step's profile. */
  readonly credentialProcess: readonly string[];
}

const nothing = 'node -e 0';
const requests = 'two bare requests';

const contenders: readonly Contender[] = [
  { name: nothing, command: ({ node }) => [node, '-e', '0'], env: ({ job }) => job },
  {
    name: requests,
    command: ({ node }) => [node, path.join(root, 'bench/floor.cjs'), roleOf('github')],
    env: ({ job }) => job,
  },
  {
    name: 'the action',
    bar: { of: requests, ratio: 1.4 },
    command: ({ node }) => [node, dist('action.js')],
    env: ({ job }) => ({ ...job, ...inputs('github') }),
  },
  {
    name: "the action's post step",
    needsMain: true,
    bar: { of: nothing, ratio: 1.3 },
    command: ({ node }) => [node, dist('post.js')],
    env: ({ mainJob }) => ({ ...mainJob, ...stateIn(mainJob) }),
  },
  {
    name: 'a cached credential_process answer',
    bar: { of: nothing, ratio: 0.2 },
    command: ({ credentialProcess }) => credentialProcess,
    env: ({ job }) => job,
  },
  {
    name: 'the same by Node, as on Windows',
    bar: { of: nothing, ratio: 1.1 },
    command: ({ node, credentialProcess }) => byNode(node, credentialProcess),
    env: ({ job }) => job,
  },
  {
    name: 'the command, on GitHub',
    bar: { of: requests, ratio: 1.6 },
    command: ({ node }) => [node, dist('cli.js'), ...assuming('github')],
    env: ({ job }) => job,
  },
  {
    name: 'the command, on GitLab',
    ci: 'gitlab',
    bar: { of: requests, ratio: 1.7 },
    command: ({ node }) => [node, dist('cli.js'), ...assuming('gitlab')],
    env: ({ job }) => job,
  },
];

/** The command of a profile without a shell. */
function byNode(node: string, [, launcher = '']: readonly string[]): readonly string[] {
  const folder = path.dirname(launcher);
  return [node, path.join(folder, '../credential-process.js'), folder];
}

/** The state of this round's main step for its post step, as the runner passes it. */
function stateIn({ GITHUB_STATE = '' }: Environment): Environment {
  const entries = readFileSync(GITHUB_STATE, 'utf8').matchAll(/^(\w+)=(.*)$/gm);
  return Object.fromEntries([...entries].map(([, name, value]) => [`STATE_${name}`, value ?? '']));
}

/** A `process` profile in separate files. Returns its command line; the paths here have no spaces. */
function writeProfile(node: string, job: Environment): readonly string[] {
  const files = { AWS_CONFIG_FILE: `${job.HOME}/config`, AWS_SHARED_CREDENTIALS_FILE: `${job.HOME}/credentials` };
  const args = [...assuming('github'), '--export', 'profile', '--profile-type', 'process'];
  execFileSync(node, [dist('cli.js'), ...args], { env: { ...job, ...files }, stdio: 'ignore' });
  const line = /^credential_process = (.*)$/m.exec(readFileSync(files.AWS_CONFIG_FILE, 'utf8'))?.[1] ?? '';
  return line.split(' ').map((word) => word.replaceAll("'", ''));
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '30' } } });
const rounds = Number(values.rounds);
// Below the home folder, like the folders of a runner: a temporary folder that is writable by everyone would be
// ignored.
const machine = mkdtempSync(path.join(homedir(), 'bench-'));
const github = await startEmulator('github');
const gitlab = await startEmulator('gitlab');
const meter = startMeter();
const results = new Map<string, Measurement[]>();
const nodes = runtimes();

// The first round fills the caches and does not count.
for (let round = -1; round < rounds; round += 1) {
  for (const [version, node] of nodes) {
    const folder = path.join(machine, `${round}-${version}`);
    const jobIn = (name: string, ci: Emulated): Environment => {
      mkdirSync(path.join(folder, name), { recursive: true, mode: 0o700 });
      return freshJob(path.join(folder, name), ci);
    };
    const credentialProcess = writeProfile(node, jobIn('profile', github));
    const mainJob = jobIn('the action', github);
    for (const contender of shuffled(contenders)) {
      const log = path.join(machine, 'log');
      const job =
        contender.name === 'the action' ? mainJob : jobIn(contender.name, contender.ci === 'gitlab' ? gitlab : github);
      const scene = { node, job, mainJob, credentialProcess };
      const measured = await meter.run(contender.command(scene), contender.env(scene), log);
      if (measured.exitCode !== 0) throw new Error(`${contender.name} failed:\n${readFileSync(log, 'utf8')}`);
      const key = `${version} ${contender.name}`;
      if (round >= 0) results.set(key, [...(results.get(key) ?? []), measured]);
    }
    rmSync(folder, { recursive: true });
  }
}
const inARow: string[] = [];
for (const [version, node] of nodes) inARow.push(await manyInARow(version, node));
meter.end();
github.end();
gitlab.end();
rmSync(machine, { recursive: true });

for (const version of nodes.keys()) console.log(table(version));
console.log(`\n${inARow.join('\n')}`);

/** In another order each time, since a process is affected by the one before it. The post step needs its main step. */
function shuffled(list: readonly Contender[]): readonly Contender[] {
  const order = new Map(list.map((contender) => [contender, contender.needsMain === true ? 1 : Math.random()]));
  return list.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}

/** The cost of the credentials for an hour of `aws` commands. */
async function manyInARow(version: string, node: string): Promise<string> {
  const calls = 200;
  const folder = path.join(machine, `many-${version}`);
  mkdirSync(folder, { mode: 0o700 });
  const job = freshJob(folder, github);
  const command = writeProfile(node, job);
  const start = performance.now();
  for (let call = 0; call < calls; call += 1) {
    const { exitCode } = await meter.run(command, job, path.join(machine, 'log'));
    if (exitCode !== 0) throw new Error('credential_process failed');
  }
  const seconds = (performance.now() - start) / 1000;
  return `Node ${version}: ${calls} calls of credential_process, one after the other, take ${seconds.toFixed(1)} s.`;
}

function table(version: string): string {
  const rows = contenders.map((contender) => {
    const measured = results.get(`${version} ${contender.name}`) ?? [];
    const walls = measured.map(({ wallMs }) => wallMs);
    return [
      contender.name,
      `${median(walls).toFixed(1)} (${Math.min(...walls).toFixed(0)}–${Math.max(...walls).toFixed(0)})`,
      median(measured.map(({ cpuMs }) => cpuMs)).toFixed(1),
      median(measured.map(({ peakMib }) => peakMib)).toFixed(1),
      ...verdict(version, contender),
    ];
  });
  const head = ['', 'wall ms, median (min–max)', 'cpu ms', 'peak MiB', 'ratio', 'bar'];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `\nNode ${version}, ${rounds} rounds\n\n${lines.join('\n')}`;
}

function verdict(version: string, { name, bar }: Contender): readonly string[] {
  if (bar === undefined) return ['', ''];
  const ratio = ratioTo(bar.of, { version, name });
  const kept = ratio <= bar.ratio ? 'kept' : 'NOT KEPT';
  return [`${ratio.toFixed(2)} × ${bar.of}`, `≤ ${bar.ratio}: ${kept}`];
}

/** The median of the ratios of all rounds: a slow moment affects both parts of a ratio. */
function ratioTo(other: string, { version, name }: { readonly version: string; readonly name: string }): number {
  const theirs = results.get(`${version} ${other}`) ?? [];
  const ours = results.get(`${version} ${name}`) ?? [];
  return median(ours.map(({ wallMs }, round) => wallMs / (theirs[round]?.wallMs ?? Number.NaN)));
}
