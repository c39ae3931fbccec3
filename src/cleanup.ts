import type { ExportIo, Log } from './core/io.ts';
import { exportTargets } from './export/index.ts';
import { hasJobFolder, removeJobFolder } from './job/job.ts';
import { removePrivateFiles } from './job/private-files.ts';
import { type Receipt, readReceipts, receiptFiles, rewriteReceipts } from './job/receipts.ts';

/** How many things were taken back, and how many could not be: their receipts wait for the next clean-up. */
export interface CleanedUp {
  readonly undone: number;
  readonly left: number;
}

const nothing: CleanedUp = { undone: 0, left: 0 };

/** Says it at the end. `whose` follows the number. */
export function sayCleanedUp({ undone, left }: CleanedUp, whose: string, log: Pick<Log, 'info' | 'warning'>): void {
  log.info(undone + left === 0 ? 'Nothing to clean up.' : `Cleaned up: ${things(undone)}${whose}.`);
  if (left === 0) return;
  log.warning(`Still to clean up: ${things(left)}. Run ci-aws-credentials cleanup in this job once the cause is gone.`);
}

function things(count: number): string {
  return `${count} ${count === 1 ? 'thing' : 'things'}`;
}

/**
 * The flow backwards: undoes what a journal of receipts says, the last first, and removes the journal. What cannot be
 * undone is a warning, never a failure: the job's own result stands. Its receipt stays, too.
 *
 * @throws HelperError `file-unsafe` where somebody else may have written the journal: nothing in it is obeyed
 */
export async function cleanUp(receiptsPath: string, io: ExportIo): Promise<CleanedUp> {
  const folder = receiptsPath.slice(0, Math.max(receiptsPath.lastIndexOf('/'), receiptsPath.lastIndexOf('\\')));
  if (!hasJobFolder(folder, io.files)) return nothing;
  const cleaned = await undoJournal(receiptsPath, io);
  await tidy(folder, io);
  return cleaned;
}

/**
 * Undoes everything that any step of this job left behind.
 *
 * @throws HelperError `file-unsafe`, as {@link cleanUp}
 */
export async function cleanUpJob(jobFolder: string, io: ExportIo): Promise<CleanedUp> {
  if (!hasJobFolder(jobFolder, io.files)) return nothing;
  let sum = nothing;
  for (const path of receiptFiles(jobFolder, io.files)) {
    const { undone, left } = await undoJournal(path, io);
    sum = { undone: sum.undone + undone, left: sum.left + left };
  }
  await tidy(jobFolder, io);
  return sum;
}

/** A journal that cannot be read is left where it is. */
async function undoJournal(path: string, io: ExportIo): Promise<CleanedUp> {
  let receipts: readonly Receipt[] = [];
  const readable = await attempt(
    `read ${path}`,
    () => {
      receipts = readReceipts(path, io.files);
    },
    io,
  );
  if (!readable) return { undone: 0, left: 1 };
  const left = await rollBack(receipts, path, io);
  return { undone: receipts.length - left, left };
}

async function tidy(jobFolder: string, io: ExportIo): Promise<void> {
  await attempt(
    `remove ${jobFolder}`,
    () => {
      io.files.removeLeftovers(jobFolder);
      removeJobFolder(jobFolder, io.files);
    },
    io,
  );
}

/**
 * Undoes receipts in the order given. Returns how many could not be undone. If all are in a journal, that is removed,
 * since it holds what the files held, secrets included; what could not be undone stays in it.
 */
export async function rollBack(
  receipts: readonly Receipt[],
  journal: string | undefined,
  io: ExportIo,
): Promise<number> {
  const left: Receipt[] = [];
  for (const receipt of receipts) {
    if (!(await attempt(`undo ${receipt.kind}`, () => undo(receipt, io), io))) left.push(receipt);
  }
  if (journal === undefined) return left.length;
  if (left.length === 0) await attempt(`remove ${journal}`, () => io.files.remove(journal), io);
  else await attempt(`shorten ${journal}`, () => rewriteReceipts(journal, left, io.files), io);
  return left.length;
}

/** Files are what commands leave that hand over in ways of their own. */
function undo(receipt: Receipt, io: ExportIo): void | Promise<void> {
  if (receipt.kind === 'files') return removePrivateFiles(receipt.files, io.files);
  return exportTargets.find(({ name }) => name === receipt.kind)?.undo?.(receipt, io);
}

/** Whether it could be done; if not, that is said. */
async function attempt(
  what: string,
  task: () => void | Promise<void>,
  { log }: Pick<ExportIo, 'log'>,
): Promise<boolean> {
  try {
    await task();
    return true;
  } catch (error) {
    log.warning(`Could not ${what}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}
