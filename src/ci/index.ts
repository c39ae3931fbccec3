import type { Env } from '../ports.ts';
import { withId } from '../values.ts';
import { circleci } from './circleci.ts';
import { custom } from './custom.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import type { CiProvider } from './provider.ts';
import { semaphore } from './semaphore.ts';

/** In the order in which they are asked; the last one takes every job. */
export const ciProviders: readonly CiProvider[] = [github, gitlab, circleci, semaphore, custom];

/** @throws HelperError `option-invalid` for a name that is not in the list */
export function detectCi(env: Env, override: string | undefined): CiProvider {
  if (override !== undefined) return withId('ci', override, ciProviders);
  return ciProviders.find((ci) => ci.detect(env)) ?? custom;
}

/** Whether this is a job of a CI that we know by more than its token. */
export function isKnownCi(env: Env): boolean {
  return detectCi(env, undefined) !== custom;
}
