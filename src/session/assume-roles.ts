import { builtInTags } from '../aws/session-tags.ts';
import { type AssumeRoleRequest, assumeRole } from '../aws-api/assume-role.ts';
import { identify } from '../aws-api/caller-identity.ts';
import { exchangeToken } from '../aws-api/exchange-token.ts';
import { isFromSts } from '../aws-api/refusal.ts';
import type { SessionRequest } from '../aws-api/session-request.ts';
import { stsEndpoint } from '../aws-api/sts-endpoint.ts';
import type { CiProvider } from '../ci/provider.ts';
import { type ErrorCode, HelperError } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import { type RetryLimits, withRetries } from '../core/retry.ts';
import type { Credentials, Identity, ProfileSession, Session } from '../core/session.ts';
import type { CredentialSource, RoleName } from '../options/credential-source.ts';
import type { Settings } from '../options/settings.ts';
import type { Claims, Token } from '../token/token.ts';
import { type TokenSupply, tokenSupply } from './token-supply.ts';

/** Where the credentials come from that assume the first role. */
interface Origin {
  /** The token that was exchanged; absent where other credentials were used. */
  readonly token: Token | undefined;
  /** For people: `the variable AWS_ID_TOKEN`. */
  readonly credentialOrigin: string;
}

export interface AssumedRoles extends Origin {
  /** One, or with `roles` one for each. The first is what is handed over where only one can be. */
  readonly sessions: readonly [ProfileSession, ...ProfileSession[]];
}

export interface SessionOrder {
  readonly settings: Settings;
  readonly ci: CiProvider;
  readonly sessionName: string;
  /** Of a role that is assumed alone. */
  readonly profileName: string;
  /** Finds out more of why an exchange was refused; returns the error to throw in its place. */
  readonly explain?: (refusal: HelperError, exchange: RefusedExchange) => Promise<HelperError>;
}

/** An exchange that STS refused. */
export interface RefusedExchange {
  readonly request: SessionRequest;
  /** Those of the token. */
  readonly claims: Claims;
}

/** All requests of one run have the same limits, and what is waited for is said once. */
type Run = SessionOrder & { readonly io: Io; readonly retries: RetryLimits };

/** What is asked for each role alike, until something varies it. */
type CommonRequest = Omit<AssumeRoleRequest, 'roleArn'>;

/**
 * The sessions that the settings ask for, all of them or none; asked for again where that makes sense.
 *
 * @throws HelperError
 */
export async function assumeRoles(source: CredentialSource, order: SessionOrder, io: Io): Promise<AssumedRoles> {
  const { settings, profileName } = order;
  const run = { ...order, io, retries: { maxAttempts: settings.maxAttempts, announced: new Set<ErrorCode>() } };
  const request = commonRequest(order, io);
  warnOfIgnored(source, settings, io);
  if (settings.durationSeconds > longestFromRole && chains(settings)) {
    io.log.notice(`AWS limits chained roles to one hour: ${longestFromRole} s are requested for them.`);
  }
  if (settings.roles.length > 0 && source.kind === 'token') return assumeListed(source, request, run);
  const { session, ...origin } = await assumeFirst(source, request, run);
  const last = await settings.chain.reduce(
    async (before, { arn }) => assumeNextRole(await before, { ...fromRole(request), roleArn: arn }, run),
    Promise.resolve(session),
  );
  return { sessions: [{ ...last, profile: profileName, via: undefined }], ...origin };
}

function commonRequest({ settings, sessionName }: SessionOrder, { env }: Pick<Io, 'env'>): CommonRequest {
  const { region, durationSeconds, inlinePolicy, managedPolicies, externalId, tags } = settings;
  return {
    endpoint: stsEndpoint(settings),
    region,
    sessionName,
    durationSeconds,
    inlinePolicy,
    managedPolicies,
    externalId,
    tags: tags.skip ? [] : [...builtInTags(env), ...tags.custom],
    transitive: tags.transitive,
  };
}

/** With credentials of a role, AWS gives an hour at most: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html */
const longestFromRole = 3600;

function fromRole(request: CommonRequest): CommonRequest {
  return { ...request, durationSeconds: Math.min(request.durationSeconds, longestFromRole) };
}

