import { stsEndpoint } from '../../aws-api/sts-endpoint.ts';
import { numberAt } from '../../core/json.ts';
import { timeText } from '../../core/time-text.ts';
import { type Diagnosis, diagnose } from '../../diagnose/diagnose.ts';
import { withoutUser } from '../../options/settings.ts';
import type { Claims, Token } from '../../token/token.ts';
import { accountOfArn, effectiveAudiences } from '../../trust/context.ts';
import { explain } from '../../trust/explain.ts';
import { providerArn, providerPath } from '../../trust/provider-name.ts';
import { accountIn, standInRole } from '../../trust/stand-in-role.ts';
import type { DoctorInput, Evidence, Problem } from './gather-evidence.ts';

/** What doctor found, as it is printed and handed to programs. None of it is secret. */
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
  /** Why IAM did not give the role. */
  readonly notFetched: string | undefined;
  /** AWS's own answer. */
  readonly answer: { readonly accepted: boolean; readonly said: string } | undefined;
  /** What is wrong, the first failure first. */
  readonly problems: readonly Problem[];
  readonly findings: Diagnosis['findings'];
  /** A trust policy that accepts the token, where none is known to do so. */
  readonly acceptingPolicy: Diagnosis['policy'];
}

/** Diagnoses the evidence. */
export function doctorReport(input: DoctorInput, evidence: Evidence): DoctorReport {
  const { ci, token, roleInIam, attempt, probe, now } = evidence;
  const roleArn = roleArnFor(input, evidence);
  const { claims } = token;
  const diagnosis = claims && diagnoseClaims(claims, { ...input.settings, roleArn }, evidence);
  return {
    ci: { id: ci.id, name: ci.name },
    role: input.role?.arn,
    token: token.token && lifetimeOf(token.token, now),
    claims: diagnosis?.claims ?? [],
    provider: claims && requiredProvider(claims, roleArn),
    sts: {
      endpoint: withoutUser(stsEndpoint(input.settings)),
      reachable: (probe ?? attempt)?.unreachable !== true,
      ...(probe?.milliseconds === undefined ? {} : { milliseconds: probe.milliseconds }),
    },
    trustPolicy: claims && policyAnswer(input, claims, diagnosis?.verdict),
    notFetched: roleInIam?.reason,
    answer: attempt?.answer,
    problems: [
      ...[token.problem, roleInIam?.problem, attempt?.problem, probe?.problem].filter(
        (problem) => problem !== undefined,
      ),
      // AWS's own answer counts for more than what the claims let expect.
      ...(attempt === undefined ? (diagnosis?.problems ?? []) : []),
    ],
    findings: diagnosis?.findings ?? [],
    acceptingPolicy: diagnosis?.policy,
  };
}

function roleArnFor({ role }: DoctorInput, { policyInFile, roleInIam }: Evidence): string {
  return role?.arn ?? policyInFile?.roleArn ?? standInRole(accountIn((policyInFile ?? roleInIam)?.policy));
}

function diagnoseClaims(
  claims: Claims,
  { roleArn, durationSeconds, region }: DoctorInput['settings'] & { readonly roleArn: string },
  { sessionName, policyInFile, roleInIam, attempt, now }: Evidence,
): Diagnosis {
  return diagnose({
    claims,
    request: { roleArn, sessionName, durationSeconds, region },
    now,
    refusal: attempt?.refusal,
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
  const ends = numberAt(claims, 'exp') ?? 0;
  return { source, expires: timeText(ends) ?? String(ends), secondsLeft: Math.round(ends - now / 1000) };
}

function requiredProvider(claims: Claims, roleArn: string): DoctorReport['provider'] {
  const issuer = claims.iss ?? '';
  const [clientId = ''] = effectiveAudiences(claims);
  return { arn: providerArn(issuer, accountOfArn(roleArn)), url: `https://${providerPath(issuer)}`, clientId };
}
