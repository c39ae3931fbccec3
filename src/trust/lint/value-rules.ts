import { issuerAt, issuers } from '../issuers/index.ts';
import { isOpaque } from '../opaque.ts';
import { isPinnedById } from './identity-rules.ts';
import { type DemandedValue, demandedValues, issuersOf, type LintPolicy, wildcard } from './lint-policy.ts';
import type { Rule, RuleFinding } from './rule.ts';
import { demandedSubjects, faultFindings, faultIn } from './subject-faults.ts';
import { calledCodeClaims, issuersWithout, subjectForm, subjectFormIgnoringCase } from './subjects.ts';

/** A subject with an opaque part cannot be checked. */
function knownSubjects(policy: LintPolicy): readonly DemandedValue[] {
  return demandedSubjects(policy).filter(({ value }) => !isOpaque(value));
}

export const impossibleValue: Rule = {
  id: 'impossible-value',
  severity: 'error',
  title: 'No token has such a value',
  docs: 'https://docs.gitlab.com/ci/secrets/id_token_authentication/',
  check: (policy) => {
    const subjects = knownSubjects(policy);
    return [
      ...faultFindings('impossible-value', subjects),
      ...subjects.flatMap(foreignSubject),
      ...demandedValues(policy).flatMap(strayWhitespace),
      ...demandedValues(policy).flatMap(foreignValue),
    ];
  },
};

/** A subject that does not begin like any of its issuer; known faults of form have their own findings. */
function foreignSubject(demanded: DemandedValue): readonly RuleFinding[] {
  const { statement, condition, value } = demanded;
  // Upper case and whitespace have their own findings.
  const isKnown = value !== value.trim() || faultIn('impossible-value', demanded) !== undefined;
  if (isKnown || subjectFormIgnoringCase(value) !== subjectForm(value)) return [];
  return issuersWithout(value, issuersOf(statement)).map(({ name, subjectForms = [] }) => ({
    message: `${value}: subjects of ${name} begin with ${subjectForms.map(({ start }) => start).join(' or ')}`,
    fix: "Copy the subject of the job's token; doctor shows it.",
    path: condition.path,
  }));
}

/** Copied from a web page or a template. An unknown issuer may have such values. */
function strayWhitespace({ condition, value }: DemandedValue): readonly RuleFinding[] {
  const isKnown = issuerAt(condition.host) ?? subjectForm(value.trim());
  if (value === value.trim() || isKnown === undefined) return [];
  return [
    {
      message: `${JSON.stringify(value)} begins or ends with whitespace, which no claim has.`,
      fix: 'Remove the whitespace.',
      path: condition.path,
    },
  ];
}

/** An impossible value of another claim; patterns are not checked. */
function foreignValue({ condition, value }: DemandedValue): readonly RuleFinding[] {
  if (isOpaque(value) || wildcard.test(value)) return [];
  const forms = issuerAt(condition.host)?.claimForms ?? [];
  return forms
    .filter(({ claim, value: form }) => claim === condition.claim && !form.test(value))
    .map(({ claim, says }) => ({
      message: `${value}: ${claim} is ${says}.`,
      fix: "Copy the value from the job's token; doctor shows it.",
      path: condition.path,
    }));
}

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

/** Claims that anyone can choose freely in a project of their own. */
const chosenByTheJob = new Set(issuers.flatMap(({ jobChosenClaims = [] }) => jobChosenClaims));

export const abusableClaim: Rule = {
  id: 'abusable-claim',
  severity: 'error',
  title: 'The subject begins with something that any job can choose',
  docs: 'https://unit42.paloaltonetworks.com/oidc-misconfigurations-in-ci-cd/',
  check: (policy) =>
    knownSubjects(policy).flatMap(({ statement, condition, value }) => {
      const why = abuse(/^([^:]+):/.exec(value)?.[1] ?? '');
      if (why === undefined || namesTenant(value) || isPinnedById(statement)) return [];
      return [
        {
          message: `${value} ${why}.`,
          fix: 'Let the subject begin with the repository or project, or add a condition on its ID.',
          path: condition.path,
        },
      ];
    }),
};

/** What is wrong with a subject that begins with this claim. */
function abuse(claim: string): string | undefined {
  if (chosenByTheJob.has(claim)) return "names no owner: a job in someone else's project can have the same";
  if (calledCodeClaims.includes(claim))
    return "names the called workflow, not the caller: someone else's project can call it";
  return undefined;
}

/** Whether a later part of a subject is one with which subjects usually begin. */
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
      fix: 'Keep one; to keep both values, list them.',
      path,
    })),
};
