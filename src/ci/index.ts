import { HelperError } from '../errors.ts';
import { suggestion } from '../nearest.ts';
import type { Env, Io } from '../ports.ts';
import type { Secret } from '../secret.ts';
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

/**
 * Hides values in the log of the CI that really runs this job. What the user says with `ci` plays no part: where nobody
 * reads the command, it would print the secret, and where somebody does, it is needed all the same.
 */
export async function maskInLog(values: readonly Secret[], io: Pick<Io, 'env' | 'log' | 'processes'>): Promise<void> {
  await detectCi(io.env, undefined).mask?.(values, io);
}
