import { randomBytes } from 'node:crypto';
import type { EmulatorConfig } from './account.ts';
import type { EmulatedCi, JobOptions } from './jobs/emulated-ci.ts';
import { emulatedCi, makeJob, tokenClaims } from './make-job.ts';
import type { TokenIssuer } from './token-issuer.ts';

/** A job, and what was said of it. */
interface RunningJob {
  readonly ci: EmulatedCi;
  readonly options: JobOptions;
}

/** The jobs of all CIs. */
export interface RunningJobs {
  /** The job with this password for its CI's token endpoint. */
  find(requestToken: string): RunningJob | undefined;
  /** A job as the config has it, but for the options. It runs nowhere yet. */
  describe(ciId: string, options?: JobOptions): RunningJob;
  /** A token of a job, with the last word on its options. */
  issue(job: RunningJob, more?: JobOptions): Promise<string>;
  /** Starts a job: what its environment says. */
  start(job: RunningJob, emulatorUrl: string): Promise<Readonly<Record<string, string>>>;
}

export function createRunningJobs(
  issuer: TokenIssuer,
  configured: EmulatorConfig['jobs'],
  now: () => number,
): RunningJobs {
  const running = new Map<string, RunningJob>();

  function issue({ ci, options }: RunningJob, more: JobOptions = {}): Promise<string> {
    return issuer.sign(tokenClaims(ci, makeJob(ci, { ...options, ...more }), now()));
  }

  return {
    find: (requestToken) => running.get(requestToken),
    describe(ciId, options = {}) {
      const usual = configured[ciId];
      const claims = { ...usual?.claims, ...options.claims };
      return { ci: emulatedCi(ciId), options: { ...usual, ...options, claims } };
    },
    issue,
    start(job, emulatorUrl) {
      const requestToken = `FakeRequestToken${randomBytes(24).toString('hex')}`;
      running.set(requestToken, job);
      return job.ci.environment({
        job: makeJob(job.ci, job.options),
        emulatorUrl,
        requestToken,
        token: (more) => issue(job, more),
      });
    },
  };
}
