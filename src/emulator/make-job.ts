import { HelperError } from '../core/errors.ts';
import type { JsonObject } from '../core/json.ts';
import { withId } from '../core/parse-values.ts';
import type { EmulatedCi, EmulatedJob, JobOptions } from './jobs/emulated-ci.ts';
import { emulatedCis } from './jobs/index.ts';

/** @throws HelperError `option-invalid` */
export function emulatedCi(id: string): EmulatedCi {
  return withId('ci', id, emulatedCis);
}

/**
 * A job of this CI with the given options.
 *
 * @throws HelperError `option-invalid` for an unknown variant
 */
export function makeJob(ci: EmulatedCi, options: JobOptions): EmulatedJob {
  const { variant, ref = 'refs/heads/main' } = options;
  if (variant !== undefined && !ci.variants.includes(variant)) {
    throw new HelperError('option-invalid', `${ci.name} has no token variant ${variant}.`, {
      hint: ci.variants.length === 0 ? 'Omit the variant.' : `Use one of ${ci.variants.join(', ')}.`,
    });
  }
  return {
    ...options,
    ref,
    refType: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    refName: ref.replace(/^refs\/(heads|tags)\//, ''),
    audience: options.audience ?? ci.audience,
  };
}

/** The claims of a token issued to this job at `now`. */
export function tokenClaims(ci: EmulatedCi, job: EmulatedJob, now: number): JsonObject {
  const issuedAt = Math.floor(now / 1000) + (job.clockSkewSeconds ?? 0);
  const claims = {
    iss: ci.issuer,
    aud: job.audience,
    ...ci.claims(job),
    iat: issuedAt,
    ...(ci.notBeforeSeconds === undefined ? {} : { nbf: issuedAt - ci.notBeforeSeconds }),
    exp: issuedAt + (job.lifetimeSeconds ?? ci.lifetimeSeconds),
    ...job.claims,
  };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined && value !== null));
}
