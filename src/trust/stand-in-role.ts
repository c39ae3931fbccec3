import { accountOfArn } from './context.ts';
import type { TrustPolicy } from './policy.ts';
import type { AccountRef } from './provider-name.ts';

/** A role where nobody names one: what it is called does not matter to its trust policy, only the account does. */
export function standInRole({ partition, accountId }: AccountRef): string {
  return `arn:${partition}:iam::${accountId}:role/ROLE`;
}

/** The account that a policy speaks of. */
export function accountIn(policy: TrustPolicy | undefined): AccountRef {
  const [provider = 'arn:aws:iam::ACCOUNT:'] =
    policy?.statements.flatMap(({ principals }) => principals.federated) ?? [];
  return accountOfArn(provider);
}
