import { issuers } from '../issuers/index.ts';
import { isOpaque } from '../opaque.ts';
import { type DemandedValue, demandsValue, type LintPolicy } from './lint-policy.ts';
import type { Rule } from './rule.ts';
import { demandedSubjects, faultFindings } from './subject-faults.ts';
import { immutableClaims, subjectForm, subjectFormIgnoringCase } from './subjects.ts';

/** Of a subject with a part that only the deployment knows, nothing can be said. */
function knownSubjects(policy: LintPolicy): readonly DemandedValue[] {
  return demandedSubjects(policy).filter(({ value }) => !isOpaque(value));
}

export const impossibleValue: Rule = {
  id: 'impossible-value',
  severity: 'error',
  title: 'No job has such a subject',
  docs: 'https://docs.gitlab.com/ci/secrets/id_token_authentication/',
  check: (policy) => faultFindings('impossible-value', knownSubjects(policy)),
};

export const customizedSubject: Rule = {
  id: 'customized-subject',
  severity: 'warning',
  title: 'Only a customized subject looks like this',
  docs: 'https://docs.github.com/en/actions/reference/security/oidc',
  check: (policy) => faultFindings('customized-subject', knownSubjects(policy)),
};

export const subjectCase: Rule = {
  id: 'subject-case',
  severity: 'error',
  title: 'IAM is case-sensitive, and the subject begins in lower case',
  docs: 'https://docs.github.com/en/actions/reference/security/oidc',
  check: (policy) =>
    knownSubjects(policy)
      .filter(({ condition, value }) => {
        if (condition.operator.name === 'StringEqualsIgnoreCase') return false;
        return subjectForm(value) === undefined && subjectFormIgnoringCase(value) !== undefined;
      })
      .map(({ condition, value }) => ({
        message: `${value} matches no subject: subjects begin with ${subjectFormIgnoringCase(value)?.start}`,
        fix: `Write ${subjectFormIgnoringCase(value)?.start} in lower case.`,
        path: condition.path,
      })),
};

/** What whoever starts a job chooses freely, in a repository of their own too. */
const chosenByTheJob = new Set(issuers.flatMap(({ jobChosenClaims = [] }) => jobChosenClaims));

export const abusableClaim: Rule = {
  id: 'abusable-claim',
  severity: 'error',
  title: 'The subject begins with something that any job can have',
  docs: 'https://unit42.paloaltonetworks.com/oidc-misconfigurations-in-ci-cd/',
  check: (policy) =>
    knownSubjects(policy)
      .filter(({ statement, value }) => {
        const pinned = statement.claims.some(
          (condition) => immutableClaims.includes(condition.claim) && demandsValue(condition),
        );
        return chosenByTheJob.has(/^([^:]+):/.exec(value)?.[1] ?? '') && !namesTenant(value) && !pinned;
      })
      .map(({ condition, value }) => ({
        message: `${value} names no owner: a job in a stranger's project can have the same.`,
        fix: 'Let the subject begin with the repository or project, or add a condition on its ID.',
        path: condition.path,
      })),
};

/** Whether a later part of a subject is one that other subjects begin with. */
function namesTenant(value: string): boolean {
  return value
    .split(/(?<=:)/)
    .some((_, part, parts) => part > 0 && subjectForm(parts.slice(part).join('')) !== undefined);
}

export const duplicateKey: Rule = {
  id: 'duplicate-key',
  severity: 'error',
  title: 'A JSON member appears twice',
  docs: 'https://www.rfc-editor.org/rfc/rfc8259#section-4',
  check: ({ duplicates }) =>
    duplicates.map((path) => ({
      message: `${path} appears twice; parsers silently keep the last one.`,
      fix: 'Keep one, with the values of both in a list if both are meant.',
      path,
    })),
};
