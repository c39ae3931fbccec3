import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { waitForPort } from './orders.ts';

export interface Launcher {
  /** A file with its port, which is another one after each start. Empty until it listens. */
  readonly portFile: string;
  end(): void;
}

interface Started {
  readonly child: ChildProcess;
  readonly at: number;
}

/**
 * Runs the launcher, and starts it again whenever it no longer listens: Wine sometimes does not start it, and Wine's own
 * server crashes about once in ten runs, which leaves the launcher without its sockets. Its streams are files, since
 * Windows' Node takes no pipes of Unix.
 */
export async function keepLauncher(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  folder: string,
): Promise<Launcher> {
  const portFile = join(folder, 'launcher');
  const errorFile = `${portFile}.err`;
  const start = (): Started => {
    const streams = [portFile, errorFile].map((file) => openSync(file, 'w'));
    const child = spawn(command, args, { env, stdio: ['ignore', ...streams] });
    for (const stream of streams) closeSync(stream);
    return { child, at: performance.now() };
  };
  let current = start();
  let wanted = true;
  const watch = async (): Promise<void> => {
    while (wanted) {
      await delay(500, undefined, { ref: false });
      if (!wanted || (await works(current, portFile))) continue;
      current.child.kill('SIGKILL');
      console.error(`The launcher is started again. ${readFileSync(errorFile, 'utf8')}`);
      current = start();
    }
  };
  void watch();
  const end = (): void => {
    wanted = false;
    current.child.kill('SIGKILL');
  };
  try {
    await waitForPort(portFile);
  } catch (error) {
    end();
    throw error;
  }
  return { portFile, end };
}

/** Whether it listens, or may still be starting. */
async function works({ child, at }: Started, portFile: string): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return false;
  const port = Number(readFileSync(portFile, 'utf8'));
  if (port === 0) return performance.now() - at < 20_000;
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
