import type { EmulatedProvider, EmulatedRole } from '../account.ts';
import type { TokenIssuer } from '../token-issuer.ts';
import { type RefusedCall, refuseCall, validationError } from './call-outcome.ts';
import type { Parameters } from './parameters.ts';
import type { Caller, Sessions } from './sessions.ts';

/** Everything that the emulated AWS is made of. */
export interface EmulatedAws {
  readonly providers: readonly EmulatedProvider[];
  readonly roles: readonly EmulatedRole[];
  /** How long a session lasts, whatever the client asks for; for tests of renewal. */
  readonly sessionSeconds: number | undefined;
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

/** The seconds that a call asks for, or AWS's hour. */
export function durationOf({ parameters }: Call): number {
  return Number(parameters.get('DurationSeconds') ?? 3600);
}

/** When a session that is opened now ends. */
export function sessionEnd(call: Call): number {
  return call.now + (call.aws.sessionSeconds ?? durationOf(call)) * 1000;
}

/** Refuses a session that is longer than the role allows. */
export function checkMaxSessionDuration(call: Call, role: EmulatedRole | undefined): RefusedCall | undefined {
  if (role === undefined || durationOf(call) <= role.maxSessionDuration) return undefined;
  return refuseCall(
    validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'),
    `${durationOf(call)} s were requested, the role allows ${role.maxSessionDuration} s`,
  );
}
