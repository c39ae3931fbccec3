import type { Claims } from '../token/token.ts';
import { differenceOf, drawDifference } from '../trust/difference.ts';
import type { ConditionResult } from '../trust/evaluate.ts';
import { explainCondition } from '../trust/explain.ts';
import { claimKeys } from '../trust/issuers/index.ts';
import {
  patternMatches,
  type SubjectFix,
  type SubjectMismatch,
  type TokenSubject,
} from '../trust/issuers/subject-mismatch.ts';
import { differingNames, namedParts, partNamed } from '../trust/subject-names.ts';
import { acceptingPlan } from './accepting-policy.ts';
import type { Cause } from './cause.ts';
import { fixSubject, withReplaced, withValue } from './fix-subject.ts';
import { jsonLine, logLine } from './log-text.ts';
import { withoutConditions } from './policy-fix.ts';
import { failingCondition, type RefusalContext } from './refusal-context.ts';

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
          change: `The trust policy must accept this subject:\n${requiredSubjects(context)}`,
        };
      }
      const condition = failingSubject(context);
      const patterns = condition?.patterns ?? [];
      const fixed = patterns.flatMap((pattern) => {
        const fix = explains(pattern, token);
        if (fix === undefined || !isNearer({ pattern, fix }, subject)) return [];
        // With the corrected value already in the policy, the reason must be another one.
        return fix.pattern !== undefined && patterns.includes(fix.pattern) ? [] : [{ pattern, fix }];
      });
      // One that explains the whole difference comes first.
      const [first] = [...fixed.filter((one) => isWhole(one, token)), ...fixed];
      if (condition === undefined || first === undefined) return undefined;
      const { pattern } = first;
      const { loses, pins, ...bare } = first.fix;
      const canPin =
        pins !== undefined &&
        holdsForAll(
          pins,
          patterns.map((text) => explains(text, token)?.pins),
          path,
        );
      const fix: SubjectFix = canPin ? { ...bare, pins } : bare;
      return {
        title: logLine(fix.title ?? title),
        likelihood: isWhole(first, token) ? 'certain' : 'likely',
        evidence: [...comparisonLines(condition, claims), ...(loses === undefined || canPin ? [] : [loses])],
        change: fix.job ?? '',
        aside: withoutConditions([condition]),
        ...(fix.jobOnly ? {} : { fix: fixSubject(context, condition, candidates(condition, pattern, fix), fix.pins) }),
      };
    },
  };
}

/** Whether a statement can require these claims: AWS reads them, and each of the policy's values is for them alone. */
function holdsForAll(pins: Pins, ofPatterns: readonly (Pins | undefined)[], path: string): boolean {
  const isRead = Object.keys(pins).every((claim) => claimKeys(path).includes(claim));
  return isRead && ofPatterns.every((others) => JSON.stringify(others) === JSON.stringify(pins));
}

type Pins = NonNullable<SubjectFix['pins']>;

interface FixedPattern {
  readonly pattern: string;
  readonly fix: SubjectFix;
}

/** Whether a mismatch explains the whole difference. */
function isWhole({ pattern, fix }: FixedPattern, { subject, path }: TokenSubject): boolean {
  if (fix.pattern !== undefined) return patternMatches(fix.pattern, subject);
  const { anotherKind = [] } = fix;
  const isSame = anotherKind.length === 0 || sharesName(pattern, subject, path);
  return isSame && differingNames(pattern, subject, path).every((name) => anotherKind.includes(name));
}

/** Whether the subject is of another kind of job in the same project. */
function sharesName(pattern: string, subject: string, path: string): boolean {
  const wanted = namedParts(pattern, path);
  return namedParts(subject, path).some(({ name }) => partNamed(wanted, name) !== undefined);
}

/** Whether a corrected value matches more of the subject than the old one; otherwise it is not the reason. */
function isNearer({ pattern, fix }: FixedPattern, subject: string): boolean {
  const reach = (text: string) =>
    differenceOf(text, subject, { wildcards: true, ignoresCase: false })?.valueAt ?? Number.POSITIVE_INFINITY;
  return fix.pattern === undefined || reach(fix.pattern) > reach(pattern);
}

function candidates(condition: ConditionResult, old: string, { pattern, keepsOld, pins }: SubjectFix) {
  if (pattern === undefined) return [];
  const changed = keepsOld === true ? withValue(condition, pattern) : withReplaced(condition, old, pattern);
  return [{ ...changed, pins }];
}

/** The failing condition on the subject, if it compares strings and the token has a subject. */
export function failingSubject(context: RefusalContext): ConditionResult | undefined {
  const condition = failingCondition(context, 'sub');
  const compares = /^(String|Arn)(Equals|Like|EqualsIgnoreCase)$/.test(condition?.operator.name ?? '');
  return compares && condition?.values !== undefined ? condition : undefined;
}

/** The subjects that the policy must accept, if there is no policy. */
function requiredSubjects(context: RefusalContext): string {
  const { subjects } = acceptingPlan(context) ?? { subjects: [context.subject] };
  return subjects.map((subject) => `    ${jsonLine(subject)}`).join('\n');
}

/** The nearest value of the policy above the token's value. */
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
