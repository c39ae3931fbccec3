import type { TokenFault } from './faults.ts';
import type { EmulatedCi, EndpointRequest, TokenEndpoint, TokenRefusal } from './jobs/emulated-ci.ts';
import { emulatedCis } from './jobs/index.ts';
import { brokenReply, injected, jsonReply, type Reply, withRetryAfter } from './reply.ts';
import type { RunningJobs } from './running-jobs.ts';
import type { SignedRequest } from './sts/signature-v4.ts';

/** A CI with a token endpoint. */
type TokenService = EmulatedCi & { readonly tokenEndpoint: TokenEndpoint };

/** The CI whose token endpoint has this path. */
export function tokenServiceAt(path: string): TokenService | undefined {
  return emulatedCis.find((ci): ci is TokenService => ci.tokenEndpoint?.path === path);
}

export interface TokenRequestContext {
  readonly ci: TokenService;
  readonly jobs: RunningJobs;
  /** The fault for this request. */
  readonly fault: TokenFault | undefined;
}

/** The response to a token request. */
export async function answerTokenRequest(request: SignedRequest, context: TokenRequestContext): Promise<Reply> {
  const { fault } = context;
  switch (fault?.kind) {
    case undefined:
    case 'slow':
      return giveToken(tokenRequest(request), context);
    case 'reset':
    case 'silence':
    case 'garbage':
      return brokenReply(fault.kind);
    case 'throttle':
      return withRetryAfter(fault, failure(429, fault.kind));
    case 'status':
      return withRetryAfter(fault, failure(fault.status ?? 503, fault.kind));
  }
}

async function giveToken(request: EndpointRequest, { ci, jobs }: TokenRequestContext): Promise<Reply> {
  const { tokenEndpoint: endpoint } = ci;
  const password = endpoint.password?.(request);
  const job = endpoint.password === undefined ? jobs.latest(ci.id) : jobs.find(password ?? '');
  if (job?.ci !== ci) {
    const reason = password === undefined ? 'no job password was sent' : 'the password belongs to no running job';
    return refused(endpoint.stranger?.(request) ?? unauthorized, { outcome: 'unauthorized', reason });
  }
  const asked = endpoint.asks(request);
  if ('status' in asked) return refused(asked, { outcome: 'refused', reason: asked.body });
  const token = await jobs.issue(job, asked);
  const whom = asked.audience === undefined ? '' : ` for ${asked.audience}`;
  const record = { outcome: 'ok', reason: `a token from ${ci.name}${whom}` };
  const answer = endpoint.answer(token);
  if (typeof answer !== 'string') return jsonReply(200, answer, record);
  return { answer: { status: 200, headers: { 'content-type': 'text/plain' }, body: answer }, record };
}

function tokenRequest({ method, target, headers, body }: SignedRequest): EndpointRequest {
  return { method, headers, query: new URL(target, 'http://localhost').searchParams, body: body.toString() };
}

const unauthorized: TokenRefusal = { status: 401, body: JSON.stringify({ message: 'Unauthorized' }) };

function refused({ status, headers = {}, body }: TokenRefusal, record: Reply['record']): Reply {
  return { answer: { status, headers: { 'content-type': 'application/json', ...headers }, body }, record };
}

function failure(status: number, outcome: string): Reply {
  return jsonReply(status, { message: 'Try again later' }, { outcome, reason: injected });
}
