import { getState } from '@actions/core';
import { cleanUp, sayCleanedUp } from '../cleanup.ts';
import { nodeExportIo } from '../node/export-io.ts';
import { actionLog } from '../node/log.ts';
import { outliveReader } from '../node/output.ts';

outliveReader(process.stdout);
main().catch((error: unknown) => {
  actionLog.warning(`Cleaning up failed: ${error instanceof Error ? error.message : String(error)}`);
});

/** What the action's main step left is in its receipts; where those are is in the state. The job's result is not ours to change. */
async function main(): Promise<void> {
  // GitHub's runner does not even start this step then (`post-if`); not all that run actions know the condition.
  if (process.env.AWS_SKIP_CLEANUP_STEP === 'true')
    return actionLog.info('AWS_SKIP_CLEANUP_STEP is true: nothing is cleaned up.');
  const receiptsPath = getState('receipts');
  if (receiptsPath === '') return actionLog.info('Nothing to clean up.');
  sayCleanedUp(await cleanUp(receiptsPath, nodeExportIo(actionLog)), '', actionLog);
}
