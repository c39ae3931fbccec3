// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
import { GetCallerIdentityRequest$ } from '@aws-sdk/client-sts';
import type { HttpRequest, Io } from '../core/io.ts';
import { isObject, stringAt } from '../core/json.ts';
import type { Credentials, Identity } from '../core/session.ts';
import { buildRequest, readResult } from './query-protocol.ts';
import { errorFromResponse, notFromAws } from './refusal.ts';
import { signingScope } from './sts-endpoint.ts';

const action = 'GetCallerIdentity';

/** Unsigned. */
export function identityRequest(endpoint: string): HttpRequest {
  return buildRequest(endpoint, { action, shape: GetCallerIdentityRequest$, input: {} });
}

interface Whereabouts {
  readonly endpoint: string;
  readonly region: string;
  /** The beginning of the error message. Default: the words of configure-aws-credentials. */
  readonly failure?: string;
}

/**
 * The identity that the credentials belong to, which also proves that they work.
 *
 * @throws HelperError `sts-…`, `network-failed`, `deadline-exceeded`
 */
export async function identify(
  credentials: Credentials,
  { endpoint, region, failure = 'Credentials could not be loaded, please check your action inputs' }: Whereabouts,
  { http, sign }: Pick<Io, 'http' | 'sign'>,
): Promise<Identity> {
  const response = await http.send(await sign(identityRequest(endpoint), credentials, signingScope(endpoint, region)));
  const asked = { service: 'STS', endpoint, failure } as const;
  if (response.status !== 200) throw errorFromResponse(response, asked);
  const result = readResult(action, response.body);
  const [accountId, arn, principalId] = ['Account', 'Arn', 'UserId'].map(
    (name) => isObject(result) && stringAt(result, name),
  );
  if (!accountId || !arn || !principalId) throw notFromAws(response, asked);
  return { accountId, arn, principalId };
}
