import { circleci } from './circleci.ts';
import { forgejo } from './forgejo.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import type { EmulatedCi } from './job.ts';
import { semaphore } from './semaphore.ts';

/** The CIs whose jobs and tokens can be emulated. */
export const emulatedCis: readonly EmulatedCi[] = [github, forgejo, gitlab, circleci, semaphore];
