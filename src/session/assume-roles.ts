import pLimit from 'p-limit';
import { builtInTags } from '../aws/session-tags.ts';
import { ambientCredentials } from '../aws-api/ambient-credentials.ts';
import { assumeRole } from '../aws-api/assume-role.ts';
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
import { withSuitableKey } from './suitable-key.ts';
import { type ExplainToken, type TokenSupply, tokenSupply, whyNoToken } from './token-supply.ts';

/** The credentials that assume the first role. */
interface Origin {
  /** The exchanged token; absent with other credentials. */
  readonly token: Token | undefined;
  /** For messages: `the variable AWS_ID_TOKEN`. */
  readonly credentialOrigin: string;
}

export interface AssumedRoles extends Origin {
  /** One session, or one for each of `roles`. Exports that accept only one use the first. */
  readonly sessions: readonly [ProfileSession, ...ProfileSession[]];
}

export interface SessionOrder {
  readonly settings: Settings;
  readonly ci: CiProvider;
  readonly sessionName: string;
  /** With a single role. */
  readonly profileName: string;
  /** Whether the key is passed to Git Bash in a variable: it treats one that begins with a slash as a path. */
  readonly keyMeetsGitBash?: boolean;
  /** Explains a refused exchange; returns the error to throw instead. */
  readonly explain?: (refusal: HelperError, exchange: RefusedExchange) => Promise<HelperError>;
  /** The same for a token that cannot be used. */
  readonly explainToken?: ExplainToken;
}

/** An exchange that STS refused. */
export interface RefusedExchange {
  readonly request: SessionRequest;
  /** The tags of the token. */
  readonly claims: Claims;
}

/** All requests of a run share the limits, and a wait is announced once. */
type Run = SessionOrder & {
  readonly io: Io;
  readonly retries: RetryLimits;
  /** Sends a request when few enough others are pending. */
  readonly inTurn: <T>(send: () => Promise<T>) => Promise<T>;
};

/** The request for each role, unless changed. */
type CommonRequest = Omit<SessionRequest, 'roleArn'>;

/**
 * The sessions for the settings, all of them or none, with retries.
 *
 * @throws HelperError
 */
export async function assumeRoles(source: CredentialSource, order: SessionOrder, io: Io): Promise<AssumedRoles> {
  const { settings, profileName } = order;
  const retries = { maxAttempts: settings.maxAttempts, announced: new Set<ErrorCode>() };
  const run: Run = { ...order, io, retries, inTurn: (send) => send() };
  const request = commonRequest(order);
  warnOfIgnored(source, settings, io);
  if (settings.durationSeconds > longestFromRole && chains(settings)) {
    io.log.notice(`AWS limits chained roles to one hour; requesting ${longestFromRole} s for them.`);
  }
  if (settings.roles.length > 0 && source.kind === 'token') {
    return assumeListed(source, request, { ...run, inTurn: pLimit(mostAtOnce) });
  }
  const wish = {
    plain: settings.plainSecretKey,
    meetsGitBash: order.keyMeetsGitBash === true,
    varies: source.role !== undefined || settings.chain.length > 0,
  };
  const { session, ...origin } = await withSuitableKey(() => assumeChain(source, request, run), wish, io);
  return { sessions: [{ ...session, profile: profileName, via: undefined }], ...origin };
}

function commonRequest({ settings, sessionName }: SessionOrder): CommonRequest {
  const { region, durationSeconds, inlinePolicy, managedPolicies } = settings;
  return { endpoint: stsEndpoint(settings), region, sessionName, durationSeconds, inlinePolicy, managedPolicies };
}

/**
 * Seconds. With credentials of a role, AWS limits sessions to one hour:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html
 */
const longestFromRole = 3600;

function fromRole(request: CommonRequest): CommonRequest {
  return { ...request, durationSeconds: Math.min(request.durationSeconds, longestFromRole) };
}

function chains({ chain, roles }: Settings): boolean {
  return chain.length > 0 || roles.some(({ via }) => via !== undefined);
}

