import { policyLiteral } from '../trust/generate/trust-plan.ts';
import { issuers } from '../trust/issuers/index.ts';
import type { PullRequests } from '../trust/issuers/issuer.ts';
import {
  addSubject,
  correctedPattern,
  patternMatches,
  type SubjectMismatch,
} from '../trust/issuers/subject-mismatch.ts';
import type { Cause } from './cause.ts';
import { conditionLine } from './log-text.ts';
import { comparisonLines, failingSubject, subjectMismatchCause } from './subject-mismatch-cause.ts';

const page = 'docs/troubleshooting.md#sts-access-denied';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
/** `StringEquals` is the usual home of a wildcard that is none; the condition's operator is seen by the values alone. */
const wildcardInEquals: Cause = {
  id: 'subject-wildcard',
  page: 'docs/lint/literal-wildcard.md',
  codes: ['sts-access-denied'],
  find(context) {
    const condition = failingSubject(context);
    if (condition === undefined || !/^StringEquals/.test(condition.operator.name)) return undefined;
    if (!condition.patterns.some((pattern) => patternMatches(pattern, context.subject))) return undefined;
    const operator = condition.operator.text.replace(/StringEquals(IgnoreCase)?/, 'StringLike');
    return {
      title: `${condition.operator.text} treats * as an ordinary character; wildcards need StringLike.`,
      likelihood: 'certain',
      evidence: comparisonLines(condition, context.claims),
      change: conditionLine(operator, condition.key, condition.patterns),
    };
  },
};

const caseInsensitiveForms = issuers.flatMap(({ subjectForms = [] }) =>
  subjectForms.filter(({ ignoresCase }) => ignoresCase),
);

/** Some CIs take names in any case; IAM does not. */
const letterCase: SubjectMismatch = {
  id: 'subject-case',
  title: 'The subject differs in case, and IAM is case-sensitive.',
  page: 'docs/lint/subject-case.md',
  hint: {
    when: ({ subject }) =>
      caseInsensitiveForms.some(
        ({ start }) => subject.startsWith(start) && /^[^:]*[A-Z]/.test(subject.slice(start.length)),
      ),
    title: 'The subject has capital letters, and IAM is case-sensitive.',
    likelihood: 'possible',
  },
  explains: (pattern, { subject }) =>
    !patternMatches(pattern, subject) && patternMatches(pattern.toLowerCase(), subject.toLowerCase())
      ? { pattern: inCaseOf(pattern, subject) }
      : undefined,
};

/** The pattern, its letters as the subject has them; the subject itself where they cannot be told. */
function inCaseOf(pattern: string, subject: string): string {
  let at = 0;
  const pieces = pattern.split(/([*?])/).map((piece) => {
    if (piece === '*') return piece;
    const found = piece === '?' ? at : subject.toLowerCase().indexOf(piece.toLowerCase(), at);
    at = found + piece.length;
    return piece === '?' ? piece : policyLiteral(subject.slice(found, at));
  });
  const corrected = pieces.join('');
  return patternMatches(corrected, subject) ? corrected : policyLiteral(subject);
}

/** Most CIs have whole references in their subjects, some only the name. */
const referenceForm: SubjectMismatch = {
  id: 'subject-ref-form',
  title: 'The policy and the CI write the branch or tag differently.',
  page: 'docs/lint/impossible-value.md',
  explains(pattern, token) {
    const [, folder] = /:ref:refs\/(heads|tags)\//.exec(token.subject) ?? [];
    const isShort = /:ref:(?!refs\/|\*)/.test(pattern);
    if (folder !== undefined && isShort)
      return correctedPattern(pattern.replace(/:ref:/, `:ref:refs/${folder}/`), token);
    const isLong = /:ref:(?!refs\/)/.test(token.subject) && /:ref:refs\/(heads|tags)\//.test(pattern);
    return isLong ? correctedPattern(pattern.replace(/:ref:refs\/(heads|tags)\//, ':ref:'), token) : undefined;
  },
};

const tag: SubjectMismatch = {
  id: 'subject-tag',
  title: 'The job runs for a tag, so the subject names the tag instead of a branch.',
  page,
  hint: {
    when: ({ subject }) => isTag(subject),
    title: 'The job runs for a tag: a policy for a branch refuses it.',
  },
  explains: (pattern, token) =>
    isTag(token.subject) && !isTag(pattern) && /:ref(_type)?:/.test(pattern) ? addSubject(token) : undefined,
};

function isTag(subject: string): boolean {
  return /:ref:refs\/tags\/|:ref_type:tag(:|$)/.test(subject);
}

/** A pull request has a subject of its own kind, so that its code does not get what the branch gets. */
const pullRequest: SubjectMismatch = {
  id: 'subject-pull-request',
  title: 'The job runs for a pull request, so the subject names no branch.',
  page,
  hint: {
    when: ({ subject }) => pullRequestsOf(subject) !== undefined,
    title: 'The job runs for a pull request: a policy for a branch refuses it.',
  },
  explains(pattern, token) {
    const rule = pullRequestsOf(token.subject);
    if (rule === undefined || /pull[_-]request/.test(pattern)) return undefined;
    const [what, lines] = rule.skip === undefined ? ['job', ''] : ['step', `:\n    ${rule.skip}`];
    const job = `Skip the ${what} for pull requests, whose code nobody has reviewed yet${lines || '.'}`;
    return { ...addSubject(token), job };
  },
};

/** How the CI with this subject of a pull request has such jobs skipped. */
function pullRequestsOf(subject: string): PullRequests | undefined {
  return pullRequestRules.find((rule) => rule.subject.test(subject));
}

const pullRequestRules = issuers.flatMap(({ pullRequests }) => (pullRequests === undefined ? [] : [pullRequests]));

/** The last resort: only where nothing else explains it. */
export const otherSubject: Cause = {
  id: 'subject-mismatch',
  page,
  codes: ['sts-access-denied'],
  find(context) {
    const condition = failingSubject(context);
    if (condition === undefined) return undefined;
    const values = [...condition.patterns, policyLiteral(context.subject)];
    return {
      title: 'The policy is for other jobs: none of its values matches the subject.',
      likelihood: 'certain',
      evidence: comparisonLines(condition, context.claims),
      change: `Run a job that the policy is for. Or, if this job should have the role:\n${conditionLine(condition.operator, condition.key, values)}`,
    };
  },
};

/** Why a subject is another one than the policy has: first what is told of one CI, then what can happen on all. */
export const subjectCauses: readonly Cause[] = [
  ...issuers.flatMap(({ subjectMismatches = [] }) => subjectMismatches.map(subjectMismatchCause)),
  wildcardInEquals,
  ...[letterCase, referenceForm, tag, pullRequest].map(subjectMismatchCause),
];
