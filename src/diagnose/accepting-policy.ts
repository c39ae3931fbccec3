import { HelperError } from '../core/errors.ts';
import { requiredActions } from '../trust/context.ts';
import { evaluateToken } from '../trust/evaluate-token.ts';
import { ciPlans } from '../trust/generate/ci-plans.ts';
import { optionsFromClaims } from '../trust/generate/options-from-claims.ts';
import { type PolicyJson, policyText, type TrustPlan, trustPolicyIn } from '../trust/generate/trust-plan.ts';
import { issuerAt } from '../trust/issuers/index.ts';
import { readPolicy } from '../trust/policy.ts';
import type { Case } from './case.ts';

/** The tightest plan whose policy accepts this token, and the next ones of the same job; `undefined` where none can. */
export function acceptingPlan(one: Case): TrustPlan | undefined {
  if (one.issuer === '' || one.subject === '' || one.audiences.length !== 1) return undefined;
  return [recognized(one), perRun(one), exact(one)]
    .flatMap((plan) => (plan === undefined ? [] : [withActions(plan, one)]))
    .find((plan) => accepts(trustPolicyIn(plan, one.account), one));
}

/** That plan as a trust policy. */
export function acceptingPolicy(one: Case): PolicyJson | undefined {
  const plan = acceptingPlan(one);
  return plan === undefined ? undefined : trustPolicyIn(plan, one.account);
}

/** What `trust generate` would write in this job. */
function recognized({ claims }: Case): TrustPlan | undefined {
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
function perRun(one: Case): TrustPlan | undefined {
  const [start] = issuerAt(one.path)?.lastingSubject?.exec(one.subject) ?? [];
  return start === undefined ? undefined : { ...bare(one), subjects: [`${policyText(start)}*`] };
}

function exact(one: Case): TrustPlan {
  return { ...bare(one), subjects: [policyText(one.subject)] };
}

function bare({ issuer, audiences: [audience = ''] }: Case): Omit<TrustPlan, 'subjects'> {
  return { issuer, audience, actions: [], exact: {} };
}

function withActions(plan: TrustPlan, { claims }: Case): TrustPlan {
  return { ...plan, actions: [...new Set([...requiredActions(claims), ...plan.actions])] };
}

function accepts(policy: PolicyJson, { claims, request }: Case): boolean {
  return evaluateToken(readPolicy(policy, 'the policy'), { claims, ...request }).allowed;
}
