// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
import { matchesActionPattern } from '../../trust/evaluate.ts';
import type { EmulatedAws } from './call.ts';
import type { Caller } from './sessions.ts';

/**
 * The error message of AWS if the caller may not do this; `undefined` if it may. Permissions of a role are checked only
 * if the config lists them.
 */
export function denialOf({ session, arn }: Caller, action: string, { roles }: EmulatedAws): string | undefined {
  const allowed = roles.find((role) => role.arn === session?.roleArn)?.permissions;
  if (allowed === undefined || allowed.some((pattern) => matchesActionPattern(action, pattern))) return undefined;
  return `User: ${arn} is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action`;
}
