import type { Role } from '../../aws/role.ts';
import { identify, identityRequest } from '../../aws-api/caller-identity.ts';
import { stsEndpoint } from '../../aws-api/endpoint.ts';
import { getRole } from '../../aws-api/get-role.ts';
import { readRefusal } from '../../aws-api/query-protocol.ts';
import { isFromSts, notFromAws } from '../../aws-api/refusal.ts';
import { tokenFrom } from '../../ci/custom.ts';
import { detectCi, maskInLog } from '../../ci/index.ts';
import type { CiProvider } from '../../ci/provider.ts';
import { type ErrorCode, HelperError } from '../../core/errors.ts';
import type { Io } from '../../core/io.ts';
import { numberAt } from '../../core/json.ts';
import { timeText } from '../../core/time-text.ts';
import { type Diagnosis, diagnose } from '../../diagnose/diagnose.ts';
import { plainClaims, type StsRefusal } from '../../diagnose/refusal-context.ts';
import { jobOf } from '../../job/job.ts';
import { type Settings, withoutUser } from '../../options/settings.ts';
import { obtainGrants } from '../../session/assume-roles.ts';
import { boundedBy } from '../../session/limits.ts';
import { checkToken } from '../../token/check-token.ts';
import type { Claims, Token } from '../../token/token.ts';
import { accountOfArn, effectiveAudiences } from '../../trust/context.ts';
import { explain } from '../../trust/explain.ts';
import type { TrustPolicy } from '../../trust/policy.ts';
import { policyForRole } from '../../trust/policy-for-role.ts';
import { providerArn, providerPath } from '../../trust/provider-name.ts';
import { accountIn, standInRole } from '../../trust/stand-in-role.ts';
import { readObject, readText } from '../trust/command.ts';

/** What somebody comes with. */
export interface DoctorInput {
  /** Absent where nobody names one: the account is not known then. */
  readonly role: Role | undefined;
  readonly settings: Settings;
  readonly claimsFile: string | undefined;
  /** Whether the role is to be read from IAM. */
  readonly fetchPolicy: boolean;
  /** Whether AWS is to be asked. */
  readonly tryAssume: boolean;
}

/** Something that is wrong. */
interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** What was found, as it is printed and handed to programs. None of it is secret. */
export interface DoctorReport {
  readonly ci: { readonly id: string; readonly name: string };
  readonly role: string | undefined;
  readonly token: { readonly source: string; readonly expires: string; readonly secondsLeft: number } | undefined;
  readonly claims: Diagnosis['claims'];
  /** What IAM must have. */
  readonly provider: { readonly arn: string; readonly url: string; readonly clientId: string } | undefined;
  readonly sts: { readonly endpoint: string; readonly reachable: boolean; readonly milliseconds?: number };
  readonly trustPolicy:
    | { readonly source: string; readonly accepts: boolean; readonly comparison: readonly string[] }
    | undefined;
  /** Why the role was not read, where it was to be. */
  readonly notFetched: string | undefined;
  /** AWS's own answer, where it was asked. */
  readonly answer: { readonly accepted: boolean; readonly said: string } | undefined;
  /** What is wrong, the first thing first. */
  readonly problems: readonly Problem[];
  readonly findings: Diagnosis['findings'];
  /** A trust policy that accepts the token, where none is known to do so. */
  readonly acceptingPolicy: Diagnosis['policy'];
}

/**
 * Looks at everything, and goes on as far as it can: what is wrong is among the results.
 *
 * @throws HelperError for a file that was given and cannot be read
 */
export async function examine(visit: DoctorInput, world: Io): Promise<DoctorReport> {
  const { settings } = visit;
  const io = boundedBy(settings, world);
  const ci = detectCi(io.env, settings.ci);
  const room = { visit, ci, io };
  const given = policyInFile(room);
  const token = await tokenOf(room);
  const fetched = given === undefined && visit.fetchPolicy ? await roleInIam(room) : undefined;
  const tried = visit.tryAssume && token.problem === undefined ? await tryExchange(room) : undefined;
  const sts = tried === undefined ? await reachSts(room) : undefined;

  const known = given ?? fetched;
  const roleArn = visit.role?.arn ?? given?.roleArn ?? standInRole(accountIn(known?.policy));
  const request = { ...settings, roleArn, sessionName: sessionNameIn(room) };
  const { claims } = token;
  const diagnosis =
    claims &&
    diagnose({
      claims,
      request,
      now: io.clock.now(),
      refusal: tried?.refusal,
      policy: known?.policy,
      maxSessionSeconds: fetched?.maxSessionSeconds,
    });
  const verdict = diagnosis?.verdict;
  const problems = [token.problem, fetched?.problem, tried?.problem, sts?.problem];
  return {
    ci: { id: ci.id, name: ci.name },
    role: visit.role?.arn,
    token: token.token && timesOf(token.token, io),
    claims: diagnosis?.claims ?? [],
    provider: claims && providerFor(claims, roleArn),
    sts: {
      endpoint: withoutUser(stsEndpoint(settings)),
      reachable: (sts ?? tried)?.unreachable !== true,
      ...(sts?.milliseconds === undefined ? {} : { milliseconds: sts.milliseconds }),
    },
    trustPolicy: verdict &&
      claims && {
        source: settings.trustPolicy ?? 'the role in IAM',
        accepts: verdict.allowed,
        comparison: explain(verdict, claims),
      },
    notFetched: fetched?.reason,
    answer: tried?.answer,
    problems: [
      ...problems.filter((problem) => problem !== undefined),
      ...(tried === undefined ? (diagnosis?.problems ?? []) : []),
    ],
    findings: diagnosis?.findings ?? [],
    acceptingPolicy: diagnosis?.policy,
  };
}

