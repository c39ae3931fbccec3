import { spawn, spawnSync } from 'node:child_process';
import { HelperError } from '../core/errors.ts';
import type { CommandResult, ProcessOptions } from '../core/io.ts';
import { reasonFor, systemCode } from './file-error.ts';

/** Characters. What prints more is not the program that we meant. */
const outputLimit = 1_000_000;
/** Milliseconds. What a program has left running may keep its output open; nobody waits for that any longer. */
const drainLimit = 1_000;

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Whether the command is a line for the shell. */
  readonly shell: boolean;
}

/**
 * Runs a program to its end, or to the end of its time: then it is killed with all that it started. What it leaves
 * running when it ends by itself stays.
 *
 * @returns what it printed; `undefined` where there is no such program
 * @throws HelperError `deadline-exceeded`
 */
export async function runProgram(
  program: Program,
  { limit = Number.POSITIVE_INFINITY, env = process.env }: ProcessOptions,
): Promise<CommandResult | undefined> {
  try {
    return await endOf(start(program, env), { name: program.command, limit });
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'ENOENT') return undefined;
    if (!/^E[A-Z0-9]+$/.test(code)) throw error;
    return ended(126, `it cannot be started: ${reasonFor(code)}`);
  }
}

type Child = ReturnType<typeof start>;

function endOf(child: Child, { name, limit }: { readonly name: string; readonly limit: number }) {
  return new Promise<CommandResult>((resolve, reject) => {
    const output = { stdout: '', stderr: '' };
    const timers: NodeJS.Timeout[] = [];
    const release = endWithUs(child);
    const finish = (): void => {
      for (const timer of timers) clearTimeout(timer);
      release();
      // Whoever else holds the other end must not keep us.
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
      timers.push(
        setTimeout(() => {
          stop();
          reject(tooLong(name, limit));
        }, limit),
      );
    }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text;
      if (output.stdout.length <= outputLimit) return;
      stop();
      resolve(ended(137, `it printed more than ${outputLimit} characters and was ended`));
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (output.stderr.length < outputLimit) output.stderr += text;
    });
    child.on('error', (error) => {
      finish();
      reject(error);
    });
    child.on('exit', (status) => timers.push(setTimeout(() => done(status), drainLimit)));
    child.on('close', done);
  });
}

/** On POSIX a program leads a process group of its own, by which all that it starts can be found. */
function start({ command, args, shell }: Program, env: ProcessOptions['env']) {
  return spawn(command, args, {
    env,
    shell,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    detached: process.platform !== 'win32',
  });
}

/** A status as a shell would give it, for a program that did not come to an end of its own. */
function ended(status: 126 | 137, reason: string): CommandResult {
  return { status, stdout: '', stderr: reason };
}

function endGroup({ pid }: Child): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    // https://learn.microsoft.com/windows-server/administration/windows-commands/taskkill
    spawnSync('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile, with all that it started.
  }
}

const running = new Set<Child>();
const fatal = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A group of its own gets neither the Ctrl-C of a terminal nor what a CI sends to ours: until released, the program
 * ends when we do.
 */
function endWithUs(child: Child): () => void {
  if (running.size === 0) {
    for (const signal of fatal) process.on(signal, endBySignal);
    process.on('exit', endAll);
  }
  running.add(child);
  return () => {
    if (!running.delete(child) || running.size > 0) return;
    for (const signal of fatal) process.off(signal, endBySignal);
    process.off('exit', endAll);
  };
}

function endBySignal(signal: NodeJS.Signals): void {
  // Where somebody else listens, the signal does not end us: `exec` hands it on to its command.
  if (process.listenerCount(signal) > 1) return;
  endAll();
  process.off(signal, endBySignal);
  process.kill(process.pid, signal);
}

function endAll(): void {
  for (const child of running) endGroup(child);
}

function tooLong(command: string, limit: number): HelperError {
  return new HelperError(
    'deadline-exceeded',
    `${command} was still running after ${Math.round(limit / 1000)} s and was ended.`,
    { hint: 'The time limit of the step is over. Set timeout to allow more time.' },
  );
}
