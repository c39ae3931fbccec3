import { isUtf8 } from 'node:buffer';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { HelperError } from '../core/errors.ts';
import type { Clock, Files, ReadLimits } from '../core/io.ts';
import { reading, unless, writing } from './file-error.ts';
import { holdLock, removeStaleLocks } from './file-lock.ts';
import { makeFolders } from './make-folders.ts';
import { readBytes } from './read-bytes.ts';
import { isOwnFolder, readPrivate } from './read-private.ts';
import { removeLeftovers, replaceFile } from './replace-file.ts';
import { appendableTarget, followTrustedLinks, ownUser, replaceableTarget, requireAppendable } from './trusted-path.ts';

/** The files of this machine. Synchronous, because that is faster for the few small files of a run. */
export function nodeFiles(clock: Clock): Files {
  return {
    read,
    readPrivate: (path) => reading(path, () => readPrivate(path)),
    replace: (path, text) => {
      writing(path, () => {
        makeParent(path);
        const { target, mode } = replaceableTarget(path);
        // A mode that is stricter than 0600 stays.
        replaceFile(target, { text, mode: (mode ?? 0o600) & 0o600 }, clock);
      });
    },
    append: (path, text) => append(path, text, clock),
    identity: (path) =>
      reading(path, () => {
        const stats = unless(['ENOENT', 'ENOTDIR'], () => statSync(path, { bigint: true }));
        return stats && `${stats.dev}:${stats.ino}`;
      }),
    // The folder that a relative path counts from may be gone.
    absolute: (path) => reading(path, () => resolve(path)),
    isSame: (path, other) => writing(path, () => isSame(path, other)),
    list: (folder) => reading(folder, () => unless(['ENOENT'], () => readdirSync(folder)) ?? []),
    remove: (path) => {
      writing(path, () => unless(['ENOENT'], () => unlinkSync(path)));
    },
    removeFolder: (path) => {
      // EEXIST is ENOTEMPTY by another name, on some systems; EBUSY is what a mounted folder gives.
      writing(path, () => unless(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EBUSY'], () => rmdirSync(path)));
    },
    removeLeftovers: (folder) => writing(folder, () => removeAllLeftovers(folder, clock)),
    checkReplaceable: (path) => {
      writing(path, () => requireWritableFolder(dirname(replaceableTarget(path).target)));
    },
    checkAppendable: (path) => {
      writing(path, () => {
        const target = appendableTarget(path);
        const exists = unless(['ENOENT'], () => {
          accessSync(target, constants.R_OK | constants.W_OK);
          return true;
        });
        if (exists === undefined) accessSync(dirname(target), constants.W_OK | constants.X_OK);
      });
    },
    privateFolder,
    isOwnFolder: (path) => reading(path, () => isOwnFolder(path)),
    locked: async (path, task, timeout) => {
      const target = writing(path, () => {
        makeParent(path);
        return followTrustedLinks(path);
      });
      return holdLock(target, clock, { task, timeout });
    },
  };
}

function read(path: string, limits?: ReadLimits): string | undefined {
  return reading(path, () => {
    const bytes = readBytes(path, limits);
    if (bytes === undefined || isUtf8(bytes)) return bytes?.toString('utf8');
    throw new HelperError('input-unreadable', `${path} is not text in UTF-8.`, {
      hint: 'Save the file as UTF-8: read as anything else, it could not be written back as it is.',
    });
  });
}

function isSame(path: string, other: string): boolean {
  const [target, otherTarget] = [followTrustedLinks(path), followTrustedLinks(other)];
  const [stats, otherStats] = [target, otherTarget].map((file) => unless(['ENOENT'], () => statSync(file)));
  if (stats === undefined || otherStats === undefined) return target === otherTarget;
  return stats.ino === otherStats.ino && stats.dev === otherStats.dev;
}

function makeParent(path: string): void {
  makeFolders(followTrustedLinks(dirname(resolve(path))));
}

/** Of a folder that does not exist yet, the nearest one above that does. */
function requireWritableFolder(folder: string): void {
  const stats = unless(['ENOENT'], () => statSync(folder));
  if (stats === undefined) {
    requireWritableFolder(dirname(folder));
    return;
  }
  if (!stats.isDirectory()) {
    throw new HelperError('file-not-writable', `${folder} is a file, and a folder is needed there.`, {
      hint: 'Remove that file, or choose another path.',
    });
  }
  accessSync(folder, constants.W_OK | constants.X_OK);
}

function append(path: string, text: string, clock: Clock): void {
  writing(path, () => {
    const target = appendableTarget(path);
    removeLeftovers(dirname(target), clock, basename(target));
    // Both are missing on Windows. O_NONBLOCK: nobody may be at the other end of a pipe.
    const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
    const file = openSync(target, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
    try {
      const stats = fstatSync(file);
      requireAppendable(target, stats);
      // What is added may be secret, and was not when somebody made the file.
      if (stats.uid === ownUser && (stats.mode & 0o077) !== 0) fchmodSync(file, stats.mode & 0o700);
      writeFileSync(file, endsInNewline(file, stats.size) ? text : `\n${text}`);
    } finally {
      closeSync(file);
    }
  });
}

function endsInNewline(file: number, size: number): boolean {
  if (size === 0) return true;
  const last = new Uint8Array(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] === 0x0a;
}

function removeAllLeftovers(folder: string, clock: Clock): void {
  removeLeftovers(folder, clock);
  removeStaleLocks(folder, clock);
  for (const entry of unless(['ENOENT'], () => readdirSync(folder, { withFileTypes: true })) ?? []) {
    if (entry.isDirectory()) removeAllLeftovers(join(folder, entry.name), clock);
  }
}

function privateFolder(path: string): string {
  return writing(path, () => {
    makeFolders(path);
    isOwnFolder(path, { repair: true });
    return path;
  });
}
