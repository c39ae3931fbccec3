import type { CiProvider } from './ci/provider.ts';
import type { Io } from './ports.ts';
import { sessionNameFrom } from './session-name.ts';

export interface Job {
  /** Tells this job from every other; the default of the session name. */
  readonly name: string;
  /** Its private folder: the same for every step. Not made yet. */
  readonly folder: string;
}

export function jobOf(ci: CiProvider, { env, privateRoot }: Pick<Io, 'env' | 'privateRoot'>): Job {
  const name = sessionNameFrom(ci.jobId(env));
  return { name, folder: `${privateRoot}/${name}` };
}
