import type { TrustPlan } from '../trust/generate/trust-plan.ts';
import { partText, subjectWords } from '../trust/subject-words.ts';
import { logLine } from './log-text.ts';
import type { RefusalContext } from './refusal-context.ts';

/** Who a plan admits, one line per subject. */
export function whoGetsIn(plan: TrustPlan, token: Pick<RefusalContext, 'subject' | 'path'>): readonly string[] {
  const exact = Object.entries(plan.exact).map(([claim, values]) => ({ name: claim, value: values.join(' or ') }));
  return plan.subjects.map((pattern) => {
    const { parts, words } = subjectWords(pattern, token);
    const more = exact.filter((claim) => !parts.some(({ value }) => value === claim.value));
    return logLine([...words, ...more.map(partText)].join(', '));
  });
}
