import { errorPage, pageUrl } from '../core/docs-page.ts';
import type { ErrorCode } from '../core/errors.ts';
import type { TokenVerdict } from '../trust/evaluate-token.ts';
import { type PolicyJson, trustPolicyIn } from '../trust/generate/trust-plan.ts';
import { acceptingPlan } from './accepting-policy.ts';
import type { Finding } from './cause.ts';
import { causes } from './causes.ts';
import { otherSubject } from './other-subject.ts';
import { openConditionLines, roleElsewhere } from './policy-causes.ts';
import { noFix } from './policy-fix.ts';
import { type RefusalContext, type RefusalFacts, refusalContext } from './refusal-context.ts';
import { type ShownClaim, shownClaims } from './shown-claims.ts';
import { subjectCauses } from './subject-causes.ts';
import { trapsFor } from './traps.ts';
import { type NamedFound, triedFindings } from './tried-findings.ts';
import { whoGetsIn } from './who-gets-in.ts';

export interface Diagnosis {
  readonly claims: readonly ShownClaim[];
  /** Most likely first. */
  readonly findings: readonly Finding[];
  /** What certainly makes AWS refuse. If empty, and if the policy accepts, AWS should grant the role. */
  readonly problems: readonly CertainProblem[];
  /** The result of the trust policy, if there is one. */
  readonly verdict: TokenVerdict | undefined;
  /** The answer to expect from AWS by claims and policy; `undefined` if there is no policy and nothing is wrong. */
  readonly answer: 'accepted' | 'refused' | 'depends' | undefined;
  /** Conditions that only AWS can evaluate, if the answer depends on them. */
  readonly dependsOn: readonly string[];
  /** A trust policy that accepts this token, if none was given and one can be generated. */
  readonly policy: PolicyJson | undefined;
  /** Who that policy admits, one line per subject. */
  readonly letsIn: readonly string[];
}

/** A certain finding with the error code of the refusal. */
export interface CertainProblem {
  readonly code: ErrorCode;
  readonly message: string;
  /** The URL of the documentation of the code. */
  readonly page: string;
}

/** Explains why AWS refuses, or would refuse, a token. Never throws, whatever the claims contain. */
export function diagnose(question: RefusalFacts): Diagnosis {
  const context = refusalContext(question);
  const code = question.refusal?.code ?? 'sts-access-denied';
  const find = (scene: RefusalContext) =>
    withoutRepeats(
      causes.flatMap((cause) => {
        const found = cause.codes.includes(code) ? cause.find(scene) : undefined;
        return found === undefined ? [] : [{ id: cause.id, page: cause.page, ...found }];
      }),
    );
  const findings = withTraps(triedFindings(context, find), { context, code }).map((finding) => ({
    ...finding,
    page: pageUrl(finding.page),
  }));
  const { verdict, open = [] } = context.comparison ?? {};
  const problems = problemsOf(findings, verdict);
  const plan = code === 'sts-access-denied' && verdict === undefined ? acceptingPlan(context) : undefined;
  return {
    claims: shownClaims(context.claims),
    findings,
    problems,
    verdict,
    answer: answerOf(verdict, problems),
    dependsOn: openConditionLines(open),
    policy: plan && trustPolicyIn(plan, context.account),
    letsIn: plan === undefined ? [] : whoGetsIn(plan, context),
  };
}

function answerOf(verdict: TokenVerdict | undefined, problems: readonly CertainProblem[]): Diagnosis['answer'] {
  if (problems.length > 0) return 'refused';
  if (verdict === undefined) return undefined;
  return verdict.allowed === 'unknown' ? 'depends' : 'accepted';
}

/** A refusing policy is a problem even if none of its several faults is certain by itself. */
function problemsOf(findings: readonly Finding[], verdict: TokenVerdict | undefined): readonly CertainProblem[] {
  const certain = findings.flatMap(problemOf);
  const isSaid = certain.some(({ code }) => code === 'sts-access-denied');
  if (verdict?.allowed !== false || isSaid) return certain;
  const [first] = findings;
  const code = 'sts-access-denied';
  return [...certain, { code, message: first?.title ?? 'The trust policy refuses the token.', page: errorPage(code) }];
}

function problemOf({ id, title, likelihood }: Finding): readonly CertainProblem[] {
  const code = causes.find((cause) => cause.id === id)?.offlineCode ?? 'sts-access-denied';
  return likelihood === 'certain' ? [{ code, message: title, page: errorPage(code) }] : [];
}

/** If neither the token nor a policy shows the cause, the two most likely traps. */
function withTraps(
  findings: readonly Finding[],
  { context, code }: { readonly context: RefusalContext; readonly code: ErrorCode },
): readonly Finding[] {
  const isOpen = code === 'sts-access-denied' && context.refusal !== undefined && context.comparison === undefined;
  if (!isOpen || context.subject === '' || findings.some(({ likelihood }) => likelihood === 'certain')) return findings;
  const missing = Math.max(0, 2 - findings.filter(({ id }) => id !== roleElsewhere.id).length);
  return [
    ...findings.filter(({ id }) => id !== roleElsewhere.id),
    ...trapsFor(context).slice(0, missing),
    ...findings.filter(({ id }) => id === roleElsewhere.id),
  ];
}

/** Explains a differing subject once: a full explanation, else the partial ones, else the last resort. */
function withoutRepeats(found: readonly NamedFound[]): readonly NamedFound[] {
  const explaining = found.filter(({ id }) => subjectCauses.some((cause) => cause.id === id));
  const whole = explaining.find(({ likelihood }) => likelihood === 'certain');
  if (whole !== undefined) return found.filter((one) => one === whole || !isOfSubject(one));
  if (explaining.length === 0) return found;
  // If the policy excludes such jobs on purpose, other findings must not admit them.
  const isVetoed = explaining.some(({ fix }) => fix === undefined);
  return found.flatMap((one) => {
    if (one.id !== otherSubject.id) return [isVetoed && one.fix && isOfSubject(one) ? { ...one, fix: noFix } : one];
    return explaining.length > 1 || isVetoed ? [] : [{ ...one, likelihood: 'likely' }];
  });
}

function isOfSubject({ id }: Pick<Finding, 'id'>): boolean {
  return id === otherSubject.id || subjectCauses.some((cause) => cause.id === id);
}
