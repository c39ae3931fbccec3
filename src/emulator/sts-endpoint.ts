// https://docs.aws.amazon.com/general/latest/gr/sts.html
import { randomUUID } from 'node:crypto';
import type { StsFault } from './faults.ts';
import { brokenReply, injected, type Reply, withRetryAfter } from './reply.ts';
import { noVerificationKey } from './sts/assume-role-with-web-identity.ts';
import type { EmulatedAws } from './sts/call.ts';
import { type AwsError, type CallOutcome, idpCommunicationError, refuseCall, throttling } from './sts/call-outcome.ts';
import { type AwsCall, handleCall, namespaceOf } from './sts/handle-call.ts';
import { type Dialect, renderOutcome } from './sts/render-outcome.ts';

export interface StsContext {
  readonly aws: EmulatedAws;
  readonly now: number;
  /** The fault for this call. */
  readonly fault: StsFault | undefined;
}

/** The response to a call: that of AWS, or that of the fault. */
export async function answerSts(call: AwsCall, { aws, now, fault }: StsContext): Promise<Reply> {
  switch (fault?.kind) {
    case undefined:
    case 'slow':
      return replyWith('aws', call, await handleCall({ aws, now }, call));
    case 'clock-skew':
      return replyWith('aws', call, await handleCall({ aws, now: now + (fault.seconds ?? 0) * 1000 }, call));
    case 'ceph':
    case 'minio':
      return replyWith(fault.kind, call, await handleCall({ aws, now }, call));
    case 'reset':
    case 'silence':
    case 'garbage':
      return brokenReply(fault.kind, call.action);
    case 'throttle':
      return withRetryAfter(fault, errorReply(call, throttling('Rate exceeded')));
    case 'status':
      return withRetryAfter(fault, errorReply(call, unavailable(fault.status ?? 503)));
    case 'idp-communication':
      return errorReply(call, idpUnreachable);
    case 'jwks':
      return errorReply(call, noVerificationKey);
  }
}

const idpUnreachable = idpCommunicationError(
  'The identity provider could not be reached to verify the incoming identity token.',
);

function unavailable(status: number): AwsError {
  const code = status === 500 ? 'InternalFailure' : 'ServiceUnavailable';
  return { code, status, message: 'Service is unable to handle request.' };
}

function errorReply(call: AwsCall, error: AwsError): Reply {
  return replyWith('aws', call, refuseCall(error, injected));
}

function replyWith(dialect: Dialect, call: AwsCall, outcome: CallOutcome): Reply {
  const context = { action: call.action, namespace: namespaceOf(call), requestId: randomUUID() };
  return {
    answer: renderOutcome(dialect, outcome, context),
    record: { action: call.action, outcome: outcome.ok ? 'ok' : outcome.error.code, reason: outcome.reason },
  };
}
