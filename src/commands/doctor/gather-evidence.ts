import type { Role } from '../../aws/role.ts';
import { ambientCredentials } from '../../aws-api/ambient-credentials.ts';
import { identify, identityRequest } from '../../aws-api/caller-identity.ts';
import { getRole } from '../../aws-api/get-role.ts';
import { readRefusal } from '../../aws-api/query-protocol.ts';
import { isFromSts, notFromAws } from '../../aws-api/refusal.ts';
import { stsEndpoint } from '../../aws-api/sts-endpoint.ts';
import { detectCi } from '../../ci/index.ts';
import type { CiProvider } from '../../ci/provider.ts';
import { errorPage } from '../../core/docs-page.ts';
import { type ErrorCode, HelperError } from '../../core/errors.ts';
import type { Io } from '../../core/io.ts';
import { plainClaims, type StsRefusal } from '../../diagnose/refusal-context.ts';
import { jobOf } from '../../job/job.ts';
import type { Settings } from '../../options/settings.ts';
import { assumeRoles } from '../../session/assume-roles.ts';
import { withRunLimits } from '../../session/run-limits.ts';
import { tokenFault } from '../../session/token-fault.ts';
import { checkFetchedToken, type ExplainToken, fetchToken, whyNoToken } from '../../session/token-supply.ts';
import type { Claims, Token } from '../../token/token.ts';
import type { ConditionContext } from '../../trust/evaluate.ts';
import type { TrustPolicy } from '../../trust/policy.ts';
import { policyForRole, type RolePolicy } from '../../trust/policy-for-role.ts';
import { readClaims, readPolicyFile } from '../trust/command.ts';

export interface DoctorInput {
  /** Absent if no option sets it; then the account is unknown. */
  readonly role: Role | undefined;
  readonly settings: Settings;
  readonly claimsFile: string | undefined;
  /** Values of the request that only AWS would know, from the command line. */
  readonly extra: ConditionContext;
  /** Whether to read the role from IAM. */
  readonly fetchPolicy: boolean;
  /** Whether to call AWS to assume the role. */
  readonly tryAssume: boolean;
}

export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string | undefined;
  /** The URL of the documentation of the code. */
  readonly page: string;
}

/** Everything that doctor found, including failures on the way. */
export interface Evidence {
  readonly ci: Pick<CiProvider, 'id' | 'name'>;
  /** Absent if it is not known: with claims alone, outside a job. */
  readonly sessionName: string | undefined;
  readonly token: TokenEvidence;
  /** The trust policy from the file of the option `trust-policy`. */
  readonly policyInFile: RolePolicy | undefined;
  /** Absent if IAM was not called. */
  readonly roleInIam: RoleEvidence | undefined;
  /** Absent if STS was not called for the role. */
  readonly attempt: AssumeAttempt | undefined;
  /** Absent if the attempt shows whether STS answers, or if no request may be sent. */
  readonly probe: StsProbe | undefined;
  /** Milliseconds since the epoch, when the evidence was complete. */
  readonly now: number;
}

interface Context {
  readonly input: DoctorInput;
  readonly ci: CiProvider;
  readonly io: Io;
  readonly sessionName: string;
}

/**
 * Checks the CI, the token, the trust policy and STS in this order, and continues after failures.
 *
 * @throws HelperError for a given file that cannot be read
 */
export async function gatherEvidence(input: DoctorInput, unbounded: Io): Promise<Evidence> {
  const { settings } = input;
  const io = withRunLimits(settings, unbounded);
  const ci = detectCi(io.env, settings.ci);
  const sessionName = settings.sessionName ?? jobOf(ci, io).name;
  const context = { input, ci, io, sessionName };
  const policyInFile = policyFromFile(context);
  const token = await getToken(context);
  const roleInIam = policyInFile === undefined && input.fetchPolicy ? await fetchRole(context) : undefined;
  const attempt = input.tryAssume && token.problem === undefined ? await tryAssumeRole(context) : undefined;
  // With claims alone, no request is sent.
  const probe = attempt === undefined && input.claimsFile === undefined ? await probeSts(context) : undefined;
  const isOutsideJob = ci.id === 'custom' && input.claimsFile !== undefined;
  const knownName = isOutsideJob ? settings.sessionName : sessionName;
  return { ci, sessionName: knownName, token, policyInFile, roleInIam, attempt, probe, now: io.clock.now() };
}

interface TokenEvidence {
  readonly token?: Token;
  readonly claims?: Claims;
  readonly problem?: Problem;
}

