import { HelperError } from '../core/errors.ts';
import { requiredActions } from '../trust/context.ts';
import { evaluateToken } from '../trust/evaluate-token.ts';
import { ciPlans } from '../trust/generate/ci-plans.ts';
import { optionsFromClaims } from '../trust/generate/options-from-claims.ts';
import { type PolicyJson, policyLiteral, type TrustPlan, trustPolicyIn } from '../trust/generate/trust-plan.ts';
import { issuerAt } from '../trust/issuers/index.ts';
import { readPolicy } from '../trust/policy.ts';
import type { RefusalContext } from './refusal-context.ts';

/** The tightest plan whose policy accepts this token, and the next ones of the same job; `undefined` where none can. */
export function acceptingPlan(context: RefusalContext): TrustPlan | undefined {
  if (context.issuer === '' || context.subject === '' || context.audiences.length !== 1) return undefined;
  return [generatedPlan(context), lastingSubjectPlan(context), exactPlan(context)]
    .flatMap((plan) => (plan === undefined ? [] : [withActions(plan, context)]))
    .find((plan) => accepts(trustPolicyIn(plan, context.account), context));
}

/** That plan as a trust policy. */
export function acceptingPolicy(context: RefusalContext): PolicyJson | undefined {
  const plan = acceptingPlan(context);
  return plan === undefined ? undefined : trustPolicyIn(plan, context.account);
}

/** What `trust generate` would write in this job. */
function generatedPlan({ claims }: RefusalContext): TrustPlan | undefined {
  const { ci, options } = optionsFromClaims(claims);
  if (ci === 'generic') return undefined;
  try {
    return ciPlans.find(({ id }) => id === ci)?.plan(options);
  } catch (error) {
    // A claim that the plan needs is missing, or is no name: the subject alone has to do.
    if (!(error instanceof HelperError)) throw error;
    return undefined;
  }
}

/** Where the subject names the run: the part of it that stays. */
function lastingSubjectPlan(context: RefusalContext): TrustPlan | undefined {
  const [start] = issuerAt(context.path)?.lastingSubject?.exec(context.subject) ?? [];
  return start === undefined ? undefined : { ...basePlan(context), subjects: [`${policyLiteral(start)}*`] };
}

function exactPlan(context: RefusalContext): TrustPlan {
  return { ...basePlan(context), subjects: [policyLiteral(context.subject)] };
}

function basePlan({ issuer, audiences: [audience = ''] }: RefusalContext): Omit<TrustPlan, 'subjects'> {
  return { issuer, audience, actions: [], exact: {} };
}

function withActions(plan: TrustPlan, { claims }: RefusalContext): TrustPlan {
  return { ...plan, actions: [...new Set([...requiredActions(claims), ...plan.actions])] };
}

function accepts(policy: PolicyJson, { claims, request }: RefusalContext): boolean {
  return evaluateToken(readPolicy(policy, 'the policy'), { claims, ...request }).allowed;
}
