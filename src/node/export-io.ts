import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import type { ExportIo, Log } from '../core/io.ts';
import { nodeClock } from './clock.ts';
import { systemCode } from './file-error.ts';
import { nodeFiles } from './files.ts';
import { checkoutAround, knownHome, privateRoot } from './private-root.ts';
import { githubRunner } from './runner.ts';

/** The part of the real world that handing over, and taking back, need: no network. With the environment as it is now. */
export function nodeExportIo(log: Log): ExportIo {
  return {
    // Without a prototype: a name that a user gives (`constructor`) must find variables and nothing else.
    env: Object.assign(Object.create(null), process.env),
    platform: process.platform,
    homeFolder: homeFolder(),
    privateRoot: (checkouts) => privateRoot(process.env, knownHome(), checkouts),
    checkoutAround: (path, checkouts) => checkoutAround(path, knownHome(), checkouts),
    self: runningProgram(),
    clock: nodeClock,
    files: nodeFiles(nodeClock),
    log,
    runner: githubRunner(process.env),
    print: (text) => void process.stdout.write(text),
  };
}

/** A container may run as a user without an entry in /etc/passwd; and Node takes no path of 4,096 bytes or more. */
function homeFolder(): string | undefined {
  try {
    return homedir() || undefined;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return process.env.HOME || undefined;
  }
}

function runningProgram(): ExportIo['self'] {
  const file = realpathSync(process.argv[1] ?? '');
  return { node: process.execPath, file, folder: dirname(file) };
}
