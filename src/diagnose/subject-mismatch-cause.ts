import type { Claims } from '../token/token.ts';
import type { ConditionResult } from '../trust/evaluate.ts';
import { drawDifference, explainCondition } from '../trust/explain.ts';
import { policyLiteral } from '../trust/generate/trust-plan.ts';
import { hasWildcard, type SubjectFix, type SubjectMismatch } from '../trust/issuers/subject-mismatch.ts';
import { acceptingPlan } from './accepting-policy.ts';
import type { Cause } from './cause.ts';
import { conditionLine, logLine } from './log-text.ts';
import { failingCondition, type RefusalContext } from './refusal-context.ts';

/** A mismatch as a cause of a refusal. */
export function subjectMismatchCause({ id, title, page, hint, explains }: SubjectMismatch): Cause {
  return {
    id,
    page,
    codes: ['sts-access-denied'],
    find(context) {
      const { comparison, claims, subject, path } = context;
      const token = { claims, subject, path };
      if (comparison === undefined) {
        if (subject === '' || hint === undefined || !hint.when(token)) return undefined;
        return {
          title: hint.title,
          likelihood: hint.likelihood ?? 'likely',
          evidence: [`sub: ${logLine(subject)}`],
          change: `The trust policy must accept this subject:\n${requiredCondition(context)}`,
        };
      }
      const condition = failingSubject(context);
      const [fixed] = (condition?.patterns ?? []).flatMap((pattern) => {
        const fix = explains(pattern, token);
        return fix === undefined ? [] : [{ pattern, fix }];
      });
      if (condition === undefined || fixed === undefined) return undefined;
      return {
        title,
        likelihood: 'certain',
        evidence: comparisonLines(condition, claims),
        change: fixText(condition, fixed.pattern, fixed.fix),
      };
    },
  };
}

/** The condition on the subject that does not hold, where it compares texts and the token has one. */
export function failingSubject(context: RefusalContext): ConditionResult | undefined {
  const condition = failingCondition(context, 'sub');
  const compares = /^(String|Arn)(Equals|Like|EqualsIgnoreCase)$/.test(condition?.operator.name ?? '');
  return compares && condition?.values !== undefined ? condition : undefined;
}

/** Without a policy to change, what the condition must be. */
function requiredCondition(context: RefusalContext): string {
  const { subjects } = acceptingPlan(context) ?? { subjects: [policyLiteral(context.subject)] };
  return conditionLine(subjects.some(hasWildcard) ? 'StringLike' : 'StringEquals', `${context.path}:sub`, subjects);
}

/** The value of the policy that comes nearest, and the token's, one below the other. */
export function comparisonLines(condition: ConditionResult, claims: Claims): readonly string[] {
  const { differences, notes } = explainCondition(condition, claims);
  const [nearest] = [...differences].sort((a, b) => b.patternAt - a.patternAt);
  const others = differences.length - 1;
  return [
    ...(nearest === undefined || nearest.pattern.length + nearest.value.length > 600 ? [] : drawDifference(nearest)),
    ...(others > 0 ? [`(and ${others} more ${others === 1 ? 'value' : 'values'} in the policy)`] : []),
    ...notes,
  ];
}

function fixText(condition: ConditionResult, old: string, { pattern, keepsOld, job }: SubjectFix): string {
  const line = pattern === undefined ? [] : [correctedLine(condition, { old, pattern, keepsOld: keepsOld === true })];
  if (job === undefined) return line.join('\n');
  return [job, ...(line.length === 0 ? [] : ['Or, if such jobs should have the role:', ...line])].join('\n');
}

interface Correction {
  readonly old: string;
  readonly pattern: string;
  readonly keepsOld: boolean;
}

function correctedLine({ operator, key, patterns }: ConditionResult, { old, pattern, keepsOld }: Correction): string {
  const values = keepsOld ? [...patterns, pattern] : patterns.map((value) => (value === old ? pattern : value));
  const isWild = hasWildcard(pattern) && operator.name === 'StringEquals';
  return conditionLine(isWild ? operator.text.replace('Equals', 'Like') : operator, key, [...new Set(values)]);
}
