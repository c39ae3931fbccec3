import * as core from '@actions/core';
import { announce, readSettings } from '../commands/talk.ts';
import { nodeIo } from '../node/io.ts';
import { actionLog } from '../node/log.ts';
import { type GivenOptions, options } from '../options.ts';
import { report } from '../report.ts';
import { run } from '../run.ts';

main().catch((error: unknown) => {
  report(error, actionLog);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const io = nodeIo(actionLog);
  const settings = readSettings(inputs(), io);
  const outcome = await run(settings, io);
  if (outcome.receiptsPath !== undefined) io.runner.saveState({ receipts: outcome.receiptsPath });
  announce(outcome, io);
}

function inputs(): GivenOptions {
  return Object.fromEntries(
    options.map(({ name }) => [name, core.getInput(name)] as const).filter(([, value]) => value !== ''),
  );
}
