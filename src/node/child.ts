import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Env } from '../ports.ts';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;

/**
 * Runs a command in our place: with our input and output, and with the signals that we get. Returns its exit code, as a
 * shell would: 128 and the number of the signal that ended it, 127 where there is no such command, 126 where it cannot
 * be run.
 */
export function runInPlace(command: string, args: readonly string[], env: Env): Promise<number> {
  return new Promise((resolve, reject) => {
    const forward = (signal: NodeJS.Signals): void => {
      // A terminal sends Ctrl-C to everything in the foreground by itself.
      if (!(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal);
    };
    const listened = process.platform === 'win32' ? (['SIGINT', 'SIGTERM'] as const) : forwarded;
    // Before the command starts: what comes in between is handled when it has, and does not end us alone.
    for (const signal of listened) process.on(signal, forward);
    const child = spawn(command, args, { env, stdio: 'inherit' });
    const done = (): void => {
      for (const signal of listened) process.off(signal, forward);
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      done();
      if (error.code === 'ENOENT') resolve(127);
      else if (error.code === 'EACCES') resolve(126);
      else reject(error);
    });
    child.on('exit', (code, signal) => {
      done();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
