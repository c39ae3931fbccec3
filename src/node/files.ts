import { isUtf8 } from 'node:buffer';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  openSync,
  readdirSync,
  rmdirSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { HelperError } from '../core/errors.ts';
import type { Clock, Files, ReadLimits } from '../core/io.ts';
import { appendWhole } from './append-whole.ts';
import { reading, unless, writing } from './file-error.ts';
import { holdLock, removeStaleLocks } from './file-lock.ts';
import { makeFolders } from './make-folders.ts';
import { ownUser } from './own-user.ts';
import { readBytes } from './read-bytes.ts';
import { isOwnFolder, readPrivate } from './read-private.ts';
import { removeLeftovers, replaceFile } from './replace-file.ts';
import { usualTimeoutMs } from './sharing.ts';
import { appendableTarget, followTrustedLinks, replaceableTarget, requireAppendable } from './trusted-path.ts';
import { utf16Text } from './utf16.ts';

/** Cleanup continues after the deadline. */
const leastTimeoutMs = 2_000;

/** The files of this machine. Synchronous, which is faster for the few small files of a run. */
export function nodeFiles(clock: Clock): Files {
  let end: number | undefined;
  const sharingTimeoutMs = (): number =>
    end === undefined ? usualTimeoutMs : Math.max(leastTimeoutMs, Math.min(usualTimeoutMs, end - clock.uptime()));
  const reads = <T>(path: string, step: () => T): T => reading(path, step, sharingTimeoutMs());
  const writes = <T>(path: string, step: () => T): T => writing(path, step, sharingTimeoutMs());
  return {
    waitUntil: (time) => {
      end = time;
    },
    read: (path, limits) => reads(path, () => read(path, limits)),
    readPrivate: (path) => reads(path, () => readPrivate(path)),
    replace: (path, text, { forJob = false } = {}) => {
      writes(path, () => {
        makeParent(path);
        const { target, mode } = replaceableTarget(path);
        replaceFile(target, { text, oldMode: mode, flushes: !forJob, timeoutMs: sharingTimeoutMs() }, clock);
      });
    },
    append: (path, text) => writes(path, () => append(path, text, clock)),
    identity: (path) => reads(path, () => identity(path)),
    withoutBlanks: async (folder) =>
      process.platform === 'win32' && folder.includes(' ')
        ? (await import('./short-path.ts')).shortPath(folder)
        : folder,
    // The current folder may have been deleted.
    absolute: (path) => reads(path, () => resolve(path)),
    isSame: (path, other) => writes(path, () => isSame(path, other)),
    list: (folder) => reads(folder, () => unless(['ENOENT'], () => readdirSync(folder)) ?? []),
    remove: (path) => {
      writes(path, () => unless(['ENOENT'], () => unlinkSync(path)));
    },
    removeFolder: (path) => {
      // EEXIST means ENOTEMPTY on some systems; a mounted folder returns EBUSY.
      writes(path, () => unless(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EBUSY'], () => rmdirSync(path)));
    },
    removeLeftovers: (folder) => writes(folder, () => removeAllLeftovers(folder, clock)),
    checkReplaceable: (path) => {
      writes(path, () => requireWritableFolder(dirname(replaceableTarget(path).target)));
    },
    checkAppendable: (path) => {
      writes(path, () => {
        const target = appendableTarget(path);
        const exists = unless(['ENOENT'], () => {
          accessSync(target, constants.R_OK | constants.W_OK);
          return true;
        });
        if (exists === undefined) accessSync(dirname(target), constants.W_OK | constants.X_OK);
      });
    },
    privateFolder: (path) => writes(path, () => privateFolder(path)),
    isOwnFolder: (path) => reads(path, () => isOwnFolder(path)),
    locked: async (path, task, timeout) => {
      const target = writes(path, () => {
        makeParent(path);
        return followTrustedLinks(path);
      });
      return holdLock(target, clock, { task, timeout });
    },
  };
}

function read(path: string, limits?: ReadLimits): string | undefined {
  const bytes = readBytes(path, limits);
  if (bytes === undefined || isUtf8(bytes)) return bytes?.toString('utf8');
  const text = limits?.utf16 === true ? utf16Text(bytes) : undefined;
  if (text !== undefined) return text;
  throw new HelperError('input-unreadable', `${path} is not UTF-8 text.`, {
    hint: 'Save the file as UTF-8; otherwise it could not be written back unchanged.',
  });
}

function identity(path: string): string | undefined {
  // The numbers of Windows have 64 bits.
  const stats = unless(['ENOENT', 'ENOTDIR'], () => statSync(path, { bigint: true }));
  return stats && `${stats.dev}:${stats.ino}`;
}

function isSame(path: string, other: string): boolean {
  const [target, otherTarget] = [followTrustedLinks(path), followTrustedLinks(other)];
  const found = identity(target);
  return found === undefined ? target === otherTarget : found === identity(otherTarget);
}

function makeParent(path: string): void {
  makeFolders(followTrustedLinks(dirname(resolve(path))));
}

/** For a missing folder, the nearest existing one above. */
function requireWritableFolder(folder: string): void {
  const stats = unless(['ENOENT'], () => statSync(folder));
  if (stats === undefined) {
    requireWritableFolder(dirname(folder));
    return;
  }
  if (!stats.isDirectory()) {
    throw new HelperError('file-not-writable', `${folder} is a file, but must be a folder.`, {
      hint: 'Remove that file, or choose another path.',
    });
  }
  accessSync(folder, constants.W_OK | constants.X_OK);
}

function append(path: string, text: string, clock: Clock): void {
  const target = appendableTarget(path);
  removeLeftovers(dirname(target), clock, basename(target));
  // Both are missing on Windows. O_NONBLOCK: a pipe may have no other end.
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = openSync(target, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
  try {
    const stats = fstatSync(file);
    requireAppendable(target, stats);
    // The new content may be secret, unlike the previous content.
    if (stats.uid === ownUser && (stats.mode & 0o077) !== 0) fchmodSync(file, stats.mode & 0o700);
    appendWhole(file, text);
  } finally {
    closeSync(file);
  }
}

function removeAllLeftovers(folder: string, clock: Clock): void {
  removeLeftovers(folder, clock);
  removeStaleLocks(folder, clock);
  for (const entry of unless(['ENOENT'], () => readdirSync(folder, { withFileTypes: true })) ?? []) {
    if (entry.isDirectory()) removeAllLeftovers(join(folder, entry.name), clock);
  }
}

function privateFolder(path: string): string {
  makeFolders(path);
  isOwnFolder(path, { repair: true });
  return path;
}
