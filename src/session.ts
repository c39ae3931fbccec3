import type { Secret } from './secret.ts';

export interface Credentials {
  /** Not a secret by itself, but masked where the CI can. */
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  /** Absent for the long-lived keys of an IAM user. */
  readonly sessionToken?: Secret;
  /** Milliseconds since the epoch; absent for the long-lived keys of an IAM user. */
  readonly expiresAt?: number;
}

/** What STS gave for a token: credentials, and who one is with them. */
export interface Session {
  readonly credentials: Required<Credentials>;
  /** `arn:aws:sts::123456789012:assumed-role/NAME/SESSION` */
  readonly assumedRoleArn: string;
  /** `AROA…:SESSION`, as CloudTrail shows it. */
  readonly assumedRoleId: string;
  readonly accountId: string;
  readonly roleArn: string;
  readonly region: string;
}
