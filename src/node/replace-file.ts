import {
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Clock } from '../core/io.ts';
import { unless } from './file-error.ts';
import { isAlive } from './is-alive.ts';
import { ownUser } from './own-user.ts';
import { sharingViolations, whenShared } from './sharing.ts';

/** Milliseconds. A temporary file exists for a few; after this long, its process hangs or its number is reused. */
const longestLife = 120_000;

/** `.NAME.PID.UNIQUE.tmp` */
const temporaryName = /^\.(?<name>.+)\.(?<pid>\d+)\.[\w-]+\.tmp$/s;

let written = 0;

export interface Replacement {
  readonly text: string;
  /** The mode of the existing file; `undefined` if there is none. */
  readonly oldMode: number | undefined;
  /** Whether an existing file must not be lost in a power failure. */
  readonly flushes: boolean;
  /** Milliseconds to wait while another program has the file open. */
  readonly timeoutMs: number;
}

/**
 * Replaces a file in one step, accessible only to its owner. Readers see the complete old or new file, even if this
 * process is killed. A power failure may restore the old file, because the folder is not flushed; if there was none, or
 * with `flushes: false`, part of the new one may remain, since waiting for the disk would slow the job.
 */
export function replaceFile(target: string, { text, oldMode, flushes, timeoutMs }: Replacement, clock: Clock): void {
  removeLeftovers(dirname(target), clock, basename(target));
  written += 1;
  const unique = `${written}-${clock.now().toString(36)}-${clock.random().toString(36).slice(2)}`;
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.${unique}.tmp`);
  // O_EXCL refuses anything that exists, including a link.
  const { O_WRONLY, O_CREAT, O_EXCL } = constants;
  // A stricter mode than 0600 is kept.
  const file = openSync(temporary, O_WRONLY | O_CREAT | O_EXCL, (oldMode ?? 0o600) & 0o600);
  try {
    try {
      writeFileSync(file, text);
      if (flushes && oldMode !== undefined) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    whenShared(() => renameSync(temporary, target), timeoutMs);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Removes temporary files of {@link replaceFile} from killed processes: next to one file, or all in a folder. */
export function removeLeftovers(folder: string, clock: Pick<Clock, 'now'>, beside?: string): void {
  // Next to one file, they are not worth waiting for.
  const inUse = beside === undefined ? [] : sharingViolations;
  for (const entry of unless(['ENOENT', 'EACCES'], () => readdirSync(folder)) ?? []) {
    const { name, pid } = temporaryName.exec(entry)?.groups ?? {};
    if (name === undefined || (beside !== undefined && name !== beside)) continue;
    const path = join(folder, entry);
    const stats = unless(['ENOENT'], () => lstatSync(path));
    if (stats === undefined || !stats.isFile() || (ownUser !== undefined && stats.uid !== ownUser)) continue;
    // The age of a file from the future is unknown, because the clock was set back.
    const old = Math.abs(clock.now() - stats.mtimeMs) > longestLife;
    if (old || !isAlive(Number(pid))) unless(['ENOENT', ...inUse], () => unlinkSync(path));
  }
}
