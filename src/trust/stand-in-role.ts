import { accountOfArn } from './context.ts';
import type { TrustPolicy } from './policy.ts';
import type { AccountRef } from './provider-name.ts';

/** A placeholder role: its name does not matter to the trust policy, only the account does. */
export function standInRole({ partition, accountId }: AccountRef): string {
  return `arn:${partition}:iam::${accountId}:role/ROLE`;
}

/** The account in a policy. */
export function accountIn(policy: TrustPolicy | undefined): AccountRef {
  const [provider = 'arn:aws:iam::ACCOUNT:'] =
    policy?.statements.flatMap(({ principals }) => principals.federated) ?? [];
  return accountOfArn(provider);
}
