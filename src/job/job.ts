import { sessionNameFrom } from '../aws/session-name.ts';
import { HelperError } from '../core/errors.ts';
import { fingerprint } from '../core/fingerprint.ts';
import type { Checkouts, Env, Files, Io } from '../core/io.ts';

/** What a CI says of a job, by its variables. */
export interface JobFacts {
  /** Of the CI; what `--ci` takes. */
  readonly id: string;
  /** What people call this job: the default of the session name, and the first part of the private folder's name. */
  jobIdParts(env: Env): readonly (string | undefined)[];
  /** The folders that this CI checks code out to: what is written there may be committed, or end up in an image. */
  checkouts(env: Env): Checkouts;
  /**
   * What tells this job from every other that has the same {@link jobIdParts}: its server, its leg of a matrix, its runner.
   * The same in every step of the job.
   */
  owner(env: Env): readonly (string | undefined)[];
  /**
   * The place where it runs, if this CI runs one job at a time there: whatever ran there before is over. Absent, or
   * empty for this job, where no such place is known.
   */
  slot?(env: Env): readonly (string | undefined)[];
}

export interface Job {
  /** What people call it; the default of the session name. Legs of a matrix, say, share it. */
  readonly name: string;
  /** Tells this job from every other, in letters, digits and `_+=,.@-`: who owns what it leaves. */
  readonly id: string;
  /** The place where it runs, if jobs run there one after the other only. */
  readonly slot?: string;
  /**
   * Its private folder: the same for every step. It need not exist yet. A job that leaves nothing behind needs none, so
   * the place is looked for only when somebody asks.
   *
   * @throws HelperError `file-unsafe` where there is no place for it
   */
  readonly folder: string;
}

export function jobOf(ci: JobFacts, { env, privateRoot }: Pick<Io, 'env' | 'privateRoot'>): Job {
  const jobIdParts = ci.jobIdParts(env);
  const name = sessionNameFrom(jobIdParts);
  const id = `${name}-${fingerprint([ci.id, jobIdParts, ci.owner(env)])}`;
  const slot = ci.slot?.(env) ?? [];
  const isPlace = slot.length > 0 && slot.every(Boolean);
  let folder: string | undefined;
  return {
    name,
    id,
    ...(isPlace ? { slot: fingerprint([ci.id, slot]) } : {}),
    get folder() {
      folder ??= `${privateRoot(ci.checkouts(env))}/${id}`;
      return folder;
    },
  };
}

/** Makes the folder, and sees to it that nobody else can write there: neither in it nor where it could be swapped. */
export function makeJobFolder({ folder }: Job, { files }: { files: Pick<Files, 'privateFolder'> }): string {
  const root = rootOf(folder);
  files.privateFolder(root);
  files.privateFolder(folder);
  // Another step may have removed the empty one in between, and somebody else made theirs of that name. Now that ours
  // is in it, it stays.
  files.privateFolder(root);
  return folder;
}

/** The same, for what can do without: the folder, or why there is none. */
export function jobFolderOrReason(job: Job, io: { files: Pick<Files, 'privateFolder'> }): string | HelperError {
  try {
    return makeJobFolder(job, io);
  } catch (error) {
    if (error instanceof HelperError) return error;
    throw error;
  }
}

/**
 * Whether there is a folder of this job that can be believed. Asked before anything in it is obeyed.
 *
 * @throws HelperError `file-unsafe` where others may have written in it
 */
export function hasJobFolder(folder: string, files: Pick<Files, 'isOwnFolder'>): boolean {
  return files.isOwnFolder(rootOf(folder)) && files.isOwnFolder(folder);
}

/** Removes the folders that are empty: that of the job, the one above, and what was made to hold that. */
export function removeJobFolder(folder: string, files: Pick<Files, 'removeFolder'>): void {
  const root = rootOf(folder);
  for (const path of [folder, root]) files.removeFolder(path);
  if (/[/\\]\.aws$/.test(rootOf(root))) files.removeFolder(rootOf(root));
}

/** On Windows a path may hold either. */
function rootOf(folder: string): string {
  return folder.slice(0, Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\')));
}