/** The token, or what is wrong with it. An expired token still has useful claims. */
async function getToken({ input, ci, io }: Context): Promise<TokenEvidence> {
  const { settings, claimsFile } = input;
  if (claimsFile !== undefined) return { claims: plainClaims(readClaims(claimsFile, io)) };
  if (settings.source?.kind === 'ambient' && settings.source.insteadOfToken) {
    const reason = await whyNoToken(ci, io);
    if (reason !== undefined) io.log.notice(`${reason.message} Existing credentials would assume the role.`);
  }
  // Existing credentials need no token.
  if (settings.source !== undefined && settings.source.kind !== 'token') return {};
  const from = settings.source?.kind === 'token' ? settings.source.from : undefined;
  // Without retries: the current failure is the subject.
  const request = { ci, from, settings: { ...settings, maxAttempts: 1 } };
  try {
    const token = await fetchToken(request, io);
    const found = { token, claims: plainClaims(token.claims) };
    const explainToken: ExplainToken = async (error, claims) => tokenFault(error, claims);
    const problem = await problemIn(checkFetchedToken(token, { ...request, explainToken }, io));
    return problem === undefined ? found : { ...found, problem };
  } catch (error) {
    return { problem: asProblem(error) };
  }
}

async function problemIn(check: Promise<void>): Promise<Problem | undefined> {
  try {
    await check;
    return undefined;
  } catch (error) {
    return asProblem(error);
  }
}

/** @throws the error itself if it is not a HelperError */
function asProblem(error: unknown): Problem {
  if (!(error instanceof HelperError)) throw error;
  const { code, message, hint } = error;
  return { code, message, hint, page: errorPage(code) };
}

function policyFromFile({ input: { role, settings }, io }: Context): RolePolicy | undefined {
  const file = settings.trustPolicy;
  return file === undefined ? undefined : policyForRole(readPolicyFile(file, io), file, role?.arn);
}

interface RoleEvidence {
  readonly policy?: TrustPolicy;
  readonly maxSessionSeconds?: number;
  /** Why there is no policy. */
  readonly reason?: string;
  readonly problem?: Problem;
}

/**
 * Reads the role with the credentials that AWS tools find on this machine. If there are none, that is not the token's
 * fault.
 */
async function fetchRole({ input: { role, settings }, io }: Context): Promise<RoleEvidence> {
  if (role === undefined) return {};
  try {
    const credentials = await ambientCredentials(settings, { withoutVariables: false }, io);
    const who = await identify(credentials, { endpoint: stsEndpoint(settings), region: settings.region }, io);
    if (who.accountId !== role.accountId) {
      return {
        reason: `The credentials of this machine belong to account ${who.accountId}, the role to account ${role.accountId}.`,
      };
    }
    const found = await getRole(role, { partition: role.partition, credentials }, io);
    if (found === undefined) {
      const message = `Account ${role.accountId} has no role ${role.name}.`;
      return {
        reason: message,
        problem: asProblem(new HelperError('sts-access-denied', message, { hint: 'Check role-to-assume.' })),
      };
    }
    const document = { Role: { Arn: role.arn, AssumeRolePolicyDocument: found.trustPolicy } };
    const { policy } = policyForRole(JSON.stringify(document), role.arn, role.arn);
    return { policy, maxSessionSeconds: found.maxSessionSeconds };
  } catch (error) {
    return { reason: asProblem(error).message };
  }
}

interface AssumeAttempt {
  /** Absent if AWS did not answer. */
  readonly answer?: { readonly accepted: boolean; readonly said: string };
  readonly unreachable?: boolean;
  readonly refusal?: StsRefusal;
  readonly problem?: Problem;
}

async function tryAssumeRole({ input, ci, io, sessionName }: Context): Promise<AssumeAttempt> {
  const { source } = input.settings;
  if (source === undefined) return { answer: { accepted: false, said: '' } };
  // Not set by the refusal of a later role, which the claims of the token do not explain.
  let refusal: StsRefusal | undefined;
  try {
    const explain = async (error: HelperError): Promise<HelperError> => {
      refusal = error;
      return error;
    };
    const obtaining = { settings: input.settings, ci, sessionName, profileName: 'default', explain };
    const { sessions } = await assumeRoles(source, obtaining, io);
    return { answer: { accepted: true, said: sessions.map(({ arn }) => arn).join(', ') } };
  } catch (error) {
    const problem = asProblem(error);
    if (!isFromSts(problem)) return { unreachable: true, problem };
    return { answer: { accepted: false, said: problem.message }, ...(refusal && { refusal }), problem };
  }
}

interface StsProbe {
  readonly milliseconds?: number;
  readonly unreachable?: boolean;
  readonly problem?: Problem;
}

/** Sends a request without credentials: STS refuses it in a form that no proxy imitates. */
async function probeSts({ input: { settings }, io }: Context): Promise<StsProbe> {
  const endpoint = stsEndpoint(settings);
  const begin = io.clock.uptime();
  try {
    const response = await io.http.send(identityRequest(endpoint));
    const milliseconds = Math.round(io.clock.uptime() - begin);
    if (response.status === 200 || readRefusal(response) !== undefined) return { milliseconds };
    throw notFromAws(response, { service: 'STS', endpoint, failure: 'STS was not reached' });
  } catch (error) {
    return { unreachable: true, problem: asProblem(error) };
  }
}
