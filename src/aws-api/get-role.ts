// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
import type { Role } from '../aws/role.ts';
import type { Io } from '../core/io.ts';
import { askIam, type IamCaller } from './iam.ts';
import { elementText } from './query-protocol.ts';
import { notFromAws } from './refusal.ts';

export interface RoleInIam {
  /** As IAM sends it: JSON, URL-encoded. */
  readonly trustPolicy: string;
  readonly maxSessionSeconds: number;
  /** ISO 8601; absent if the role was not used in the last 400 days. */
  readonly lastUsed: string | undefined;
}

/**
 * A role in the caller's account; `undefined` if the account has no role of this name.
 *
 * @throws HelperError as {@link askIam}
 */
export async function getRole(
  { name }: Pick<Role, 'name'>,
  caller: IamCaller,
  io: Pick<Io, 'http' | 'sign' | 'env'>,
): Promise<RoleInIam | undefined> {
  const call = { action: 'GetRole', parameters: { RoleName: name }, failure: `The role ${name} cannot be read` };
  const answer = await askIam(call, caller, io);
  if (answer === undefined) return undefined;
  const { body } = answer.response;
  const document = elementText('AssumeRolePolicyDocument', body);
  if (document === undefined) throw notFromAws(answer.response, answer.asked);
  return {
    trustPolicy: document,
    maxSessionSeconds: Number(elementText('MaxSessionDuration', body) ?? 3600),
    lastUsed: elementText('LastUsedDate', body),
  };
}
