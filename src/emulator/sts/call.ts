import type { ConditionContext } from '../../trust/evaluate.ts';
import type { EmulatedProvider, EmulatedRole } from '../account.ts';
import type { TokenIssuer } from '../token-issuer.ts';
import { type RefusedCall, refuseCall, validationError } from './call-outcome.ts';
import type { Parameters } from './parameters.ts';
import type { Caller, Sessions } from './sessions.ts';

/** The state of the emulated AWS. */
export interface EmulatedAws {
  readonly providers: readonly EmulatedProvider[];
  readonly roles: readonly EmulatedRole[];
  /** The duration of all sessions, regardless of the request; for tests of renewal. */
  readonly sessionSeconds: number | undefined;
  /** The URL of the registry that a login is for. Default: that of ECR. */
  readonly registry: string | undefined;
  readonly issuer: TokenIssuer;
  readonly sessions: Sessions;
}

/** One call of one action. */
export interface Call {
  readonly aws: EmulatedAws;
  readonly parameters: Parameters;
  /** The server's clock, in milliseconds since the epoch. */
  readonly now: number;
}

export interface SignedCall extends Call {
  readonly caller: Caller;
}

/** The condition keys that AWS sets for every call. Real calls use TLS. */
export function requestKeys({ now }: Call): ConditionContext {
  return {
    'aws:SourceIp': ['127.0.0.1'],
    'aws:CurrentTime': [new Date(now).toISOString()],
    'aws:EpochTime': [String(Math.floor(now / 1000))],
    'aws:SecureTransport': ['true'],
  };
}

/** The requested seconds. Default: one hour. */
export function durationOf({ parameters }: Call): number {
  return Number(parameters.get('DurationSeconds') ?? 3600);
}

/** The expiry of a session that is opened now. */
export function sessionEnd(call: Call): number {
  return call.now + (call.aws.sessionSeconds ?? durationOf(call)) * 1000;
}

/** Refuses a session that is longer than the role allows. */
export function checkMaxSessionDuration(call: Call, role: EmulatedRole | undefined): RefusedCall | undefined {
  if (role === undefined || durationOf(call) <= role.maxSessionDuration) return undefined;
  return refuseCall(
    validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'),
    `${durationOf(call)} s were requested; the role allows ${role.maxSessionDuration} s`,
  );
}
