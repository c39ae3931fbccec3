import { accountOfArn } from './context.ts';
import type { TrustPolicy } from './policy.ts';
import type { AccountRef } from './provider-name.ts';

/** A placeholder role: its name does not matter to the trust policy, only the account does. */
export function standInRole({ partition, accountId }: AccountRef): string {
  return `arn:${partition}:iam::${accountId}:role/ROLE`;
}

/** The account of the first provider in a policy (those built into AWS have none), or a placeholder in the partition. */
export function accountIn(policy: TrustPolicy | undefined, partition = 'aws'): AccountRef {
  const named = policy?.statements.flatMap(({ principals }) => principals.federated) ?? [];
  return accountOfArn(named.find((name) => name.startsWith('arn:')) ?? `arn:${partition}:iam::ACCOUNT:`);
}
