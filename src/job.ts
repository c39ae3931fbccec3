import type { CiProvider } from './ci/provider.ts';
import { fingerprint } from './fingerprint.ts';
import type { Files, Io } from './ports.ts';
import { sessionNameFrom } from './session-name.ts';

export interface Job {
  /** What people call it; the default of the session name. Legs of a matrix, say, share it. */
  readonly name: string;
  /** Tells this job from every other, in letters, digits and `_+=,.@-`: who owns what it leaves. */
  readonly id: string;
  /** The place where it runs, if jobs run there one after the other only. */
  readonly slot?: string;
  /** Its private folder: the same for every step. It need not exist yet. */
  readonly folder: string;
}

export function jobOf(ci: CiProvider, { env, privateRoot }: Pick<Io, 'env' | 'privateRoot'>): Job {
  const jobId = ci.jobId(env);
  const name = sessionNameFrom(jobId);
  const id = `${name}-${fingerprint([ci.id, jobId, ci.owner(env)])}`;
  const slot = ci.slot?.(env) ?? [];
  const isPlace = slot.length > 0 && slot.every((part) => (part ?? '') !== '');
  return { name, id, ...(isPlace ? { slot: fingerprint([ci.id, slot]) } : {}), folder: `${privateRoot}/${id}` };
}

/** Makes the folder, and sees to it that nobody else can write there: neither in it nor where it could be swapped. */
export function makeJobFolder({ folder }: Job, { files, privateRoot }: { files: Files; privateRoot: string }): string {
  files.privateFolder(privateRoot);
  files.privateFolder(folder);
  // Another step may have removed the empty one in between, and somebody else made theirs of that name. Now that ours
  // is in it, it stays.
  files.privateFolder(privateRoot);
  return folder;
}
