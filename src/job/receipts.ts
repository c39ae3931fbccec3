import type { Files, Io } from '../core/io.ts';
import { isObject, parseJson } from '../core/json.ts';
import { type Job, makeJobFolder } from './job.ts';

/** What undoes one hand-over. `kind` says who can read the rest. */
export interface Receipt {
  readonly kind: string;
  readonly [detail: string]: unknown;
}

const fileName = /^receipts-(\d+)-\w+\.json$/;

export interface ReceiptJournal {
  /** @throws HelperError `file-unsafe` where there is no place for it */
  readonly path: string;
  /** Safe on the disk when this returns. */
  record(receipt: Receipt): void;
  readonly receipts: readonly Receipt[];
}

export type JournalIo = Pick<Io, 'files' | 'clock'> & {
  /** Told the path before the first receipt is written. */
  readonly onReceipts?: ((path: string) => void) | undefined;
};

/**
 * A new file of receipts in the job's private folder; both are made for the first receipt. Receipts may hold secrets
 * (what a variable or a profile was before), so they are kept there and nowhere else; a step's state holds only the path.
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

/** The journals of a job, the newest first: what was done last is undone first. */
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
 * The receipts of a journal, the newest first; none where the file is gone or is no journal.
 *
 * @throws HelperError `file-unsafe` where somebody else may have written it
 */
export function readReceipts(path: string, files: Pick<Files, 'readPrivate'>): readonly Receipt[] {
  const list = parseJson(files.readPrivate(path) ?? '');
  return Array.isArray(list) ? list.filter(isReceipt).reverse() : [];
}

/** Leaves in a journal what is given, the newest first. */
export function rewriteReceipts(path: string, receipts: readonly Receipt[], files: Pick<Files, 'replace'>): void {
  files.replace(path, JSON.stringify(receipts.toReversed()));
}

function isReceipt(value: unknown): value is Receipt {
  return isObject(value) && typeof value.kind === 'string';
}
