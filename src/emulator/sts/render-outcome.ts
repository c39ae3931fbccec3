// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html
import type { AwsError, CallOutcome } from './call-outcome.ts';
import { type Element, escapeXml, renderElement } from './xml.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The server to imitate: users also set the STS endpoint to servers other than AWS. */
export type Dialect = 'aws' | 'ceph' | 'minio';

export interface AnswerContext {
  readonly action: string;
  readonly namespace: string;
  readonly requestId: string;
}

/** The outcome of a call as the HTTP response in this dialect. */
export function renderOutcome(dialect: Dialect, outcome: CallOutcome, context: AnswerContext): HttpAnswer {
  const render = dialects[dialect];
  const body = outcome.ok ? render.success(outcome.result, context) : render.error(outcome.error, context);
  const status = outcome.ok ? 200 : (render.errorStatus ?? outcome.error.status);
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-RequestId': context.requestId }, body };
}

interface DialectRules {
  success(result: readonly Element[], context: AnswerContext): string;
  error(error: AwsError, context: AnswerContext): string;
  /** The status of all errors, if the server has only one. */
  readonly errorStatus?: number;
}

const dialects: Readonly<Record<Dialect, DialectRules>> = {
  aws: { success: awsSuccessXml, error: awsErrorXml },
  // https://docs.ceph.com/en/latest/radosgw/STS/: success without a declaration, a namespace or metadata,
  // times with nanoseconds, access keys in another form; every error is S3's 403 with an empty message.
  ceph: {
    success: (result, { action }) =>
      renderElement([`${action}Response`, [[`${action}Result`, result.map(cephElement)]]]),
    error: (_refusal, { requestId }) =>
      `<Error><Code>AccessDenied</Code><Message></Message><RequestId>${requestId}</RequestId><HostId>emulator</HostId></Error>`,
    errorStatus: 403,
  },
  // https://min.io/docs/minio/linux/developers/security-token-service/AssumeRoleWithWebIdentity.html: an XML
  // declaration, no white space, and an empty AssumedRoleUser.
  minio: {
    success: (result, context) => `${declaration}${unindented(awsSuccessXml(result.map(minioElement), context))}`,
    error: (error, context) => `${declaration}${unindented(awsErrorXml(error, context)).replace('Sender', '')}`,
  },
};

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

function awsSuccessXml(result: readonly Element[], { action, namespace, requestId }: AnswerContext): string {
  const children: Element[] = [
    [`${action}Result`, result],
    ['ResponseMetadata', [['RequestId', requestId]]],
  ];
  return withNamespace(renderElement([`${action}Response`, children]), namespace);
}

function awsErrorXml({ status, code, message }: AwsError, { namespace, requestId }: AnswerContext): string {
  const error: Element[] = [
    ['Type', status < 500 ? 'Sender' : 'Receiver'],
    ['Code', code],
    ['Message', message],
  ];
  const children: Element[] = [
    ['Error', error],
    ['RequestId', requestId],
  ];
  return withNamespace(renderElement(['ErrorResponse', children]), namespace);
}

function withNamespace(xml: string, namespace: string): string {
  return `${xml.replace('>', ` xmlns="${escapeXml(namespace)}">`)}\n`;
}

function unindented(xml: string): string {
  return xml.replace(/>\n\s*/g, '>');
}

function cephElement([name, content]: Element): Element {
  if (typeof content !== 'string') return [name, content.map(cephElement)];
  return [name, name === 'Expiration' ? content.replace('Z', '.918273645Z') : content];
}

function minioElement([name, content]: Element): Element {
  if (name !== 'AssumedRoleUser') return [name, content];
  return [
    name,
    [
      ['Arn', ''],
      ['AssumeRoleId', ''],
    ],
  ];
}
