import { isHeaderText } from './header-text.ts';
import { Secret } from './secret.ts';

export interface Credentials {
  /** Not a secret by itself, but masked where the CI can. */
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  /** Absent for the long-lived keys of an IAM user. */
  readonly sessionToken?: Secret;
  /** Milliseconds since the epoch; absent where nobody said. */
  readonly expiresAt?: number;
}

/** Who one is in AWS. */
export interface Identity {
  readonly accountId: string;
  /** `arn:aws:sts::123456789012:assumed-role/NAME/SESSION`, or that of a user. */
  readonly arn: string;
  /** `AROA…:SESSION`, or `AIDA…` for a user, as CloudTrail shows it. */
  readonly principalId: string;
}

/** Credentials that work, and whose they are. */
export interface Session extends Identity {
  readonly credentials: Credentials;
  /** The role that was assumed; absent where credentials are handed over as they are. */
  readonly roleArn: string | undefined;
  readonly region: string;
  /** Keys of the tags that go along to the next role, where AWS refuses to have them set again. */
  readonly transitiveTags?: readonly string[];
}

/** A session, and the profile that it becomes if profiles are written. */
export interface ProfileSession extends Session {
  readonly profile: string;
  /** The profile whose credentials assumed it; absent where it came first. */
  readonly via: string | undefined;
}

/** Those of a role: they end, and others can be had. */
export type TemporaryCredentials = Required<Credentials>;

export function isTemporary(credentials: Credentials): credentials is TemporaryCredentials {
  return credentials.sessionToken !== undefined && credentials.expiresAt !== undefined;
}

/** All of it that a log must not show. */
export function secretsOf({ accessKeyId, secretAccessKey, sessionToken }: Credentials): readonly Secret[] {
  return [new Secret(accessKeyId), secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])];
}

/**
 * The part of credentials that nobody can have given in that form; `undefined` where all look right. AWS's keys are
 * letters and digits, the secret parts with a few more characters; a server of one's own may have any visible ones.
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
