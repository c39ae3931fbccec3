import { emulatedCircleci } from './circleci.ts';
import type { EmulatedCi } from './emulated-ci.ts';
import { emulatedForgejo } from './forgejo.ts';
import { emulatedGithub } from './github.ts';
import { emulatedGitlab } from './gitlab.ts';
import { emulatedSemaphore } from './semaphore.ts';

/** The CIs whose jobs and tokens can be emulated. */
export const emulatedCis: readonly EmulatedCi[] = [
  emulatedGithub,
  emulatedForgejo,
  emulatedGitlab,
  emulatedCircleci,
  emulatedSemaphore,
];
