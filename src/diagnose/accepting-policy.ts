import { HelperError } from '../core/errors.ts';
import { requiredActions } from '../trust/context.ts';
import { evaluateToken } from '../trust/evaluate-token.ts';
import { ciPlans } from '../trust/generate/ci-plans.ts';
import { optionsFromClaims } from '../trust/generate/options-from-claims.ts';
import { type PolicyJson, type TrustPlan, trustPolicyIn } from '../trust/generate/trust-plan.ts';
import { withoutRun } from '../trust/generate/without-run.ts';
import { readPolicy, type TrustPolicy } from '../trust/policy.ts';
import { lastingPattern } from '../trust/subject-names.ts';
import type { RefusalContext } from './refusal-context.ts';
import { letsInOthers } from './strangers.ts';

/**
 * The tightest plan whose policy accepts this token, and alternatives for the same job; `undefined` if there is none.
 */
export function acceptingPlan(context: RefusalContext): TrustPlan | undefined {
  if (context.issuer === '' || context.subject === '' || context.audiences.length !== 1) return undefined;
  return [generatedPlan(context), lastingPlan(context)]
    .flatMap((plan) => (plan === undefined ? [] : [withActions(plan, context)]))
    .find((plan) => isGood(readPolicy(trustPolicyIn(plan, context.account), 'the policy'), context));
}

/** That plan as a trust policy. */
export function acceptingPolicy(context: RefusalContext): PolicyJson | undefined {
  const plan = acceptingPlan(context);
  return plan === undefined ? undefined : trustPolicyIn(plan, context.account);
}

/** The plan of `trust generate` in this job. */
function generatedPlan({ claims }: RefusalContext): TrustPlan | undefined {
  const { ci, options } = optionsFromClaims(claims);
  if (ci === 'generic') return undefined;
  try {
    const plan = ciPlans.find(({ id }) => id === ci)?.plan(options);
    return plan && withoutRun(plan, claims);
  } catch (error) {
    // A claim that the plan needs is missing or not a plain name: use the subject alone.
    if (!(error instanceof HelperError)) throw error;
    return undefined;
  }
}

/** For the subject alone, without the parts that change with each run. */
function lastingPlan({ issuer, path, subject, audiences: [audience = ''] }: RefusalContext): TrustPlan {
  return { issuer, audience, actions: [], exact: {}, subjects: [lastingPattern(subject, path)] };
}

function withActions(plan: TrustPlan, { claims }: RefusalContext): TrustPlan {
  return { ...plan, actions: [...new Set([...requiredActions(claims), ...plan.actions])] };
}

/** Whether a plan admits this job and no other tenant. */
function isGood(policy: TrustPolicy, { claims, request, path, subject }: RefusalContext): boolean {
  const nobody: TrustPolicy = { ...policy, statements: [] };
  return (
    evaluateToken(policy, { claims, ...request }).allowed === true &&
    !letsInOthers(nobody, policy, { claims, request, path, subject, conditions: [] })
  );
}
