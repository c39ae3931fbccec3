import { isHeaderText } from './header-text.ts';
import { Secret } from './secret.ts';

export interface Credentials {
  /** Not a secret, but masked if the CI can. */
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  /** Absent for the long-lived keys of an IAM user. */
  readonly sessionToken?: Secret;
  /** Milliseconds since the epoch; absent if unknown. */
  readonly expiresAt?: number;
}

/** A caller's identity, as GetCallerIdentity returns it. */
export interface Identity {
  readonly accountId: string;
  /** `arn:aws:sts::123456789012:assumed-role/NAME/SESSION`, or the ARN of a user. */
  readonly arn: string;
  /** `AROA…:SESSION`, or `AIDA…` for a user, as CloudTrail shows it. */
  readonly principalId: string;
}

/** Working credentials with their identity. */
export interface Session extends Identity {
  readonly credentials: Credentials;
  /** The assumed role; absent if the credentials were used as they are. */
  readonly roleArn: string | undefined;
  readonly region: string;
  /** Keys of the tags that are passed on to the next role, where they cannot be set again. */
  readonly transitiveTags?: readonly string[];
}

/** A session, and the name of its profile if profiles are written. */
export interface ProfileSession extends Session {
  readonly profile: string;
  /** The profile whose credentials assumed it; absent for the first one. */
  readonly via: string | undefined;
}

/** The credentials of a role: they expire and can be renewed. */
export type TemporaryCredentials = Required<Credentials>;

export function isTemporary(credentials: Credentials): credentials is TemporaryCredentials {
  return credentials.sessionToken !== undefined && credentials.expiresAt !== undefined;
}

/** The values to mask. */
export function secretsOf({ accessKeyId, secretAccessKey, sessionToken }: Credentials): readonly Secret[] {
  return [new Secret(accessKeyId), secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])];
}

/**
 * The part of the credentials that is malformed; `undefined` if all are valid. AWS keys consist of
 * letters and digits, the secret parts of a few more characters; other servers may use any visible characters.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKey.html
 */
export function malformedPart(credentials: Credentials, isOwnServer: boolean): CredentialPart | undefined {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const id = isOwnServer ? /^[\w.+=@-]+$/ : /^\w+$/;
  const secret = isOwnServer ? isHeaderText : (text: string) => /^[\w/+=.-]+$/.test(text);
  if (!id.test(accessKeyId)) return 'access key ID';
  if (!secret(secretAccessKey.reveal())) return 'secret access key';
  return sessionToken === undefined || secret(sessionToken.reveal()) ? undefined : 'session token';
}

export type CredentialPart = 'access key ID' | 'secret access key' | 'session token';
