import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface Program {
  readonly command: readonly string[];
  /** The whole environment: nothing of ours is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

export interface Ended {
  /** `null` where a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export async function runProgram({ command, env, cwd }: Program): Promise<Ended> {
  const [file = '', ...args] = command;
  // What Node offers as a pipe is a socket; with one as its standard input, bash takes itself for the child of a remote
  // shell and reads .bashrc in the place of BASH_ENV.
  const child = spawn(file, args, { env: { ...env }, cwd, timeout: 60_000, stdio: ['ignore', 'pipe', 'pipe'] });
  const exitCode = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { exitCode: await exitCode, stdout, stderr };
}
