import { HelperError } from '../core/errors.ts';

/** The code of a failed system call (`ENOENT`), or `undefined` for any other error. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** A code of the system in words. */
export function reasonFor(code: string): string {
  return reasons[code] ?? code;
}

/** Runs a step and returns `undefined` where it fails with one of these codes of the system. */
export function unless<T>(codes: readonly string[], step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (codes.includes(systemCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** Runs a step that reads; what the system refuses becomes a HelperError with the path. */
export function reading<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined || error instanceof HelperError) throw error;
    throw new HelperError('input-unreadable', `${path} cannot be read: ${reasonFor(code)}.`, {
      hint: 'Check the path and that the user who runs the job may read the file.',
      cause: error,
    });
  }
}

/** Runs a step that writes; what the system refuses becomes a HelperError with the path. */
export function writing<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (systemCode(error) === undefined || error instanceof HelperError) throw error;
    throw notWritable(path, error);
  }
}

export function notWritable(path: string, cause: unknown): HelperError {
  const code = systemCode(cause) ?? '';
  return new HelperError('file-not-writable', `${path} cannot be written: ${reasonFor(code)}.`, {
    hint: hints[code] ?? 'Let the user who runs the job write to that folder, or choose another path.',
    cause,
  });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied (EACCES)',
  EPERM: 'not permitted (EPERM)',
  ENOENT: 'its folder does not exist (ENOENT)',
  EROFS: 'the file system is read-only (EROFS)',
  ENOSPC: 'no space is left on the device (ENOSPC)',
  EDQUOT: 'the disk quota is used up (EDQUOT)',
  ELOOP: 'it is a link (ELOOP)',
  ENOTDIR: 'a part of the path is a file and not a folder (ENOTDIR)',
  EEXIST: 'a part of the path is a file and not a folder (EEXIST)',
  EISDIR: 'it is a folder (EISDIR)',
  ENAMETOOLONG: 'the name is too long (ENAMETOOLONG)',
  E2BIG: 'its arguments and variables are too long (E2BIG)',
  EAGAIN: 'the system has no room for another process (EAGAIN)',
  ENOMEM: 'the system has no memory left (ENOMEM)',
  EBUSY: 'it is in use or mounted by itself (EBUSY)',
};

const hints: Readonly<Record<string, string>> = {
  ENOENT: 'Make the folder, or choose another path.',
  EROFS: 'Choose a path on a file system that can be written to.',
  ENOSPC: 'Free some space, or choose a path on another file system.',
  EDQUOT: 'Free some space, or choose a path on another file system.',
  ENOTDIR: 'Remove that file, or choose another path.',
  EEXIST: 'Remove that file, or choose another path.',
  EISDIR: 'Remove that folder, or choose another path.',
  EBUSY:
    'Mount the folder that holds the file into the container, not the file alone: a mounted file cannot be replaced.',
};
