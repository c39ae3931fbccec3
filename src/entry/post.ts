import { getState } from '@actions/core';
import { cleanUpState, sayCleanedUp } from '../cleanup.ts';
import { nodeExportIo } from '../node/export-io.ts';
import { actionLog } from '../node/log.ts';

main().catch((error: unknown) => {
  actionLog.warning(`Cleanup failed: ${error instanceof Error ? error.message : String(error)}`);
});

/** Undoes the receipts of the main step. Never fails the job. */
async function main(): Promise<void> {
  // GitHub's runner does not start this step then (`post-if`), but some other runners ignore the condition.
  if (process.env.AWS_SKIP_CLEANUP_STEP === 'true')
    return actionLog.info('Skipping cleanup: AWS_SKIP_CLEANUP_STEP is true.');
  const state = getState('receipts');
  if (state === '') return actionLog.info('Nothing to clean up.');
  sayCleanedUp(await cleanUpState(state, nodeExportIo(actionLog)), '', actionLog);
}
