#!/usr/bin/env node
import { fstatSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../commands/index.ts';
import { exitCodeOf } from '../errors.ts';
import { nodeIo, toolCredentials } from '../node/io.ts';
import { stderrLog } from '../node/log.ts';
import { report } from '../report.ts';

const state = { abandoned: false, sharesOutput: false };

const log = stderrLog({
  linesMayBeOpen: () => state.sharesOutput,
  debug: process.env.RUNNER_DEBUG === '1' || (process.env.CI_AWS_CREDENTIALS_DEBUG ?? '') !== '',
  color: process.stderr.isTTY === true && !process.env.NO_COLOR,
});

runCommandLine(process.argv.slice(2), {
  ...nodeIo(log),
  program: [process.execPath, realpathSync(process.argv[1] ?? '')],
  inTemporaryFolder,
  serveCredentials: async (current) => (await import('../node/credential-endpoint.ts')).serveCredentials(current),
  runInPlace: async (command, args, env) => {
    const { runInPlace } = await import('../node/child.ts');
    state.sharesOutput = true;
    return runInPlace(command, args, env).finally(() => {
      state.sharesOutput = false;
    });
  },
  abandonRest: () => {
    state.abandoned = true;
  },
  stdoutIsSeen,
  untilInterrupted,
  toolCredentials,
}).then(end, (error: unknown) => {
  report(error, log);
  end(exitCodeOf(error));
});

function end(exitCode: number): void {
  process.exitCode = exitCode;
  // What was said before is out when this is written.
  if (state.abandoned) process.stderr.write('', () => process.exit());
}

async function inTemporaryFolder<T>(task: (path: string) => Promise<T>): Promise<T> {
  const path = mkdtempSync(join(tmpdir(), 'ci-aws-credentials-'));
  try {
    return await task(path);
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** A shell that captures the output gives a pipe of its own; a CI that does not, one and the same for both streams. */
function stdoutIsSeen(): 'a terminal' | 'the log' | undefined {
  if (process.stdout.isTTY) return 'a terminal';
  try {
    const [out, err] = [fstatSync(1), fstatSync(2)];
    return out.ino === err.ino && out.dev === err.dev && out.ino !== 0 ? 'the log' : undefined;
  } catch {
    // A closed stream is seen by nobody.
    return undefined;
  }
}
