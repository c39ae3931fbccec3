import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Env } from '../core/io.ts';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;

/**
 * Runs a command in our place: with our input and output, and with the signals that we get. Returns its exit code, as a
 * shell would: 128 and the number of the signal that ended it, 127 where there is no such command, 126 where it cannot
 * be run.
 */
export async function runForeground(command: string, args: readonly string[], env: Env): Promise<number> {
  let child: ChildProcess | undefined;
  const forward = (signal: NodeJS.Signals): void => {
    // A terminal sends Ctrl-C to everything in the foreground by itself.
    if (!(signal === 'SIGINT' && process.stdin.isTTY)) child?.kill(signal);
  };
  const listened = process.platform === 'win32' ? (['SIGINT', 'SIGTERM'] as const) : forwarded;
  // Before the command starts: what comes in between is handled when it has, and does not end us alone.
  for (const signal of listened) process.on(signal, forward);
  try {
    // Some of what the system refuses is thrown here, and some is an event.
    child = spawn(command, args, { env, stdio: 'inherit' });
    return await endOf(child);
  } catch (error) {
    // Not `systemCode`: this file is loaded apart, and what it shares with `credential-process` is one more file there.
    if (!(error instanceof Error) || !('syscall' in error && 'code' in error)) throw error;
    return error.code === 'ENOENT' ? 127 : 126;
  } finally {
    for (const signal of listened) process.off(signal, forward);
  }
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
