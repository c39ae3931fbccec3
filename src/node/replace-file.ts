import {
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Clock } from '../ports.ts';
import { systemCode, unless } from './file-error.ts';
import { pause } from './pause.ts';

let written = 0;

/**
 * Puts a new file in the place of another in one step. Whoever reads sees the old one or the new one, whole, also when
 * this process is killed; a power cut may bring back the old one, as the folder itself is not flushed.
 */
export function replaceFile(target: string, content: { text: string; mode: number }, clock: Clock): void {
  written += 1;
  const unique = `${written}-${clock.now().toString(36)}-${clock.random().toString(36).slice(2)}`;
  const temporary = join(dirname(target), `${temporaryPrefix(target, process.pid)}${unique}.tmp`);
  // O_NOFOLLOW does not exist on Windows; O_EXCL alone refuses what is already there.
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW = 0 } = constants;
  const file = openSync(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, content.mode);
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

/** Removes what {@link replaceFile} left beside the target in a process that was killed. */
export function removeLeftovers(target: string, pid: number): void {
  const folder = dirname(target);
  const prefix = temporaryPrefix(target, pid);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(prefix)) unless(['ENOENT'], () => unlinkSync(join(folder, name)));
  }
}

function temporaryPrefix(target: string, pid: number): string {
  return `.${basename(target)}.${pid}.`;
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
