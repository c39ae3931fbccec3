import type { Role } from '../../aws/role.ts';
import { identify, identityRequest } from '../../aws-api/caller-identity.ts';
import { getRole } from '../../aws-api/get-role.ts';
import { readRefusal } from '../../aws-api/query-protocol.ts';
import { isFromSts, notFromAws } from '../../aws-api/refusal.ts';
import { stsEndpoint } from '../../aws-api/sts-endpoint.ts';
import { detectCi } from '../../ci/index.ts';
import type { CiProvider } from '../../ci/provider.ts';
import { type ErrorCode, HelperError } from '../../core/errors.ts';
import type { Io } from '../../core/io.ts';
import { plainClaims, type StsRefusal } from '../../diagnose/refusal-context.ts';
import { jobOf } from '../../job/job.ts';
import type { Settings } from '../../options/settings.ts';
import { assumeRoles } from '../../session/assume-roles.ts';
import { withRunLimits } from '../../session/run-limits.ts';
import { checkFetchedToken, fetchToken } from '../../session/token-supply.ts';
import type { Claims, Token } from '../../token/token.ts';
import type { TrustPolicy } from '../../trust/policy.ts';
import { policyForRole, type RolePolicy } from '../../trust/policy-for-role.ts';
import { readObject, readText } from '../trust/command.ts';

/** What doctor is asked about. */
export interface DoctorInput {
  /** Absent where no option names one: the account is not known then. */
  readonly role: Role | undefined;
  readonly settings: Settings;
  readonly claimsFile: string | undefined;
  /** Whether to read the role from IAM. */
  readonly fetchPolicy: boolean;
  /** Whether to ask AWS for the role. */
  readonly tryAssume: boolean;
}

/** Something that is wrong. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Everything that doctor found out. What went wrong on the way is part of it. */
export interface Evidence {
  readonly ci: Pick<CiProvider, 'id' | 'name'>;
  readonly sessionName: string;
  readonly token: TokenEvidence;
  /** The trust policy from the file that `trust-policy` names. */
  readonly policyInFile: RolePolicy | undefined;
  /** Absent where IAM was not asked. */
  readonly roleInIam: RoleEvidence | undefined;
  /** Absent where STS was not asked for the role. */
  readonly attempt: AssumeAttempt | undefined;
  /** Absent where the attempt already shows whether STS answers. */
  readonly probe: StsProbe | undefined;
  /** Milliseconds since the epoch, when all was gathered. */
  readonly now: number;
}

interface Context {
  readonly input: DoctorInput;
  readonly ci: CiProvider;
  readonly io: Io;
  readonly sessionName: string;
}

/**
 * Looks at the CI, the token, the trust policy and STS, one after the other, and goes on after a failure.
 *
 * @throws HelperError for a file that was given and cannot be read
 */
export async function gatherEvidence(input: DoctorInput, unbounded: Io): Promise<Evidence> {
  const { settings } = input;
  const io = withRunLimits(settings, unbounded);
  const ci = detectCi(io.env, settings.ci);
  const sessionName = settings.sessionName ?? jobOf(ci, io).name;
  const context = { input, ci, io, sessionName };
  const policyInFile = readPolicyFile(context);
  const token = await getToken(context);
  const roleInIam = policyInFile === undefined && input.fetchPolicy ? await fetchRole(context) : undefined;
  const attempt = input.tryAssume && token.problem === undefined ? await tryAssumeRole(context) : undefined;
  const probe = attempt === undefined ? await probeSts(context) : undefined;
  return { ci, sessionName, token, policyInFile, roleInIam, attempt, probe, now: io.clock.now() };
}

interface TokenEvidence {
  readonly token?: Token;
  readonly claims?: Claims;
  readonly problem?: Problem;
}

/** The token, or what is wrong with it. The claims of an expired token still say whose job it is. */
async function getToken({ input, ci, io }: Context): Promise<TokenEvidence> {
  const { settings, claimsFile } = input;
  if (claimsFile !== undefined) return { claims: plainClaims(readObject(claimsFile, io)) };
  const from = settings.source?.kind === 'token' ? settings.source.from : undefined;
  // Asked once: what is wrong now is what is looked for.
  const request = { ci, from, settings: { ...settings, maxAttempts: 1 } };
  try {
    const token = await fetchToken(request, io);
    const found = { token, claims: plainClaims(token.claims) };
    const problem = problemIn(() => checkFetchedToken(token, request, io));
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

/** @throws the error itself where a user cannot act on it */
function asProblem(error: unknown): Problem {
  if (!(error instanceof HelperError)) throw error;
  const { code, message, hint } = error;
  return { code, message, hint };
}

function readPolicyFile({ input: { role, settings }, io }: Context): RolePolicy | undefined {
  const file = settings.trustPolicy;
  return file === undefined ? undefined : policyForRole(readText(file, io), file, role?.arn);
}

interface RoleEvidence {
  readonly policy?: TrustPolicy;
  readonly maxSessionSeconds?: number;
  /** Why there is no policy. */
  readonly reason?: string;
  readonly problem?: Problem;
}

/** Reads the role with the credentials that the AWS tools would find here. Where they find none, the token is not at fault. */
async function fetchRole({ input: { role, settings }, io }: Context): Promise<RoleEvidence> {
  if (role === undefined) return {};
  try {
    const credentials = await io.ambientCredentials({ withoutVariables: false, limit: io.clock.remaining() });
    const who = await identify(credentials, { endpoint: stsEndpoint(settings), region: settings.region }, io);
    if (who.accountId !== role.accountId) {
      return {
        reason: `The credentials here belong to account ${who.accountId}, the role to account ${role.accountId}.`,
      };
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

interface AssumeAttempt {
  /** Absent where AWS did not answer. */
  readonly answer?: { readonly accepted: boolean; readonly said: string };
  readonly unreachable?: boolean;
  readonly refusal?: StsRefusal;
  readonly problem?: Problem;
}

async function tryAssumeRole({ input, ci, io, sessionName }: Context): Promise<AssumeAttempt> {
  const { source } = input.settings;
  if (source === undefined) return { answer: { accepted: false, said: '' } };
  try {
    const obtaining = { settings: input.settings, ci, sessionName, profileName: 'default' };
    const { sessions } = await assumeRoles(source, obtaining, io);
    return { answer: { accepted: true, said: sessions.map(({ arn }) => arn).join(', ') } };
  } catch (error) {
    const problem = asProblem(error);
    if (!isFromSts(problem)) return { unreachable: true, problem };
    return { answer: { accepted: false, said: problem.message }, refusal: problem, problem };
  }
}

interface StsProbe {
  readonly milliseconds?: number;
  readonly unreachable?: boolean;
  readonly problem?: Problem;
}

/** Sends a request without credentials: STS refuses it in a form that no proxy on the way uses. */
async function probeSts({ input: { settings }, io }: Context): Promise<StsProbe> {
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
