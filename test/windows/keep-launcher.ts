import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitForPort } from './orders.ts';

export interface Launcher {
  /** A file with its port, which is another one after each start. Empty until it listens. */
  readonly portFile: string;
  end(): void;
}

/**
 * Runs the launcher, and starts it again whenever it ends: Wine sometimes does not start it, and sometimes ends it while it
 * starts a program. Its streams are files, since Windows' Node takes no pipes of Unix.
 */
export async function keepLauncher(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  folder: string,
): Promise<Launcher> {
  const portFile = join(folder, 'launcher');
  const errorFile = `${portFile}.err`;
  let wanted = true;
  const start = (): ChildProcess => {
    const streams = [portFile, errorFile].map((file) => openSync(file, 'w'));
    const started = spawn(command, args, { env, stdio: ['ignore', ...streams] });
    for (const stream of streams) closeSync(stream);
    started.on('exit', (code, signal) => {
      if (!wanted) return;
      console.error(`The launcher ended (${code ?? signal}), and is started again. ${readFileSync(errorFile, 'utf8')}`);
      child = start();
    });
    return started;
  };
  let child = start();
  for (let attempt = 1; ; attempt += 1) {
    try {
      await waitForPort(portFile);
      break;
    } catch (error) {
      wanted = attempt < 3;
      child.kill('SIGKILL');
      if (!wanted) throw error;
    }
  }
  return {
    portFile,
    end() {
      wanted = false;
      child.kill('SIGKILL');
    },
  };
}
