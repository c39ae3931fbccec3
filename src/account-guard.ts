import { HelperError } from './errors.ts';
import type { Settings } from './settings.ts';

/** @throws HelperError `account-not-allowed` for an account that is not in `allowed-account-ids`, if there is such a list */
export function guardAccount(accountId: string, { allowedAccounts }: Settings): void {
  if (allowedAccounts.length === 0 || allowedAccounts.includes(accountId)) return;
  throw new HelperError(
    'account-not-allowed',
    `The account ID of the provided credentials (${accountId}) does not match any of the expected account IDs: ${allowedAccounts.join(', ')}`,
    { hint: 'Nothing was handed over. Check the account in role-to-assume, or add it to allowed-account-ids.' },
  );
}
