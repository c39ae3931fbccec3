import { exportTargets } from './export/index.ts';
import { removePrivateFiles } from './export/private-files.ts';
import type { ExportIo } from './export/target.ts';
import { type Receipt, readReceipts, receiptFiles } from './receipts.ts';

/**
 * The flow backwards: undoes what a book of receipts says, the last first, and removes the book. What cannot be undone
 * is a warning, never a failure: the job's own result stands.
 */
export async function cleanUp(receiptsPath: string, io: ExportIo): Promise<number> {
  const receipts = readReceipts(receiptsPath, io.files);
  await takeBack(receipts, receiptsPath, io);
  const [jobFolder, privateRoot] = [folderOf(receiptsPath), folderOf(folderOf(receiptsPath))];
  for (const folder of [jobFolder, privateRoot]) await attempt(`remove ${folder}`, () => removeOwn(folder, io), io);
  return receipts.length;
}

/** Undoes everything that any step of this job left behind. Returns how many things that were. */
export async function cleanUpJob(jobFolder: string, io: ExportIo): Promise<number> {
  let undone = 0;
  for (const path of receiptFiles(jobFolder, io.files)) undone += await cleanUp(path, io);
  for (const folder of [jobFolder, io.privateRoot]) io.files.removeFolder(folder);
  return undone;
}

/** Nothing but our own folders, whatever the path of a book says. */
function removeOwn(folder: string, { files, privateRoot }: ExportIo): void {
  if (folder === privateRoot || folder.startsWith(`${privateRoot}/`)) files.removeFolder(folder);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));
}

/** Undoes receipts in the order given, and removes their book if all are in it: it holds what the files held, secrets included. */
export async function takeBack(receipts: readonly Receipt[], book: string | undefined, io: ExportIo): Promise<void> {
  for (const receipt of receipts) {
    await attempt(`undo ${receipt.kind}`, () => undo(receipt, io), io);
  }
  if (book !== undefined) await attempt(`remove ${book}`, () => io.files.remove(book), io);
}

/** Files are what commands leave that hand over in ways of their own. */
function undo(receipt: Receipt, io: ExportIo): void | Promise<void> {
  if (receipt.kind === 'files') return removePrivateFiles(receipt.files, io.files);
  return exportTargets.find(({ name }) => name === receipt.kind)?.undo?.(receipt, io);
}

async function attempt(what: string, task: () => void | Promise<void>, { log }: Pick<ExportIo, 'log'>): Promise<void> {
  try {
    await task();
  } catch (error) {
    log.warning(`Could not ${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
