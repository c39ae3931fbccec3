// Whole processes, from start to end, interleaved in one run: what else the machine does meets all of them alike.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const root = path.resolve(import.meta.dirname, '..');
const dist = (name: string): string => path.join(root, 'dist', name);
const region = 'eu-central-1';

type Environment = Readonly<Record<string, string>>;

interface Contender {
  readonly name: string;
  /** What it is compared with, and the most that it may be of that. */
  readonly bar?: { readonly of: string; readonly ratio: number };
  command(scene: Scene): readonly string[];
  env(scene: Scene): Environment;
}

/** One round of one version of Node, in folders that are new. */
interface Scene {
  readonly node: string;
  readonly github: Environment;
  readonly gitlab: Environment;
}

interface Measurement {
  readonly exitCode: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMib: number;
}

const nothing = 'node -e 0';
const requests = 'two bare requests';
const exchangeBar = { of: requests, ratio: 1.4 };

const contenders: readonly Contender[] = [
  { name: nothing, command: ({ node }) => [node, '-e', '0'], env: ({ github }) => github },
  {
    name: requests,
    command: ({ node }) => [node, path.join(root, 'bench/floor.cjs'), roleOf('github')],
    env: ({ github }) => github,
  },
  {
    name: 'the action',
    bar: exchangeBar,
    command: ({ node }) => [node, dist('action.js')],
    env: ({ github }) => ({ ...github, 'INPUT_ROLE-TO-ASSUME': roleOf('github'), 'INPUT_AWS-REGION': region }),
  },
  {
    name: "the action's post step",
    bar: { of: nothing, ratio: 1.3 },
    command: ({ node }) => [node, dist('post.js')],
    env: ({ github }) => ({ ...github, ...stateIn(github) }),
  },
  {
    name: 'the command, on GitHub',
    bar: exchangeBar,
    command: ({ node }) => [node, dist('cli.js'), ...assuming('github')],
    env: ({ github }) => github,
  },
  {
    name: 'the command, on GitLab',
    bar: exchangeBar,
    command: ({ node }) => [node, dist('cli.js'), ...assuming('gitlab')],
    env: ({ gitlab }) => gitlab,
  },
];

function roleOf(ci: string): string {
  return `arn:aws:iam::123456789012:role/${ci}-deploy`;
}

function assuming(ci: string): readonly string[] {
  return ['--role-to-assume', roleOf(ci), '--aws-region', region];
}

/** What the main step of this round left for its post step, as the runner hands it over. */
function stateIn({ GITHUB_STATE = '' }: Environment): Environment {
  const entries = readFileSync(GITHUB_STATE, 'utf8').matchAll(/^(\w+)=(.*)$/gm);
  return Object.fromEntries([...entries].map(([, name, value]) => [`STATE_${name}`, value ?? '']));
}

interface Emulated {
  readonly environment: Environment;
  /** Names of variables that hold the path of a file. */
  readonly files: readonly string[];
  end(): void;
}

/** A process of its own: what it does must not be in anybody's account. */
async function startEmulator(ci: string): Promise<Emulated> {
  const child = spawn(process.execPath, [dist('cli.js'), 'emulator', '--ci', ci, '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  child.once('exit', (code) => {
    if (code) throw new Error(`The emulator ended with ${code}.`);
  });
  const [ready] = await once(createInterface(child.stdout), 'line');
  return { ...JSON.parse(ready), end: () => child.kill() };
}

interface Meter {
  run(command: readonly string[], env: Environment, log: string): Promise<Measurement>;
  end(): void;
}

function startMeter(): Meter {
  const child = spawn('python3', [path.join(root, 'bench/measure.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  return {
    async run(command, env, log) {
      child.stdin.write(`${JSON.stringify({ command, env, log })}\n`);
      const [answer] = await once(lines, 'line');
      return JSON.parse(answer);
    },
    end: () => child.stdin.end(),
  };
}

/** A job that nobody has run before, in a folder of its own. */
function freshJob(folder: string, { environment, files }: Emulated): Environment {
  const places = Object.fromEntries(files.map((name) => [name, path.join(folder, name)]));
  for (const file of Object.values(places)) writeFileSync(file, '');
  return { PATH: process.env.PATH ?? '', HOME: folder, TMPDIR: folder, RUNNER_TEMP: folder, ...environment, ...places };
}

/** The Node of the action, from our own dependencies, and the machine's. */
function runtimes(): ReadonlyMap<string, string> {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => !folder.includes('node_modules'));
  const machines = folders.map((folder) => path.join(folder, 'node')).find(existsSync);
  const files = [path.join(root, 'node_modules/.bin/node'), ...(machines === undefined ? [] : [machines])];
  return new Map(files.map((file) => [execFileSync(file, ['--version'], { encoding: 'utf8' }).trim(), file]));
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '30' } } });
const rounds = Number(values.rounds);
const machine = mkdtempSync(path.join(tmpdir(), 'bench-'));
const github = await startEmulator('github');
const gitlab = await startEmulator('gitlab');
const meter = startMeter();
const results = new Map<string, Measurement[]>();
const nodes = runtimes();

// The first round fills the caches, and does not count.
for (let round = -1; round < rounds; round += 1) {
  for (const [version, node] of nodes) {
    const folders = ['github', 'gitlab'].map((name) => path.join(machine, `${round}-${version}-${name}`));
    const [githubFolder = '', gitlabFolder = ''] = folders;
    for (const folder of folders) mkdirSync(folder, { mode: 0o700 });
    const scene = { node, github: freshJob(githubFolder, github), gitlab: freshJob(gitlabFolder, gitlab) };
    for (const contender of contenders) {
      const log = path.join(machine, 'log');
      const measured = await meter.run(contender.command(scene), contender.env(scene), log);
      if (measured.exitCode !== 0) throw new Error(`${contender.name} failed:\n${readFileSync(log, 'utf8')}`);
      const key = `${version} ${contender.name}`;
      if (round >= 0) results.set(key, [...(results.get(key) ?? []), measured]);
    }
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
}
meter.end();
github.end();
gitlab.end();
rmSync(machine, { recursive: true });

for (const version of nodes.keys()) console.log(table(version));

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

/** The median of the rounds' own ratios: a slow moment of the machine is in both parts of one. */
function ratioTo(other: string, { version, name }: { readonly version: string; readonly name: string }): number {
  const theirs = results.get(`${version} ${other}`) ?? [];
  const ours = results.get(`${version} ${name}`) ?? [];
  return median(ours.map(({ wallMs }, round) => wallMs / (theirs[round]?.wallMs ?? Number.NaN)));
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}
