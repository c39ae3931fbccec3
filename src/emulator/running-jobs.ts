import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmulatorConfig } from './account.ts';
import type { EmulatedCi, JobOptions } from './jobs/emulated-ci.ts';
import { emulatedCi, makeJob, tokenClaims } from './make-job.ts';
import type { TokenIssuer } from './token-issuer.ts';

/** A job and its options. */
interface RunningJob {
  readonly ci: EmulatedCi;
  readonly options: JobOptions;
}

/** The jobs of all CIs. */
export interface RunningJobs {
  /** The job with this password for the token endpoint. */
  find(requestToken: string): RunningJob | undefined;
  /** The job of this CI that was started last. */
  latest(ciId: string): RunningJob | undefined;
  /** A job from the config and the options, not yet started. */
  describe(ciId: string, options?: JobOptions): RunningJob;
  /** A token of a job; `more` overrides its options. */
  issue(job: RunningJob, more?: JobOptions): Promise<string>;
  /** Starts a job. Returns its environment. */
  start(job: RunningJob, emulatorUrl: string): Promise<Readonly<Record<string, string>>>;
  /** Removes the files of all jobs. */
  end(): void;
}

export function createRunningJobs(
  issuer: TokenIssuer,
  configured: EmulatorConfig['jobs'],
  now: () => number,
): RunningJobs {
  const running = new Map<string, RunningJob>();
  const folders: string[] = [];

  function issue({ ci, options }: RunningJob, more: JobOptions = {}): Promise<string> {
    return issuer.sign(tokenClaims(ci, makeJob(ci, { ...options, ...more }), now()));
  }

  async function writeToken(job: RunningJob): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'ci-aws-emulator-'));
    folders.push(folder);
    const path = join(folder, 'token');
    writeFileSync(path, await issue(job), { mode: 0o600 });
    return path;
  }

  return {
    find: (requestToken) => running.get(requestToken),
    latest: (ciId) => [...running.values()].filter(({ ci }) => ci.id === ciId).at(-1),
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
        tokenFile: () => writeToken(job),
      });
    },
    end() {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}
