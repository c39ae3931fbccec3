import type { Claims } from '../jwt.ts';
import type { ConditionResult } from '../trust/evaluate.ts';
import { drawDifference, explainCondition } from '../trust/explain.ts';
import { policyText } from '../trust/generate/trust-plan.ts';
import { compilePattern, matchesPattern } from '../trust/pattern.ts';
import { acceptingPlan } from './accepting-policy.ts';
import { type Case, failingCondition } from './case.ts';
import type { Cause, Likelihood } from './cause.ts';
import { conditionLine, shown } from './wording.ts';

/** What a trap asks of a token. */
export interface Subject {
  readonly subject: string;
  readonly claims: Claims;
  /** The issuer, as ARNs have it. */
  readonly path: string;
}

/** What puts a subject and a policy together again. */
export interface Remedy {
  /** The value for the policy, a pattern. */
  readonly pattern?: string;
  /** Whether the policy's own value stays beside the new one; else the new one takes its place. */
  readonly keeps?: boolean;
  /** What to change in the job instead, or before. */
  readonly job?: string;
}

interface Suspicion {
  /** Whether tokens like this one are known for it. */
  readonly when: (token: Subject) => boolean;
  readonly title: string;
  readonly likelihood?: Likelihood;
}

/** A way in which a subject is not what the author of the policy thought it was. */
export interface SubjectTrap {
  readonly id: string;
  readonly title: string;
  readonly page: string;
  /** What is to be thought of it without a policy. Absent: only a policy shows it. */
  readonly suspicion?: Suspicion;
  /** With a policy: what to do, if this is what keeps its value and the subject apart. */
  readonly explains: (pattern: string, token: Subject) => Remedy | undefined;
}

/** A trap as a cause of a refusal. */
export function subjectCause({ id, title, page, suspicion, explains }: SubjectTrap): Cause {
  return {
    id,
    page,
    codes: ['sts-access-denied'],
    find(one) {
      const { comparison, claims, subject, path } = one;
      const token = { claims, subject, path };
      if (comparison === undefined) {
        if (subject === '' || suspicion === undefined || !suspicion.when(token)) return undefined;
        return {
          title: suspicion.title,
          likelihood: suspicion.likelihood ?? 'likely',
          evidence: [`sub: ${shown(subject)}`],
          change: `The trust policy must take this subject:\n${withoutPolicy(one)}`,
        };
      }
      const condition = failingSubject(one);
      const [remedied] = (condition?.patterns ?? []).flatMap((pattern) => {
        const remedy = explains(pattern, token);
        return remedy === undefined ? [] : [{ pattern, remedy }];
      });
      if (condition === undefined || remedied === undefined) return undefined;
      return {
        title,
        likelihood: 'certain',
        evidence: comparisonLines(condition, claims),
        change: remedyText(condition, remedied.pattern, remedied.remedy),
      };
    },
  };
}

/** The condition on the subject that does not hold, where it compares texts and the token has one. */
export function failingSubject(one: Case): ConditionResult | undefined {
  const condition = failingCondition(one, 'sub');
  const compares = /^(String|Arn)(Equals|Like|EqualsIgnoreCase)$/.test(condition?.operator.name ?? '');
  return compares && condition?.values !== undefined ? condition : undefined;
}

/** Without a policy to change, what the condition must be. */
function withoutPolicy(one: Case): string {
  const { subjects } = acceptingPlan(one) ?? { subjects: [policyText(one.subject)] };
  return conditionLine(subjects.some(hasWildcard) ? 'StringLike' : 'StringEquals', `${one.path}:sub`, subjects);
}

/** The value of the policy that comes nearest, and the token's, one below the other. */
export function comparisonLines(condition: ConditionResult, claims: Claims): readonly string[] {
  const { differences, notes } = explainCondition(condition, claims);
  const [nearest] = [...differences].sort((one, other) => other.patternAt - one.patternAt);
  const others = differences.length - 1;
  return [
    ...(nearest === undefined || nearest.pattern.length + nearest.value.length > 600 ? [] : drawDifference(nearest)),
    ...(others > 0 ? [`(and ${others} more ${others === 1 ? 'value' : 'values'} in the policy)`] : []),
    ...notes,
  ];
}

function remedyText(condition: ConditionResult, old: string, { pattern, keeps, job }: Remedy): string {
  const line = pattern === undefined ? [] : [correctedLine(condition, { old, pattern, keeps: keeps === true })];
  if (job === undefined) return line.join('\n');
  return [job, ...(line.length === 0 ? [] : ['Or, if such jobs are meant to have the role:', ...line])].join('\n');
}

interface Correction {
  readonly old: string;
  readonly pattern: string;
  readonly keeps: boolean;
}

function correctedLine({ operator, key, patterns }: ConditionResult, { old, pattern, keeps }: Correction): string {
  const values = keeps ? [...patterns, pattern] : patterns.map((value) => (value === old ? pattern : value));
  const isWild = hasWildcard(pattern) && operator.name === 'StringEquals';
  return conditionLine(isWild ? operator.text.replace('Equals', 'Like') : operator, key, [...new Set(values)]);
}

export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern.replace(/\$\{[*?$]\}/g, ''));
}

/** Whether a value of a policy takes a text, with its wildcards. */
export function takes(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern, { wildcards: true, variable: () => undefined });
  return compiled !== undefined && matchesPattern(text, compiled);
}

/** The token's subject, for a policy that should take it as well. */
export function subjectBeside({ subject }: Subject): Remedy {
  return { pattern: policyText(subject), keeps: true };
}

/** The corrected value in the place of the old one, if it takes the subject; else the subject beside it. */
export function correctedOr(pattern: string, token: Subject): Remedy {
  return takes(pattern, token.subject) ? { pattern } : subjectBeside(token);
}
