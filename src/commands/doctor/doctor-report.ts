import { partitionOfRegion } from '../../aws/partition.ts';
import { stsEndpoint } from '../../aws-api/sts-endpoint.ts';
import { withoutUser } from '../../core/http-url.ts';
import { numberAt } from '../../core/json.ts';
import { timeText } from '../../core/time-text.ts';
import { type Diagnosis, diagnose } from '../../diagnose/diagnose.ts';
import { isOwnToken } from '../../options/credential-source.ts';
import type { Claims, Token } from '../../token/token.ts';
import { accountOfArn, effectiveAudiences } from '../../trust/context.ts';
import { explain } from '../../trust/explain.ts';
import { isBuiltIn } from '../../trust/federated-principal.ts';
import { providerArn, providerPath } from '../../trust/provider-name.ts';
import { accountIn, standInRole } from '../../trust/stand-in-role.ts';
import type { Truth } from '../../trust/truth.ts';
import type { DoctorInput, Evidence, Problem } from './gather-evidence.ts';

/** The result of doctor, printed or as JSON. Contains no secrets. */
export interface DoctorReport {
  readonly ci: { readonly id: string; readonly name: string };
  readonly role: string | undefined;
  /** A token without `exp` has no end. */
  readonly token: { readonly source: string; readonly expires?: string; readonly secondsLeft?: number } | undefined;
  readonly claims: Diagnosis['claims'];
  /** The provider that IAM must have. Absent if AWS has the issuer built in. */
  readonly provider: { readonly arn: string; readonly url: string; readonly clientId: string } | undefined;
  /** Absent if STS was not called. */
  readonly sts:
    | {
        readonly endpoint: string;
        readonly reachable: boolean;
        readonly milliseconds?: number;
        readonly failure?: string;
      }
    | undefined;
  readonly trustPolicy:
    | { readonly source: string; readonly accepts: Truth; readonly comparison: readonly string[] }
    | undefined;
  /** Why the role could not be read from IAM. */
  readonly notFetched: string | undefined;
  /** The answer of AWS. */
  readonly answer: { readonly accepted: boolean; readonly said: string } | undefined;
  /** The problems, in the order of the steps. */
  readonly problems: readonly Problem[];
  readonly findings: Diagnosis['findings'];
  /** Conditions that only AWS can evaluate, if the answer depends on them. */
  readonly dependsOn: Diagnosis['dependsOn'];
  /** A trust policy that accepts the token, if none was given. */
  readonly acceptingPolicy: Diagnosis['policy'];
  /** Who that policy admits. */
  readonly letsIn: Diagnosis['letsIn'];
}

export function doctorReport(input: DoctorInput, evidence: Evidence): DoctorReport {
  const { ci, token, roleInIam, attempt, now } = evidence;
  const roleArn = roleArnFor(input, evidence);
  const { claims } = token;
  const diagnosis = diagnosisOf(roleArn, input, evidence);
  return {
    ci: { id: ci.id, name: ci.name },
    role: input.role?.arn,
    token: token.token && lifetimeOf(token.token, now),
    claims: diagnosis?.claims ?? [],
    provider: claims && requiredProvider(claims, roleArn),
    sts: stsAnswer(input, evidence),
    trustPolicy: claims && policyAnswer(input, claims, diagnosis?.verdict),
    notFetched: roleInIam?.reason,
    answer: attempt?.answer,
    problems: problemsIn(evidence, diagnosis),
    findings: diagnosis?.findings ?? [],
    dependsOn: diagnosis?.dependsOn ?? [],
    acceptingPolicy: diagnosis?.policy,
    letsIn: diagnosis?.letsIn ?? [],
  };
}

/**
 * The problems, in the order of the steps. The result of the policy comes before the network's: if it is known, an
 * unreachable STS is not the role's fault.
 */
function problemsIn(
  { token, roleInIam, attempt, probe }: Evidence,
  diagnosis: Diagnosis | undefined,
): readonly Problem[] {
  const isExplained = diagnosis !== undefined && diagnosis.findings.length > 0;
  return [
    token.problem,
    roleInIam?.problem,
    // An actual answer of AWS overrides what the claims suggest.
    ...(attempt?.answer === undefined ? (diagnosis?.problems ?? []) : []),
    // The causes follow, so the general sentence is omitted.
    attempt?.problem && (isExplained ? { ...attempt.problem, hint: undefined } : attempt.problem),
    diagnosis?.verdict === undefined ? probe?.problem : undefined,
  ].filter((problem) => problem !== undefined);
}

function stsAnswer({ settings }: DoctorInput, { probe, attempt }: Evidence): DoctorReport['sts'] {
  const asked = probe ?? attempt;
  if (asked === undefined) return undefined;
  return {
    endpoint: withoutUser(stsEndpoint(settings)),
    reachable: asked.unreachable !== true,
    ...(probe?.milliseconds === undefined ? {} : { milliseconds: probe.milliseconds }),
    ...(probe?.problem === undefined ? {} : { failure: probe.problem.message }),
  };
}

function roleArnFor({ role, settings }: DoctorInput, { policyInFile, roleInIam }: Evidence): string {
  const { policy } = policyInFile ?? roleInIam ?? {};
  return role?.arn ?? policyInFile?.roleArn ?? standInRole(accountIn(policy, partitionOfRegion(settings.region).id));
}

function diagnosisOf(
  roleArn: string,
  { settings: { source, durationSeconds, region }, extra, claimsFile }: DoctorInput,
  { ci, sessionName, token: { claims }, policyInFile, roleInIam, attempt, now }: Evidence,
): Diagnosis | undefined {
  if (claims === undefined) return undefined;
  return diagnose({
    claims,
    request: { roleArn, sessionName, durationSeconds, region, extra },
    now,
    refusal: attempt?.refusal,
    ci: claimsFile === undefined && isOwnToken(source) ? ci : undefined,
    policy: (policyInFile ?? roleInIam)?.policy,
    maxSessionSeconds: roleInIam?.maxSessionSeconds,
  });
}

function policyAnswer(
  { settings }: DoctorInput,
  claims: Claims,
  verdict: Diagnosis['verdict'],
): DoctorReport['trustPolicy'] {
  if (verdict === undefined) return undefined;
  return {
    source: settings.trustPolicy ?? 'the role in IAM',
    accepts: verdict.allowed,
    comparison: explain(verdict, claims),
  };
}

function lifetimeOf({ source, claims }: Token, now: number): DoctorReport['token'] {
  const ends = numberAt(claims, 'exp');
  if (ends === undefined) return { source };
  return { source, expires: timeText(ends) ?? String(ends), secondsLeft: Math.round(ends - now / 1000) };
}

function requiredProvider(claims: Claims, roleArn: string): DoctorReport['provider'] {
  const issuer = claims.iss ?? '';
  if (isBuiltIn(issuer)) return undefined;
  const [clientId = ''] = effectiveAudiences(claims);
  return { arn: providerArn(issuer, accountOfArn(roleArn)), url: `https://${providerPath(issuer)}`, clientId };
}
