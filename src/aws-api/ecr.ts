// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html
// https://docs.aws.amazon.com/AmazonECRPublic/latest/APIReference/API_GetAuthorizationToken.html
import { partitionOfRegion } from '../aws/partition.ts';
import type { RegistryPlace } from '../aws/registry.ts';
import { type ErrorCode, HelperError } from '../core/errors.ts';
import type { Env, HttpResponse, Io } from '../core/io.ts';
import { isObject, numberAt, parseJson, stringAt } from '../core/json.ts';
import type { RegistryLogin } from '../core/registry-login.ts';
import { retryAfter } from '../core/retry-policy.ts';
import { Secret } from '../core/secret.ts';
import type { Credentials } from '../core/session.ts';
import { customEndpoint } from './custom-endpoint.ts';
import type { Refusal } from './query-protocol.ts';
import { type Asked, describedRefusal, meaningOfStatus, notFromAws } from './refusal.ts';

/** Which of the two services to call, and where. */
export interface EcrRequest extends RegistryPlace {
  readonly isPublic: boolean;
}

/** Valid for every registry in the region that the caller may read. Private ECR returns the caller's own host. */
export type AuthorizationToken = Omit<RegistryLogin, 'host'> & { readonly host: string | undefined };

/** @throws HelperError `ecr-…`, `credentials-invalid`, `sts-throttled`, `sts-unavailable`, `network-failed` */
export async function getAuthorizationToken(
  request: EcrRequest,
  credentials: Credentials,
  io: Pick<Io, 'http' | 'sign' | 'env'>,
): Promise<AuthorizationToken> {
  const { isPublic, region } = request;
  const endpoint = ecrEndpoint(request, io.env);
  const target = isPublic ? 'SpencerFrontendService' : 'AmazonEC2ContainerRegistry_V20150921';
  const unsigned = {
    method: 'POST',
    url: endpoint,
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `${target}.GetAuthorizationToken`,
    },
    body: '{}',
  } as const;
  const service = isPublic ? 'ecr-public' : 'ecr';
  const response = await io.http.send(await io.sign(unsigned, credentials, { service, region }));
  const asked = { service: 'ECR', endpoint, failure: 'Could not log in to Amazon ECR' } as const;
  if (response.status !== 200) throw refused(response, asked, isPublic);
  const token = readToken(response.body);
  if (token === undefined) throw notFromAws(response, asked);
  return token;
}

/** https://docs.aws.amazon.com/general/latest/gr/ecr.html */
export function ecrEndpoint({ region, isPublic, useFips, useDualStack }: EcrRequest, env: Env): string {
  const custom = customEndpoint(isPublic ? 'ECR_PUBLIC' : 'ECR', env);
  if (custom !== undefined) return custom;
  const { dnsSuffix, dualStackDnsSuffix } = partitionOfRegion(region);
  if (isPublic) return `https://api.ecr-public.${region}.${dnsSuffix}`;
  if (useDualStack) return `https://ecr${useFips ? '-fips' : ''}.${region}.${dualStackDnsSuffix}`;
  return `https://${useFips ? 'ecr-fips' : 'api.ecr'}.${region}.${dnsSuffix}`;
}

/** Private ECR returns a list with one item, ECR Public the item itself. */
function readToken(body: string): AuthorizationToken | undefined {
  const answer = parseJson(body);
  const data = isObject(answer) ? [answer.authorizationData].flat()[0] : undefined;
  if (!isObject(data)) return undefined;
  const [username, password] = /^([^:]+):(.+)$/.exec(fromBase64(stringAt(data, 'authorizationToken')))?.slice(1) ?? [];
  const expiresAt = (numberAt(data, 'expiresAt') ?? Number.NaN) * 1000;
  if (username === undefined || password === undefined || Number.isNaN(new Date(expiresAt).getTime())) return undefined;
  const host = stringAt(data, 'proxyEndpoint')?.replace(/^https?:\/\//, '');
  if (host !== undefined && !/^[\w.:/[\]-]+$/.test(host)) return undefined;
  return { host, username, password: new Secret(password), expiresAt };
}

function fromBase64(text = ''): string {
  return /^[\w+/]+=*$/.test(text) && text.length % 4 === 0 ? atob(text) : '';
}

const meanings: readonly (readonly [code: RegExp, ours: ErrorCode])[] = [
  [/^AccessDenied/, 'ecr-access-denied'],
  [
    /^(UnrecognizedClient|InvalidSignature|ExpiredToken|IncompleteSignature|MissingAuthenticationToken)/,
    'credentials-invalid',
  ],
  [/^(Throttl|TooManyRequests|RequestLimitExceeded)/, 'sts-throttled'],
];

function refused(response: HttpResponse, asked: Asked, isPublic: boolean): HelperError {
  const refusal = readJsonRefusal(response);
  if (refusal === undefined) return notFromAws(response, asked);
  const [, known] = meanings.find(([codes]) => codes.test(refusal.code)) ?? [];
  const code = known ?? meaningOfStatus(response.status) ?? 'ecr-refused';
  return new HelperError(code, `${asked.failure}: ${describedRefusal(refusal, asked)}`, {
    hint: hintFor(code, refusal, isPublic),
    retryAfterSeconds: retryAfter(response),
  });
}

/** https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization */
function readJsonRefusal({ status, headers, body }: HttpResponse): Refusal | undefined {
  const answer = parseJson(body);
  const type = isObject(answer) ? stringAt(answer, '__type') : undefined;
  if (!isObject(answer) || type === undefined) return undefined;
  return {
    status,
    code: type.replace(/^.*#/, ''),
    message: stringAt(answer, 'message') ?? stringAt(answer, 'Message') ?? '',
    requestId: headers['x-amzn-requestid'],
  };
}

function hintFor(code: ErrorCode, { message }: Refusal, isPublic: boolean): string | undefined {
  if (code === 'credentials-invalid') return 'The credentials have expired or AWS does not know them. Use new ones.';
  if (code !== 'ecr-access-denied') return undefined;
  if (/explicit deny/i.test(message)) {
    return 'A Deny overrides every Allow. Find it in the kind of policy that AWS names.';
  }
  const actions = isPublic
    ? ['ecr-public:GetAuthorizationToken', 'sts:GetServiceBearerToken']
    : ['ecr:GetAuthorizationToken'];
  const statement = { Effect: 'Allow', Action: actions, Resource: '*' };
  return `Add this statement to a permissions policy of the role; a session policy must allow it as well. Pulling and pushing need further permissions.\n\n${JSON.stringify(statement, undefined, 2)}`;
}
