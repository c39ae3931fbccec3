import type { Checkouts, Env, Io } from '../core/io.ts';
import type { Secret } from '../core/secret.ts';
import type { ProfileType } from '../options/settings.ts';
import type { Token } from '../token/token.ts';

/** The part of the world that a provider may use. */
export type CiIo = Pick<Io, 'env' | 'http' | 'files' | 'processes' | 'log' | 'clock'>;

/** A CI: how one sees that a job runs on it, where its token is, and how it takes credentials. */
export interface CiProvider {
  /** What `--ci` takes. */
  readonly id: string;
  readonly name: string;
  /** The vendor's page on OIDC tokens. */
  readonly docs: string;
  detect(env: Env): boolean;
  /** What people call this job: the default of the session name, and the first part of the private folder's name. */
  jobId(env: Env): readonly (string | undefined)[];
  /** The folders that this CI checks code out to: what is written there may be committed, or end up in an image. */
  checkouts(env: Env): Checkouts;
  /**
   * What tells this job from every other that has the same {@link jobId}: its server, its leg of a matrix, its runner.
   * The same in every step of the job.
   */
  owner(env: Env): readonly (string | undefined)[];
  /**
   * The place where it runs, if this CI runs one job at a time there: whatever ran there before is over. Absent, or
   * empty for this job, where no such place is known.
   */
  slot?(env: Env): readonly (string | undefined)[];
  /**
   * The job's token. `audience` is what the user asked for; without it the provider asks for, or looks for, what AWS
   * documents for this CI.
   *
   * @throws HelperError `token-…`, with what to switch on in this CI
   */
  token(audience: string | undefined, io: CiIo): Promise<Token>;
  /** The file that holds the token, where it is in one. */
  tokenFile?(env: Env): string | undefined;
  /** How a job gets a token with another audience, for the hint when the token has the wrong one. */
  audienceAdvice(audience: string): string;
  /** Hides values in the log of its own jobs; called by `maskInLog` alone. Absent where the CI cannot. */
  mask?(values: readonly Secret[], io: Pick<Io, 'log' | 'processes'>): Promise<void>;
  readonly defaults: {
    readonly exports: readonly ('env' | 'outputs' | 'profile')[];
    readonly profileType: ProfileType;
  };
  /** How this CI carries variables to later steps; absent where it has no way. */
  readonly variables?: 'github-env' | 'bash-env';
}
