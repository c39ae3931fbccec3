import { closeSync, constants, fchmodSync, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { HelperError } from '../core/errors.ts';
import { unless } from './file-error.ts';

/** Bytes. What this program writes for itself is a hundredth of this. */
const MAX_SIZE = 16 * 1024 * 1024;

/**
 * The text of a file that only we may have written and read; `undefined` where there is none. On Windows, which has
 * neither owners nor modes in this form, the folder above is what protects it.
 *
 * @throws HelperError `file-unsafe`
 */
export function readPrivate(path: string): string | undefined {
  // Both are missing on Windows. O_NONBLOCK: nobody may be at the other end of a pipe.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = unless(['ENOENT'], () => openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
  if (file === undefined) return undefined;
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw unsafe(path, 'is not a plain file');
    requireOurs(path, stats);
    if (stats.size > MAX_SIZE) throw unsafe(path, `has ${stats.size} bytes, far more than this program writes`);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

/**
 * Whether a folder is there; one in which anybody but us may have put a file is refused. Whoever is about to write makes
 * a folder of ours private again first.
 *
 * @throws HelperError `file-unsafe`
 */
export function isOwnFolder(path: string, { repair = false } = {}): boolean {
  const { O_RDONLY, O_DIRECTORY = 0, O_NOFOLLOW = 0 } = constants;
  // Windows opens no folders.
  if (process.platform === 'win32') return true;
  const folder = unless(['ENOENT'], () => openFolder(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  if (folder === undefined) return false;
  try {
    const { uid, mode } = fstatSync(folder);
    if (repair && uid === process.geteuid?.() && (mode & 0o777) !== 0o700) fchmodSync(folder, 0o700);
    requireOurs(path, fstatSync(folder));
    return true;
  } finally {
    closeSync(folder);
  }
}

function openFolder(path: string, flags: number): number {
  const folder = unless(['ELOOP', 'ENOTDIR'], () => openSync(path, flags));
  if (folder !== undefined) return folder;
  throw unsafe(path, 'is a link or a file, where a folder of our own is needed');
}

function requireOurs(path: string, { uid, mode }: Stats): void {
  const user = process.geteuid?.();
  if (user !== undefined && uid !== user) throw unsafe(path, `belongs to another user (${uid}), not to you (${user})`);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw unsafe(path, 'can be read or written by others');
}

function unsafe(path: string, what: string): HelperError {
  return new HelperError('file-unsafe', `${path} ${what}.`, {
    hint: 'Remove it. This program keeps it for its own user alone; something else has changed that.',
  });
}
