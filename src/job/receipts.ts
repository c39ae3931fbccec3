import type { Files, Io } from '../core/io.ts';
import { isObject, parseJson } from '../core/json.ts';
import { type Job, makeJobFolder } from './job.ts';

/** Undoes one export. `kind` selects the code that reads the rest. */
export interface Receipt {
  readonly kind: string;
  readonly [detail: string]: unknown;
}

const fileName = /^receipts-(\d+)-\w+\.json$/;

export interface ReceiptJournal {
  /** @throws HelperError `file-unsafe` if there is no safe location */
  readonly path: string;
  /** Written when this returns, even if the process is killed then. */
  record(receipt: Receipt): void;
  readonly receipts: readonly Receipt[];
}

export type JournalIo = Pick<Io, 'files' | 'clock'> & {
  /** Called with the path before the first receipt is written. */
  readonly onReceipts?: ((path: string) => void) | undefined;
};

/**
 * A new receipts file in the job's private folder, both created for the first receipt. Receipts can contain secrets
 * (the previous value of a variable or a profile), so they are only kept there; the state of a step contains only the
 * path.
 */
export function openJournal(job: Job, io: JournalIo): ReceiptJournal {
  const { files, clock, onReceipts } = io;
  const suffix = Math.floor(clock.random() * 0xffffff).toString(36);
  const name = `receipts-${clock.now()}-${suffix}.json`;
  const receipts: Receipt[] = [];
  const pathOf = (): string => `${job.folder}/${name}`;
  return {
    get path() {
      return pathOf();
    },
    receipts,
    record(receipt) {
      if (receipts.length === 0) {
        files.removeLeftovers(makeJobFolder(job, io));
        onReceipts?.(pathOf());
      }
      receipts.push(receipt);
      files.replace(pathOf(), JSON.stringify(receipts));
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
  const list = parseJson(files.readPrivate(path) ?? '');
  return Array.isArray(list) ? list.filter(isReceipt).reverse() : [];
}

/** Keeps the given receipts in a journal, newest first. */
export function rewriteReceipts(path: string, receipts: readonly Receipt[], files: Pick<Files, 'replace'>): void {
  files.replace(path, JSON.stringify(receipts.toReversed()));
}

function isReceipt(value: unknown): value is Receipt {
  return isObject(value) && typeof value.kind === 'string';
}
