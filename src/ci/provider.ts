import type { ProfileType } from '../aws/profile-type.ts';
import type { Env, Io } from '../core/io.ts';
import type { Secret } from '../core/secret.ts';
import type { JobFacts } from '../job/job.ts';
import type { Token } from '../token/token.ts';

/** The part of the world that a provider may use. */
export type CiIo = Pick<Io, 'env' | 'http' | 'files' | 'processes' | 'log' | 'clock'>;

/** A CI: how one sees that a job runs on it, where its token is, and how it takes credentials. */
export interface CiProvider extends JobFacts {
  readonly name: string;
  /** The vendor's page on OIDC tokens. */
  readonly docs: string;
  detect(env: Env): boolean;
  /**
   * The job's token. `audience` is what the user asked for; without it the provider asks for, or looks for, what AWS
   * documents for this CI.
   *
   * @throws HelperError `token-…`, with what to switch on in this CI
   */
  token(audience: string | undefined, io: CiIo): Promise<Token>;
  /** The file that holds the token, where it is in one. */
  tokenFile?(env: Env): string | undefined;
  /**
   * Variables that hold or fetch tokens: with these a program gets every role that trusts the job. A variable that the
   * job names itself is not among them.
   */
  readonly tokenVariables?: readonly string[];
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
