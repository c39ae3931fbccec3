import { accessSync, constants, lstatSync, realpathSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, isAbsolute, join, parse, relative, resolve, sep } from 'node:path';
import { HelperError } from '../core/errors.ts';
import type { Checkouts, Env } from '../core/io.ts';
import { unless, writing } from './file-error.ts';
import { followTrustedLinks, whyRecreatable, whyShared } from './trusted-path.ts';

interface Candidate {
  /** In the user's spelling. */
  readonly name: string;
  readonly folder: string | undefined;
  /** Why another user could replace the folder. */
  readonly flaw: (folder: string) => string | undefined;
}

/**
 * The locations of private files on Windows, which does not show who can write to a folder. The user's own folders are
 * closed to others, also for service accounts. The runner's folder and the temporary folder may be where every user can
 * create folders: system services have `C:\Windows\Temp`.
 */
function windowsCandidates({ LOCALAPPDATA }: Env, home: string | undefined): readonly Candidate[] {
  return [
    { name: 'LOCALAPPDATA', folder: LOCALAPPDATA, flaw: () => undefined },
    { name: 'USERPROFILE', folder: home && join(home, '.aws'), flaw: () => undefined },
  ];
}

/**
 * The locations on other systems, in order of preference. All are the same for every step of a job, unlike `TMPDIR`,
 * whose default is writable by everyone.
 *
 * The runner's folder is emptied after the job. Next to the AWS files, an attacker gains nothing: anyone who can create
 * a folder there can create a `config` there. The folder of a login session comes last, since the session may end
 * before the job.
 */
function candidates(env: Env, home: string | undefined): readonly Candidate[] {
  if (process.platform === 'win32') return windowsCandidates(env, home);
  const { RUNNER_TEMP, AGENT_TEMPDIRECTORY, XDG_RUNTIME_DIR } = env;
  return [
    AGENT_TEMPDIRECTORY === undefined || RUNNER_TEMP !== undefined
      ? { name: 'RUNNER_TEMP', folder: RUNNER_TEMP, flaw: whyRecreatable }
      : { name: 'AGENT_TEMPDIRECTORY', folder: AGENT_TEMPDIRECTORY, flaw: whyRecreatable },
    { name: 'HOME', folder: home && join(home, '.aws'), flaw: whyShared },
    { name: 'XDG_RUNTIME_DIR', folder: XDG_RUNTIME_DIR, flaw: whyRecreatable },
  ];
}

const settable =
  process.platform === 'win32'
    ? 'LOCALAPPDATA to a folder outside the checkout that other users cannot access'
    : 'HOME to a folder of your own outside the checkout, or XDG_RUNTIME_DIR to one that only you can write to';

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
    `No folder is suitable for files that only this job may read (token, keys, receipts). ${reasons.join('; ')}.`,
    {
      hint: `Set ${settable}, in every step. Or use ci-aws-credentials env, which writes no file.`,
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
    return writing(
      folder,
      () => {
        const target = followTrustedLinks(folder);
        const checkout = checkoutAround(target, home, checkouts);
        if (checkout !== undefined) return { reason: `${folder} is in the checkout ${checkout}` };
        accessSync(existing(target), constants.W_OK | constants.X_OK);
        const reason = flaw(folder);
        return reason === undefined ? { folder: target } : { reason };
        // Another folder is better than waiting for this one.
      },
      0,
    );
  } catch (error) {
    // For example, a link of another user, or a folder that is not writable.
    return { reason: error instanceof Error ? error.message.replace(/\.$/, '') : String(error) };
  }
}

/** The folder, or the one to create it in: a missing home folder is not created. */
function existing(folder: string): string {
  return unless(['ENOENT'], () => statSync(folder)) === undefined ? dirname(folder) : folder;
}

/** `/` would make every folder part of the checkout, and is not one. */
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
    return realpathSync.native(path);
  } catch {
    // A missing or inaccessible folder is compared as written.
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

function userName(): string | number {
  return process.getuid?.() ?? userInfo().username.replace(/\W/g, '');
}
