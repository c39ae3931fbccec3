import { getInput } from '@actions/core';
import { nodeIo } from '../node/io.ts';
import { actionLog } from '../node/log.ts';
import { standardOutput } from '../node/output.ts';
import { readSettings } from '../options/read-settings.ts';
import { type GivenOptions, type Option, options } from '../options/table.ts';
import { announce } from '../reporting/announce.ts';
import { jobSummary } from '../reporting/job-summary.ts';
import { movingTagAdvice } from '../reporting/moving-tag.ts';
import { reportError } from '../reporting/report-error.ts';
import { run } from '../run.ts';

// Node ends with this if it waits for something that never comes, such as a promise that is never settled.
process.exitCode = 1;
main().then(succeed, (error: unknown) => {
  reportError(error, actionLog);
  if (process.env.SHOW_STACK_TRACE === 'true' && error instanceof Error) actionLog.info(error.stack ?? '');
  // Pending requests of the SDK must not keep the process alive.
  process.stdout.write('', () => process.exit());
});

function succeed(): void {
  process.exitCode = 0;
  // Connections that are being closed would delay the end.
  if (standardOutput.isDirect()) process.exit();
}

async function main(): Promise<void> {
  const io = nodeIo(actionLog);
  const advice = movingTagAdvice(io.env);
  if (advice !== undefined) io.log.debug(advice);
  const settings = readSettings(inputs(), io);
  const outcome = await run(settings, io, {
    onReceipts: (receipts) => io.runner.saveState({ receipts }),
    checkReceipts: () => io.runner.check(['state']),
  });
  announce(outcome, io);
  if (settings.summary && outcome.kind === 'handed-over') io.runner.addSummary(jobSummary(outcome));
}

/** The inputs by option name; an empty one is read from its aliases. */
function inputs(): GivenOptions {
  return Object.fromEntries(
    options.flatMap((option: Option) => {
      const names = [option.name, ...(option.aliases ?? [])];
      const value = names.map((name) => getInput(name)).find((text) => text !== '');
      return value === undefined ? [] : [[option.name, value] as const];
    }),
  );
}
