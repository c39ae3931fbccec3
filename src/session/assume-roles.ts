import type { Role } from '../aws/role.ts';
import { builtInTags } from '../aws/session-tags.ts';
import { assumeRole } from '../aws-api/assume-role.ts';
import { identify } from '../aws-api/caller-identity.ts';
import { exchangeToken } from '../aws-api/exchange-token.ts';
import { isFromSts } from '../aws-api/refusal.ts';
import type { SessionRequest } from '../aws-api/session-request.ts';
import { stsEndpoint } from '../aws-api/sts-endpoint.ts';
import { tokenFrom } from '../ci/custom.ts';
import { maskInLog } from '../ci/index.ts';
import type { CiProvider } from '../ci/provider.ts';
import { type ErrorCode, HelperError } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import { type RetryLimits, withRetries } from '../core/retry.ts';
import type { Credentials, Identity, ProfileSession, Session } from '../core/session.ts';
import type { CredentialSource, RoleName } from '../options/credential-source.ts';
import type { Settings } from '../options/settings.ts';
import { checkToken } from '../token/check-token.ts';
import type { Claims, Token } from '../token/token.ts';

export interface Obtained {
  /** One, or with `roles` one for each. */
  readonly grants: readonly ProfileSession[];
  /** The token that was exchanged; absent where other credentials were used. */
  readonly token: Token | undefined;
  /** By what the sessions were got, for people. */
  readonly by: string;
}

export interface Obtaining {
  readonly settings: Settings;
  readonly ci: CiProvider;
  readonly sessionName: string;
  /** Of a role that is assumed alone. */
  readonly profileName: string;
  /** Finds out more of why an exchange was refused; returns the error to throw in its place. */
  readonly explain?: (refusal: HelperError, exchange: RefusedExchange) => Promise<HelperError>;
}

/** Whatever AWS is asked in one run has the same limits, and what is waited for is said once. */
type Underway = Obtaining & { readonly retries: RetryLimits };

/** An exchange that STS refused. */
export interface RefusedExchange {
  readonly request: SessionRequest;
  /** Those of the token. */
  readonly claims: Claims;
}

/**
 * The sessions that the settings ask for, all of them or none; asked for again where that makes sense.
 *
 * @throws HelperError
 */
export async function assumeRoles(source: CredentialSource, wanted: Obtaining, io: Io): Promise<Obtained> {
  const { settings, profileName } = wanted;
  const obtaining = { ...wanted, retries: { maxAttempts: settings.maxAttempts, announced: new Set<ErrorCode>() } };
  warnOfIgnored(source, settings, io);
  if (settings.durationSeconds > longestAfterRole && chains(settings)) {
    io.log.notice(
      `AWS gives an hour at most to whoever comes from another role: ${longestAfterRole} s are asked for there.`,
    );
  }
  if (settings.roles.length > 0 && source.kind === 'token') return assumeListed(source, obtaining, io);
  const { session, token, by } = await assumeFirst(source, obtaining, io);
  const later = { ...afterRole(obtaining), io };
  const last = await settings.chain.reduce(
    async (before, role) => assumeNextRole(await before, role, later),
    Promise.resolve(session),
  );
  return { grants: [{ profile: profileName, via: undefined, session: last }], token, by };
}

/** Several roles at once: one token for all of them, the exchanges side by side. */
async function assumeListed(source: FromToken, obtaining: Underway, io: Io): Promise<Obtained> {
  const supply = tokenSupply(source, obtaining, io);
  const grants = new Map<string, Promise<ProfileSession>>();
  for (const { profile, role, via, region } of obtaining.settings.roles) {
    const own = { ...obtaining, settings: { ...obtaining.settings, region } };
    const before = via === undefined ? undefined : grants.get(via);
    const session =
      before === undefined
        ? exchange(role, supply, { ...own, io })
        : before.then((grant) => assumeNextRole(grant.session, role, { ...afterRole(own), io }));
    grants.set(
      profile,
      session.then((granted) => ({ profile, via, session: granted })),
    );
  }
  const all = await allOrNone(grants, io);
  const token = supply.latest();
  return { grants: all, token, by: token.source };
}

