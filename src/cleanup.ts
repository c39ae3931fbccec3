import { folderOf } from './core/folder-of.ts';
import type { ExportIo, Log } from './core/io.ts';
import { exportTargets } from './export/index.ts';
import { hasJobFolder, removeJobFolder } from './job/job.ts';
import { removePrivateFiles } from './job/private-files.ts';
import { parseReceipts, type Receipt, readReceipts, receiptFiles, rewriteReceipts } from './job/receipts.ts';

export interface CleanedUp {
  /** The number of receipts. */
  readonly undone: number;
  /** The number of those that could not be undone. */
  readonly left: number;
  /** Whether those end with the job. Otherwise, they stay for the next cleanup. */
  readonly endsWithJob?: true;
}

const nothing: CleanedUp = { undone: 0, left: 0 };

/** Logs the result. `whose` follows the number. */
export function sayCleanedUp(
  { undone, left, endsWithJob }: CleanedUp,
  whose: string,
  log: Pick<Log, 'info' | 'warning'>,
): void {
  log.info(undone + left === 0 ? 'Nothing to clean up.' : `Cleaned up: ${things(undone)}${whose}.`);
  if (left === 0) return;
  const wayOut = endsWithJob
    ? 'What is left ends with this job.'
    : 'Fix the cause, then run ci-aws-credentials cleanup in this job.';
  log.warning(`Not cleaned up: ${things(left)}. ${wayOut}`);
}

function things(count: number): string {
  return `${count} ${count === 1 ? 'item' : 'items'}`;
}

/**
 * Undoes what the state of a step is about: its receipts, or the journal at this path.
 *
 * @throws HelperError `file-unsafe`, as {@link cleanUp}
 */
export async function cleanUpState(state: string, io: ExportIo): Promise<CleanedUp> {
  const receipts = parseReceipts(state);
  if (receipts === undefined) return cleanUp(state, io);
  const left = await rollBack(receipts, { name: 'the state', keep: () => {} }, io);
  return { undone: receipts.length - left, left, endsWithJob: true };
}

/**
 * Undoes the receipts of a journal, newest first, and removes the journal. Failures are warnings, so that the result of
 * the job does not change; their receipts are kept.
 *
 * @throws HelperError `file-unsafe` if another user may have written the journal, which is then not used
 */
export async function cleanUp(receiptsPath: string, io: ExportIo): Promise<CleanedUp> {
  const folder = folderOf(receiptsPath);
  if (!hasJobFolder(folder, io.files)) return nothing;
  const cleaned = await undoJournal(receiptsPath, io);
  await tidy(folder, io);
  return cleaned;
}

/**
 * Undoes everything that the steps of this job left in these folders.
 *
 * @throws HelperError `file-unsafe`, as {@link cleanUp}
 */
export async function cleanUpJob(jobFolders: readonly string[], io: ExportIo): Promise<CleanedUp> {
  let sum = nothing;
  for (const folder of jobFolders.filter((path) => hasJobFolder(path, io.files))) {
    for (const path of receiptFiles(folder, io.files)) {
      const { undone, left } = await undoJournal(path, io);
      sum = { undone: sum.undone + undone, left: sum.left + left };
    }
    await tidy(folder, io);
  }
  return sum;
}

/** An unreadable journal is left in place. */
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
  const keep = (rest: readonly Receipt[]): void => rewriteReceipts(path, rest, io.files);
  const left = await rollBack(receipts, { name: path, keep }, io);
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

/** Where receipts are kept. */
export interface Keeping {
  /** For messages. */
  readonly name: string;
  /** Keeps only these, newest first. */
  readonly keep: (receipts: readonly Receipt[]) => void;
}

/**
 * Undoes receipts, newest first, and returns how many could not be undone. Only these are kept: the others contain
 * previous file contents with secrets.
 */
export async function rollBack(receipts: readonly Receipt[], { name, keep }: Keeping, io: ExportIo): Promise<number> {
  const left: Receipt[] = [];
  for (const receipt of receipts) {
    if (!(await attempt(`undo ${receipt.kind}`, () => undo(receipt, io), io))) left.push(receipt);
  }
  await attempt(`${left.length === 0 ? 'remove' : 'shorten'} ${name}`, () => keep(left), io);
  return left.length;
}

/** Receipts of kind `files` are from commands without an export target. */
function undo(receipt: Receipt, io: ExportIo): void | Promise<void> {
  if (receipt.kind === 'files') return removePrivateFiles(receipt.files, io.files);
  return exportTargets.find(({ name }) => name === receipt.kind)?.undo?.(receipt, io);
}

/** Returns whether it succeeded; logs a warning if not. */
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
