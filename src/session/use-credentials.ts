import { ambientCredentials } from '../aws-api/ambient-credentials.ts';
import { identify } from '../aws-api/caller-identity.ts';
import { type ErrorCode, HelperError } from '../core/errors.ts';
import { withRetries } from '../core/retry.ts';
import type { Credentials, Identity, Session } from '../core/session.ts';
import type { RoleName } from '../options/credential-source.ts';
import { assumeNextRole } from './assume-next-role.ts';
import type { CommonRequest, Run } from './session-order.ts';
import { whyNoToken } from './token-supply.ts';

/** Assumes the role with what AWS tools find on this machine. */
export async function useExisting(role: UsedCredentials['role'], request: CommonRequest, run: Run): Promise<Session> {
  const { settings, io } = run;
  const credentials = await ambientCredentials(settings, { withoutVariables: settings.unsetCurrent }, io);
  return useCredentials({ role, credentials }, request, run);
}

/** On a self-hosted runner, the credentials are often those of the machine, and the job was meant to use its token. */
export async function withWhyNoToken(error: unknown, { ci, io }: Run): Promise<unknown> {
  const codes: readonly ErrorCode[] = ['credentials-missing', 'credentials-invalid', 'sts-access-denied'];
  if (!(error instanceof HelperError) || !codes.includes(error.code)) return error;
  const reason = await whyNoToken(ci, io);
  if (reason === undefined) return error;
  const why = `The existing credentials were used because the job has no token. ${reason.message}\n${reason.hint}`;
  return new HelperError(error.code, error.message, { ...error.details, hint: `${error.hint}\n\n${why}` });
}

interface UsedCredentials {
  readonly credentials: Credentials;
  readonly role: { readonly arn: string } | RoleName | undefined;
}

/** With a role, the credentials assume it; without one, they are exported themselves after a test. */
export async function useCredentials(
  { credentials, role }: UsedCredentials,
  request: CommonRequest,
  run: Run,
): Promise<Session> {
  const { io, retries } = run;
  if (role !== undefined && 'arn' in role)
    return assumeNextRole({ credentials }, { ...request, roleArn: role.arn }, run);
  const identity = await withRetries(() => identify(credentials, request, io), io, retries);
  if (role === undefined) return { ...identity, credentials, roleArn: undefined, region: request.region };
  return assumeNextRole({ credentials }, { ...request, roleArn: roleInSameAccount(role, identity) }, run);
}

/** The role with that name in the account and partition of the caller. */
function roleInSameAccount({ name }: RoleName, { arn, accountId }: Identity): string {
  return `arn:${arn.split(':')[1]}:iam::${accountId}:role/${name}`;
}
