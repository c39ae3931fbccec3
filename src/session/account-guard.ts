import { maskInLog } from '../ci/index.ts';
import { HelperError } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import { Secret } from '../core/secret.ts';
import { secretsOf } from '../core/session.ts';
import type { CredentialSource } from '../options/credential-source.ts';
import type { Settings } from '../options/settings.ts';
import { assumeRoles } from './assume-roles.ts';
import type { AssumedRoles, SessionOrder } from './session-order.ts';

/**
 * Masks the keys and accounts in the settings before anything is logged, and refuses accounts that are not allowed.
 *
 * @throws HelperError `account-not-allowed`
 */
export async function guardKnownAccounts(settings: Settings, io: Io): Promise<void> {
  const { source } = settings;
  if (source?.kind === 'keys') await maskInLog(secretsOf(source.credentials), io);
  await maskAccounts(knownAccounts(settings), settings, io);
  for (const accountId of knownAccounts(settings)) guardAccount(accountId, settings);
}

/**
 * Gets the sessions, masks them and checks their accounts. Call {@link guardKnownAccounts} first.
 *
 * @throws HelperError
 */
export async function assumeGuardedRoles(source: CredentialSource, order: SessionOrder, io: Io): Promise<AssumedRoles> {
  const { settings } = order;
  const assumed = await assumeRoles(source, order, io);
  const known = knownAccounts(settings);
  const accounts = [...new Set(assumed.sessions.map(({ accountId }) => accountId))];
  await maskAccounts(
    accounts.filter((accountId) => !known.includes(accountId)),
    settings,
    io,
  );
  for (const accountId of accounts) guardAccount(accountId, settings);
  await maskInLog(
    assumed.sessions.flatMap(({ credentials }) => secretsOf(credentials)),
    io,
  );
  return assumed;
}

/** If the settings hide accounts. Servers other than AWS may have none. */
export async function maskAccounts(
  accountIds: readonly string[],
  { maskAccountId }: Pick<Settings, 'maskAccountId'>,
  io: Io,
): Promise<void> {
  if (!maskAccountId) return;
  const secrets = accountIds.filter((accountId) => accountId !== '').map((accountId) => new Secret(accountId));
  await maskInLog(secrets, io);
}

/** The accounts of all roles given by ARN. */
function knownAccounts({ source, chain, roles }: Settings): readonly string[] {
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
    { hint: 'Check the account in role-to-assume, or add it to allowed-account-ids. No credentials were exported.' },
  );
}
