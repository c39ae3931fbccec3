import type { RecordedRequest } from './requests.ts';
import type { Answer } from './sts/answer.ts';

/** What the server does with a request: it answers, breaks the connection, or keeps it and stays silent. */
export interface Reply {
  readonly answer: Answer | 'reset' | 'silence';
  readonly record: Pick<RecordedRequest, 'action' | 'outcome' | 'reason'>;
}

/** An answer in JSON, for everything that is not AWS. */
export function jsonReply(status: number, content: unknown, record: Reply['record']): Reply {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { answer: { status, headers, body: JSON.stringify(content) }, record };
}
