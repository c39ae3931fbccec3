import { exportTargets } from './export/index.ts';
import type { ExportIo } from './export/target.ts';
import { type Receipt, readReceipts, receiptFiles } from './receipts.ts';

/**
 * The flow backwards: undoes what a book of receipts says, the last first, and removes the book. What cannot be undone
 * is a warning, never a failure: the job's own result stands.
 */
export async function cleanUp(receiptsPath: string, io: ExportIo): Promise<number> {
  const receipts = readReceipts(receiptsPath, io.files);
  await takeBack(receipts, receiptsPath, io);
  return receipts.length;
}

/** Undoes everything that any step of this job left behind. Returns how many things that were. */
export async function cleanUpJob(jobFolder: string, io: ExportIo): Promise<number> {
  let undone = 0;
  for (const path of receiptFiles(jobFolder, io.files)) undone += await cleanUp(path, io);
  io.files.removeFolder(jobFolder);
  return undone;
}

/** Undoes receipts in the order given, and removes their book if all are in it: it holds what the files held, secrets included. */
export async function takeBack(receipts: readonly Receipt[], book: string | undefined, io: ExportIo): Promise<void> {
  for (const receipt of receipts) {
    const target = exportTargets.find(({ name }) => name === receipt.kind);
    await attempt(`undo ${receipt.kind}`, () => target?.undo?.(receipt, io), io);
  }
  if (book !== undefined) await attempt(`remove ${book}`, () => io.files.remove(book), io);
}

async function attempt(what: string, task: () => void | Promise<void>, { log }: Pick<ExportIo, 'log'>): Promise<void> {
  try {
    await task();
  } catch (error) {
    log.warning(`Could not ${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
