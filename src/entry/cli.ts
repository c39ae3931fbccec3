#!/usr/bin/env node
import { lstatSync, mkdtempSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isJob, isSameJob } from '../ci/index.ts';
import { runCommandLine } from '../commands/index.ts';
import { envValue } from '../core/env-value.ts';
import { exitCodeOf } from '../core/errors.ts';
import { endTree } from '../node/end-tree.ts';
import { unless, writing } from '../node/file-error.ts';
import { nodeIo } from '../node/io.ts';
import { stderrLog } from '../node/log.ts';
import { toolCredentials } from '../node/machine-credentials.ts';
import { directly, outliveReader, standardError } from '../node/output.ts';
import { requireUnsharedFolder } from '../node/trusted-path.ts';
import { reportError } from '../reporting/report-error.ts';

const state = { abandoned: false, sharesOutput: false, exitCode: 0 };

const log = stderrLog({
  write: standardError.write,
  linesMayBeOpen: () => state.sharesOutput,
  debug: process.env.RUNNER_DEBUG === '1' || envValue(process.env, 'CI_AWS_CREDENTIALS_DEBUG') !== undefined,
  color: () => process.stderr.isTTY === true && !process.env.NO_COLOR,
});

const output = directly(1, () => {
  outliveReader(process.stdout, (error) => {
    reportError(error, log);
    end(exitCodeOf(error));
  });
  return process.stdout;
});

// Node ends with this if it waits for something that never comes, such as a promise that is never settled.
process.exitCode = 1;

runCommandLine(process.argv.slice(2), {
  ...nodeIo(log),
  print: output.write,
  inTemporaryFolder,
  printAtExit,
  serveCredentials: async (current) => (await import('../node/credential-endpoint.ts')).serveCredentials(current),
  runForeground: async (command, env) => {
    const { runForeground } = await import('../node/run-foreground.ts');
    state.sharesOutput = true;
    return runForeground(command, env, endTree).finally(() => {
      state.sharesOutput = false;
    });
  },
  isFile,
  progress,
  exitNow: () => {
    state.abandoned = true;
  },
  stdoutAudience: async () => (await import('../node/stdout-audience.ts')).stdoutAudience({ isJob, isSameJob }),
  untilInterrupted,
  toolCredentials,
}).then(end, (error: unknown) => {
  reportError(error, log);
  // Pending work of the SDK, such as a credential_process, must not keep the process alive.
  state.abandoned = true;
  end(exitCodeOf(error));
});

function progress(text: string): void {
  if (process.stderr.isTTY === true) process.stderr.write(`\r\x1b[K${text}`);
}

/** The first failure counts. */
function end(exitCode: number): void {
  state.exitCode ||= exitCode;
  process.exitCode = state.exitCode;
  // Connections that are being closed would delay the end.
  if (output.isDirect() && standardError.isDirect()) process.exit();
  // Exit only when all earlier output is written.
  if (state.abandoned) process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}

/** Also runs on a signal and after an uncaught error. Writes synchronously, as the process is ending. */
function printAtExit(text: (exitCode: number) => string): void {
  process.once('exit', (exitCode) => {
    try {
      writeSync(1, text(exitCode));
    } catch {
      // The reader is gone.
    }
  });
  const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
  for (const [signal, number] of Object.entries(signals)) process.once(signal, () => process.exit(128 + number));
}

/** Does not follow links: Windows has links to programs whose target is not accessible. */
function isFile(path: string): boolean {
  return unless(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EINVAL'], () => !lstatSync(path).isDirectory()) ?? false;
}

async function inTemporaryFolder<T>(task: (path: string) => Promise<T>): Promise<T> {
  const { tmpdir } = await import('node:os');
  const path = writing(tmpdir(), () => {
    requireUnsharedFolder(tmpdir());
    return mkdtempSync(join(tmpdir(), 'ci-aws-credentials-'));
  });
  try {
    return await task(path);
  } finally {
    // A virus scanner may have a file in it open, which blocks the removal on Windows.
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  }
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
