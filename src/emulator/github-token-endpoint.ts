// https://docs.github.com/en/actions/reference/security/oidc#methods-for-requesting-the-oidc-token
import type { TokenFault } from './faults.ts';
import { emulatedCis } from './jobs/index.ts';
import { asRequested, brokenReply, jsonReply, type Reply, withRetryAfter } from './reply.ts';
import type { RunningJobs } from './running-jobs.ts';
import { parametersOf } from './sts/handle-call.ts';
import { pathOf, type SignedRequest } from './sts/signature-v4.ts';

/** Whether jobs get their tokens at this path. */
export function isTokenEndpoint(path: string): boolean {
  return emulatedCis.some((ci) => ci.tokenEndpoint?.path === path);
}

export interface TokenRequestContext {
  readonly jobs: RunningJobs;
  /** What is to go wrong with this request. */
  readonly fault: TokenFault | undefined;
}

/** What a job of GitHub Actions, or of what is compatible with it, gets when it asks for a token. */
export async function answerTokenRequest(request: SignedRequest, { jobs, fault }: TokenRequestContext): Promise<Reply> {
  switch (fault?.kind) {
    case undefined:
    case 'slow':
      return giveToken(request, jobs);
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

async function giveToken(request: SignedRequest, jobs: RunningJobs): Promise<Reply> {
  const [, requestToken] = /^bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  if (requestToken === undefined) return unauthorized('there is no bearer token');
  const job = jobs.find(requestToken);
  const endpoint = job?.ci.tokenEndpoint;
  if (job === undefined || endpoint?.path !== pathOf(request))
    return unauthorized('the bearer token is of no job here');
  const audience = parametersOf(request).get('audience') ?? endpoint.audience;
  const value = await jobs.issue(job, { audience });
  const reason = `a token of ${job.ci.name} for ${audience}`;
  return jsonReply(200, { count: value.length, value }, { outcome: 'ok', reason });
}

function unauthorized(reason: string): Reply {
  return jsonReply(401, { message: 'Unauthorized' }, { outcome: 'unauthorized', reason });
}

function failure(status: number, outcome: string): Reply {
  return jsonReply(status, { message: 'Try again later' }, { outcome, reason: asRequested });
}
