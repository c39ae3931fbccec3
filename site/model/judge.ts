import { numberAt } from '../../src/core/json.ts';
import { spanText, timeText } from '../../src/core/time-text.ts';
import { type Diagnosis, diagnose } from '../../src/diagnose/diagnose.ts';
import { plainClaims } from '../../src/diagnose/refusal-context.ts';
import type { Claims } from '../../src/token/token.ts';
import { issuerOfClaims } from '../../src/trust/issuers/index.ts';
import { type LintFinding, lint } from '../../src/trust/lint/lint.ts';
import { isForTokens, readingLines, readTrust } from '../../src/trust/reading.ts';
import { accountIn, standInRole } from '../../src/trust/stand-in-role.ts';
import { type Annotation, annotationsOf } from './annotations.ts';
import type { GivenPolicy } from './given.ts';
import { type Known, nothingKnown } from './known.ts';

/** The answer of a policy for claims. */
export interface Judgement {
  readonly claims: Claims;
  readonly diagnosis: Diagnosis;
  /** The annotations of the policy by path. */
  readonly annotations: ReadonlyMap<string, Annotation>;
  /** Notes on the token that do not affect the verdict. */
  readonly remarks: readonly string[];
  /** The CI that issued the token, if known. */
  readonly issuer: string | undefined;
}

/** Evaluates like `trust check`, but ignores the clock: a refused token has usually expired by now. */
export function judge(
  given: GivenPolicy | undefined,
  stated: Claims,
  { now, known = nothingKnown }: { readonly now: number; readonly known?: Known },
): Judgement {
  const claims = plainClaims(stated);
  const roleArn = given?.roleArn ?? standInRole(accountIn(given?.policy));
  const diagnosis = diagnose({
    claims,
    request: { roleArn, sessionName: undefined, durationSeconds: 3600, region: '', extra: known.extra },
    now: withinLife(claims, now),
    policy: given?.policy,
    provider: known.provider,
    // Without a policy, the common reasons are worth showing.
    refusal: given === undefined ? { code: 'sts-access-denied', message: '' } : undefined,
  });
  return {
    claims,
    diagnosis,
    annotations: annotationsOf(diagnosis.verdict, { policy: given?.policy, claims, roleArn }),
    remarks: remarksOn(claims, now),
    issuer: issuerOfClaims(claims)?.name,
  };
}

/** Who a policy lets in, and what is wrong with it. */
export interface Reading {
  readonly letsIn: readonly string[];
  readonly findings: readonly LintFinding[];
}

export function readPolicyFor({ policy, json }: GivenPolicy): Reading {
  return {
    letsIn: readingLines(readTrust(policy), isForTokens(policy)),
    findings: lint(JSON.stringify(json), 'The policy'),
  };
}

/** A time at which the token is valid, if it has limits. */
function withinLife(claims: Claims, now: number): number {
  const [begins, ends] = [numberAt(claims, 'nbf') ?? numberAt(claims, 'iat'), numberAt(claims, 'exp')];
  const latest = ends === undefined ? now : Math.min(now, ends * 1000);
  return begins === undefined ? latest : Math.max(latest, begins * 1000);
}

function remarksOn(claims: Claims, now: number): readonly string[] {
  const [begins, ends] = [numberAt(claims, 'nbf'), numberAt(claims, 'exp')];
  const seconds = now / 1000;
  return [
    ...(ends !== undefined && ends < seconds
      ? [`The token expired at ${timeText(ends) ?? ends}; AWS does not accept expired tokens. This page ignores that.`]
      : []),
    ...(begins !== undefined && begins - 60 > seconds
      ? [`The token becomes valid in ${spanText(begins - seconds)}. This page ignores that.`]
      : []),
    ...(claims.iss !== undefined && issuerOfClaims(claims) === undefined
      ? ['The issuer is unknown. AWS reads only the claims sub, aud and amr from it.']
      : []),
  ];
}
