import { accessSync, constants, lstatSync, realpathSync, statSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname, isAbsolute, join, parse, relative, resolve, sep } from 'node:path';
import { HelperError } from '../core/errors.ts';
import type { Checkouts, Env } from '../core/io.ts';
import { unless, writing } from './file-error.ts';
import { followTrustedLinks, whyRecreatable, whyShared } from './trusted-path.ts';

interface Candidate {
  /** As the user knows it. */
  readonly name: string;
  readonly folder: string | undefined;
  /** Why somebody else could stand in our place there. */
  readonly flaw: (folder: string) => string | undefined;
}

/**
 * Where private files go, the first that will do; all of these are the same for every step of a job, which `TMPDIR`
 * need not be, and whose usual folder everybody may write to.
 *
 * The runner's folder is emptied with the job. Beside the AWS files, nobody gains anything: whoever could put a folder
 * there could put a `config` there. What a login session keeps comes last, since it may end before the job does.
 */
function candidates({ RUNNER_TEMP, XDG_RUNTIME_DIR }: Env, home: string | undefined): readonly Candidate[] {
  return [
    { name: 'RUNNER_TEMP', folder: RUNNER_TEMP, flaw: whyRecreatable },
    { name: 'HOME', folder: home && join(home, '.aws'), flaw: whyShared },
    { name: 'XDG_RUNTIME_DIR', folder: XDG_RUNTIME_DIR, flaw: whyRecreatable },
  ];
}

/** @throws HelperError `file-unsafe` */
export function privateRoot(env: Env, home: string | undefined, checkouts: Checkouts): string {
  const reasons: string[] = [];
  for (const candidate of candidates(env, home)) {
    const found = examine(candidate, home, checkouts);
    if ('folder' in found) return join(found.folder, `ci-aws-credentials-${userName()}`);
    reasons.push(`${candidate.name}: ${found.reason}`);
  }
  throw new HelperError(
    'file-unsafe',
    `No folder will do for what only this job may read (its token, keys, receipts). ${reasons.join('; ')}.`,
    {
      hint: 'Set HOME to a folder of your own outside of the checkout, or XDG_RUNTIME_DIR to one that only you can write to, in every step. Without any: eval "$(ci-aws-credentials env …)" writes no file.',
    },
  );
}

function examine(
  { folder = '', flaw }: Candidate,
  home: string | undefined,
  checkouts: Checkouts,
): { readonly folder: string } | { readonly reason: string } {
  if (folder === '') return { reason: 'is not set' };
  if (!isAbsolute(folder)) return { reason: `${folder} is not an absolute path` };
  try {
    return writing(folder, () => {
      const target = followTrustedLinks(folder);
      const checkout = checkoutAround(target, home, checkouts);
      if (checkout !== undefined) return { reason: `${folder} is in the checkout ${checkout}` };
      accessSync(existing(target), constants.W_OK | constants.X_OK);
      const reason = flaw(folder);
      return reason === undefined ? { folder: target } : { reason };
    });
  } catch (error) {
    // A link of another user's, say, or a folder that nobody may write to.
    return { reason: error instanceof Error ? error.message.replace(/\.$/, '') : String(error) };
  }
}

/** The folder itself, or the one to make it in: a home folder that is not there is not made. */
function existing(folder: string): string {
  return unless(['ENOENT'], () => statSync(folder)) === undefined ? dirname(folder) : folder;
}

/** What is at the root of a file system would take all of it for a checkout, and is none. */
export function checkoutAround(path: string, home: string | undefined, checkouts: Checkouts): string | undefined {
  const target = followTrustedLinks(path);
  const named = checkouts.flatMap((checkout) => (checkout ? [withoutLinks(fromHome(checkout, home))] : []));
  return named.find((checkout) => !isRoot(checkout) && isWithin(target, checkout)) ?? workTreeAround(target);
}

function fromHome(path: string, home = ''): string {
  return resolve(home, path.replace(/^~(?=[/\\]|$)/, '.'));
}

function withoutLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // One that is not there, or not to be looked into, is compared as it is written.
    return path;
  }
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function workTreeAround(path: string): string | undefined {
  if (isRoot(path)) return undefined;
  const found = unless(['ENOENT', 'ENOTDIR', 'EACCES'], () => lstatSync(join(path, '.git')));
  return found === undefined ? workTreeAround(dirname(path)) : path;
}

function isRoot(path: string): boolean {
  return path === parse(path).root;
}

/** `undefined` where there is neither `HOME` nor an entry for this user: as good as an empty one. */
export function knownHome(): string | undefined {
  try {
    return homedir();
  } catch {
    // The only thing that can be wrong: that there is none.
    return undefined;
  }
}

function userName(): string | number {
  return process.getuid?.() ?? userInfo().username.replace(/\W/g, '');
}
