import { exportTargets } from './export/index.ts';
import type { ExportIo } from './export/target.ts';
import { type Receipt, readReceipts, receiptFiles } from './receipts.ts';

/**
 * The flow backwards: undoes what a book of receipts says, the last first, and removes the book. What cannot be undone
 * is a warning, never a failure: the job's own result stands.
 */
export async function cleanUp(receiptsPath: string, io: ExportIo): Promise<number> {
  const receipts = readReceipts(receiptsPath, io.files);
  await undoAll(receipts, io);
  io.files.remove(receiptsPath);
  return receipts.length;
}

/** Undoes everything that any step of this job left behind. Returns how many things that were. */
export async function cleanUpJob(jobFolder: string, io: ExportIo): Promise<number> {
  let undone = 0;
  for (const path of receiptFiles(jobFolder, io.files)) undone += await cleanUp(path, io);
  io.files.removeFolder(jobFolder);
  return undone;
}

/** Undoes receipts in the order given. */
export async function undoAll(receipts: readonly Receipt[], io: ExportIo): Promise<void> {
  for (const receipt of receipts) {
    try {
      await exportTargets.find(({ name }) => name === receipt.kind)?.undo(receipt, io);
    } catch (error) {
      io.log.warning(`Could not undo ${receipt.kind}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
