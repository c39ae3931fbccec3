import type { SessionRequest } from '../aws-api/session-request.ts';
import type { CiProvider } from '../ci/provider.ts';
import type { HelperError } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import type { RetryLimits } from '../core/retry.ts';
import type { ProfileSession } from '../core/session.ts';
import type { Settings } from '../options/settings.ts';
import type { Claims, Token } from '../token/token.ts';
import type { ExplainToken } from './token-supply.ts';

/** The credentials that assume the first role. */
export interface Origin {
  /** The exchanged token; absent with other credentials. */
  readonly token: Token | undefined;
  /** For messages: `the variable AWS_ID_TOKEN`. */
  readonly credentialOrigin: string;
}

export interface AssumedRoles extends Origin {
  /** One session, or one for each of `roles`. Exports that accept only one use the first. */
  readonly sessions: readonly [ProfileSession, ...ProfileSession[]];
}

export interface SessionOrder {
  readonly settings: Settings;
  readonly ci: CiProvider;
  readonly sessionName: string;
  /** With a single role. */
  readonly profileName: string;
  /** Whether the key is passed to Git Bash in a variable: it treats one that begins with a slash as a path. */
  readonly keyMeetsGitBash?: boolean;
  /** Explains a refused exchange; returns the error to throw instead. */
  readonly explain?: (refusal: HelperError, exchange: RefusedExchange) => Promise<HelperError>;
  /** The same for a token that cannot be used. */
  readonly explainToken?: ExplainToken;
}

/** An exchange that STS refused. */
export interface RefusedExchange {
  readonly request: SessionRequest;
  /** The tags of the token. */
  readonly claims: Claims;
}

/** All requests of a run share the limits, and a wait is announced once. */
export type Run = SessionOrder & {
  readonly io: Io;
  readonly retries: RetryLimits;
  /** Sends a request when few enough others are pending. */
  readonly inTurn: <T>(send: () => Promise<T>) => Promise<T>;
};

/** The request for each role, unless changed. */
export type CommonRequest = Omit<SessionRequest, 'roleArn'>;
