import type { TrustPolicy } from '../trust/policy.ts';
import type { Fault } from './faults.ts';
import type { JobOptions } from './jobs/emulated-ci.ts';
import type { SigningAlgorithm } from './token-issuer.ts';

/** An identity provider as IAM knows it. */
export interface EmulatedProvider {
  /** The `iss` of its tokens, to the letter. */
  readonly url: string;
  readonly clientIds: readonly string[];
  readonly accountId: string;
}

export interface EmulatedRole {
  readonly arn: string;
  readonly trustPolicy: TrustPolicy;
  /** The policy as it was written, for `iam:GetRole`. */
  readonly trustPolicyText: string;
  /** Seconds. */
  readonly maxSessionDuration: number;
}

/** An IAM user with a key: where a chain of roles may start without a token. */
export interface EmulatedUser {
  readonly arn: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What the emulated AWS and its CIs are like. */
export interface EmulatorConfig {
  readonly providers: readonly EmulatedProvider[];
  readonly roles: readonly EmulatedRole[];
  readonly users: readonly EmulatedUser[];
  /** What is different about the jobs of a CI, by its id. */
  readonly jobs: Readonly<Record<string, JobOptions>>;
  /** What is to go wrong from the start. */
  readonly faults: readonly Fault[];
  /** How long sessions last, whatever the client asks for. */
  readonly sessionSeconds: number | undefined;
  readonly signingAlgorithm: SigningAlgorithm;
}

export interface ArnParts {
  readonly partition: string;
  readonly accountId: string;
  /** Without the path: a role's session ARN never has it. */
  readonly name: string;
}

/** The parts of a role's or user's ARN; `undefined` if it is not one. */
export function parseIamArn(arn: string, kind: 'role' | 'user'): ArnParts | undefined {
  const match = /^arn:(aws[a-z-]*):iam::(\d{12}):(role|user)\/(?:[\w+=,.@/-]+\/)?([\w+=,.@-]{1,64})$/.exec(arn);
  const [, partition, accountId, found, name] = match ?? [];
  if (found !== kind || partition === undefined || accountId === undefined || name === undefined) return undefined;
  return { partition, accountId, name };
}
