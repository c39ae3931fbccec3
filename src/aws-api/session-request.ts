import type { HttpResponse } from '../core/io.ts';
import { isObject, type JsonObject, stringAt } from '../core/json.ts';
import type { Session } from '../core/session.ts';
import { temporaryCredentials } from '../core/temporary-credentials.ts';
import type { SessionPolicies } from '../options/session-policies.ts';
import { readResult } from './query-protocol.ts';
import { errorFromResponse, notFromAws } from './refusal.ts';

/** What AssumeRole and AssumeRoleWithWebIdentity have in common. */
export interface SessionRequest extends SessionPolicies {
  readonly endpoint: string;
  readonly region: string;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly durationSeconds: number;
}

/** The request as members of the SDK's shapes. */
export function sessionInput(request: SessionRequest): object {
  return {
    RoleArn: request.roleArn,
    RoleSessionName: request.sessionName,
    DurationSeconds: request.durationSeconds,
    Policy: request.inlinePolicy,
    PolicyArns: request.managedPolicies.length === 0 ? undefined : request.managedPolicies.map((arn) => ({ arn })),
  };
}

export interface SessionResponse {
  readonly action: string;
  readonly response: HttpResponse;
  /** The kind of credentials, in the words of configure-aws-credentials: `with OIDC`. */
  readonly how: string;
}

/** @throws HelperError `sts-…` */
export function parseSessionResponse(request: SessionRequest, { action, response, how }: SessionResponse): Session {
  const asked = { service: 'STS', endpoint: request.endpoint, failure: `Could not assume role ${how}` } as const;
  if (response.status !== 200) throw errorFromResponse(response, asked);
  const session = readSession(request, readResult(action, response.body));
  if (session !== undefined) return session;
  throw notFromAws(response, asked);
}

/** Requires only the credentials: other servers than AWS return users in other forms, or none. */
function readSession({ roleArn, region }: SessionRequest, result: unknown): Session | undefined {
  const keys = objectAt(result, 'Credentials');
  const user = objectAt(result, 'AssumedRoleUser');
  const credentials = temporaryCredentials({
    accessKeyId: textAt(keys, 'AccessKeyId'),
    secretAccessKey: textAt(keys, 'SecretAccessKey'),
    sessionToken: textAt(keys, 'SessionToken'),
    expiresAt: Date.parse(textAt(keys, 'Expiration') ?? ''),
  });
  if (credentials === undefined) return undefined;
  const arn = textAt(user, 'Arn') ?? '';
  return {
    credentials,
    arn,
    accountId: accountOf(arn),
    principalId: textAt(user, 'AssumedRoleId') ?? '',
    roleArn,
    region,
  };
}

function textAt(object: JsonObject | undefined, key: string): string | undefined {
  return object && stringAt(object, key);
}

/** Empty if the ARN has no account, as on compatible servers. */
function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}

function objectAt(value: unknown, key: string): JsonObject | undefined {
  const member = isObject(value) ? value[key] : undefined;
  return isObject(member) ? member : undefined;
}
