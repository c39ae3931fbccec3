import { lstatSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, join, parse, resolve, sep } from 'node:path';
import { HelperError } from '../core/errors.ts';
import { unless } from './file-error.ts';
import { ownUser } from './own-user.ts';

const sticky = 0o1000;
const mostLinks = 40;

/**
 * The path without links. Only links that belong to this user or root are followed: dotfile managers link `~/.aws` or
 * its files, and `/tmp` is a link on macOS, whereas another user's link would choose the file to overwrite. Parts of
 * the path may not exist yet.
 *
 * @throws HelperError `file-unsafe`
 */
export function followTrustedLinks(path: string): string {
  return walk(resolve(path)).target;
}

interface Walk {
  readonly target: string;
  /** The folders that were searched for a name on the path: anyone who can write to one can redirect it. */
  readonly passed: readonly string[];
}

function walk(absolute: string): Walk {
  if (ownUser === undefined) return { target: absolute, passed: [] };
  if (hasNoLinks(absolute)) return { target: absolute, passed: foldersAbove(absolute) };
  const passed: string[] = [];
  let { done, rest } = split(absolute);
  for (let links = 0; ; ) {
    const [name, ...further] = rest;
    if (name === undefined) return { target: done, passed };
    passed.push(done);
    const next = join(done, name);
    const stats = unless(['ENOENT'], () => lstatSync(next));
    if (stats === undefined) return { target: join(next, ...further), passed };
    if (stats.isSymbolicLink()) {
      const target = readlinkSync(next);
      links += 1;
      requireTrustedLink(next, { target, owner: stats.uid, links });
      ({ done, rest } = split(join(resolve(done, target), ...further)));
    } else {
      done = next;
      rest = further;
    }
  }
}

/** One system call for nearly all paths; the last name need not exist. */
function hasNoLinks(absolute: string): boolean {
  const real = (path: string): string | undefined => {
    try {
      return realpathSync.native(path);
    } catch {
      // The error is reported when each name is checked.
      return undefined;
    }
  };
  if (real(absolute) === absolute) return true;
  const folder = dirname(absolute);
  return real(folder) === folder && unless(['ENOENT'], () => lstatSync(absolute)) === undefined;
}

function foldersAbove(absolute: string): readonly string[] {
  const folder = dirname(absolute);
  return folder === absolute ? [] : [...foldersAbove(folder), folder];
}

function split(absolute: string): { done: string; rest: readonly string[] } {
  const { root } = parse(absolute);
  return { done: root, rest: absolute.slice(root.length).split(sep).filter(Boolean) };
}

function requireTrustedLink(path: string, link: { target: string; owner: number; links: number }): void {
  if (link.links > mostLinks) {
    throw new HelperError('file-unsafe', `${path} is a circular link.`, { hint: 'Remove the link.' });
  }
  if (link.owner === ownUser || link.owner === 0) return;
  throw new HelperError(
    'file-unsafe',
    `${path} is a link to ${link.target} and belongs to another user (${link.owner}).`,
    { hint: 'Remove the link, or choose another path: the link could redirect the write to another file.' },
  );
}

/**
 * Why another user could recreate a private folder at this path after it is removed; `undefined` if no one could: all
 * folders on the path belong to this user or root, and only they can write there. The sticky bit does not help, since
 * it only protects existing files.
 */
export function whyRecreatable(path: string): string | undefined {
  if (ownUser === undefined) return undefined;
  const { target, passed } = walk(resolve(path));
  for (const folder of new Set([...passed, target])) {
    const { uid } = statSync(folder);
    if (uid !== ownUser && uid !== 0) return `${folder} belongs to another user (${uid})`;
    const reason = whyShared(folder);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/**
 * Where to write so that the file at `path` is replaced, and the mode of the file that is there now.
 *
 * Refused are: links as in {@link followTrustedLinks}; a file that is not a regular one, or not ours; a folder (the one
 * that holds the file, and the one that holds the link to it) in which others may rename files. Folders further up are
 * not checked: CI systems mount work folders that everybody may write to, and only a link on the way would hurt.
 *
 * @throws HelperError `file-unsafe`
 */
export function replaceableTarget(path: string): { target: string; mode: number | undefined } {
  const target = followTrustedLinks(path);
  if (ownUser === undefined) return { target, mode: undefined };
  for (const folder of new Set([followTrustedLinks(dirname(resolve(path))), dirname(target)])) {
    requireUnsharedFolder(folder);
  }
  const stats = unless(['ENOENT'], () => lstatSync(target));
  if (stats === undefined) return { target, mode: undefined };
  requireRegularFile(target, stats);
  if (stats.uid !== ownUser) throw foreignFile(target, stats);
  return { target, mode: stats.mode };
}

/**
 * The path to append to, for the file at `path`. A file of another user is accepted if only the owner of its folder can
 * have put it there: in a container, the runner's files belong to a user of the host.
 *
 * @throws HelperError `file-unsafe`
 */
export function appendableTarget(path: string): string {
  const target = followTrustedLinks(path);
  const stats = unless(['ENOENT'], () => lstatSync(target));
  if (stats !== undefined) requireAppendable(target, stats);
  return target;
}

/** @throws HelperError `file-unsafe` */
export function requireAppendable(target: string, stats: Stats): void {
  requireRegularFile(target, stats);
  if (ownUser === undefined || stats.uid === ownUser || stats.uid === 0) return;
  if ((statSync(dirname(target)).mode & 0o022) !== 0) throw foreignFile(target, stats);
}

/** Why others can write to a folder; `undefined` for a missing one, which would be created private. */
export function whyShared(folder: string): string | undefined {
  if (ownUser === undefined) return undefined;
  const stats = unless(['ENOENT'], () => statSync(folder));
  return stats !== undefined && isShared(stats)
    ? `other users may write to ${folder} (mode ${octal(stats)})`
    : undefined;
}

function isShared({ mode, uid, gid }: Stats): boolean {
  if ((mode & 0o022) === 0) return false;
  // A group with the user's number is private to that user on systems that create such groups; their umask allows the
  // group to write.
  return (mode & 0o002) !== 0 || uid !== ownUser || gid !== uid;
}

function octal({ mode }: Stats): string {
  return (mode & 0o7777).toString(8);
}

/** @throws HelperError `file-unsafe` if others may rename what is in a folder */
export function requireUnsharedFolder(folder: string): void {
  if (ownUser === undefined) return;
  const stats = unless(['ENOENT'], () => statSync(folder));
  if (stats === undefined || (stats.mode & sticky) !== 0 || !isShared(stats)) return;
  throw new HelperError(
    'file-unsafe',
    `Other users may replace the files in ${folder} (mode ${octal(stats)}), so no secret is written there.`,
    { hint: `Run \`chmod go-w ${folder}\`, or choose a path in a folder that only you can write to.` },
  );
}

function requireRegularFile(path: string, stats: Stats): void {
  if (stats.isFile()) return;
  if (stats.isDirectory()) {
    throw new HelperError('file-not-writable', `${path} cannot be written: it is a folder.`, {
      hint: 'Remove that folder, or choose another path.',
    });
  }
  throw new HelperError('file-unsafe', `${path} is a device, a pipe or a socket, not a file.`, {
    hint: 'Choose another path.',
  });
}

function foreignFile(path: string, stats: Stats): HelperError {
  return new HelperError('file-unsafe', `${path} belongs to another user (${stats.uid}), not to you (${ownUser}).`, {
    hint: 'Remove the file, or choose another path.',
  });
}
