import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Io, Log } from '../ports.ts';
import { nodeClock } from './clock.ts';
import { nodeFiles } from './files.ts';
import { nodeHttp } from './http.ts';
import { nodeProcesses } from './processes.ts';
import { githubRunner } from './runner.ts';

/** The real world. */
export function nodeIo(log: Log): Io {
  return {
    env: process.env,
    platform: process.platform,
    homeFolder: homedir(),
    privateRoot: privateRoot(),
    clock: nodeClock,
    http: nodeHttp(),
    files: nodeFiles(nodeClock),
    processes: nodeProcesses,
    log,
    runner: githubRunner,
    print: (text) => void process.stdout.write(text),
  };
}

/** In the runner's folder for temporary files where there is one: it is emptied before and after each job. */
function privateRoot(): string {
  const parent = process.env.RUNNER_TEMP || tmpdir();
  const user = process.getuid?.() ?? userInfo().username.replace(/\W/g, '');
  return join(parent, `ci-aws-credentials-${user}`);
}