/** Options that this source does not support. */
function warnOfIgnored(source: CredentialSource, settings: Settings, { log }: Pick<Io, 'log'>): void {
  const { tags, externalId } = settings;
  const onlyToken = source.kind === 'token' && !chains(settings);
  if (tags.custom.length > 0 && onlyToken) {
    log.warning(
      "'custom-tags' is set but will be ignored: with a token, session tags are claims that only the CI can set.",
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

/** Parallel requests, each with its own connection. */
const mostAtOnce = 8;

type FromToken = CredentialSource & { readonly kind: 'token' };

/** Several roles: one token for all, with parallel exchanges. */
async function assumeListed({ from }: FromToken, common: CommonRequest, run: Run): Promise<AssumedRoles> {
  const { settings, ci, io, explainToken } = run;
  const supply = tokenSupply({ ci, settings, from, explainToken }, io);
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

/** Waits for all sessions; if some were refused, a line about each names it. */
async function allOrNone(
  pending: ReadonlyMap<string, Promise<ProfileSession>>,
  { log }: Pick<Io, 'log'>,
): Promise<readonly ProfileSession[]> {
  const ends = await Promise.allSettled(pending.values());
  const refused = ends.find((end) => end.status === 'rejected');
  if (refused === undefined) return Promise.all(pending.values());
  const names = [...pending.keys()];
  for (const [index, end] of ends.entries()) {
    if (end.status === 'fulfilled') log.info(`${names[index]}: assumed, but not exported.`);
    else log.info(`${names[index]}: ${end.reason instanceof Error ? end.reason.message : String(end.reason)}`);
  }
  throw refused.reason;
}

type OneSession = Origin & { readonly session: Session };

/** The session at the end of the chain. */
async function assumeChain(source: CredentialSource, request: CommonRequest, run: Run): Promise<OneSession> {
  const { session, ...origin } = await assumeFirst(source, request, run);
  const last = await run.settings.chain.reduce(
    async (before, { arn }) => assumeNextRole(await before, { ...fromRole(request), roleArn: arn }, run),
    Promise.resolve(session),
  );
  return { session: last, ...origin };
}

async function assumeFirst(source: CredentialSource, request: CommonRequest, run: Run): Promise<OneSession> {
  const { settings, ci, io, explainToken } = run;
  if (source.kind === 'token') {
    const supply = tokenSupply({ ci, settings, from: source.from, explainToken }, io);
    const session = await exchange({ ...request, roleArn: source.role.arn }, supply, run);
    const token = supply.latest();
    return { session, token, credentialOrigin: token.source };
  }
  if (source.kind === 'keys') {
    const session = await useCredentials(source, request, run);
    return { session, token: undefined, credentialOrigin: 'the given access keys' };
  }
  const session = await useExisting(source.role, request, run).catch(async (error: unknown) => {
    throw source.insteadOfToken ? await withWhyNoToken(error, run) : error;
  });
  return { session, token: undefined, credentialOrigin: 'existing credentials' };
}

async function useExisting(role: UsedCredentials['role'], request: CommonRequest, run: Run): Promise<Session> {
  const { settings, io } = run;
  const credentials = await ambientCredentials(settings, { withoutVariables: settings.unsetCurrent }, io);
  return useCredentials({ role, credentials }, request, run);
}

/** On a self-hosted runner, the credentials are often those of the machine, and the job was meant to use its token. */
async function withWhyNoToken(error: unknown, { ci, io }: Run): Promise<unknown> {
  const codes: readonly ErrorCode[] = ['credentials-missing', 'credentials-invalid', 'sts-access-denied'];
  if (!(error instanceof HelperError) || !codes.includes(error.code)) return error;
  const reason = await whyNoToken(ci, io);
  if (reason === undefined) return error;
  const why = `The existing credentials were used because the job has no token. ${reason.message}\n${reason.hint}`;
  return new HelperError(error.code, error.message, { ...error.details, hint: `${error.hint}\n\n${why}` });
}

async function exchange(request: SessionRequest, supply: TokenSupply, run: Run): Promise<Session> {
  const { io, retries, inTurn, explain } = run;
  io.http.preconnect(request.endpoint);
  const send = async (failure?: HelperError): Promise<Session> => {
    const token = await supply.token(failure);
    return inTurn(() => exchangeToken(request, token, io));
  };
  return withRetries(send, io, {
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

/** With a role, the credentials assume it; without one, they are exported themselves after a test. */
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

/** Assumes a role with credentials or with another role. */
async function assumeNextRole(
  { credentials, transitiveTags = [] }: Pick<Session, 'credentials' | 'transitiveTags'>,
  request: SessionRequest,
  { settings: { tags, externalId }, io, retries, inTurn }: Run,
): Promise<Session> {
  const all = tags.skip ? [] : [...builtInTags(io.env), ...tags.custom];
  const further = {
    externalId,
    tags: all.filter(({ Key }) => !transitiveTags.includes(Key)),
    transitive: tags.transitive,
  };
  const send = () => inTurn(() => assumeRole({ ...request, ...further }, credentials, io));
  const session = await withRetries(send, io, retries);
  return { ...session, transitiveTags: [...transitiveTags, ...(session.transitiveTags ?? [])] };
}

/** The role with that name in the account and partition of the caller. */
function roleInSameAccount({ name }: RoleName, { arn, accountId }: Identity): string {
  return `arn:${arn.split(':')[1]}:iam::${accountId}:role/${name}`;
}
