import { setTimeout } from 'node:timers/promises';
import { userAgentOf } from '../aws/user-agent.ts';
import { HelperError } from '../core/errors.ts';
import type { AmbientOptions, Io, Log, ToolFindings, ToolSearch } from '../core/io.ts';
import { hideFromNowOn, Secret } from '../core/secret.ts';
import { requireSendable } from '../core/sendable-keys.ts';
import type { Credentials } from '../core/session.ts';
import { secretsInEnvironment } from '../token/environment-secrets.ts';
import { nodeExportIo } from './export-io.ts';
import { nodeHttp } from './http.ts';
import { nodeProcesses } from './processes.ts';
import type { SdkCredentials } from './sdk.ts';

/** The real world. */
export function nodeIo(log: Log): Io {
  for (const secret of secretsInEnvironment(process.env)) hideFromNowOn(secret);
  return {
    ...nodeExportIo(log),
    http: nodeHttp(userAgentOf(process.env)),
    processes: nodeProcesses,
    sign: async (request, credentials, scope) => {
      requireSendable(credentials);
      return (await import('./sign.ts')).sign(request, credentials, scope);
    },
    ambientCredentials,
  };
}

async function ambientCredentials({ withoutVariables, limit }: AmbientOptions): Promise<Credentials> {
  if (withoutVariables) {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) delete process.env[name];
  }
  try {
    const { ambientCredentials: search } = await loadSdk();
    return wrapped(await within(limit, search()));
  } catch (cause) {
    if (cause instanceof HelperError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HelperError(
      'credentials-missing',
      `Credentials could not be loaded, please check your action inputs: ${reason}`,
      {
        hint: 'The AWS tools of this machine find no credentials either: no variables, no profile, no container or instance that has any.',
        cause,
      },
    );
  }
}

/** What a program with the SDK for JavaScript would go to AWS with. Errors of the SDK are thrown as they come. */
export async function toolCredentials(
  search: ToolSearch,
  { http, clock }: Pick<Io, 'http' | 'clock'>,
): Promise<ToolFindings> {
  const { searchAsSdk } = await loadSdk();
  const { credentials, ...place } = await within(clock.remaining(), searchAsSdk(search, http));
  return { ...place, credentials: wrapped(credentials) };
}

function wrapped({ accessKeyId, secretAccessKey, sessionToken, expiration }: SdkCredentials): Credentials {
  const expiresAt = expiration?.getTime() ?? Number.NaN;
  return {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    ...(sessionToken === undefined ? {} : { sessionToken: new Secret(sessionToken) }),
    // What a credential_process says need not be a time.
    ...(Number.isNaN(expiresAt) ? {} : { expiresAt }),
  };
}

/** The SDK asks containers, instances and programs that a profile names, and some of these never answer. */
async function within<T>(limit: number, task: Promise<T>): Promise<T> {
  if (!Number.isFinite(limit)) return task;
  const ending = new AbortController();
  const end = setTimeout(limit, undefined, { signal: ending.signal }).then(() => {
    throw new HelperError('deadline-exceeded', 'The credentials of this machine were not found in time.', {
      hint: 'Something that the AWS tools ask here does not answer: a credential_process of the profile, the container or the instance.',
    });
  });
  return Promise.race([task, end]).finally(() => ending.abort());
}

/** The SDK's client and its chain of credentials: a bundle of their own, several times the size of all the rest. */
async function loadSdk(): Promise<typeof import('./sdk.ts')> {
  const { checkSdkFiles } = await import('./sdk-files.ts');
  checkSdkFiles(process.env);
  // The SDK would announce the end of Node 20 to people who only want to know who they are.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  return import('./sdk.ts');
}
