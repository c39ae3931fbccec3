// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html
import { randomBytes, randomUUID } from 'node:crypto';
import type { StsFault } from './faults.ts';
import { brokenReply, injected, type Reply, withRetryAfter } from './reply.ts';
import type { EmulatedAws } from './sts/call.ts';
import { authenticate } from './sts/handle-call.ts';
import { denialOf } from './sts/permissions.ts';
import type { Caller } from './sts/sessions.ts';
import type { SignedRequest } from './sts/signature-v4.ts';

/** The only emulated action, in private ECR and ECR Public. */
export const ecrAction = 'GetAuthorizationToken';

const services = {
  AmazonEC2ContainerRegistry_V20150921: { service: 'ecr', actions: ['ecr:GetAuthorizationToken'] },
  SpencerFrontendService: {
    service: 'ecr-public',
    actions: ['ecr-public:GetAuthorizationToken', 'sts:GetServiceBearerToken'],
  },
} as const;

type Service = (typeof services)[keyof typeof services];

interface Refusal {
  readonly type: string;
  readonly status: number;
  readonly message: string;
  readonly reason?: string;
}

/** Whether a request uses a JSON protocol, which has the action in a header. */
export function isForEcr({ headers }: SignedRequest): boolean {
  return headers.has('x-amz-target');
}

export function answerEcr(
  request: SignedRequest,
  { aws, now, fault }: { readonly aws: EmulatedAws; readonly now: number; readonly fault: StsFault | undefined },
): Reply {
  if (fault?.kind === 'reset' || fault?.kind === 'silence' || fault?.kind === 'garbage') {
    return brokenReply(fault.kind, ecrAction);
  }
  if (fault?.kind === 'throttle') {
    const refusal = { type: 'ThrottlingException', status: 400, message: 'Rate exceeded', reason: injected };
    return withRetryAfter(fault, refused(refusal));
  }
  if (fault?.kind === 'status') {
    const refusal = { type: 'ServerException', status: fault.status ?? 503, message: '', reason: injected };
    return withRetryAfter(fault, refused(refusal));
  }
  const [name = '', action] = request.headers.get('x-amz-target')?.split('.') ?? [];
  const service = Object.entries(services).find(([target]) => target === name)?.[1];
  if (service === undefined || action !== ecrAction) {
    return refused({ type: 'UnknownOperationException', status: 400, message: '' });
  }
  const caller = authenticate({ aws, now }, request, service.service);
  if ('error' in caller) {
    const { error, reason } = caller;
    return refused({ type: jsonTypes[error.code] ?? error.code, status: 400, message: error.message, reason });
  }
  const denial = service.actions.map((needed) => denialOf(caller, needed, aws)).find(Boolean);
  return denial === undefined
    ? authorization(service, caller, { aws, now, region: regionOf(request) })
    : refused({ type: 'AccessDeniedException', status: 400, message: denial });
}

/** The error types of the JSON protocol for signature errors. */
const jsonTypes: Readonly<Record<string, string>> = {
  InvalidClientTokenId: 'UnrecognizedClientException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
  ExpiredToken: 'ExpiredTokenException',
  IncompleteSignature: 'IncompleteSignatureException',
  MissingAuthenticationToken: 'MissingAuthenticationTokenException',
};

function authorization(
  { service }: Service,
  { accountId, arn }: Caller,
  { aws, now, region }: { readonly aws: EmulatedAws; readonly now: number; readonly region: string },
): Reply {
  const token = Buffer.from(`AWS:FakeSecretKey${randomBytes(24).toString('base64url')}`).toString('base64');
  const data = { authorizationToken: token, expiresAt: Math.floor(now / 1000) + 12 * 3600 };
  const proxyEndpoint =
    aws.registry ?? `https://${accountId}.dkr.ecr.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  const answer = service === 'ecr' ? [{ ...data, proxyEndpoint }] : data;
  return json(200, { authorizationData: answer }, { outcome: 'ok', reason: `this is ${arn}` });
}

/** The region from the signature, as all regions share one host here. */
function regionOf({ headers }: SignedRequest): string {
  return /Credential=[^/]+\/\d+\/([\w-]+)\//.exec(headers.get('authorization') ?? '')?.[1] ?? 'us-east-1';
}

function refused({ type, status, message, reason = message }: Refusal): Reply {
  return json(status, { __type: type, message }, { outcome: type, reason });
}

function json(status: number, content: unknown, record: Reply['record']): Reply {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() };
  return { answer: { status, headers, body: JSON.stringify(content) }, record: { action: ecrAction, ...record } };
}
