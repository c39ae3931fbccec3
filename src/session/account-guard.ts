import { HelperError } from '../core/errors.ts';
import type { Settings } from '../options/settings.ts';

/** The accounts of all roles that are named by their ARN. */
export function knownAccounts({ source, chain, roles }: Settings): readonly string[] {
  const first = source?.role !== undefined && 'accountId' in source.role ? [source.role] : [];
  const all = [...first, ...chain, ...roles.map(({ role }) => role)];
  return [...new Set(all.map(({ accountId }) => accountId))];
}

/** @throws HelperError `account-not-allowed` */
export function guardAccount(accountId: string, { allowedAccounts }: Settings): void {
  if (allowedAccounts.length === 0 || allowedAccounts.includes(accountId)) return;
  throw new HelperError(
    'account-not-allowed',
    `The account ID of the provided credentials (${accountId}) does not match any of the expected account IDs: ${allowedAccounts.join(', ')}`,
    { hint: 'Nothing was handed over. Check the account in role-to-assume, or add it to allowed-account-ids.' },
  );
}
