import type { ErrorCode } from '../core/errors.ts';
import type { TokenVerdict } from '../trust/evaluate-token.ts';
import type { PolicyJson } from '../trust/generate/trust-plan.ts';
import { acceptingPolicy } from './accepting-policy.ts';
import type { Finding, Likelihood } from './cause.ts';
import { causes } from './causes.ts';
import { type RefusalFacts, refusalContext } from './refusal-context.ts';
import { type ShownClaim, shownClaims } from './shown-claims.ts';
import { otherSubject, subjectCauses } from './subject-causes.ts';

export interface Diagnosis {
  readonly claims: readonly ShownClaim[];
  /** The likeliest first. */
  readonly findings: readonly Finding[];
  /** What is sure to make AWS refuse. Empty, and no refusal by the policy: AWS gives the role, as far as one can know. */
  readonly problems: readonly CertainProblem[];
  /** What the trust policy says to the token, where there is one. */
  readonly verdict: TokenVerdict | undefined;
  /** A trust policy that accepts this token and no other job's, where the trust policy is in question and can be written. */
  readonly policy: PolicyJson | undefined;
}

/** A certain finding, and what the refusal is called. */
export interface CertainProblem {
  readonly code: ErrorCode;
  readonly message: string;
}

const order: readonly Likelihood[] = ['certain', 'likely', 'possible'];

/** Why AWS refuses, or would refuse, a token. Never throws, whatever the claims hold. */
export function diagnose(question: RefusalFacts): Diagnosis {
  const context = refusalContext(question);
  const code = question.refusal?.code ?? 'sts-access-denied';
  const found = causes.flatMap((cause) => {
    const finding = cause.codes.includes(code) ? cause.find(context) : undefined;
    return finding === undefined ? [] : [{ id: cause.id, page: cause.page, ...finding }];
  });
  const findings = withoutLastResort(found).sort((a, b) => order.indexOf(a.likelihood) - order.indexOf(b.likelihood));
  return {
    claims: shownClaims(context.claims),
    findings,
    problems: findings.flatMap(problemOf),
    verdict: context.comparison?.verdict,
    policy: code === 'sts-access-denied' && context.comparison?.allowed !== true ? acceptingPolicy(context) : undefined,
  };
}

function problemOf({ id, title, likelihood }: Finding): readonly CertainProblem[] {
  const code = causes.find((cause) => cause.id === id)?.offlineCode ?? 'sts-access-denied';
  return likelihood === 'certain' ? [{ code, message: title }] : [];
}

/** That the subject is another one goes without saying where something explains why. */
function withoutLastResort(findings: readonly Finding[]): Finding[] {
  const isExplained = findings.some(
    ({ id, likelihood }) => likelihood === 'certain' && subjectCauses.some((cause) => cause.id === id),
  );
  return findings.filter(({ id }) => id !== otherSubject.id || !isExplained);
}
