import { listed } from '../../core/listed.ts';
import { issuerAt, issuers } from '../issuers/index.ts';
import type { UnreviewedJobs } from '../issuers/issuer.ts';
import { isOpaque } from '../opaque.ts';
import { patternsOverlap } from '../pattern-overlap.ts';
import { isPinnedById } from './identity-rules.ts';
import {
  type ClaimCondition,
  type DemandedValue,
  demandsValue,
  isNegated,
  issuersOf,
  type LintPolicy,
  type LintStatement,
  takesWildcards,
} from './lint-policy.ts';
import type { Rule, RuleFinding } from './rule.ts';
import { demandedSubjects } from './subject-faults.ts';
import { wildcardReachesTenant } from './subjects.ts';

const refClaims = issuers.flatMap((issuer) => issuer.refClaims ?? []);

export const wideSubject: Rule = {
  id: 'wide-subject',
  severity: 'warning',
  title: 'The subject lets in unreviewed code',
  docs: 'https://docs.github.com/en/actions/reference/security/oidc',
  check: (policy) =>
    wideFindings(
      policy,
      (kinds) => kinds.some(({ pullRequest }) => !pullRequest),
      'Name what deploys, such as the branch or the environment.',
    ),
};

export const pullRequest: Rule = {
  id: 'pull-request',
  severity: 'warning',
  title: 'Jobs of pull requests get the role',
  docs: 'https://docs.github.com/en/actions/reference/security/oidc',
  check: (policy) =>
    wideFindings(
      policy,
      (kinds) => kinds.length > 0 && kinds.every((kind) => kind.pullRequest),
      'Name what deploys, such as the branch or the environment, and give pull requests a separate read-only role.',
    ),
};

function wideFindings(
  policy: LintPolicy,
  isMeant: (kinds: readonly UnreviewedJobs[]) => boolean,
  fix: string,
): readonly RuleFinding[] {
  return demandedSubjects(policy)
    .filter(({ value }) => !isOpaque(value))
    .flatMap((demanded) => {
      const kinds = unreviewedIn(demanded, policy);
      if (!isMeant(kinds)) return [];
      return [
        {
          message: `${demanded.value} lets in ${kindsListed(kinds)}: unreviewed code runs with the role.`,
          fix,
          path: demanded.condition.path,
        },
      ];
    });
}

/** Kinds of unreviewed jobs that a subject admits and that nothing else in the policy excludes. */
export function unreviewedIn(
  { statement, condition, value }: DemandedValue,
  policy: LintPolicy,
): readonly UnreviewedJobs[] {
  // A wildcard that admits strangers is worse, and has its own rule.
  if (takesWildcards(condition) && wildcardReachesTenant(value) && !isPinnedById(statement)) return [];
  if (statement.claims.some(namesReference)) return [];
  const excluded = [
    ...statement.claims.filter((other) => other.claim === 'sub' && isNegated(other)),
    ...policy.statements.flatMap((other) => (other.effect === 'Deny' ? deniedSubjects(other.claims) : [])),
  ];
  return unreviewedJobsOf(statement).filter(({ subjects, separator }) =>
    subjects.some(
      (form) =>
        takes(condition, value, { form, separator }) &&
        !excluded.some((other) => other.values.some((out) => takes(other, out, { form, separator }))),
    ),
  );
}

/** Of the statement's issuers; for an unknown server, those of all issuers. */
function unreviewedJobsOf(statement: LintStatement): readonly UnreviewedJobs[] {
  const known = issuersOf(statement).flatMap((path) => issuerAt(path) ?? []);
  return (known.length > 0 ? known : issuers).flatMap(({ unreviewedJobs = [] }) => unreviewedJobs);
}

/** Whether a condition on a claim other than the subject requires the branch, the environment or the code. */
function namesReference(condition: ClaimCondition): boolean {
  if (!refClaims.includes(condition.claim) || !demandsValue(condition)) return false;
  return (
    !takesWildcards(condition) || !condition.values.some((value) => patternsOverlap(value, `refs/heads/${anyBranch}`))
  );
}

/** What a Deny excludes: nothing, if it requires more than a subject. */
function deniedSubjects(claims: readonly ClaimCondition[]): readonly ClaimCondition[] {
  return claims.every((condition) => condition.claim === 'sub' && !isNegated(condition)) ? claims : [];
}

function takes(
  { operator }: ClaimCondition,
  value: string,
  { form, separator }: { readonly form: string; readonly separator: string | undefined },
): boolean {
  const anyCase = operator.name.includes('IgnoreCase');
  const [pattern, subject] = anyCase ? [value.toLowerCase(), form.toLowerCase()] : [value, form];
  // The end of a branch name is chosen freely, so it can match the end of the pattern.
  const [end = ''] = /(?<=\*)[^*?:]*$/.exec(pattern) ?? [];
  return [subject, subject.replace(anyBranch, `${anyBranch}${end}`)].some((one) =>
    patternsOverlap(pattern, one, separator),
  );
}

/** A branch in the forms of the issuers that stands for any branch. */
const anyBranch = 'any-branch';

export function kindsListed(kinds: readonly UnreviewedJobs[]): string {
  return listed(kinds.map(({ jobs }) => jobs));
}
