import { setTimeout } from 'node:timers/promises';
import { HelperError } from '../core/errors.ts';
import type { AmbientOptions, Io, TakeRole, ToolFindings, ToolSearch } from '../core/io.ts';
import { Secret } from '../core/secret.ts';
import type { Credentials } from '../core/session.ts';
import type { SdkCredentials, SdkTakeRole } from './sdk.ts';

/** The credentials that AWS tools find on this machine. */
export async function machineCredentials({ withoutVariables, limit, takeRole }: AmbientOptions): Promise<Credentials> {
  if (withoutVariables) {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) delete process.env[name];
  }
  try {
    const { chainCredentials: search } = await loadSdk();
    return wrapped(await within(limit, search(withPlainTexts(takeRole))));
  } catch (cause) {
    if (cause instanceof HelperError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HelperError(
      'credentials-missing',
      `Credentials could not be loaded, please check your action inputs: ${reason}`,
      {
        hint: 'Provide credentials in environment variables, a profile, a container or an instance role: AWS tools find none on this machine.',
        cause,
      },
    );
  }
}

/** The credentials that a program with the SDK for JavaScript would use. Errors of the SDK are thrown unchanged. */
export async function toolCredentials(
  search: ToolSearch,
  takeRole: TakeRole,
  { clock }: Pick<Io, 'clock'>,
): Promise<ToolFindings> {
  const { searchAsSdk } = await loadSdk();
  const { credentials, ...place } = await within(clock.remaining(), searchAsSdk(search, withPlainTexts(takeRole)));
  return { ...place, credentials: wrapped(credentials) };
}

/** The SDK has its own bundle, so its values have no shared classes. */
function withPlainTexts(takeRole: TakeRole): SdkTakeRole {
  return async (role, source) => {
    const taken = await takeRole(role, typeof source === 'string' ? new Secret(source) : wrapped(source));
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = taken;
    return {
      accessKeyId,
      secretAccessKey: secretAccessKey.reveal(),
      ...(sessionToken === undefined ? {} : { sessionToken: sessionToken.reveal() }),
      ...(expiresAt === undefined ? {} : { expiration: new Date(expiresAt) }),
    };
  };
}

function wrapped({ accessKeyId, secretAccessKey, sessionToken, expiration }: SdkCredentials): Credentials {
  const expiresAt = expiration?.getTime() ?? Number.NaN;
  return {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    ...(sessionToken === undefined ? {} : { sessionToken: new Secret(sessionToken) }),
    // The expiry from a credential_process may not be a date.
    ...(Number.isNaN(expiresAt) ? {} : { expiresAt }),
  };
}

/** The SDK calls containers, instances and programs of a profile, some of which never answer. */
async function within<T>(limit: number, task: Promise<T>): Promise<T> {
  if (!Number.isFinite(limit)) return task;
  const ending = new AbortController();
  const end = setTimeout(limit, undefined, { signal: ending.signal }).then(() => {
    throw new HelperError('deadline-exceeded', 'Timed out while searching for the credentials of this machine.', {
      hint: 'Check the sources that AWS tools query: the credential_process of the profile, the container endpoint and the instance metadata service.',
    });
  });
  return Promise.race([task, end]).finally(() => ending.abort());
}

/** The SDK's credential chain, in its own bundle, which few jobs load. */
async function loadSdk(): Promise<typeof import('./sdk.ts')> {
  // The SDK would warn about the end of Node 20, which is irrelevant here.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const sdk = await import('./sdk.ts');
  sdk.checkSdkFiles(process.env);
  return sdk;
}
