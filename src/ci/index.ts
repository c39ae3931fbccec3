import { HelperError } from '../errors.ts';
import { suggestion } from '../nearest.ts';
import type { Env } from '../ports.ts';
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
  const provider = ciProviders.find((ci) => (override === undefined ? ci.detect(env) : ci.id === override));
  if (provider !== undefined) return provider;
  const ids = ciProviders.map(({ id }) => id);
  throw new HelperError('option-invalid', `ci cannot be ${JSON.stringify(override)}.`, {
    hint: suggestion(override ?? '', ids) ?? `Choose from ${ids.join(', ')}.`,
  });
}
