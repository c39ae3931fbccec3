import { policyText } from '../trust/generate/trust-plan.ts';
import type { Cause } from './cause.ts';
import { comparisonLines, correctedOr, failingSubject, type SubjectTrap, subjectCause, takes } from './subject-trap.ts';
import { conditionLine } from './wording.ts';

const page = 'docs/troubleshooting.md#sts-access-denied';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
/** `StringEquals` is the usual home of a wildcard that is none; the condition's operator is seen by the values alone. */
const wildcardInEquals: Cause = {
  id: 'subject-wildcard',
  page: 'docs/lint/literal-wildcard.md',
  codes: ['sts-access-denied'],
  find(one) {
    const condition = failingSubject(one);
    if (condition === undefined || !/^StringEquals/.test(condition.operator.name)) return undefined;
    if (!condition.patterns.some((pattern) => takes(pattern, one.subject))) return undefined;
    const operator = condition.operator.text.replace(/StringEquals(IgnoreCase)?/, 'StringLike');
    return {
      title: `${condition.operator.text} takes * for an ordinary character; wildcards need StringLike.`,
      likelihood: 'certain',
      evidence: comparisonLines(condition, one.claims),
      change: conditionLine(operator, condition.key, condition.patterns),
    };
  },
};

/** GitHub and GitLab take names in any case; IAM does not. */
const letterCase: SubjectTrap = {
  id: 'subject-case',
  title: 'The subject differs in upper and lower case, which IAM tells apart.',
  page: 'docs/lint/subject-case.md',
  suspicion: {
    when: ({ subject }) => /^(repo|project_path):[^:]*[A-Z]/.test(subject),
    title: 'The subject has capital letters, and IAM tells upper from lower case.',
    likelihood: 'possible',
  },
  explains: (pattern, { subject }) =>
    !takes(pattern, subject) && takes(pattern.toLowerCase(), subject.toLowerCase())
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
    return piece === '?' ? piece : policyText(subject.slice(found, at));
  });
  const corrected = pieces.join('');
  return takes(corrected, subject) ? corrected : policyText(subject);
}

/** GitHub, Semaphore, Buildkite and Forgejo have whole references in their subjects, GitLab has not. */
const referenceForm: SubjectTrap = {
  id: 'subject-ref-form',
  title: 'The policy writes the branch or tag in another form than the CI does.',
  page: 'docs/lint/impossible-value.md',
  explains(pattern, token) {
    const [, folder] = /:ref:refs\/(heads|tags)\//.exec(token.subject) ?? [];
    const isShort = /:ref:(?!refs\/|\*)/.test(pattern);
    if (folder !== undefined && isShort) return correctedOr(pattern.replace(/:ref:/, `:ref:refs/${folder}/`), token);
    const isLong = /:ref:(?!refs\/)/.test(token.subject) && /:ref:refs\/(heads|tags)\//.test(pattern);
    return isLong ? correctedOr(pattern.replace(/:ref:refs\/(heads|tags)\//, ':ref:'), token) : undefined;
  },
};

const tag: SubjectTrap = {
  id: 'subject-tag',
  title: 'The job runs for a tag, and the subject says so in the place of a branch.',
  page,
  suspicion: {
    when: ({ subject }) => isTag(subject),
    title: 'The job runs for a tag: a policy for a branch refuses it.',
  },
  explains: (pattern, token) =>
    isTag(token.subject) && !isTag(pattern) && /:ref(_type)?:/.test(pattern)
      ? { pattern: policyText(token.subject), keeps: true }
      : undefined,
};

function isTag(subject: string): boolean {
  return /:ref:refs\/tags\/|:ref_type:tag(:|$)/.test(subject);
}

/** A pull request has a subject of its own kind, so that its code does not get what the branch gets. */
const pullRequest: SubjectTrap = {
  id: 'subject-pull-request',
  title: 'The job is of a pull request, and the subject names no branch.',
  page,
  suspicion: {
    when: ({ subject }) => isPullRequest(subject),
    title: 'The job is of a pull request: a policy for a branch refuses it.',
  },
  explains: (pattern, { subject }) =>
    isPullRequest(subject) && !/pull[_-]request/.test(pattern)
      ? {
          pattern: policyText(subject),
          keeps: true,
          job: subject.endsWith(':pull_request')
            ? "Skip the step for pull requests, whose code nobody has reviewed yet:\n    if: github.event_name != 'pull_request'"
            : 'Skip the job for pull requests, whose code nobody has reviewed yet.',
        }
      : undefined,
};

function isPullRequest(subject: string): boolean {
  return /:pull_request$|:ref_type:pull[_-]request:/.test(subject);
}

/** What nothing else explains: other jobs are meant. */
const other: Cause = {
  id: 'subject-mismatch',
  page,
  codes: ['sts-access-denied'],
  find(one) {
    const condition = failingSubject(one);
    if (condition === undefined) return undefined;
    const values = [...condition.patterns, policyText(one.subject)];
    return {
      title: 'The policy is for other jobs: the subject is not among its values.',
      likelihood: 'certain',
      evidence: comparisonLines(condition, one.claims),
      change: `Run the job where the policy expects it. Or, if this job is meant to have the role:\n${conditionLine(condition.operator, condition.key, values)}`,
    };
  },
};

/** Traps of every CI, the plainest first. */
export const commonSubjectCauses: readonly Cause[] = [
  wildcardInEquals,
  ...[letterCase, referenceForm, tag, pullRequest].map(subjectCause),
];

/** The last resort: only where no trap explains it. */
export const otherSubject: Cause = other;
