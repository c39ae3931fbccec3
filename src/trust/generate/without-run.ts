import type { Claims } from '../../token/token.ts';
import { providerPath } from '../provider-name.ts';
import { lastingPattern } from '../subject-names.ts';
import { policyLiteral, type TrustPlan } from './trust-plan.ts';

/** A plan from a token, without what identifies the run: the commit, the user who started it. */
export function withoutRun(plan: TrustPlan, { iss = '', sub = '' }: Claims): TrustPlan {
  const lasting = lastingPattern(sub, providerPath(iss));
  return { ...plan, subjects: plan.subjects.map((subject) => (subject === policyLiteral(sub) ? lasting : subject)) };
}
