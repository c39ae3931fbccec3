import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { HelperError } from '../errors.ts';
import { unless } from './file-error.ts';

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
    const foreign = process.geteuid !== undefined && stats.uid !== process.geteuid();
    const open = process.platform !== 'win32' && (stats.mode & 0o077) !== 0;
    if (stats.isFile() && !foreign && !open) return readFileSync(file, 'utf8');
    const what = foreign ? 'belongs to another user' : 'can be read or written by others';
    throw new HelperError('file-unsafe', `${path} ${stats.isFile() ? what : 'is not a plain file'}.`, {
      hint: 'Remove it. This program keeps it readable for its own user alone; something else has changed that.',
    });
  } finally {
    closeSync(file);
  }
}
