// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
import { createHash, randomBytes } from 'node:crypto';
import { type EmulatedUser, parseIamArn } from '../account.ts';
import type { Element } from './xml.ts';

/** The caller that signed a request. */
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

/** The members that only role sessions have. */
interface RoleSession {
  readonly roleArn: string;
  readonly sessionToken: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly sourceIdentity: string | undefined;
  /** Session tags that are passed on to the next role of a chain. */
  readonly transitiveTags: ReadonlyMap<string, string>;
}

interface NewSession {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly expiresAt: number;
  readonly sourceIdentity?: string | undefined;
  readonly transitiveTags?: ReadonlyMap<string, string>;
}

/** All callers by access key. */
export interface Sessions {
  find(accessKeyId: string): Caller | undefined;
  /** Opens a session with credentials that are recognizably fake. */
  open(request: NewSession): SessionCaller;
}

type SessionCaller = Caller & { readonly session: RoleSession };

/** The maximum number of sessions, to limit memory. */
const most = 10_000;
/** Milliseconds for which an expired session is reported as expired. */
const remembered = 3_600_000;

export function createSessions(users: readonly EmulatedUser[], now: () => number): Sessions {
  const owners = new Map(users.map((user) => [user.accessKeyId, callerOf(user)]));
  // In the order of opening.
  const sessions = new Map<string, SessionCaller>();
  return {
    find: (accessKeyId) => sessions.get(accessKeyId) ?? owners.get(accessKeyId),
    open(request) {
      for (const [accessKeyId, { session }] of sessions) {
        if (sessions.size < most && session.expiresAt + remembered > now()) break;
        sessions.delete(accessKeyId);
      }
      const caller = newCaller(request);
      sessions.set(caller.accessKeyId, caller);
      return caller;
    },
  };
}

/** The response elements for a new session. */
export function sessionElements({ arn, userId, accessKeyId, secretAccessKey, session }: SessionCaller): {
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

/** The `AROA…` of a role or the `AIDA…` of a user, derived from the ARN so that tests can predict it. */
export function uniqueId(prefix: 'AROA' | 'AIDA', arn: string): string {
  return `${prefix}FAKE${base32(createHash('sha256').update(arn).digest()).slice(0, 13)}`;
}

function newCaller(request: NewSession): SessionCaller {
  const role = parseIamArn(request.roleArn, 'role');
  if (role === undefined) throw new Error(`a session of ${request.roleArn}, which is not a role`);
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
