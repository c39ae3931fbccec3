import type { Io, TakeRole } from '../core/io.ts';
import { withRetries } from '../core/retry.ts';
import { Secret } from '../core/secret.ts';
import type { Credentials } from '../core/session.ts';
import type { Settings } from '../options/settings.ts';
import { assumeRole } from './assume-role.ts';
import { exchangeToken } from './exchange-token.ts';
import { stsEndpoint } from './sts-endpoint.ts';

type Place = Pick<Settings, 'stsEndpoint' | 'useFips' | 'useDualStack'>;

/**
 * The credentials that the AWS tools of this machine would find.
 *
 * @throws HelperError `credentials-missing`, `deadline-exceeded`, `sts-…`, `network-failed`
 */
export function ambientCredentials(
  settings: Place,
  { withoutVariables }: { readonly withoutVariables: boolean },
  io: Io,
): Promise<Credentials> {
  return io.ambientCredentials({ withoutVariables, limit: io.clock.remaining(), takeRole: takeRole(settings, io) });
}

/** Uses our own request: the SDK's client ignores proxy settings and would be a quarter of the package. */
export function takeRole(place: Place, io: Pick<Io, 'http' | 'sign' | 'log' | 'clock'>): TakeRole {
  return async ({ endpoint: named, externalId, ...role }, source) => {
    const { region } = role;
    const endpoint = stsEndpoint({ ...place, region, stsEndpoint: place.stsEndpoint ?? named });
    const request = { ...role, endpoint, inlinePolicy: undefined, managedPolicies: [] };
    const send = () =>
      source instanceof Secret
        ? exchangeToken(request, { jwt: source }, io)
        : assumeRole({ ...request, externalId, tags: [], transitive: [] }, source, io);
    const { credentials } = await withRetries(send, io, { maxAttempts: Number.POSITIVE_INFINITY });
    return credentials;
  };
}
