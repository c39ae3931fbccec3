import type { TrustPolicy } from '../trust/policy.ts';
import type { Fault } from './faults.ts';
import type { JobOptions } from './jobs/emulated-ci.ts';
import type { SigningAlgorithm } from './token-issuer.ts';

/** An identity provider in IAM. */
export interface EmulatedProvider {
  /** Exactly the `iss` of its tokens. */
  readonly url: string;
  readonly clientIds: readonly string[];
  readonly thumbprints?: readonly string[];
  readonly accountId: string;
}

export interface EmulatedRole {
  readonly arn: string;
  readonly trustPolicy: TrustPolicy;
  /** The original text of the policy, for `iam:GetRole`. */
  readonly trustPolicyText: string;
  /** Seconds. */
  readonly maxSessionDuration: number;
  /** The time of its last use in ISO 8601. Default: never. */
  readonly lastUsed?: string;
  /** The allowed actions, with `*` and `?` as wildcards. Default: all. Checked by ECR and IAM. */
  readonly permissions?: readonly string[];
}

/** An IAM user with an access key, which can start a role chain without a token. */
export interface EmulatedUser {
  readonly arn: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The configuration of the emulated AWS account and its CIs. */
export interface EmulatorConfig {
  readonly providers: readonly EmulatedProvider[];
  readonly roles: readonly EmulatedRole[];
  readonly users: readonly EmulatedUser[];
  /** Options for the jobs of a CI, by its ID. */
  readonly jobs: Readonly<Record<string, JobOptions>>;
  /** Faults from the start. */
  readonly faults: readonly Fault[];
  /** The duration of all sessions, regardless of the request. */
  readonly sessionSeconds: number | undefined;
  /** The URL of a registry that ECR logins are for, to try them. */
  readonly registry: string | undefined;
  readonly signingAlgorithm: SigningAlgorithm;
}

export interface ArnParts {
  readonly partition: string;
  readonly accountId: string;
  /** Without the path, which the ARN of a session does not contain. */
  readonly name: string;
}

/** The parts of the ARN of a role or user; `undefined` for other texts. */
export function parseIamArn(arn: string, kind: 'role' | 'user'): ArnParts | undefined {
  const match = /^arn:(aws[a-z-]*):iam::(\d{12}):(role|user)\/(?:[\w+=,.@/-]+\/)?([\w+=,.@-]{1,64})$/.exec(arn);
  const [, partition, accountId, found, name] = match ?? [];
  if (found !== kind || partition === undefined || accountId === undefined || name === undefined) return undefined;
  return { partition, accountId, name };
}
