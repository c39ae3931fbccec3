import { HelperError } from '../core/errors.ts';
import { isHeaderText } from '../core/header-text.ts';
import { isHttpUrl } from '../core/http-url.ts';
import type { HttpRequest } from '../core/io.ts';
import { isObject, type JsonObject, parseJson, stringAt } from '../core/json.ts';
import { retryAfter } from '../core/retry-policy.ts';
import { parseToken, type Token } from '../token/token.ts';
import type { CiIo } from './provider.ts';

/** A value from the environment that a request contains. */
interface FromEnvironment {
  readonly variable: string;
  readonly value: string;
}

/** An HTTP endpoint of a CI that issues tokens. */
export interface TokenService {
  readonly url: FromEnvironment;
  /** A secret for a header. Absent if the service identifies jobs by their network address. */
  readonly password?: FromEnvironment;
  readonly request: HttpRequest;
  /** Reads the token from the response, given as parsed JSON and as text. */
  tokenIn(answer: JsonObject, text: string): string | undefined;
  /** What to do about a response without a token. */
  hint(status: number): string;
  /** The error message in the response. */
  reasonIn?(answer: JsonObject): string | undefined;
}

/**
 * Sends one request; the caller retries.
 *
 * @throws HelperError `token-endpoint-unavailable` for transient errors, `token-endpoint-failed`
 */
export async function tokenOfService(service: TokenService, { http }: Pick<CiIo, 'http'>): Promise<Token> {
  requireSendable(service);
  const response = await http.send(service.request);
  const { status, via } = response;
  const parsed = parseJson(response.body);
  const answer = isObject(parsed) ? parsed : {};
  const token = service.tokenIn(answer, response.body);
  const succeeded = status === 200 || status === 201;
  if (succeeded && token !== undefined) return parseToken(token, 'the token endpoint', true);
  const reason = service.reasonIn?.(answer);
  const said = [
    `The token endpoint ${new URL(service.request.url).origin} answered ${status}`,
    ...(via === undefined ? [] : [`through ${via}`]),
    ...(succeeded ? ['without a token'] : []),
  ].join(' ');
  throw new HelperError(
    status === 429 || status >= 500 ? 'token-endpoint-unavailable' : 'token-endpoint-failed',
    reason === undefined ? `${said}.` : `${said}: ${reason}`,
    { hint: service.hint(status), retryAfterSeconds: retryAfter(response) },
  );
}

/** Reads a non-empty string member. */
export function memberOf(name: string): (answer: JsonObject) => string | undefined {
  return (answer) => stringAt(answer, name) || undefined;
}

/** The URL with the audience in its query. */
export function withAudience(url: string, audience: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}audience=${encodeURIComponent(audience)}`;
}

/** Refuses values that the HTTP client could not send. The values are not shown: one is a secret, and users confuse the two. */
function requireSendable({ url, password }: TokenService): void {
  const wrong = !isHttpUrl(url.value)
    ? `${url.variable} is not an http or https URL.`
    : password === undefined || isHeaderText(password.value)
      ? undefined
      : `${password.variable} contains a space, a line break or another character that is invalid in an HTTP header.`;
  if (wrong === undefined) return;
  throw new HelperError('token-endpoint-failed', wrong, {
    hint: 'Find the step or wrapper that changes the value set by the runner. Pass it on unchanged, without quotes and line breaks.',
  });
}
