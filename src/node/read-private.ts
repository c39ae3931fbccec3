import { closeSync, constants, fchmodSync, fstatSync, lstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { HelperError } from '../core/errors.ts';
import { unless } from './file-error.ts';

/** Bytes. Private files have a hundredth of this. */
const largestFile = 16 * 1024 * 1024;

/**
 * The text of a file that only this user can read and write; `undefined` if it does not exist. On Windows, which has no
 * such owners and modes, the folder above protects it.
 *
 * @throws HelperError `file-unsafe`
 */
export function readPrivate(path: string): string | undefined {
  // Both are missing on Windows. O_NONBLOCK: a pipe may have no other end.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = unless(['ENOENT'], () => openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
  if (file === undefined) return undefined;
  try {
    // Windows has no O_NOFOLLOW.
    const stats = process.platform === 'win32' ? lstatSync(path) : fstatSync(file);
    if (!stats.isFile()) throw unsafe(path, 'is not a regular file');
    requireOurs(path, stats);
    if (stats.size > largestFile) throw unsafe(path, `has ${stats.size} bytes, far more than this program writes`);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

/**
 * Whether a folder exists; refuses one in which others may have written. Before writing, a private folder is made
 * private again.
 *
 * @throws HelperError `file-unsafe`
 */
export function isOwnFolder(path: string, { repair = false } = {}): boolean {
  const { O_RDONLY, O_DIRECTORY = 0, O_NOFOLLOW = 0 } = constants;
  if (process.platform === 'win32') return isPlainFolder(path);
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

/** Windows has no flags, owners or modes for this; but everyone can create a junction, which is a link. */
function isPlainFolder(path: string): boolean {
  const stats = unless(['ENOENT'], () => lstatSync(path));
  if (stats === undefined || stats.isDirectory()) return stats !== undefined;
  throw notAFolder(path);
}

function openFolder(path: string, flags: number): number {
  const folder = unless(['ELOOP', 'ENOTDIR'], () => openSync(path, flags));
  if (folder !== undefined) return folder;
  throw notAFolder(path);
}

function notAFolder(path: string): HelperError {
  return unsafe(path, 'is a link or a file, but must be a folder');
}

function requireOurs(path: string, { uid, mode }: Stats): void {
  const user = process.geteuid?.();
  if (user !== undefined && uid !== user) throw unsafe(path, `belongs to another user (${uid}), not to you (${user})`);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw unsafe(path, 'can be read or written by others');
}

function unsafe(path: string, what: string): HelperError {
  return new HelperError('file-unsafe', `${path} ${what}.`, {
    hint: 'Remove it. This program creates it with access for its own user only; another program changed that.',
  });
}