/** All grants, once the last of them has been decided; if some were refused, a line about each says which. */
async function allOrNone(
  pending: ReadonlyMap<string, Promise<ProfileSession>>,
  { log }: Pick<Io, 'log'>,
): Promise<readonly ProfileSession[]> {
  const ends = await Promise.allSettled(pending.values());
  const refused = ends.find((end) => end.status === 'rejected');
  if (refused === undefined) return Promise.all(pending.values());
  const names = [...pending.keys()];
  for (const [index, end] of ends.entries()) {
    if (end.status === 'fulfilled') log.info(`${names[index]}: assumed, but not handed over.`);
    else log.info(`${names[index]}: ${end.reason instanceof Error ? end.reason.message : String(end.reason)}`);
  }
  throw refused.reason;
}

/** With credentials of a role, AWS gives an hour at most: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html */
const longestAfterRole = 3600;

function afterRole(obtaining: Underway): Underway {
  const durationSeconds = Math.min(obtaining.settings.durationSeconds, longestAfterRole);
  return { ...obtaining, settings: { ...obtaining.settings, durationSeconds } };
}

function chains({ chain, roles }: Settings): boolean {
  return chain.length > 0 || roles.some(({ via }) => via !== undefined);
}

interface Single {
  readonly session: Session;
  readonly token: Token | undefined;
  readonly by: string;
}

