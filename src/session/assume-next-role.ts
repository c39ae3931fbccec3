import { builtInTags } from '../aws/session-tags.ts';
import { assumeRole } from '../aws-api/assume-role.ts';
import type { SessionRequest } from '../aws-api/session-request.ts';
import type { Io } from '../core/io.ts';
import { withRetries } from '../core/retry.ts';
import type { Session } from '../core/session.ts';
import type { Settings } from '../options/settings.ts';
import type { CommonRequest, Run } from './session-order.ts';

/**
 * Seconds. With credentials of a role, AWS limits sessions to one hour:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html
 */
const longestFromRole = 3600;

/** The request with a duration that AWS accepts. */
export function fromRole(request: CommonRequest): CommonRequest {
  return { ...request, durationSeconds: Math.min(request.durationSeconds, longestFromRole) };
}

/** Says that later roles get less than was asked for. */
export function sayIfShortened({ durationSeconds }: Settings, { log }: Pick<Io, 'log'>): void {
  if (durationSeconds <= longestFromRole) return;
  log.notice(`AWS limits chained roles to one hour; requesting ${longestFromRole} s for them.`);
}

/** Assumes a role with credentials or with another role. */
export async function assumeNextRole(
  { credentials, transitiveTags = [] }: Pick<Session, 'credentials' | 'transitiveTags'>,
  request: SessionRequest,
  { settings: { tags, externalId }, io, retries, inTurn }: Run,
): Promise<Session> {
  const all = tags.skip ? [] : [...builtInTags(io.env), ...tags.custom];
  const further = {
    externalId,
    tags: all.filter(({ Key }) => !transitiveTags.includes(Key)),
    transitive: tags.transitive,
  };
  const send = () => inTurn(() => assumeRole({ ...request, ...further }, credentials, io));
  const session = await withRetries(send, io, retries);
  return { ...session, transitiveTags: [...transitiveTags, ...(session.transitiveTags ?? [])] };
}
