// https://docs.aws.amazon.com/general/latest/gr/sts.html
import { randomUUID } from 'node:crypto';
import type { Fault } from './faults.ts';
import type { Reply } from './reply.ts';
import { type Answer, type Dialect, renderOutcome } from './sts/answer.ts';
import type { Aws } from './sts/call.ts';
import { type AwsCall, handle, namespaceOf } from './sts/handle.ts';
import { idpCommunicationError, type Outcome, type Refusal, refuse, throttling } from './sts/outcome.ts';
import { noVerificationKey } from './sts/web-identity.ts';

export interface StsScene {
  readonly aws: Aws;
  readonly now: number;
  /** What is to go wrong with this call. */
  readonly fault: Fault | undefined;
}

/** What comes back for a call: AWS's answer if all is well, else what the fault makes of it. */
export async function answerSts(call: AwsCall, { aws, now, fault }: StsScene): Promise<Reply> {
  if (fault === undefined) return replyWith('aws', call, await handle({ aws, now }, call));
  switch (fault.kind) {
    case 'slow':
      return replyWith('aws', call, await handle({ aws, now }, call));
    case 'clock-skew':
      return replyWith('aws', call, await handle({ aws, now: now + (fault.seconds ?? 0) * 1000 }, call));
    case 'ceph':
    case 'minio':
      return replyWith(fault.kind, call, await handle({ aws, now }, call));
    case 'reset':
    case 'silence':
      return {
        answer: fault.kind,
        record: { action: call.action, outcome: fault.kind, reason: 'a fault was asked for' },
      };
    case 'garbage':
      return { answer: garbage, record: { action: call.action, outcome: fault.kind, reason: 'a fault was asked for' } };
    case 'throttle':
      return withRetryAfter(fault, replyWith('aws', call, faulty(throttling('Rate exceeded'))));
    case 'status':
      return withRetryAfter(fault, replyWith('aws', call, faulty(unavailable(fault.status ?? 503))));
    case 'idp-communication':
      return replyWith('aws', call, faulty(idpUnreachable));
    case 'jwks':
      return replyWith('aws', call, faulty(noVerificationKey));
  }
}

/** A page as proxies and portals put it in the place of an answer. */
export const garbage: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!DOCTYPE html>\n<html><body><h1>Please log in to the network</h1></body></html>\n',
};

/** An answer that also says when to come back, if the fault wants that. */
export function withRetryAfter({ retryAfter }: Fault, reply: Reply): Reply {
  if (retryAfter === undefined || typeof reply.answer === 'string') return reply;
  const headers = { ...reply.answer.headers, 'retry-after': String(retryAfter) };
  return { ...reply, answer: { ...reply.answer, headers } };
}

const idpUnreachable = idpCommunicationError(
  'The identity provider could not be reached to verify the incoming identity token.',
);

function unavailable(status: number): Refusal {
  return {
    code: status === 500 ? 'InternalFailure' : 'ServiceUnavailable',
    status,
    message: 'Service is unable to handle request.',
  };
}

function faulty(refusal: Refusal): Outcome {
  return refuse(refusal, 'a fault was asked for');
}

function replyWith(dialect: Dialect, call: AwsCall, outcome: Outcome): Reply {
  const context = { action: call.action, namespace: namespaceOf(call), requestId: randomUUID() };
  return {
    answer: renderOutcome(dialect, outcome, context),
    record: { action: call.action, outcome: outcome.ok ? 'ok' : outcome.refusal.code, reason: outcome.reason },
  };
}
