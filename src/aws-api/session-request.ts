import type { HttpResponse } from '../core/io.ts';
import { isObject, type JsonObject, stringAt } from '../core/json.ts';
import { Secret } from '../core/secret.ts';
import type { Session } from '../core/session.ts';
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

/** As members of the SDK's shapes. */
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
  /** By which credentials, in the words that people search their logs for: `with OIDC`. */
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

/** Only credentials are asked for: servers that are not AWS's name users in their own ways, or not at all. */
function readSession({ roleArn, region }: SessionRequest, result: unknown): Session | undefined {
  const credentials = objectAt(result, 'Credentials');
  const user = objectAt(result, 'AssumedRoleUser');
  const accessKeyId = credentials && stringAt(credentials, 'AccessKeyId');
  const secretAccessKey = credentials && stringAt(credentials, 'SecretAccessKey');
  const sessionToken = credentials && stringAt(credentials, 'SessionToken');
  const expiresAt = Date.parse((credentials && stringAt(credentials, 'Expiration')) ?? '');
  const arn = (user && stringAt(user, 'Arn')) ?? '';
  if (!accessKeyId || !secretAccessKey || !sessionToken || Number.isNaN(expiresAt)) return undefined;
  return {
    credentials: {
      accessKeyId,
      secretAccessKey: new Secret(secretAccessKey),
      sessionToken: new Secret(sessionToken),
      expiresAt,
    },
    arn,
    accountId: accountOf(arn),
    principalId: (user && stringAt(user, 'AssumedRoleId')) ?? '',
    roleArn,
    region,
  };
}

/** Empty where the ARN has no account: compatible servers have none. */
function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}

function objectAt(value: unknown, key: string): JsonObject | undefined {
  const member = isObject(value) ? value[key] : undefined;
  return isObject(member) ? member : undefined;
}
