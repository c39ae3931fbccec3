// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
import { createHash, randomBytes } from 'node:crypto';
import { type EmulatedUser, parseIamArn } from '../account.ts';
import type { Element } from './xml.ts';

/** Who made a signed call, as far as the emulator needs to know. */
export interface Caller {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** `arn:aws:sts::…:assumed-role/NAME/SESSION`, or the ARN of a user. */
  readonly arn: string;
  /** `AROA…:SESSION`, or `AIDA…` */
  readonly userId: string;
  readonly accountId: string;
  readonly session: RoleSession | undefined;
}

/** What a session of a role has and a user's key has not. */
export interface RoleSession {
  readonly roleArn: string;
  readonly sessionToken: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly sourceIdentity: string | undefined;
  /** Session tags that the next role of a chain gets too. */
  readonly transitiveTags: ReadonlyMap<string, string>;
}

interface NewSession {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly expiresAt: number;
  readonly sourceIdentity?: string | undefined;
  readonly transitiveTags?: ReadonlyMap<string, string>;
}

/** Everybody with an access key. */
export interface Sessions {
  find(accessKeyId: string): Caller | undefined;
  /** A new session, with credentials that no real AWS would take for its own. */
  open(request: NewSession): Caller & { readonly session: RoleSession };
}

export function createSessions(users: readonly EmulatedUser[]): Sessions {
  const callers = new Map(users.map((user) => [user.accessKeyId, callerOf(user)]));
  return {
    find: (accessKeyId) => callers.get(accessKeyId),
    open(request) {
      const caller = newCaller(request);
      callers.set(caller.accessKeyId, caller);
      return caller;
    },
  };
}

/** The elements that tell a client about its new session. */
export function sessionElements({
  arn,
  userId,
  accessKeyId,
  secretAccessKey,
  session,
}: Caller & { readonly session: RoleSession }): {
  readonly assumedRoleUser: Element;
  readonly credentials: Element;
} {
  return {
    assumedRoleUser: [
      'AssumedRoleUser',
      [
        ['AssumedRoleId', userId],
        ['Arn', arn],
      ],
    ],
    credentials: [
      'Credentials',
      [
        ['AccessKeyId', accessKeyId],
        ['SecretAccessKey', secretAccessKey],
        ['SessionToken', session.sessionToken],
        ['Expiration', new Date(session.expiresAt).toISOString().replace(/\.\d{3}/, '')],
      ],
    ],
  };
}

/** The `AROA…` of a role or the `AIDA…` of a user: the same for the same ARN, so that tests can name it. */
export function uniqueId(prefix: 'AROA' | 'AIDA', arn: string): string {
  return `${prefix}FAKE${base32(createHash('sha256').update(arn).digest()).slice(0, 13)}`;
}

function newCaller(request: NewSession): Caller & { readonly session: RoleSession } {
  const role = parseIamArn(request.roleArn, 'role');
  if (role === undefined) throw new Error(`a session of ${request.roleArn}, which is no role`);
  return {
    accessKeyId: `ASIAFAKE${base32(randomBytes(20)).slice(0, 12)}`,
    secretAccessKey: `FakeSecretKey${randomBytes(30).toString('base64').slice(0, 27)}`,
    arn: `arn:${role.partition}:sts::${role.accountId}:assumed-role/${role.name}/${request.sessionName}`,
    userId: `${uniqueId('AROA', request.roleArn)}:${request.sessionName}`,
    accountId: role.accountId,
    session: {
      roleArn: request.roleArn,
      sessionToken: `FakeSessionToken//////////${randomBytes(240).toString('base64')}`,
      expiresAt: request.expiresAt,
      sourceIdentity: request.sourceIdentity,
      transitiveTags: request.transitiveTags ?? new Map(),
    },
  };
}

function callerOf({ arn, accessKeyId, secretAccessKey }: EmulatedUser): Caller {
  const accountId = parseIamArn(arn, 'user')?.accountId ?? '';
  return { accessKeyId, secretAccessKey, arn, userId: uniqueId('AIDA', arn), accountId, session: undefined };
}

function base32(bytes: Buffer): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return [...bytes].map((byte) => alphabet.charAt(byte % 32)).join('');
}
