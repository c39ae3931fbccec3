import { HelperError } from '../core/errors.ts';
import { sharingViolations, whenShared } from './sharing.ts';
import { systemCode } from './system-code.ts';

/** The meaning of a system error code. */
export function reasonFor(code: string): string {
  return reasons[code] ?? code;
}

/** Runs a step and returns `undefined` if it fails with one of these error codes. */
export function unless<T>(codes: readonly string[], step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (codes.includes(systemCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** Runs a step that reads; a system error becomes a HelperError with the path. `timeoutMs` as in {@link whenShared}. */
export function reading<T>(path: string, step: () => T, timeoutMs?: number): T {
  try {
    return whenShared(step, timeoutMs);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined || error instanceof HelperError) throw error;
    throw new HelperError('input-unreadable', `${path} cannot be read: ${reasonFor(code)}.`, {
      hint: sharingHint(code) ?? 'Check the path, and that the user of the job may read the file.',
      cause: error,
    });
  }
}

/** Runs a step that writes; a system error becomes a HelperError with the path. */
export function writing<T>(path: string, step: () => T, timeoutMs?: number): T {
  try {
    return whenShared(step, timeoutMs);
  } catch (error) {
    if (systemCode(error) === undefined || error instanceof HelperError) throw error;
    throw notWritable(path, error);
  }
}

export function notWritable(path: string, cause: unknown): HelperError {
  const code = systemCode(cause) ?? '';
  return new HelperError('file-not-writable', `${path} cannot be written: ${reasonFor(code)}.`, {
    hint:
      sharingHint(code) ?? hints[code] ?? 'Allow the user of the job to write to that folder, or choose another path.',
    cause,
  });
}

function sharingHint(code: string): string | undefined {
  return sharingViolations.includes(code)
    ? 'Close the program that has the file open (a virus scanner or an editor, for example), exclude the folder from scanning, or give the user of the job access.'
    : undefined;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied (EACCES)',
  EPERM: 'not permitted (EPERM)',
  ENOENT: 'its folder does not exist (ENOENT)',
  EROFS: 'the file system is read-only (EROFS)',
  ENOSPC: 'no space left on the device (ENOSPC)',
  EDQUOT: 'disk quota exceeded (EDQUOT)',
  ELOOP: 'it is a link (ELOOP)',
  ENOTDIR: 'a part of the path is a file, not a folder (ENOTDIR)',
  EEXIST: 'a part of the path is a file, not a folder (EEXIST)',
  EISDIR: 'it is a folder (EISDIR)',
  ENAMETOOLONG: 'the name is too long (ENAMETOOLONG)',
  E2BIG: 'its arguments and variables are too long (E2BIG)',
  EAGAIN: 'the system cannot start another process (EAGAIN)',
  ENOMEM: 'the system is out of memory (ENOMEM)',
  EBUSY: 'it is in use or is a mount point (EBUSY)',
};

const hints: Readonly<Record<string, string>> = {
  ENOENT: 'Create the folder, or choose another path.',
  EROFS: 'Choose a path on a writable file system.',
  ENOSPC: 'Free some space, or choose a path on another file system.',
  EDQUOT: 'Free some space, or choose a path on another file system.',
  ENOTDIR: 'Remove that file, or choose another path.',
  EEXIST: 'Remove that file, or choose another path.',
  EISDIR: 'Remove that folder, or choose another path.',
  EBUSY:
    'Mount the folder that contains the file into the container, not the file alone: a mounted file cannot be replaced.',
};
