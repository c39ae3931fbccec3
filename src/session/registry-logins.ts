import { publicHost, type Registry } from '../aws/registry.ts';
import { type AuthorizationToken, getAuthorizationToken } from '../aws-api/ecr.ts';
import { maskInLog } from '../ci/index.ts';
import type { ErrorCode } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import { authOf, type RegistryLogin } from '../core/registry-login.ts';
import { withRetries } from '../core/retry.ts';
import { Secret } from '../core/secret.ts';
import type { Credentials } from '../core/session.ts';
import type { Settings } from '../options/settings.ts';

/** The sessions that can log in; the account selects one. */
interface Holder {
  readonly accountId: string;
  readonly credentials: Credentials;
}

interface Question {
  readonly holder: Holder;
  readonly registry: Registry;
}

/**
 * Logs in to the registries in the settings, all of them or none, with masked passwords. One authorization token is
 * valid for all registries of a region. A registry uses the session for its own account if there is one, or else the
 * first.
 *
 * @throws HelperError
 */
export async function registryLogins(
  holders: readonly [Holder, ...Holder[]],
  settings: Pick<Settings, 'registries' | 'useFips' | 'useDualStack' | 'maxAttempts'>,
  io: Io,
): Promise<readonly RegistryLogin[]> {
  const announced = new Set<ErrorCode>();
  const asked = new Map<string, Promise<AuthorizationToken>>();
  const ask = ({ holder, registry: { region, isPublic } }: Question): Promise<AuthorizationToken> => {
    const key = [holder.credentials.accessKeyId, region, isPublic].join(' ');
    const known = asked.get(key);
    if (known !== undefined) return known;
    const send = () => getAuthorizationToken({ ...settings, region, isPublic }, holder.credentials, io);
    const token = withRetries(send, io, { maxAttempts: settings.maxAttempts, announced });
    asked.set(key, token);
    return token;
  };
  const logins = await Promise.all(
    settings.registries.map(async (registry) => {
      const holder = holders.find(({ accountId }) => accountId === registry.accountId) ?? holders[0];
      const { host, ...login } = await ask({ holder, registry });
      return { ...login, host: registry.host ?? host ?? publicHost };
    }),
  );
  await maskInLog(
    logins.flatMap((login) => [login.password, new Secret(authOf(login))]),
    io,
  );
  return [...new Map(logins.map((login) => [login.host, login])).values()];
}
