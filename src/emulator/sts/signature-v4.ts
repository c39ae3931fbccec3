// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import {
  type AwsError,
  incompleteSignature,
  missingAuthenticationToken,
  signatureDoesNotMatch,
} from './call-outcome.ts';

/** A request exactly as received, as the signature covers these bytes. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query from the request line. */
  readonly target: string;
  /** Names in lower case; values of a repeated header joined with a comma. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** The path of a request, without the query. */
export function pathOf({ target }: SignedRequest): string {
  return target.split('?')[0] ?? '/';
}

/** The signature in the `Authorization` header. */
export interface Signature {
  readonly accessKeyId: string;
  readonly sessionToken: string | undefined;
  /** `20261120/us-east-1/sts/aws4_request` */
  readonly scope: string;
  readonly service: string;
  /** `20261120T101112Z` */
  readonly timestamp: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const algorithm = 'AWS4-HMAC-SHA256';
const clockToleranceMs = 15 * 60_000;

/** Parses the signature of a request (header form), or returns the error of AWS. */
export function readSignature(request: SignedRequest): Signature | AwsError {
  const header = request.headers.get('authorization');
  if (header === undefined) return missingAuthenticationToken('Request is missing Authentication Token');
  if (!header.startsWith(`${algorithm} `)) {
    // AWS quotes the header. Here it is omitted from the log, as it may be a token sent by mistake.
    return incompleteSignature("Unsupported AWS 'algorithm'.");
  }
  const fields = new Map(
    header
      .slice(algorithm.length)
      .split(',')
      .map((field) => {
        const [name = '', ...value] = field.trim().split('=');
        return [name, value.join('=')];
      }),
  );
  const missing = ['Credential', 'SignedHeaders', 'Signature'].filter((name) => !fields.get(name));
  const timestamp = request.headers.get('x-amz-date');
  if (missing.length > 0 || timestamp === undefined) {
    const wanted = missing.map((name) => `Authorization header requires '${name}' parameter.`);
    const dated =
      timestamp === undefined
        ? ["Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."]
        : [];
    return incompleteSignature([...wanted, ...dated].join(' '));
  }
  const [accessKeyId = '', ...scope] = (fields.get('Credential') ?? '').split('/');
  const service = scope[2];
  if (scope.length !== 4 || service === undefined || scope[3] !== 'aws4_request') {
    return signatureDoesNotMatch("Credential should be scoped with a valid terminator: 'aws4_request'.");
  }
  return {
    accessKeyId,
    sessionToken: request.headers.get('x-amz-security-token'),
    scope: scope.join('/'),
    service,
    timestamp,
    signedHeaders: (fields.get('SignedHeaders') ?? '').split(';'),
    signature: fields.get('Signature') ?? '',
  };
}

/** Recomputes the signature with the secret of the key; `undefined` if it matches. */
export function checkSignature(
  request: SignedRequest,
  signature: Signature,
  { secret, service, now }: { readonly secret: string; readonly service: string; readonly now: number },
): AwsError | undefined {
  if (signature.service !== service) {
    return signatureDoesNotMatch(`Credential should be scoped to correct service: '${service}'.`);
  }
  if (!signature.signedHeaders.includes('host')) {
    return signatureDoesNotMatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  const untimely = checkTimestamp(signature, now);
  if (untimely !== undefined) return untimely;
  const expected = Buffer.from(computeSignature(request, signature, secret));
  const given = Buffer.from(signature.signature);
  if (expected.length === given.length && timingSafeEqual(expected, given)) return undefined;
  return signatureDoesNotMatch(
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );
}

function checkTimestamp({ timestamp, scope }: Signature, now: number): AwsError | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp);
  const [, year, month, day, hour, minute, second] = parts ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(signedAt)) {
    return incompleteSignature(
      `Date must be in ISO-8601 'basic format'. Got '${timestamp}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  if (!scope.startsWith(`${timestamp.slice(0, 8)}/`)) {
    return signatureDoesNotMatch(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope.split('/')[0]}' != '${timestamp.slice(0, 8)}', from '${timestamp}'.`,
    );
  }
  if (signedAt < now - clockToleranceMs) {
    return signatureDoesNotMatch(
      `Signature expired: ${timestamp} is now earlier than ${basicTime(now - clockToleranceMs)} (${basicTime(now)} - 15 min.)`,
    );
  }
  if (signedAt > now + clockToleranceMs) {
    return signatureDoesNotMatch(
      `Signature not yet current: ${timestamp} is still later than ${basicTime(now + clockToleranceMs)} (${basicTime(now)} + 15 min.)`,
    );
  }
  return undefined;
}

function basicTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function computeSignature(request: SignedRequest, signature: Signature, secret: string): string {
  const toSign = [algorithm, signature.timestamp, signature.scope, sha256(canonicalRequest(request, signature))];
  const key = signature.scope
    .split('/')
    .reduce<string | Buffer>((previous, part) => hmac(previous, part), `AWS4${secret}`);
  return hmac(key, toSign.join('\n')).toString('hex');
}

function canonicalRequest(request: SignedRequest, { signedHeaders }: Signature): string {
  const [path = '/', query = ''] = request.target.split('?');
  const headers = signedHeaders.map((name) => {
    const value = request.headers.get(name) ?? '';
    return `${name}:${value.trim().replace(/ +/g, ' ')}\n`;
  });
  return [
    request.method,
    path.split('/').map(encodeSegment).join('/'),
    canonicalQuery(query),
    headers.join(''),
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
}

/** Encodes the path a second time: only S3 signs paths unchanged. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function canonicalQuery(query: string): string {
  const pairs = query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return `${name}=${value.join('=')}`;
    });
  return pairs.sort().join('&');
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
