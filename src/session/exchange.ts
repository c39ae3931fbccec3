import { exchangeToken } from '../aws-api/exchange-token.ts';
import { isFromSts } from '../aws-api/refusal.ts';
import type { SessionRequest } from '../aws-api/session-request.ts';
import { HelperError } from '../core/errors.ts';
import { withRetries } from '../core/retry.ts';
import type { Session } from '../core/session.ts';
import type { Run } from './session-order.ts';
import type { TokenSupply } from './token-supply.ts';

/** Assumes a role with the token, with retries. A refusal is explained. */
export async function exchange(request: SessionRequest, supply: TokenSupply, run: Run): Promise<Session> {
  const { io, retries, inTurn, explain } = run;
  io.http.preconnect(request.endpoint);
  const send = async (failure?: HelperError): Promise<Session> => {
    const token = await supply.token(failure);
    return inTurn(() => exchangeToken(request, token, io));
  };
  return withRetries(send, io, {
    ...retries,
    isRetryable: (error) =>
      error !== supply.failure() && (error.code !== 'sts-token-expired' || supply.latest().renewable),
  }).catch(async (error: unknown) => {
    const isRefusal = error instanceof HelperError && isFromSts(error);
    if (!isRefusal || explain === undefined) throw error;
    throw await explain(error, { request, claims: supply.latest().claims });
  });
}
