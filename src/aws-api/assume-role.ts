// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
import { AssumeRoleRequest$ } from '@aws-sdk/client-sts';
import { type Tag, transitiveKeys, withoutDroppableTags } from '../aws/session-tags.ts';
import { HelperError } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import type { Credentials, Session } from '../core/session.ts';
import { buildRequest } from './query-protocol.ts';
import { parseSessionResponse, type SessionRequest, sessionInput } from './session-request.ts';
import { signingScope } from './sts-endpoint.ts';

const action = 'AssumeRole';

export interface AssumeRoleRequest extends SessionRequest {
  readonly externalId: string | undefined;
  readonly tags: readonly Tag[];
  /** Tag keys. Keys without a tag in the request are left out. */
  readonly transitive: readonly string[];
}

/**
 * Assumes a role with the given credentials only. If the tags are too large together, it asks once more without the
 * droppable ones.
 *
 * @throws HelperError `sts-…`, `network-failed`, `deadline-exceeded`
 */
export async function assumeRole(
  request: AssumeRoleRequest,
  credentials: Credentials,
  io: Pick<Io, 'http' | 'sign' | 'log'>,
): Promise<Session> {
  try {
    return await send(request, credentials, io);
  } catch (error) {
    const fewer = withoutDroppableTags(request.tags);
    const tooLarge = error instanceof HelperError && error.code === 'sts-policy-too-large';
    if (!tooLarge || fewer.length === request.tags.length) throw error;
    io.log.info(
      'The session tags exceed the AWS size limit. Asking again without EventName, BaseRef, HeadRef, RunId, Job and TriggeringActor.',
    );
    return send({ ...request, tags: fewer }, credentials, io);
  }
}

async function send(
  request: AssumeRoleRequest,
  credentials: Credentials,
  { http, sign }: Pick<Io, 'http' | 'sign'>,
): Promise<Session> {
  const transitive = transitiveKeys(request.transitive, request.tags);
  const input = {
    ...sessionInput(request),
    ExternalId: request.externalId,
    Tags: request.tags.length === 0 ? undefined : request.tags,
    TransitiveTagKeys: transitive.length === 0 ? undefined : transitive,
  };
  const unsigned = buildRequest(request.endpoint, { action, shape: AssumeRoleRequest$, input });
  const response = await http.send(await sign(unsigned, credentials, signingScope(request.endpoint, request.region)));
  const session = parseSessionResponse(request, { action, response, how: 'with user credentials' });
  return { ...session, transitiveTags: transitive };
}
