// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
import { parseIamArn } from '../account.ts';
import type { SignedCall } from './call.ts';
import { acceptCall, type CallOutcome, noSuchEntity, refuseCall } from './call-outcome.ts';
import { roleElements } from './list-iam.ts';
import { checkParameters } from './parameters.ts';

/** A role of the caller's account, with its trust policy. */
export function handleGetRole({ aws, parameters, caller }: SignedCall): CallOutcome {
  const invalid = checkParameters(parameters, [
    { name: 'RoleName', required: true, length: [1, 64], pattern: /^[\w+=,.@-]+$/ },
  ]);
  if (invalid !== undefined) return refuseCall(invalid);
  const name = parameters.get('RoleName') ?? '';
  const role = aws.roles.find(({ arn }) => {
    const parts = parseIamArn(arn, 'role');
    return parts?.name === name && parts.accountId === caller.accountId;
  });
  if (role === undefined) return refuseCall(noSuchEntity(`The role with name ${name} cannot be found.`));
  const used = role.lastUsed === undefined ? [] : [['LastUsedDate', role.lastUsed] as const];
  return acceptCall([['Role', [...roleElements(role), ['RoleLastUsed', used]]]], `this is ${role.arn}`);
}
