// https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
import type { AssumeRoleRequest$ } from '@aws-sdk/client-sts';
import { parseXML } from '@aws-sdk/xml-builder';
import type { HttpRequest, HttpResponse } from '../core/io.ts';
import { isObject } from '../core/json.ts';

/**
 * A structure of the SDK's model of STS: `[3, namespace, name, traits, names of members, their shapes]`. A list is
 * `[1, namespace, name, traits, shape of an item]`, or a number from 64; any other number is a simple value. A shape
 * can also be a function that returns it, alone or with traits.
 */
type Structure = typeof AssumeRoleRequest$;

interface ActionInput {
  readonly action: string;
  readonly shape: Structure;
  /** Members that are undefined are left out. */
  readonly input: object;
}

/** The unsigned request for an action. */
export function buildRequest(endpoint: string, { action, shape, input }: ActionInput): HttpRequest {
  return {
    method: 'POST',
    url: endpoint,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: `Action=${action}&Version=2011-06-15${parameters(shape, input, '')}`,
  };
}

/** The SDK's serializer for all services and protocols takes longer to load than STS takes to respond. */
function parameters(schema: unknown, value: unknown, name: string): string {
  const shape = shapeOf(schema);
  if (value === undefined) return '';
  if (Array.isArray(value)) {
    const item = Array.isArray(shape) ? shape[4] : 0;
    return value.map((entry, index) => parameters(item, entry, `${name}.member.${index + 1}`)).join('');
  }
  if (!isObject(value)) return `&${encoded(name)}=${encoded(String(value))}`;
  const [, , , , members, schemas] = shape as Structure;
  return members
    .map((member, index) => parameters(schemas[index], value[member], name === '' ? member : `${name}.${member}`))
    .join('');
}

function shapeOf(schema: unknown): unknown {
  if (typeof schema === 'function') return schema();
  return Array.isArray(schema) && typeof schema[0] === 'function' ? schema[0]() : schema;
}

/** RFC 3986 encoding, which covers more characters than `encodeURIComponent`. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The result of an action, unchecked; `undefined` if the body is not a response to this action. */
export function readResult(action: string, body: string): unknown {
  try {
    const [answer] = Object.values(parseXML(body));
    return isObject(answer) ? answer[`${action}Result`] : undefined;
  } catch {
    // Not XML. Neither the body nor the parser's error is shown: both may contain secrets.
    return undefined;
  }
}

/** An error response of STS or a compatible server. */
export interface Refusal {
  readonly status: number;
  /** `AccessDenied`; empty if the body has no code. */
  readonly code: string;
  readonly message: string;
  readonly requestId: string | undefined;
}

/**
 * Reads AWS's `<ErrorResponse>`, and S3's bare `<Error>`, which Ceph returns; `undefined` for anything else, which comes
 * from another server: a proxy, a login page, a load balancer.
 */
export function readRefusal({ status, headers, body }: HttpResponse): Refusal | undefined {
  if (!/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?<(?:ErrorResponse|Error)[\s/>]/.test(body)) return undefined;
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

/** The entities of XML, and numeric quotes, which servers in Python and Go write. */
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
