import type { Example } from '../site/model/examples.ts';
import { defaultConfig } from '../src/emulator/default-config.ts';
import { emulatedCustom } from '../src/emulator/jobs/custom.ts';
import type { JobOptions } from '../src/emulator/jobs/emulated-ci.ts';
import { emulatedCis } from '../src/emulator/jobs/index.ts';
import { makeJob, tokenClaims } from '../src/emulator/make-job.ts';

const kindsOfJobs: readonly (readonly [name: string, options: JobOptions])[] = [
  ['branch main', {}],
  ['another branch', { ref: 'refs/heads/feature' }],
  ['tag', { ref: 'refs/tags/v1.0.0' }],
  ['environment', { environment: 'production' }],
  ['pull request', { pullRequest: 7 }],
];

/** Claims that change with every token and do not matter to a policy. */
const fleeting: readonly string[] = ['exp', 'iat', 'jti', 'nbf'];

/** The emulator's jobs of every CI, with the policy of its role for `main`. */
export function siteExamples(): readonly Example[] {
  const { roles } = defaultConfig();
  return emulatedCis.map((ci) => {
    const role = roles.find(({ arn }) => arn.endsWith(`/${ci.id}-deploy`));
    const jobs = kindsOfJobs.map(([name, options]) => {
      const claims = Object.entries(tokenClaims(ci, makeJob(ci, options), 0));
      return { name, claims: Object.fromEntries(claims.filter(([claim]) => !fleeting.includes(claim))) };
    });
    // Some CIs do not distinguish all of them.
    const subjects = jobs.map(({ claims }) => claims.sub);
    const distinct = jobs.filter(({ claims }, index) => subjects.indexOf(claims.sub) === index);
    return {
      id: ci.id,
      name: ci === emulatedCustom ? 'Any other issuer' : ci.name,
      policy: role?.trustPolicyText ?? '',
      jobs: distinct.length === 1 ? distinct.map((job) => ({ ...job, name: 'any job' })) : distinct,
    };
  });
}
