import type { CiProvider } from './ci/provider.ts';
import type { Files, Io } from './ports.ts';
import { sessionNameFrom } from './session-name.ts';

export interface Job {
  /** Tells this job from every other; the default of the session name. */
  readonly name: string;
  /** Its private folder: the same for every step. It need not exist yet. */
  readonly folder: string;
}

export function jobOf(ci: CiProvider, { env, privateRoot }: Pick<Io, 'env' | 'privateRoot'>): Job {
  const name = sessionNameFrom(ci.jobId(env));
  return { name, folder: `${privateRoot}/${name}` };
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
