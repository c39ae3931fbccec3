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
import { systemCode, unless } from './file-error.ts';
import { isAlive } from './is-alive.ts';
import { pause } from './pause.ts';
import { ownUser } from './trusted-path.ts';

/** A temporary file is there for milliseconds. After this long its process hangs, or its number is another's by now. */
const MAX_AGE = 120_000;

/** `.NAME.PID.UNIQUE.tmp` */
const temporaryName = /^\.(?<name>.+)\.(?<pid>\d+)\.[\w-]+\.tmp$/s;

let written = 0;

/**
 * Puts a new file in the place of another in one step. Whoever reads sees the old one or the new one, whole, also when
 * this process is killed; a power cut may bring back the old one, as the folder itself is not flushed.
 */
export function replaceFile(target: string, content: { text: string; mode: number }, clock: Clock): void {
  removeLeftovers(dirname(target), clock, basename(target));
  written += 1;
  const unique = `${written}-${clock.now().toString(36)}-${clock.random().toString(36).slice(2)}`;
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.${unique}.tmp`);
  // O_EXCL refuses whatever is already there, a link included.
  const { O_WRONLY, O_CREAT, O_EXCL } = constants;
  const file = openSync(temporary, O_WRONLY | O_CREAT | O_EXCL, content.mode);
  try {
    try {
      writeFileSync(file, content.text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    rename(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Removes what {@link replaceFile} left in a folder in processes that were killed: beside one file, or beside all. */
export function removeLeftovers(folder: string, clock: Pick<Clock, 'now'>, beside?: string): void {
  for (const entry of unless(['ENOENT', 'EACCES'], () => readdirSync(folder)) ?? []) {
    const { name, pid } = temporaryName.exec(entry)?.groups ?? {};
    if (name === undefined || (beside !== undefined && name !== beside)) continue;
    const path = join(folder, entry);
    const stats = unless(['ENOENT'], () => lstatSync(path));
    if (stats === undefined || !stats.isFile() || (ownUser !== undefined && stats.uid !== ownUser)) continue;
    // One from the future is of unknown age: the clock was set back since.
    const old = Math.abs(clock.now() - stats.mtimeMs) > MAX_AGE;
    if (old || !isAlive(Number(pid))) unless(['ENOENT'], () => unlinkSync(path));
  }
}

function rename(from: string, to: string): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      // On Windows a file cannot be replaced while a client or a virus scanner has it open: mostly for milliseconds.
      const passing = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error) ?? '');
      if (!passing || attempt === 8) throw error;
      pause(2 ** attempt);
    }
  }
}
