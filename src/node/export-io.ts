import { realpathSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type { ExportIo } from '../export/target.ts';
import type { Log } from '../ports.ts';
import { nodeClock } from './clock.ts';
import { systemCode } from './file-error.ts';
import { nodeFiles } from './files.ts';
import { githubRunner } from './runner.ts';

/** The part of the real world that handing over, and taking back, need: no network. With the environment as it is now. */
export function nodeExportIo(log: Log): ExportIo {
  return {
    // Without a prototype: a name that a user gives (`constructor`) must find variables and nothing else.
    env: Object.assign(Object.create(null), process.env),
    platform: process.platform,
    homeFolder: homeFolder(),
    privateRoot: privateRoot(),
    processProgram: { node: process.execPath, folder: ownFolder() },
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

/** The folder of the file that Node was started with. */
function ownFolder(): string {
  return dirname(realpathSync(process.argv[1] ?? ''));
}

/** In the runner's folder for temporary files where there is one: it is emptied before and after each job. */
function privateRoot(): string {
  const parent = process.env.RUNNER_TEMP || tmpdir();
  const user = process.getuid?.() ?? userInfo().username.replace(/\W/g, '');
  return join(parent, `ci-aws-credentials-${user}`);
}