interface DoctorContext {
  readonly visit: DoctorInput;
  readonly ci: CiProvider;
  readonly io: Io;
}

interface FoundToken {
  readonly token?: Token;
  readonly claims?: Claims;
  readonly problem?: Problem;
}

/** The token, or what is wrong with it; one that is of no use any more still says whose it is. */
async function tokenOf({ visit, ci, io }: DoctorContext): Promise<FoundToken> {
  const { settings, claimsFile } = visit;
  if (claimsFile !== undefined) return { claims: plainClaims(readObject(claimsFile, io)) };
  const from = settings.source?.kind === 'token' ? settings.source.from : undefined;
  try {
    const token = await (from === undefined ? ci.token(settings.audience, io) : tokenFrom(from, io));
    await maskInLog([token.jwt], io);
    const found = { token, claims: plainClaims(token.claims) };
    const problem = problemIn(() => {
      checkToken(token, { audience: settings.audience, audienceAdvice: ci.audienceAdvice, now: io.clock.now() });
    });
    return problem === undefined ? found : { ...found, problem };
  } catch (error) {
    return { problem: asProblem(error) };
  }
}

function problemIn(check: () => void): Problem | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return asProblem(error);
  }
}

/** @throws the error itself, if it is none that a user can act on */
function asProblem(error: unknown): Problem {
  if (!(error instanceof HelperError)) throw error;
  const { code, message, hint } = error;
  return { code, message, hint };
}

interface KnownPolicy {
  readonly policy: TrustPolicy;
  readonly roleArn: string | undefined;
}

function policyInFile({ visit: { role, settings }, io }: DoctorContext): KnownPolicy | undefined {
  const file = settings.trustPolicy;
  return file === undefined ? undefined : policyForRole(readText(file, io), file, role?.arn);
}

interface FetchedRole {
  readonly policy?: TrustPolicy;
  readonly maxSessionSeconds?: number;
  /** Why there is no policy. */
  readonly reason?: string;
  readonly problem?: Problem;
}

/** The role as IAM has it, by way of whatever credentials are around; that there are none is no fault of the token's. */
async function roleInIam({ visit: { role, settings }, io }: DoctorContext): Promise<FetchedRole> {
  if (role === undefined) return {};
  try {
    const credentials = await io.ambientCredentials({ withoutVariables: false, limit: io.clock.remaining() });
    const who = await identify(credentials, { endpoint: stsEndpoint(settings), region: settings.region }, io);
    if (who.accountId !== role.accountId) {
      return { reason: `The credentials here are of account ${who.accountId}, the role is of ${role.accountId}.` };
    }
    const found = await getRole(role, credentials, io);
    if (found === undefined) {
      const message = `There is no role ${role.name} in account ${role.accountId}.`;
      return { reason: message, problem: { code: 'sts-access-denied', message, hint: 'Check role-to-assume.' } };
    }
    const document = { Role: { Arn: role.arn, AssumeRolePolicyDocument: found.trustPolicy } };
    const { policy } = policyForRole(JSON.stringify(document), role.arn, role.arn);
    return { policy, maxSessionSeconds: found.maxSessionSeconds };
  } catch (error) {
    return { reason: asProblem(error).message };
  }
}

interface Tried {
  /** Absent where AWS gave none. */
  readonly answer?: { readonly accepted: boolean; readonly said: string };
  readonly unreachable?: boolean;
  readonly refusal?: StsRefusal;
  readonly problem?: Problem;
}

async function tryExchange(room: DoctorContext): Promise<Tried> {
  const { visit, ci, io } = room;
  const { source } = visit.settings;
  if (source === undefined) return { answer: { accepted: false, said: '' } };
  try {
    const obtaining = { settings: visit.settings, ci, sessionName: sessionNameIn(room), profileName: 'default' };
    const { grants } = await obtainGrants(source, obtaining, io);
    return { answer: { accepted: true, said: grants.map(({ session }) => session.arn).join(', ') } };
  } catch (error) {
    const problem = asProblem(error);
    if (!isFromSts(problem)) return { unreachable: true, problem };
    return { answer: { accepted: false, said: problem.message }, refusal: problem, problem };
  }
}

interface Reached {
  readonly milliseconds?: number;
  readonly unreachable?: boolean;
  readonly problem?: Problem;
}

/** A question without credentials, which STS refuses in a form that nothing else between here and there has. */
async function reachSts({ visit: { settings }, io }: DoctorContext): Promise<Reached> {
  const endpoint = stsEndpoint(settings);
  const begin = io.clock.now();
  try {
    const response = await io.http.send(identityRequest(endpoint));
    const milliseconds = io.clock.now() - begin;
    if (response.status === 200 || readRefusal(response) !== undefined) return { milliseconds };
    throw notFromAws(response, { service: 'STS', endpoint, failure: 'STS was not reached' });
  } catch (error) {
    return { unreachable: true, problem: asProblem(error) };
  }
}

function sessionNameIn({ visit: { settings }, ci, io }: DoctorContext): string {
  return settings.sessionName ?? jobOf(ci, io).name;
}

function timesOf({ source, claims }: Token, { clock }: Pick<Io, 'clock'>): DoctorReport['token'] {
  const ends = numberAt(claims, 'exp') ?? 0;
  return {
    source,
    expires: timeText(ends) ?? String(ends),
    secondsLeft: Math.round(ends - clock.now() / 1000),
  };
}

function providerFor(claims: Claims, roleArn: string): DoctorReport['provider'] {
  const issuer = claims.iss ?? '';
  const [clientId = ''] = effectiveAudiences(claims);
  return { arn: providerArn(issuer, accountOfArn(roleArn)), url: `https://${providerPath(issuer)}`, clientId };
}
