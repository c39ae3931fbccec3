// https://docs.github.com/en/actions/reference/security/oidc#methods-for-requesting-the-oidc-token
import type { Fault } from './faults.ts';
import type { EmulatedCi, JobOptions } from './jobs/job.ts';
import { jsonReply, type Reply } from './reply.ts';
import { parametersOf } from './sts/handle.ts';
import type { SignedRequest } from './sts/signature-v4.ts';
import { garbage, withRetryAfter } from './sts-endpoint.ts';

/** A job that may ask for tokens: it has the password. */
export interface RunningJob {
  readonly ci: EmulatedCi;
  readonly options: JobOptions;
}

export interface TokenScene {
  /** Jobs by their request token. */
  readonly jobs: ReadonlyMap<string, RunningJob>;
  readonly fault: Fault | undefined;
  issue(job: RunningJob, audience: string): Promise<string>;
}

/** The endpoint at which a running job of GitHub Actions, or of what is compatible with it, gets its tokens. */
export async function answerTokenRequest(request: SignedRequest, scene: TokenScene): Promise<Reply> {
  const { fault } = scene;
  if (fault !== undefined && fault.kind !== 'slow') return faultReply(fault);
  const [, requestToken] = /^bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  const job = scene.jobs.get(requestToken ?? '');
  const endpoint = job?.ci.tokenEndpoint;
  if (job === undefined || endpoint === undefined || endpoint.path !== request.target.split('?')[0]) {
    const reason = requestToken === undefined ? 'there is no bearer token' : 'the bearer token is of no running job';
    return jsonReply(401, { message: 'Unauthorized' }, { outcome: 'unauthorized', reason });
  }
  const audience = parametersOf(request).get('audience') ?? endpoint.audience;
  const value = await scene.issue(job, audience);
  return jsonReply(
    200,
    { count: value.length, value },
    { outcome: 'ok', reason: `a token of ${job.ci.name} for ${audience}` },
  );
}

function faultReply(fault: Fault): Reply {
  const record = { outcome: fault.kind, reason: 'a fault was asked for' };
  if (fault.kind === 'reset' || fault.kind === 'silence') return { answer: fault.kind, record };
  if (fault.kind === 'garbage') return { answer: garbage, record };
  const status = fault.kind === 'throttle' ? 429 : (fault.status ?? 503);
  return withRetryAfter(fault, jsonReply(status, { message: 'try again later' }, record));
}
