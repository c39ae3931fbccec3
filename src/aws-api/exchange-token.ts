// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
import { AssumeRoleWithWebIdentityRequest$ } from '@aws-sdk/client-sts';
import type { Io } from '../core/io.ts';
import type { Session } from '../core/session.ts';
import type { Token } from '../token/token.ts';
import { buildRequest } from './query-protocol.ts';
import { parseSessionResponse, type SessionRequest, sessionInput } from './session-request.ts';

const action = 'AssumeRoleWithWebIdentity';

/**
 * Exchanges a token for a session, with one unsigned request: existing AWS credentials are not used.
 *
 * @throws HelperError `sts-…`, `network-failed`, `deadline-exceeded`
 */
export async function exchangeToken(
  request: SessionRequest,
  token: Pick<Token, 'jwt' | 'path'>,
  { http }: Pick<Io, 'http'>,
): Promise<Session> {
  const input = { ...sessionInput(request), WebIdentityToken: token.jwt.reveal() };
  const shape = AssumeRoleWithWebIdentityRequest$;
  const response = await http.send(buildRequest(request.endpoint, { action, shape, input }));
  const how = token.path === undefined ? 'with OIDC' : 'with web identity token file';
  return parseSessionResponse(request, { action, response, how });
}
