import type { ProfileType } from '../aws/profile-type.ts';
import type { HelperError } from '../core/errors.ts';
import type { Env, Io } from '../core/io.ts';
import type { Secret } from '../core/secret.ts';
import type { JobFacts } from '../job/job.ts';
import type { Token } from '../token/token.ts';
import type { TokenSource } from '../token/token-source.ts';

/** The part of the world that a provider may use. */
export type CiIo = Pick<Io, 'env' | 'http' | 'files' | 'processes' | 'log' | 'clock'>;

/** The user's settings for the token, besides its audience. */
export interface TokenWishes {
  readonly serviceConnectionId?: string | undefined;
}

/** A CI: how to detect it, where its token is, and how it passes credentials to later steps. */
export interface CiProvider extends JobFacts {
  readonly name: string;
  /** The vendor's page on OIDC tokens. */
  readonly docs: string;
  detect(env: Env): boolean;
  /**
   * The job's token. `audience` is the user's choice; without it, the provider uses the audience that AWS
   * documents for this CI.
   *
   * @throws HelperError `token-…`, with how to enable tokens in this CI
   */
  token(audience: string | undefined, io: CiIo, wishes?: TokenWishes): Promise<Token>;
  /** Whether it can issue tokens of a service connection. */
  readonly hasServiceConnections?: true;
  /**
   * Why there may be no token at the source that the user set: a variable, a file, a command. Its message follows the one
   * that says what is missing. `undefined` if unknown.
   */
  whyMissing?(from: TokenSource, io: CiIo): HelperError | undefined;
  /** A notice about the token source that the user set. */
  noticeOn?(from: TokenSource): string | undefined;
  /** The path of the token file, if the CI writes one. */
  tokenFile?(env: Env): string | undefined;
  /**
   * Variables that contain or fetch tokens: with these, a program can assume every role that trusts the job. Variables whose
   * names users choose are not included.
   */
  readonly tokenVariables?: readonly string[];
  /** How a job gets a token with another audience, for the hint when the token has the wrong one. */
  audienceAdvice(audience: string): string;
  /** Masks values in the log of its jobs; only for `maskInLog`. Absent if the CI cannot mask. */
  mask?(values: readonly Secret[], io: Pick<Io, 'log' | 'processes'>): Promise<void>;
  readonly defaults: {
    readonly exports: readonly ('env' | 'outputs' | 'profile')[];
    readonly profileType: ProfileType;
  };
  /** How this CI passes environment variables to later steps; absent if it cannot. */
  readonly variables?: 'github-env' | 'bash-env';
  /**
   * The log line that sets a variable for later steps, on a CI that shows variables to everyone: for paths only, never
   * for keys. A profile is then written to files of the job, which such variables point to.
   */
  setVariable?(name: string, value: string): string;
}
