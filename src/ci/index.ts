import { envValue } from '../core/env-value.ts';
import type { Env, Io } from '../core/io.ts';
import { withId } from '../core/parse-values.ts';
import type { Secret } from '../core/secret.ts';
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

/**
 * Hides values in the log of the CI that really runs this job. What the user says with `ci` plays no part: where nobody
 * reads the command, it would print the secret, and where somebody does, it is needed all the same.
 */
export async function maskInLog(values: readonly Secret[], io: Pick<Io, 'env' | 'log' | 'processes'>): Promise<void> {
  await detectCi(io.env, undefined).mask?.(values, io);
}

/** Whether an environment is that of a job, on whatever CI. */
export function isJob(env: Env): boolean {
  const [, ...ownParts] = detectCi(env, undefined).jobIdParts(env);
  return envValue(env, 'CI') !== undefined || ownParts.some(Boolean);
}

/** Whether two environments are of one and the same job. */
export function isSameJob(env: Env, other: Env): boolean {
  return env.CI === other.CI && jobKey(env) === jobKey(other);
}

function jobKey(env: Env): string {
  const ci = detectCi(env, undefined);
  return JSON.stringify([ci.id, ci.jobIdParts(env), ci.owner(env)]);
}
