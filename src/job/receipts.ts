import type { Files, Io } from '../core/io.ts';
import { isObject, parseJson } from '../core/json.ts';
import { type Job, makeJobFolder } from './job.ts';

/** Undoes one export. `kind` selects the code that reads the rest. */
export interface Receipt {
  readonly kind: string;
  /** Whether the rest contains no secret. */
  readonly open?: boolean;
  readonly [detail: string]: unknown;
}

const fileName = /^receipts-(\d+)-\w+\.json$/;

export interface ReceiptJournal {
  /** @throws HelperError `file-unsafe` if there is no safe location */
  readonly path: string;
  /** Written when this returns, even if the process is killed then. */
  record(receipt: Receipt): void;
  readonly receipts: readonly Receipt[];
  /** Keeps only these. */
  keep(receipts: readonly Receipt[]): void;
}

export type JournalIo = Pick<Io, 'files' | 'clock'> & {
  /**
   * Called before anything is undoable, for a state that outlives this process: with the path before the first receipt is
   * written, or with the receipts themselves while all are open.
   */
  readonly onReceipts?: ((receipts: string) => void) | undefined;
};

/**
 * A new receipts file in the job's private folder, both created for the first receipt that needs them. Receipts can
 * contain secrets (the previous value of a variable or a profile), so these are only kept there; the state of a step
 * contains only the path. Open receipts alone are kept in the state, and nothing is written.
 */
export function openJournal(job: Job, io: JournalIo): ReceiptJournal {
  const { files, clock, onReceipts } = io;
  const suffix = Math.floor(clock.random() * 0xffffff).toString(36);
  const name = `receipts-${clock.now()}-${suffix}.json`;
  const pathOf = (): string => `${job.folder}/${name}`;
  let receipts: readonly Receipt[] = [];
  let isFile = false;
  const save = (): void => {
    const text = JSON.stringify(receipts);
    if (isFile) files.replace(pathOf(), text, { forJob: true });
    else onReceipts?.(text);
  };
  return {
    get path() {
      return pathOf();
    },
    get receipts() {
      return receipts;
    },
    record(receipt) {
      const isFirst = receipts.length === 0;
      const becomesFile = !isFile && (onReceipts === undefined || !receipt.open);
      receipts = [...receipts, receipt];
      if (becomesFile) files.removeLeftovers(makeJobFolder(job, io));
      isFile ||= becomesFile;
      // First the path, so that a file with secrets is found; but not instead of receipts that only the state has.
      if (becomesFile && isFirst) onReceipts?.(pathOf());
      save();
      if (becomesFile && !isFirst) onReceipts?.(pathOf());
    },
    keep(rest) {
      if (receipts.length === 0) return;
      receipts = rest;
      if (isFile && rest.length === 0) files.remove(pathOf());
      else save();
    },
  };
}

/** The journals of a job, newest first, since they are undone in reverse order. */
export function receiptFiles(jobFolder: string, files: Files): readonly string[] {
  return files
    .list(jobFolder)
    .filter((name) => fileName.test(name))
    .sort((a, b) => timeOf(b) - timeOf(a))
    .map((name) => `${jobFolder}/${name}`);
}

function timeOf(name: string): number {
  return Number(fileName.exec(name)?.[1] ?? 0);
}

/**
 * The receipts of a journal, newest first; empty if the file is missing or not a journal.
 *
 * @throws HelperError `file-unsafe` if another user may have written it
 */
export function readReceipts(path: string, files: Pick<Files, 'readPrivate'>): readonly Receipt[] {
  return parseReceipts(files.readPrivate(path) ?? '') ?? [];
}

/** Receipts as text, newest first; `undefined` for other text. */
export function parseReceipts(text: string): readonly Receipt[] | undefined {
  const list = parseJson(text);
  return Array.isArray(list) ? list.filter(isReceipt).reverse() : undefined;
}

/** Keeps only the given receipts in a journal, newest first. Without any, there is no journal. */
export function rewriteReceipts(
  path: string,
  receipts: readonly Receipt[],
  files: Pick<Files, 'replace' | 'remove'>,
): void {
  if (receipts.length === 0) files.remove(path);
  else files.replace(path, JSON.stringify(receipts.toReversed()), { forJob: true });
}

function isReceipt(value: unknown): value is Receipt {
  return isObject(value) && typeof value.kind === 'string';
}
