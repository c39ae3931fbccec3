// Shared by the benchmarks: an emulator in a separate process, jobs in new folders, and a meter.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

export const root = path.resolve(import.meta.dirname, '..');
export const dist = (name: string): string => path.join(root, 'dist', name);
export const region = 'eu-central-1';

export type Environment = Readonly<Record<string, string>>;

export interface Emulated {
  readonly environment: Environment;
  /** Names of variables that contain the path of a file. */
  readonly files: readonly string[];
  end(): void;
}

/** A separate process, so that its work is not measured. */
export async function startEmulator(ci: string): Promise<Emulated> {
  const child = spawn(process.execPath, [dist('cli.js'), 'emulator', '--ci', ci, '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  child.once('exit', (code) => {
    if (code) throw new Error(`The emulator ended with ${code}.`);
  });
  const [ready] = await once(createInterface(child.stdout), 'line');
  return { ...JSON.parse(ready), end: () => child.kill() };
}

export interface Measurement {
  readonly exitCode: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMib: number;
}

export interface Meter {
  run(command: readonly string[], env: Environment, log: string): Promise<Measurement>;
  end(): void;
}

export function startMeter(): Meter {
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

/** A new job in its own folder. */
export function freshJob(folder: string, { environment, files }: Pick<Emulated, 'environment' | 'files'>): Environment {
  const places = Object.fromEntries(files.map((name) => [name, path.join(folder, name)]));
  for (const file of Object.values(places)) writeFileSync(file, '');
  return { PATH: process.env.PATH ?? '', HOME: folder, TMPDIR: folder, RUNNER_TEMP: folder, ...environment, ...places };
}

/** The Node of the action, from the development dependencies, and the machine's. */
export function runtimes(): ReadonlyMap<string, string> {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => !folder.includes('node_modules'));
  const machines = folders.map((folder) => path.join(folder, 'node')).find(existsSync);
  const files = [path.join(root, 'node_modules/.bin/node'), ...(machines === undefined ? [] : [machines])];
  return new Map(files.map((file) => [execFileSync(file, ['--version'], { encoding: 'utf8' }).trim(), file]));
}

export function roleOf(ci: string): string {
  return `arn:aws:iam::123456789012:role/${ci}-deploy`;
}

/** What the command is asked for in a plain run. */
export function assuming(ci: string): readonly string[] {
  return ['--role-to-assume', roleOf(ci), '--aws-region', region];
}

/** The same for the action. */
export function inputs(ci: string): Environment {
  return { 'INPUT_ROLE-TO-ASSUME': roleOf(ci), 'INPUT_AWS-REGION': region };
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}
