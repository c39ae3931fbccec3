import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import type { Env } from '../core/io.ts';

/** The program, and whether its arguments are already quoted for a Windows command line. */
interface Started {
  readonly file: string;
  readonly args: readonly string[];
  readonly verbatim?: boolean;
}

/** A parameter, because this file is loaded separately, and a shared module would be another file. */
type EndTree = (child: ChildProcess, by: { readonly spawnSync: typeof spawnSync }) => void;

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;

/**
 * Runs a command in the foreground, with this process's input, output and signals. Returns its exit code like a shell:
 * 128 plus the signal number if a signal ended it, 127 if it does not exist, 126 if it is not executable.
 */
export async function runForeground(
  { file, args, verbatim = false }: Started,
  env: Env,
  endTree: EndTree,
): Promise<number> {
  let child: ChildProcess | undefined;
  const onSignal = process.platform === 'win32' ? (): void => endLate(() => child, endTree) : forwardTo(() => child);
  const listened = process.platform === 'win32' ? (['SIGINT', 'SIGBREAK', 'SIGHUP'] as const) : forwarded;
  // Before the command starts: signals in between are forwarded after the start, and do not end only this process.
  for (const signal of listened) process.on(signal, onSignal);
  try {
    // Some system errors are thrown here, others are events.
    child = spawn(file, args, { env, stdio: 'inherit', windowsVerbatimArguments: verbatim });
    return await endOf(child);
  } catch (error) {
    // Not `systemCode`, because this file is loaded separately, and a module shared with `credential-process` would be
    // another file.
    if (!(error instanceof Error) || !('syscall' in error && 'code' in error)) throw error;
    return error.code === 'ENOENT' ? 127 : 126;
  } finally {
    for (const signal of listened) process.off(signal, onSignal);
  }
}

function forwardTo(started: () => ChildProcess | undefined): (signal: NodeJS.Signals) => void {
  return (signal) => {
    // A terminal sends Ctrl-C to all processes in the foreground.
    if (!(signal === 'SIGINT' && process.stdin.isTTY)) started()?.kill(signal);
  };
}

/** GitHub's runner allows ten seconds after Ctrl-C, others half a minute. */
const cleanupLimitMs = 30_000;

/**
 * Windows sends Ctrl-C to every process of the console and cannot send it to one process: killing it would prevent its
 * cleanup. After a while, it is terminated with its child processes. In a terminal, users do that themselves.
 * https://learn.microsoft.com/windows/console/ctrl-c-and-ctrl-break-signals
 */
function endLate(started: () => ChildProcess | undefined, endTree: EndTree): void {
  if (process.stdin.isTTY) return;
  setTimeout(() => {
    const child = started();
    if (child?.exitCode === null) endTree(child, { spawnSync });
  }, cleanupLimitMs).unref();
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      // A command that changes its user, such as sudo, runs on if it may not be sent a signal.
      if (child.pid === undefined) reject(error);
    });
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
