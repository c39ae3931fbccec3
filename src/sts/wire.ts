// https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
import { QueryShapeSerializer, XmlShapeDeserializer } from '@aws-sdk/core/protocols';
import type { HttpRequest, HttpResponse } from '../ports.ts';

/** A shape of the SDK's model of STS. */
export type Shape = Parameters<QueryShapeSerializer['write']>[0];

const settings = {
  timestampFormat: { useTrait: true, default: 5 },
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  serviceNamespace: 'com.amazonaws.sts',
  serializeEmptyLists: false,
} as const;

/** The unsigned request for an action; members that are undefined are left out. */
export function buildRequest(action: string, shape: Shape, input: object, endpoint: string): HttpRequest {
  const serializer = new QueryShapeSerializer(settings);
  serializer.write(shape, input);
  return {
    method: 'POST',
    url: endpoint,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: `Action=${action}&Version=2011-06-15${serializer.flush()}`,
  };
}

/** The result of an action, with nothing yet known of its members; `undefined` where the body is not such an answer. */
export function readResult(action: string, shape: Shape, body: string): unknown {
  try {
    return new XmlShapeDeserializer(settings).read(shape, body, `${action}Result`);
  } catch {
    // Not XML, or XML of another kind. The body may hold secrets, and so may the parser's error.
    return undefined;
  }
}

/** What STS, or a server that speaks for it, says when it refuses. */
export interface Refusal {
  readonly status: number;
  /** `AccessDenied`; empty where the body names none (an HTML page of a proxy, say). */
  readonly code: string;
  readonly message: string;
  readonly requestId: string | undefined;
}

/** Reads AWS's `<ErrorResponse>`, S3's bare `<Error>` that Ceph and MinIO answer with, and makes do with anything else. */
export function readRefusal({ status, headers, body }: HttpResponse): Refusal {
  return {
    status,
    code: elementText('Code', body) ?? '',
    message: elementText('Message', body) ?? '',
    requestId: headers['x-amzn-requestid'] ?? elementText('RequestId', body),
  };
}

/** The text of the first element of this name. */
export function elementText(element: string, xml: string): string | undefined {
  const text = new RegExp(`<${element}>([^<]*)</${element}>`, 'i').exec(xml)?.[1];
  return text
    ?.replace(/&(lt|gt|quot|apos|amp|#39|#x27|#34|#x22);/gi, (_, name: string) => entities[name.toLowerCase()] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** XML's own, and quotes by number, as servers in Python and Go write them. */
const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  '#34': '"',
  '#x22': '"',
  apos: "'",
  '#39': "'",
  '#x27': "'",
};