async function assumeFirst(source: CredentialSource, obtaining: Underway, io: Io): Promise<Single> {
  if (!obtaining.settings.plainSecretKey) return assumeFirstOnce(source, obtaining, io);
  for (let attempt = 1; attempt <= triesForPlainKey; attempt += 1) {
    const obtained = await assumeFirstOnce(source, obtaining, io);
    if (/^[A-Za-z0-9]+$/.test(obtained.session.credentials.secretAccessKey.reveal())) return obtained;
    if (attempt === triesForPlainKey) break;
    io.log.info(`The secret key has special characters. Asking for another (${attempt + 1} of ${triesForPlainKey}).`);
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

/** What was asked for and cannot be had from this source. */
function warnOfIgnored(source: CredentialSource, settings: Settings, { log }: Pick<Io, 'log'>): void {
  const { tags, externalId } = settings;
  const onlyToken = source.kind === 'token' && !chains(settings);
  if (tags.custom.length > 0 && onlyToken) {
    log.warning(
      "'custom-tags' is set but will be ignored: with a token, session tags are claims of the token, and only the CI can set those.",
    );
  } else if (tags.custom.length > 0 && tags.skip) {
    log.warning("'custom-tags' is set but will be ignored: 'role-skip-session-tagging' leaves out all tags.");
  }
  if (externalId !== undefined && onlyToken) {
    log.warning(
      "'role-external-id' is set but will be ignored: AssumeRoleWithWebIdentity has no external ID. Have the trust policy check the token's claims instead.",
    );
  }
}

/** Two of the 64 signs of a key are special, so that 28 of 100 keys are plain, and ten tries fail once in 27 times. */
const triesForPlainKey = 10;
const pauseForPlainKey = 200;

async function assumeFirstOnce(source: CredentialSource, obtaining: Underway, io: Io): Promise<Single> {
  if (source.kind === 'token') {
    const supply = tokenSupply(source, obtaining, io);
    const session = await exchange(source.role, supply, { ...obtaining, io });
    const token = supply.latest();
    return { session, token, by: token.source };
  }
  if (source.kind === 'keys') {
    const session = await withCredentials(source.credentials, source.role, { ...obtaining, io });
    return { session, token: undefined, by: 'the keys that were given' };
  }
  const credentials = await io.ambientCredentials({
    withoutVariables: obtaining.settings.unsetCurrent,
    limit: io.clock.remaining(),
  });
  const session = await withCredentials(credentials, source.role, { ...obtaining, io });
  return { session, token: undefined, by: 'the credentials that were there' };
}

type FromToken = CredentialSource & { readonly kind: 'token' };
type InWorld = Underway & { readonly io: Io };

async function exchange(role: Role, supply: TokenSupply, { io, ...obtaining }: InWorld): Promise<Session> {
  const request = sessionRequest(obtaining, role.arn);
  io.http.preconnect(request.endpoint);
  return withRetries(async (failure) => exchangeToken(request, await supply.token(failure), io), io, {
    ...obtaining.retries,
    isRetryable: (error) =>
      error !== supply.failure() && (error.code !== 'sts-token-expired' || supply.latest().renewable),
  }).catch(async (error: unknown) => {
    const isRefusal = error instanceof HelperError && isFromSts(error);
    if (!isRefusal || obtaining.explain === undefined) throw error;
    throw await obtaining.explain(error, { request, claims: supply.latest().claims });
  });
}

interface TokenSupply {
  /** The token, or a fresh one where the old one was the reason of the failure and another can be had. */
  token(failure: HelperError | undefined): Promise<Token>;
  /** The one that was handed out last; only after one was. */
  latest(): Token;
  /** Why there is none. It has been asked for again as often as makes sense. */
  failure(): unknown;
}

/** However many exchanges ask, a token is fetched once. */
function tokenSupply(source: FromToken, obtaining: Obtaining, io: Io): TokenSupply {
  let current: Promise<Token> | undefined;
  let latest: Token | undefined;
  let reason: unknown;
  return {
    async token(failure) {
      const seen = current;
      const token = await seen?.catch(() => undefined);
      const worn = token === undefined || (token.renewable && needsNewToken(token, failure, io.clock.now()));
      // Whoever finds it worn first fetches another; those who come after find that it has been done.
      if (worn && current === seen) current = undefined;
      current ??= obtainToken(source, obtaining, io).catch((error: unknown) => {
        reason = error;
        throw error;
      });
      latest = await current;
      return latest;
    },
    latest() {
      if (latest === undefined) throw new Error('no token was fetched');
      return latest;
    },
    failure: () => reason,
  };
}

/** Whether a new token may succeed where this one failed. */
function needsNewToken({ claims }: Token, failure: HelperError | undefined, now: number): boolean {
  const endsSoon = claims.exp !== undefined && claims.exp * 1000 < now + 30_000;
  return endsSoon || failure?.code === 'sts-token-expired' || failure?.code === 'sts-idp-unreachable';
}

/** The token from where the settings say that it is, masked and looked at; asked for again where that makes sense. */
export async function obtainToken(
  { from }: FromToken,
  { ci, settings }: Pick<Obtaining, 'ci' | 'settings'>,
  io: Io,
): Promise<Token> {
  const fetchToken = (): Promise<Token> => (from === undefined ? ci.token(settings.audience, io) : tokenFrom(from, io));
  const token = await withRetries(fetchToken, io, { maxAttempts: settings.maxAttempts });
  await maskInLog([token.jwt], io);
  if ((io.env.AWS_WEB_IDENTITY_TOKEN_FILE ?? '') !== '' && ci.id !== 'custom' && from === undefined) {
    io.log.notice(
      `AWS_WEB_IDENTITY_TOKEN_FILE is set, too: it is the identity of the machine, and is not used. The job's own token (${token.source}) is.`,
    );
  }
  checkToken(token, { audience: settings.audience, audienceAdvice: ci.audienceAdvice, now: io.clock.now() });
  return token;
}

/** With a role the credentials assume it; without they are handed over themselves, once they are known to work. */
async function withCredentials(
  credentials: Credentials,
  role: Role | RoleName | undefined,
  world: InWorld,
): Promise<Session> {
  const { settings, retries, io } = world;
  const who = { endpoint: stsEndpoint(settings), region: settings.region };
  if (role !== undefined && 'arn' in role) return assumeNextRole({ credentials }, role, world);
  const identity = await withRetries(() => identify(credentials, who, io), io, retries);
  if (role !== undefined) return assumeNextRole({ credentials }, roleInSameAccount(role, identity), world);
  return { ...identity, credentials, roleArn: undefined, region: settings.region };
}

/** From credentials, or from another role, on to a role. */
async function assumeNextRole(
  { credentials, transitiveTags = [] }: Pick<Session, 'credentials' | 'transitiveTags'>,
  { arn }: { readonly arn: string },
  { io, ...obtaining }: InWorld,
): Promise<Session> {
  const { settings } = obtaining;
  const { tags } = settings;
  const wanted = tags.skip ? [] : [...builtInTags(io.env), ...tags.custom];
  const request = {
    ...sessionRequest(obtaining, arn),
    externalId: settings.externalId,
    tags: wanted.filter(({ Key }) => !transitiveTags.includes(Key)),
    transitive: tags.transitive,
  };
  const session = await withRetries(() => assumeRole(request, credentials, io), io, obtaining.retries);
  return { ...session, transitiveTags: [...transitiveTags, ...(session.transitiveTags ?? [])] };
}

/** The role of that name in the account, and the partition, of whoever asks. */
function roleInSameAccount({ name }: RoleName, { arn, accountId }: Identity): { readonly arn: string } {
  return { arn: `arn:${arn.split(':')[1]}:iam::${accountId}:role/${name}` };
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
