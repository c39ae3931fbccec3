import { policyLiteral } from '../trust/generate/trust-plan.ts';
import { issuerAt, issuers } from '../trust/issuers/index.ts';
import type { PullRequests } from '../trust/issuers/issuer.ts';
import { patternMatches, type SubjectMismatch } from '../trust/issuers/subject-mismatch.ts';
import { likeOperator } from '../trust/like-operator.ts';
import { hasWildcard } from '../trust/pattern.ts';
import { differingNames } from '../trust/subject-names.ts';
import type { Cause } from './cause.ts';
import { fixSubject } from './fix-subject.ts';
import { literalWildcardTitle } from './log-text.ts';
import { withoutConditions } from './policy-fix.ts';
import { comparisonLines, failingSubject, subjectMismatchCause } from './subject-mismatch-cause.ts';

const page = 'docs/troubleshooting.md#sts-access-denied';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
/** `StringEquals` with a wildcard is a common mistake; the condition is recognized by its values. */
const wildcardInEquals: Cause = {
  id: 'subject-wildcard',
  page: 'docs/lint/literal-wildcard.md',
  codes: ['sts-access-denied'],
  find(context) {
    const condition = failingSubject(context);
    if (condition === undefined || !/^StringEquals/.test(condition.operator.name)) return undefined;
    if (!condition.patterns.some((pattern) => patternMatches(pattern, context.subject))) return undefined;
    const { operator, patterns } = condition;
    return {
      title: literalWildcardTitle(operator),
      likelihood: 'certain',
      evidence: comparisonLines(condition, context.claims),
      change: '',
      aside: withoutConditions([condition]),
      fix: fixSubject(context, condition, [{ operator: likeOperator(operator), values: patterns }]),
    };
  },
};

/** The subject is longer than the policy's value. */
const continuing: SubjectMismatch = {
  id: 'subject-continues',
  title: "The subject continues after the policy's value.",
  page,
  explains(pattern, { subject, path }) {
    const tail = tailBehind(pattern, subject);
    if (tail === undefined || differingNames(pattern, subject, path).length > 0) return undefined;
    const why = issuerAt(path)?.subjectTails?.find(({ tail: form }) => form.test(tail))?.why;
    return {
      title: `The subject begins with the policy's value and continues with ${tail}, because ${why ?? 'the issuer adds it'}.`,
      anotherKind: [],
    };
  },
};

/** The rest of a subject after the part that the pattern matches, if that ends at a separator. */
function tailBehind(pattern: string, subject: string): string | undefined {
  const ends = [...subject.matchAll(/[:/]/g)].map(({ index }) => index);
  const end = ends.findLast((at) => patternMatches(pattern, subject.slice(0, at)));
  return end === undefined ? undefined : subject.slice(end);
}

/** The value lacks the beginning of the subject, such as `repo:` or `system:serviceaccount:`. */
const lacksStart: SubjectMismatch = {
  id: 'subject-start',
  title: 'The value in the policy lacks the beginning of the subject.',
  page: 'docs/lint/impossible-value.md',
  explains(pattern, { subject }) {
    if (hasWildcard(pattern.charAt(0))) return undefined;
    const starts = [...subject.matchAll(/[:/]/g)].map(({ index }) => subject.slice(0, index + 1));
    const start = starts.find((text) => patternMatches(pattern, subject.slice(text.length)));
    return start === undefined
      ? undefined
      : {
          pattern: `${policyLiteral(start)}${pattern}`,
          title: `The subject begins with ${start}, which the policy's value lacks.`,
        };
  },
};

const caseInsensitiveForms = issuers.flatMap(({ subjectForms = [] }) =>
  subjectForms.filter(({ ignoresCase }) => ignoresCase),
);

/** Some CIs ignore the case of names; IAM does not. */
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

/** The pattern with the case of the subject, or the subject itself if that cannot be derived. */
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

/** Copied from a web page or a template. */
const strayBlank: SubjectMismatch = {
  id: 'subject-blank',
  title: 'The value in the policy begins or ends with whitespace.',
  page,
  explains: (pattern) => (pattern === pattern.trim() ? undefined : { pattern: pattern.trim() }),
};

/** Copied from a URL. GitHub itself encodes the colon. */
const urlEncoded: SubjectMismatch = {
  id: 'subject-encoded',
  title: 'The value in the policy is URL-encoded, and AWS compares every character.',
  page,
  explains(pattern) {
    const plain = pattern.replace(/(%[\da-f]{2})+/gi, (text) => policyLiteral(decoded(text)));
    return plain === pattern ? undefined : { pattern: plain };
  },
};

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Most CIs write full references into their subjects, some only the name. */
const referenceForm: SubjectMismatch = {
  id: 'subject-ref-form',
  title: 'The policy and the CI write the branch or tag differently.',
  page: 'docs/lint/impossible-value.md',
  explains(pattern, token) {
    const [, folder] = /:ref:refs\/(heads|tags)\//.exec(token.subject) ?? [];
    const isShort = /:ref:(?!refs\/|\*)/.test(pattern);
    if (folder !== undefined && isShort) return { pattern: pattern.replace(/:ref:/, `:ref:refs/${folder}/`) };
    const isLong = /:ref:(?!refs\/)/.test(token.subject) && /:ref:refs\/(heads|tags)\//.test(pattern);
    return isLong ? { pattern: pattern.replace(/:ref:refs\/(heads|tags)\//, ':ref:') } : undefined;
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
    isTag(token.subject) && !isTag(pattern) && /:ref(_type)?:/.test(pattern)
      ? { anotherKind: ['ref', 'ref_type'] }
      : undefined,
};

function isTag(subject: string): boolean {
  return /:ref:refs\/tags\/|:ref_type:tag(:|$)/.test(subject);
}

/** Pull requests have their own form of subject, so that their code does not get the role of the branch. */
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
    const job = `Skip the ${what} for pull requests, because their code is not reviewed yet${lines || '.'}`;
    return { anotherKind: ['ref', 'ref_type'], job };
  },
};

/** How this CI skips jobs for pull requests. */
function pullRequestsOf(subject: string): PullRequests | undefined {
  return pullRequestRules.find((rule) => rule.subject.test(subject));
}

const pullRequestRules = issuers.flatMap(({ pullRequests }) => (pullRequests === undefined ? [] : [pullRequests]));

/** Why a subject differs from the policy's: first the causes of individual CIs, then the general ones. */
export const subjectCauses: readonly Cause[] = [
  ...issuers.flatMap(({ subjectMismatches = [] }) => subjectMismatches.map(subjectMismatchCause)),
  wildcardInEquals,
  ...[continuing, lacksStart, strayBlank, urlEncoded, letterCase, referenceForm, tag, pullRequest].map(
    subjectMismatchCause,
  ),
];
