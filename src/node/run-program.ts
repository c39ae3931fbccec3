import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { HelperError } from '../core/errors.ts';
import type { CommandResult, ProcessOptions } from '../core/io.ts';
import { endTree } from './end-tree.ts';
import { reasonFor } from './file-error.ts';
import { systemCode } from './system-code.ts';

/** Characters. A program that prints more is not the intended one. */
const outputLimit = 1_000_000;
/** Milliseconds to wait for output that a background process keeps open. */
const drainLimit = 1_000;

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Whether the command is a shell command line. */
  readonly shell: boolean;
}

/** Loaded with the first program, which most runs do not start. */
let childProcess: typeof import('node:child_process');

/**
 * Runs a program until it ends or its time is over: then it is killed with its child processes. Background processes of
 * a program that ends by itself keep running.
 *
 * @returns its output; `undefined` if the program does not exist
 * @throws HelperError `deadline-exceeded`
 */
export async function runProgram(
  program: Program,
  { limit = Number.POSITIVE_INFINITY, env = process.env, input }: ProcessOptions,
): Promise<CommandResult | undefined> {
  childProcess ??= await import('node:child_process');
  const run: Run = {};
  // Before the start: a signal in between would end only this process.
  const release = endWithUs(run);
  try {
    const child = start(program, env, input === undefined ? 'ignore' : 'pipe');
    run.child = child;
    // A program may not read all of its input.
    child.stdin?.on('error', () => {}).end(input);
    return await endOf(child, { name: program.command, limit });
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'ENOENT') return undefined;
    if (!/^E[A-Z0-9]+$/.test(code)) throw error;
    return ended(126, `it cannot be started: ${reasonFor(code)}`);
  } finally {
    release();
  }
}

type Child = ChildProcessByStdio<Writable | null, Readable, Readable>;

function endOf(child: Child, { name, limit }: { readonly name: string; readonly limit: number }) {
  return new Promise<CommandResult>((resolve, reject) => {
    const output = { stdout: '', stderr: '' };
    let timer: NodeJS.Timeout | undefined;
    const finish = (): void => {
      clearTimeout(timer);
      // Other processes may hold the other end.
      child.stdout.destroy();
      child.stderr.destroy();
      child.removeAllListeners().unref();
    };
    const done = (status: number | null): void => {
      finish();
      resolve({ status: status ?? 128, ...output });
    };
    const stop = (): void => {
      endGroup(child);
      finish();
    };
    if (Number.isFinite(limit)) {
      timer = setTimeout(() => {
        stop();
        reject(tooLong(name, limit));
      }, limit);
    }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text;
      if (output.stdout.length <= outputLimit) return;
      stop();
      resolve(ended(137, `it printed more than ${outputLimit} characters and was stopped`));
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (output.stderr.length < outputLimit) output.stderr += text;
    });
    child.on('error', (error) => {
      finish();
      reject(error);
    });
    child.on('exit', (status) => {
      clearTimeout(timer);
      timer = setTimeout(() => done(status), drainLimit);
    });
    child.on('close', done);
  });
}

/** On POSIX, a program leads its own process group, which contains its child processes. */
function start({ command, args, shell }: Program, env: ProcessOptions['env'], stdin: 'ignore' | 'pipe'): Child {
  const child = childProcess.spawn(command, args, {
    env,
    shell,
    stdio: [stdin, 'pipe', 'pipe'],
    windowsHide: true,
    detached: process.platform !== 'win32',
  });
  // The assertion is correct: the output is piped.
  return child as Child;
}

/** The exit code that a shell would return for a program that was terminated. */
function ended(status: 126 | 137, reason: string): CommandResult {
  return { status, stdout: '', stderr: reason };
}

function endGroup(child: Child): void {
  if (process.platform === 'win32') {
    endTree(child, childProcess);
    return;
  }
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile, with all its child processes.
  }
}

/** A program that runs, or is about to start. */
interface Run {
  child?: Child;
}

const running = new Set<Run>();
const fatal = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The separate group gets neither Ctrl-C nor signals of the CI: until released, the program is terminated with this
 * process.
 */
function endWithUs(run: Run): () => void {
  if (running.size === 0) {
    for (const signal of fatal) process.on(signal, endBySignal);
    process.on('exit', endAll);
  }
  running.add(run);
  return () => {
    if (!running.delete(run) || running.size > 0) return;
    for (const signal of fatal) process.off(signal, endBySignal);
    process.off('exit', endAll);
  };
}

function endBySignal(signal: NodeJS.Signals): void {
  // If there is another listener, the signal does not end this process: `exec` forwards it to its command.
  if (process.listenerCount(signal) > 1) return;
  endAll();
  process.off(signal, endBySignal);
  process.kill(process.pid, signal);
}

function endAll(): void {
  for (const { child } of running) if (child !== undefined) endGroup(child);
}

function tooLong(command: string, limit: number): HelperError {
  return new HelperError(
    'deadline-exceeded',
    `${command} was still running after ${Math.round(limit / 1000)} s and was stopped.`,
    { hint: 'Set timeout to allow more time for the step.' },
  );
}