function chains({ chain, roles }: Settings): boolean {
  return chain.length > 0 || roles.some(({ via }) => via !== undefined);
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

type FromToken = CredentialSource & { readonly kind: 'token' };

/** Several roles at once: one token for all of them, the exchanges side by side. */
async function assumeListed({ from }: FromToken, common: CommonRequest, run: Run): Promise<AssumedRoles> {
  const { settings, ci, io } = run;
  const supply = tokenSupply({ ci, settings, from }, io);
  const pending = new Map<string, Promise<ProfileSession>>();
  for (const { profile, role, via, region } of settings.roles) {
    const request = { ...common, region, endpoint: stsEndpoint({ ...settings, region }), roleArn: role.arn };
    const before = via === undefined ? undefined : pending.get(via);
    const session =
      before === undefined
        ? exchange(request, supply, run)
        : before.then((session) => assumeNextRole(session, { ...fromRole(request), roleArn: role.arn }, run));
    pending.set(
      profile,
      session.then((assumed) => ({ ...assumed, profile, via })),
    );
  }
  const [first, ...others] = await allOrNone(pending, io);
  if (first === undefined) throw new Error('no role is listed');
  const token = supply.latest();
  return { sessions: [first, ...others], token, credentialOrigin: token.source };
}

/** All sessions, once the last of them has been decided; if some were refused, a line about each says which. */
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

type FirstSession = Origin & { readonly session: Session };

/** Two of the 64 characters of a key are special, so that 28 of 100 keys are plain, and ten attempts fail once in 27 times. */
const attemptsForPlainKey = 10;
const delayForPlainKey = 200;

async function assumeFirst(source: CredentialSource, request: CommonRequest, run: Run): Promise<FirstSession> {
  const { settings, io } = run;
  if (!settings.plainSecretKey) return assumeFirstOnce(source, request, run);
  for (let attempt = 1; attempt <= attemptsForPlainKey; attempt += 1) {
    const first = await assumeFirstOnce(source, request, run);
    if (/^[A-Za-z0-9]+$/.test(first.session.credentials.secretAccessKey.reveal())) return first;
    if (attempt === attemptsForPlainKey) break;
    io.log.info(
      `The secret key has special characters. Asking for another (${attempt + 1} of ${attemptsForPlainKey}).`,
    );
    await io.clock.sleep(delayForPlainKey * attempt);
  }
  throw new HelperError(
    'credentials-unsuitable',
    `None of ${attemptsForPlainKey} secret keys was without special characters.`,
    {
      hint: 'About one key in four has none. Better do without special-characters-workaround: with a profile (aws-profile) the key passes through no shell.',
    },
  );
}

async function assumeFirstOnce(source: CredentialSource, request: CommonRequest, run: Run): Promise<FirstSession> {
  const { settings, ci, io } = run;
  if (source.kind === 'token') {
    const supply = tokenSupply({ ci, settings, from: source.from }, io);
    const session = await exchange({ ...request, roleArn: source.role.arn }, supply, run);
    const token = supply.latest();
    return { session, token, credentialOrigin: token.source };
  }
  if (source.kind === 'keys') {
    const session = await useCredentials(source, request, run);
    return { session, token: undefined, credentialOrigin: 'the keys that were given' };
  }
  const limits = { withoutVariables: settings.unsetCurrent, limit: io.clock.remaining() };
  const ambient = { role: source.role, credentials: await io.ambientCredentials(limits) };
  const session = await useCredentials(ambient, request, run);
  return { session, token: undefined, credentialOrigin: 'the credentials that were there' };
}

async function exchange(request: SessionRequest, supply: TokenSupply, { io, retries, explain }: Run): Promise<Session> {
  io.http.preconnect(request.endpoint);
  return withRetries(async (failure) => exchangeToken(request, await supply.token(failure), io), io, {
    ...retries,
    isRetryable: (error) =>
      error !== supply.failure() && (error.code !== 'sts-token-expired' || supply.latest().renewable),
  }).catch(async (error: unknown) => {
    const isRefusal = error instanceof HelperError && isFromSts(error);
    if (!isRefusal || explain === undefined) throw error;
    throw await explain(error, { request, claims: supply.latest().claims });
  });
}

interface UsedCredentials {
  readonly credentials: Credentials;
  readonly role: { readonly arn: string } | RoleName | undefined;
}

/** With a role the credentials assume it; without they are handed over themselves, once they are known to work. */
async function useCredentials(
  { credentials, role }: UsedCredentials,
  request: CommonRequest,
  run: Run,
): Promise<Session> {
  const { io, retries } = run;
  if (role !== undefined && 'arn' in role)
    return assumeNextRole({ credentials }, { ...request, roleArn: role.arn }, run);
  const identity = await withRetries(() => identify(credentials, request, io), io, retries);
  if (role === undefined) return { ...identity, credentials, roleArn: undefined, region: request.region };
  return assumeNextRole({ credentials }, { ...request, roleArn: roleInSameAccount(role, identity) }, run);
}

/** From credentials, or from another role, on to a role. */
async function assumeNextRole(
  { credentials, transitiveTags = [] }: Pick<Session, 'credentials' | 'transitiveTags'>,
  request: AssumeRoleRequest,
  { io, retries }: Run,
): Promise<Session> {
  const tags = request.tags.filter(({ Key }) => !transitiveTags.includes(Key));
  const session = await withRetries(() => assumeRole({ ...request, tags }, credentials, io), io, retries);
  return { ...session, transitiveTags: [...transitiveTags, ...(session.transitiveTags ?? [])] };
}

/** The role of that name in the account, and the partition, of whoever asks. */
function roleInSameAccount({ name }: RoleName, { arn, accountId }: Identity): string {
  return `arn:${arn.split(':')[1]}:iam::${accountId}:role/${name}`;
}
