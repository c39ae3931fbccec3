import type { FaultDetails } from './faults.ts';
import type { RecordedRequest } from './recorded-request.ts';
import type { HttpAnswer } from './sts/render-outcome.ts';

/** What the server does with a request: it answers, breaks the connection, or keeps it and stays silent. */
export interface Reply {
  readonly answer: HttpAnswer | 'reset' | 'silence';
  readonly record: Pick<RecordedRequest, 'action' | 'outcome' | 'reason'>;
}

/** An answer in JSON, for everything that is not AWS. */
export function jsonReply(status: number, content: unknown, record: Reply['record']): Reply {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { answer: { status, headers, body: JSON.stringify(content) }, record };
}

/** For the log, where the answer is not what was decided but what was asked for. */
export const asRequested = 'a fault was asked for';

/** No proper answer of any protocol: none at all, or a page as proxies and portals put it in the place of one. */
export function brokenReply(kind: 'reset' | 'silence' | 'garbage', action?: string): Reply {
  const answer = kind === 'garbage' ? loginPage : kind;
  return { answer, record: { ...(action === undefined ? {} : { action }), outcome: kind, reason: asRequested } };
}

/** An answer that also says when to come back, if the fault wants that. */
export function withRetryAfter({ retryAfter }: FaultDetails, reply: Reply): Reply {
  if (retryAfter === undefined || typeof reply.answer === 'string') return reply;
  const headers = { ...reply.answer.headers, 'retry-after': String(retryAfter) };
  return { ...reply, answer: { ...reply.answer, headers } };
}

const loginPage: HttpAnswer = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!DOCTYPE html>\n<html><body><h1>Please log in to the network</h1></body></html>\n',
};
