// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
import { AssumeRoleWithWebIdentityRequest$, AssumeRoleWithWebIdentityResponse$ } from '@aws-sdk/client-sts';
import { HelperError } from '../errors.ts';
import { isObject, type JsonObject, stringAt } from '../json.ts';
import type { HttpRequest, HttpResponse, Io } from '../ports.ts';
import { Secret } from '../secret.ts';
import type { Session } from '../session.ts';
import { refused } from './refusal.ts';
import { buildRequest, readResult } from './wire.ts';

const action = 'AssumeRoleWithWebIdentity';

export interface Exchange {
  readonly endpoint: string;
  readonly region: string;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly durationSeconds: number;
  readonly inlinePolicy: string | undefined;
  readonly managedPolicies: readonly string[];
}

/**
 * Exchanges a token for a session. One request, unsigned: whatever AWS credentials are around play no part.
 *
 * @throws HelperError `sts-…`, `network-failed`, `deadline-exceeded`
 */
export async function exchangeToken(exchange: Exchange, jwt: Secret, io: Pick<Io, 'http'>): Promise<Session> {
  return understand(exchange, await io.http.send(exchangeRequest(exchange, jwt)));
}

export function exchangeRequest(exchange: Exchange, jwt: Secret): HttpRequest {
  const input = {
    RoleArn: exchange.roleArn,
    RoleSessionName: exchange.sessionName,
    WebIdentityToken: jwt.reveal(),
    DurationSeconds: exchange.durationSeconds,
    Policy: exchange.inlinePolicy,
    PolicyArns: exchange.managedPolicies.length === 0 ? undefined : exchange.managedPolicies.map((arn) => ({ arn })),
  };
  return buildRequest(action, AssumeRoleWithWebIdentityRequest$, input, exchange.endpoint);
}

export function understand(exchange: Exchange, response: HttpResponse): Session {
  if (response.status !== 200) throw refused(response, exchange.endpoint);
  const session = readSession(exchange, readResult(action, AssumeRoleWithWebIdentityResponse$, response.body));
  if (session !== undefined) return session;
  throw new HelperError(
    'sts-answer-unreadable',
    `${new URL(exchange.endpoint).host} answered 200, but not as STS does.`,
    {
      hint: 'Something else may be listening there: a proxy, a login page, another service. Check sts-endpoint and the proxy settings.',
    },
  );
}

function readSession({ roleArn, region }: Exchange, result: unknown): Session | undefined {
  const credentials = objectAt(result, 'Credentials');
  const user = objectAt(result, 'AssumedRoleUser');
  const accessKeyId = credentials && stringAt(credentials, 'AccessKeyId');
  const secretAccessKey = credentials && stringAt(credentials, 'SecretAccessKey');
  const sessionToken = credentials && stringAt(credentials, 'SessionToken');
  const expiresAt = credentials?.Expiration instanceof Date ? credentials.Expiration.getTime() : Number.NaN;
  const assumedRoleArn = user && stringAt(user, 'Arn');
  const [, accountId] = /^arn:[\w-]+:sts::(\d{12}|):assumed-role\//.exec(assumedRoleArn ?? '') ?? [];
  if (!accessKeyId || !secretAccessKey || !sessionToken || Number.isNaN(expiresAt)) return undefined;
  if (assumedRoleArn === undefined || accountId === undefined) return undefined;
  return {
    credentials: {
      accessKeyId,
      secretAccessKey: new Secret(secretAccessKey),
      sessionToken: new Secret(sessionToken),
      expiresAt,
    },
    assumedRoleArn,
    assumedRoleId: (user && stringAt(user, 'AssumedRoleId')) ?? '',
    accountId,
    roleArn,
    region,
  };
}

function objectAt(value: unknown, key: string): JsonObject | undefined {
  const member = isObject(value) ? value[key] : undefined;
  return isObject(member) ? member : undefined;
}
