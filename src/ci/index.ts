import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { Env, Io } from '../core/io.ts';
import { withId } from '../core/parse-values.ts';
import type { Secret } from '../core/secret.ts';
import type { Token } from '../token/token.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { otherCi, otherCis } from './other-cis.ts';
import type { CiIo, CiProvider, TokenWishes } from './provider.ts';

/**
 * The only ones that every run loads; others are in `otherCis`. Runners with GitHub's protocol can run inside another CI,
 * so they come first.
 */
const mostUsed: readonly CiProvider[] = [github, gitlab];

/**
 * In the order of detection; the last one matches every job. This order decides if a job matches several
 * ([ADR 28](../../docs/adr/0028-which-ci.md)).
 */
export function ciProviders(): readonly CiProvider[] {
  return [...mostUsed, ...otherCis()];
}

/** @throws HelperError `option-invalid` for an unknown name */
export function detectCi(env: Env, override: string | undefined): CiProvider {
  if (override !== undefined) return withId('ci', override, ciProviders());
  return mostUsed.find((ci) => ci.detect(env)) ?? otherCi(env);
}

/** Whether a CI was detected by more than the variables that AWS tools read. */
export function isKnownCi(env: Env): boolean {
  const ci = detectCi(env, undefined);
  return ci.id !== 'custom' && ci.tokenFile === undefined;
}

/**
 * The job's token from its CI. If there is none and the job also matches other CIs, the error lists them: detection may
 * have chosen the wrong one.
 *
 * @throws HelperError as {@link CiProvider.token}
 */
export async function tokenOfJob(
  ci: CiProvider,
  wishes: TokenWishes & { readonly audience?: string | undefined },
  io: CiIo,
): Promise<Token> {
  try {
    return await ci.token(wishes.audience, io, wishes);
  } catch (error) {
    const others = ciProviders().filter((other) => other !== ci && other.id !== 'custom' && other.detect(io.env));
    if (!(error instanceof HelperError) || others.length === 0) throw error;
    const also = others.map(({ id, name }) => `${name} (--ci ${id})`).join(', ');
    throw new HelperError(error.code, error.message, {
      ...error.details,
      hint: `${error.hint}\n\nThe CI was detected as ${ci.name}. The environment also matches ${also}.`,
    });
  }
}

/**
 * Masks values in the log of the CI that was detected, whatever the option `ci` says: a masking command in the log of
 * another CI would print the secret.
 */
export async function maskInLog(values: readonly Secret[], io: Pick<Io, 'env' | 'log' | 'processes'>): Promise<void> {
  await detectCi(io.env, undefined).mask?.(values, io);
}

/** Whether an environment belongs to a CI job. */
export function isJob(env: Env): boolean {
  const [, ...ownParts] = detectCi(env, undefined).jobIdParts(env);
  return envValue(env, 'CI') !== undefined || ownParts.some(Boolean);
}

/** Whether two environments belong to the same job. */
export function isSameJob(env: Env, other: Env): boolean {
  return env.CI === other.CI && jobKey(env) === jobKey(other);
}

function jobKey(env: Env): string {
  const ci = detectCi(env, undefined);
  return JSON.stringify([ci.id, ci.jobIdParts(env), ci.owner(env)]);
}
