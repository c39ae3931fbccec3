import { realpathSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type { ExportIo } from '../export/target.ts';
import type { Log } from '../ports.ts';
import { nodeClock } from './clock.ts';
import { nodeFiles } from './files.ts';
import { githubRunner } from './runner.ts';

/** The part of the real world that handing over, and taking back, need: no network. With the environment as it is now. */
export function nodeExportIo(log: Log): ExportIo {
  return {
    env: { ...process.env },
    platform: process.platform,
    homeFolder: homedir(),
    privateRoot: privateRoot(),
    processProgram: { node: process.execPath, folder: ownFolder() },
    clock: nodeClock,
    files: nodeFiles(nodeClock),
    log,
    runner: githubRunner(process.env),
    print: (text) => void process.stdout.write(text),
  };
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
