import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { environmentOf } from '../core/environment.ts';
import type { ExportIo, Log } from '../core/io.ts';
import { nodeClock } from './clock.ts';
import { unless } from './file-error.ts';
import { nodeFiles } from './files.ts';
import { homeOfUser } from './home-of-user.ts';
import { standardOutput } from './output.ts';
import { checkoutAround, privateRoot } from './private-root.ts';
import { nodeProcesses } from './processes.ts';
import { githubRunner } from './runner.ts';

/** The system access for exports and their undo, without the network. Reads the current environment. */
export function nodeExportIo(log: Log): ExportIo {
  const home = homeFolder(process.env);
  return {
    env: environmentOf(process.env, process.platform),
    platform: process.platform,
    homeFolder: home,
    privateRoot: (checkouts) => privateRoot(process.env, home, checkouts),
    checkoutAround: (path, checkouts) => checkoutAround(path, home, checkouts),
    self: runningProgram(),
    clock: nodeClock,
    files: nodeFiles(nodeClock),
    processes: nodeProcesses,
    log,
    runner: githubRunner(process.env),
    print: standardOutput.write,
  };
}

/** As Node finds it, but mostly without `node:os`. */
function homeFolder({ HOME }: NodeJS.ProcessEnv): string | undefined {
  return process.platform !== 'win32' && HOME ? HOME : homeOfUser();
}

function runningProgram(): ExportIo['self'] {
  const executable = process.execPath;
  // https://nodejs.org/api/single-executable-applications.html: such a one names itself twice. Others name a file inside.
  const file = unless(['ENOENT'], () => realpathSync.native(process.argv[1] ?? ''));
  if (file === undefined || file === realpathSync.native(executable)) return { executable };
  return { executable, file: { folder: dirname(file), name: basename(file) } };
}
