import { sessionNameFrom } from '../aws/session-name.ts';
import { HelperError } from '../core/errors.ts';
import { fingerprint } from '../core/fingerprint.ts';
import { folderOf } from '../core/folder-of.ts';
import type { Checkouts, Env, Files, Io } from '../core/io.ts';

/** The identity of a job from the variables of its CI. */
export interface JobFacts {
  /** The ID of the CI, as for `--ci`. */
  readonly id: string;
  /** The readable name of this job: the default session name, and the first part of the private folder's name. */
  jobIdParts(env: Env): readonly (string | undefined)[];
  /** The folders with the checkout: files there may be committed or end up in an image. */
  checkouts(env: Env): Checkouts;
  /**
   * What distinguishes this job from others with the same {@link jobIdParts}: its server, its matrix job, its runner.
   * The same in every step of the job.
   */
  owner(env: Env): readonly (string | undefined)[];
  /**
   * The slot where it runs, if the CI runs one job at a time there: any earlier job in it has ended. Absent, or empty
   * for this job, if unknown.
   */
  slot?(env: Env): readonly (string | undefined)[];
}

export interface Job {
  /** The readable name and default session name. Matrix jobs share it, for example. */
  readonly name: string;
  /** Unique for each job, of letters, digits and `_+=,.@-`: the owner of what it writes. */
  readonly id: string;
  /** The slot, if jobs run there one after the other. */
  readonly slot?: string | undefined;
  /**
   * The private folder, the same for every step. It may not exist yet; its location is determined on first use, because
   * a job that writes nothing needs none.
   *
   * @throws HelperError `file-unsafe` if there is no safe location
   */
  readonly folder: string;
}

export function jobOf(ci: JobFacts, { env, privateRoot }: Pick<Io, 'env' | 'privateRoot'>): Job {
  const jobIdParts = ci.jobIdParts(env);
  const name = sessionNameFrom(jobIdParts);
  const slot = ci.slot?.(env) ?? [];
  const isPlace = slot.length > 0 && slot.every(Boolean);
  let id: string | undefined;
  let folder: string | undefined;
  return {
    name,
    get id() {
      id ??= `${name}-${fingerprint([ci.id, jobIdParts, ci.owner(env)])}`;
      return id;
    },
    get slot() {
      return isPlace ? fingerprint([ci.id, slot]) : undefined;
    },
    get folder() {
      folder ??= `${privateRoot(ci.checkouts(env))}/${this.id}`;
      return folder;
    },
  };
}

/** The ID of this job in `sh/ci-aws-credentials.sh`. */
export function shellFormId({ name }: Pick<Job, 'name'>): string {
  return `sh-${name}`;
}

/** The folder of that script in this job. */
export function shellFormFolder(job: Job): string {
  return `${folderOf(job.folder)}/${shellFormId(job)}`;
}

/** Creates the folder and checks that no one else can write to it or replace it. */
export function makeJobFolder({ folder }: Job, { files }: { files: Pick<Files, 'privateFolder'> }): string {
  const root = folderOf(folder);
  files.privateFolder(root);
  files.privateFolder(folder);
  // Another step may have removed the empty folder in between, and another user created one with that name. It is not
  // empty now, so it stays.
  files.privateFolder(root);
  return folder;
}

/** The same for optional files: the folder, or the reason why there is none. */
export function jobFolderOrReason(job: Job, io: { files: Pick<Files, 'privateFolder'> }): string | HelperError {
  try {
    return makeJobFolder(job, io);
  } catch (error) {
    if (error instanceof HelperError) return error;
    throw error;
  }
}

/**
 * Whether the folder of this job exists and can be trusted. Checked before anything in it is used.
 *
 * @throws HelperError `file-unsafe` if others may have written to it
 */
export function hasJobFolder(folder: string, files: Pick<Files, 'isOwnFolder'>): boolean {
  return files.isOwnFolder(folderOf(folder)) && files.isOwnFolder(folder);
}

/** Removes the empty folders: that of the job and those above it that were created for it. */
export function removeJobFolder(folder: string, files: Pick<Files, 'removeFolder'>): void {
  const root = folderOf(folder);
  for (const path of [folder, root]) files.removeFolder(path);
  if (/[/\\]\.aws$/.test(folderOf(root))) files.removeFolder(folderOf(root));
}
