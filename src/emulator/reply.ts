import type { FaultDetails } from './faults.ts';
import type { RecordedRequest } from './recorded-request.ts';
import type { HttpAnswer } from './sts/render-outcome.ts';

/** What the server does with a request: respond, reset the connection, or keep it open without responding. */
export interface Reply {
  readonly answer: HttpAnswer | 'reset' | 'silence';
  readonly record: Pick<RecordedRequest, 'action' | 'outcome' | 'reason'>;
}

/** A JSON response, for all endpoints other than AWS. */
export function jsonReply(status: number, content: unknown, record: Reply['record']): Reply {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { answer: { status, headers, body: JSON.stringify(content) }, record };
}

/** The logged reason of an injected fault. */
export const injected = 'a fault was injected';

/** A broken response: none, or an HTML page like that of a proxy or captive portal. */
export function brokenReply(kind: 'reset' | 'silence' | 'garbage', action?: string): Reply {
  const answer = kind === 'garbage' ? loginPage : kind;
  return { answer, record: { ...(action === undefined ? {} : { action }), outcome: kind, reason: injected } };
}

/** Adds `Retry-After`, if the fault has it. */
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
