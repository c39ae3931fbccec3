import { tokenFrom } from './ci/custom.ts';
import type { CiProvider } from './ci/provider.ts';
import { HelperError } from './errors.ts';
import type { Token } from './jwt.ts';
import type { Io } from './ports.ts';
import { withRetries } from './retry.ts';
import type { Role } from './role.ts';
import type { Credentials, Identity, Session } from './session.ts';
import { builtInTags } from './session-tags.ts';
import type { RoleName, Settings, Source } from './settings.ts';
import { assumeRole } from './sts/assume-role.ts';
import { identify } from './sts/caller-identity.ts';
import { stsEndpoint } from './sts/endpoint.ts';
import { exchangeToken } from './sts/exchange.ts';
import type { SessionRequest } from './sts/session-request.ts';
import { checkToken } from './token-check.ts';

export interface Obtained {
  readonly session: Session;
  /** The token that was exchanged; absent where other credentials were used. */
  readonly token: Token | undefined;
  /** By what the session was got, for people. */
  readonly by: string;
}

export interface Obtaining {
  readonly settings: Settings;
  readonly ci: CiProvider;
  readonly sessionName: string;
}

/** A session from what the settings name as its source; asked for again where that makes sense. */
export async function obtainSession(source: Source, obtaining: Obtaining, io: Io): Promise<Obtained> {
  if (!obtaining.settings.plainSecretKey) return obtainOnce(source, obtaining, io);
  for (let attempt = 1; attempt <= triesForPlainKey; attempt += 1) {
    const obtained = await obtainOnce(source, obtaining, io);
    if (/^[A-Za-z0-9]+$/.test(obtained.session.credentials.secretAccessKey.reveal())) return obtained;
    io.log.info(`The secret key has special characters. Asking for another (${attempt} of ${triesForPlainKey}).`);
    await io.clock.sleep(pauseForPlainKey * attempt);
  }
  throw new HelperError(
    'credentials-unsuitable',
    `None of ${triesForPlainKey} secret keys was without special characters.`,
    {
      hint: 'About one key in four has none. Better do without special-characters-workaround: with a profile (aws-profile) the key passes through no shell.',
    },
  );
}

/** About a quarter of all keys is plain, so that ten tries fail once in eighteen times. */
const triesForPlainKey = 10;
const pauseForPlainKey = 200;

async function obtainOnce(source: Source, obtaining: Obtaining, io: Io): Promise<Obtained> {
  if (source.kind === 'token') return fromToken(source, obtaining, io);
  if (source.kind === 'keys')
    return fromCredentials(source.credentials, source.role, { ...obtaining, io, by: 'the keys that were given' });
  const credentials = await io.ambientCredentials({ withoutVariables: obtaining.settings.unsetCurrent });
  return fromCredentials(credentials, source.role, { ...obtaining, io, by: 'the credentials that were there' });
}

/** Tried again, where that makes sense, with a fresh token if the last one is the reason. */
async function fromToken(source: Source & { readonly kind: 'token' }, obtaining: Obtaining, io: Io): Promise<Obtained> {
  const request = sessionRequest(obtaining, source.role.arn);
  io.http.warm(request.endpoint);
  let token: Token | undefined;
  return withRetries(
    async (failure) => {
      const usable = token !== undefined && !(token.renewable && wornOut(token, failure, io.clock.now()));
      token = usable && token !== undefined ? token : await obtainToken(source, obtaining, io);
      return { session: await exchangeToken(request, token, io), token, by: token.source };
    },
    io,
    {
      mostTries: obtaining.settings.mostTries,
      worthwhile: (error) => error.code !== 'sts-token-expired' || token?.renewable === true,
    },
  ).catch(async (error: unknown) => {
    // Most runs need none of it.
    const { withDiagnosis } = await import('./explain-refusal.ts');
    throw withDiagnosis(error, { claims: token?.claims, request, ...obtaining }, io);
  });
}

/** Whether a new token may succeed where this one failed. */
function wornOut({ claims }: Token, failure: HelperError | undefined, now: number): boolean {
  const endsSoon = claims.exp !== undefined && claims.exp * 1000 < now + 30_000;
  return endsSoon || failure?.code === 'sts-token-expired' || failure?.code === 'sts-idp-unreachable';
}

async function obtainToken(
  { from }: Source & { readonly kind: 'token' },
  { ci, settings }: Obtaining,
  io: Io,
): Promise<Token> {
  const token = await (from === undefined ? ci.token(settings.audience, io) : tokenFrom(from, io));
  await ci.mask?.([token.jwt], io);
  if ((io.env.AWS_WEB_IDENTITY_TOKEN_FILE ?? '') !== '' && ci.id !== 'custom' && from === undefined) {
    io.log.notice(
      `AWS_WEB_IDENTITY_TOKEN_FILE is set, too: it is the identity of the machine, and is not used. The job's own token (${token.source}) is.`,
    );
  }
  checkToken(token, { audience: settings.audience, audienceAdvice: ci.audienceAdvice, now: io.clock.now() });
  return token;
}

/** With a role the credentials assume it; without they are handed over themselves, once they are known to work. */
async function fromCredentials(
  credentials: Credentials,
  role: Role | RoleName | undefined,
  { io, by, ...obtaining }: Obtaining & { readonly io: Io; readonly by: string },
): Promise<Obtained> {
  const { settings } = obtaining;
  const who = { endpoint: stsEndpoint(settings), region: settings.region };
  const session = await withRetries(
    async () => {
      if (role === undefined) {
        return { ...(await identify(credentials, who, io)), credentials, roleArn: undefined, region: settings.region };
      }
      const roleArn = 'arn' in role ? role.arn : siblingRole(role, await identify(credentials, who, io));
      const { tags } = settings;
      const request = {
        ...sessionRequest(obtaining, roleArn),
        externalId: settings.externalId,
        tags: tags.skip ? tags.custom : [...builtInTags(io.env), ...tags.custom],
        transitive: tags.transitive,
      };
      return assumeRole(request, credentials, io);
    },
    io,
    { mostTries: settings.mostTries },
  );
  return { session, token: undefined, by };
}

/** The role of that name in the account, and the partition, of whoever asks. */
function siblingRole({ name }: RoleName, { arn, accountId }: Identity): string {
  return `arn:${arn.split(':')[1]}:iam::${accountId}:role/${name}`;
}

function sessionRequest({ settings, sessionName }: Obtaining, roleArn: string): SessionRequest {
  return {
    endpoint: stsEndpoint(settings),
    region: settings.region,
    roleArn,
    sessionName,
    durationSeconds: settings.durationSeconds,
    inlinePolicy: settings.inlinePolicy,
    managedPolicies: settings.managedPolicies,
  };
}
