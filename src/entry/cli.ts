#!/usr/bin/env node
import { mkdtempSync, rmSync, writeSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isJob, isSameJob } from '../ci/index.ts';
import { runCommandLine } from '../commands/index.ts';
import { envValue } from '../core/env-value.ts';
import { exitCodeOf } from '../core/errors.ts';
import { writing } from '../node/file-error.ts';
import { nodeIo, toolCredentials } from '../node/io.ts';
import { stderrLog } from '../node/log.ts';
import { outliveReader } from '../node/output.ts';
import { reportError } from '../reporting/report-error.ts';

const state = { abandoned: false, sharesOutput: false, exitCode: 0 };

const log = stderrLog({
  linesMayBeOpen: () => state.sharesOutput,
  debug: process.env.RUNNER_DEBUG === '1' || envValue(process.env, 'CI_AWS_CREDENTIALS_DEBUG') !== undefined,
  color: process.stderr.isTTY === true && !process.env.NO_COLOR,
});

outliveReader(process.stderr);
outliveReader(process.stdout, (error) => {
  reportError(error, log);
  end(exitCodeOf(error));
});

runCommandLine(process.argv.slice(2), {
  ...nodeIo(log),
  inTemporaryFolder,
  printAtExit,
  serveCredentials: async (current) => (await import('../node/credential-endpoint.ts')).serveCredentials(current),
  runForeground: async (command, args, env) => {
    const { runForeground } = await import('../node/run-foreground.ts');
    state.sharesOutput = true;
    return runForeground(command, args, env).finally(() => {
      state.sharesOutput = false;
    });
  },
  exitNow: () => {
    state.abandoned = true;
  },
  stdoutAudience: async () => (await import('../node/stdout-audience.ts')).stdoutAudience({ isJob, isSameJob }),
  untilInterrupted,
  toolCredentials,
}).then(end, (error: unknown) => {
  reportError(error, log);
  // What the SDK still waits for must not outlive the error: a credential_process, say.
  state.abandoned = true;
  end(exitCodeOf(error));
});

/** The first failure counts. */
function end(exitCode: number): void {
  state.exitCode ||= exitCode;
  process.exitCode = state.exitCode;
  // What was said before is out when this is written.
  if (state.abandoned) process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}

/** On a signal, too, and after an error that nobody caught. Written at once: there is no later. */
function printAtExit(text: (exitCode: number) => string): void {
  process.once('exit', (exitCode) => {
    try {
      writeSync(1, text(exitCode));
    } catch {
      // Nobody reads: then nobody is to be told.
    }
  });
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
}

async function inTemporaryFolder<T>(task: (path: string) => Promise<T>): Promise<T> {
  const path = writing(tmpdir(), () => mkdtempSync(join(tmpdir(), 'ci-aws-credentials-')));
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
