import { identityClaims } from '../issuers/index.ts';
import type { IdentityClaim } from '../issuers/issuer.ts';
import { isOpaque } from '../opaque.ts';
import {
  type DemandedValue,
  demandedValues,
  isNegated,
  issuersOf,
  type LintPolicy,
  takesWildcards,
  wildcard,
} from './lint-policy.ts';
import type { Rule } from './rule.ts';
import { demandedSubjects, faultFindings, faultForms } from './subject-faults.ts';
import { isPrivateIssuer, subjectForm, tenantAndProject, wildcardReachesTenant } from './subjects.ts';

const stringOperators =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String';

/** The patterns of a claim in which `*` and `?` are wildcards. All-wildcard ones demand nothing and are another rule's. */
function patternsOf(policy: LintPolicy, claims: readonly string[]): readonly DemandedValue[] {
  return demandedValues(policy).filter(
    ({ condition, value }) =>
      claims.includes(condition.claim) && takesWildcards(condition) && wildcard.test(value) && /[^*?]/.test(value),
  );
}

/** Whether a wildcard stands in the place of an ID. It reaches nobody who has not registered the very name. */
function isWildcardId(value: string): boolean {
  return faultForms('wildcard-id').some((fault) => fault.value.test(value));
}

/** Whether a wildcard comes before the tenant has ended, in a claim that may go on behind it. */
function reachesStrangers(value: string, { tenantEnd }: IdentityClaim): boolean {
  const [start = ''] = value.split(/[*?]/);
  return tenantEnd === undefined || start.indexOf(tenantEnd) < 1;
}

export const wildcardTenant: Rule = {
  id: 'wildcard-tenant',
  severity: 'error',
  title: 'A wildcard reaches into the name of the owner',
  docs: stringOperators,
  check: (policy) => [
    ...patternsOf(policy, ['sub'])
      .filter(({ statement, value }) => {
        if (isOpaque(value.split(/[*?]/)[0] ?? '') || isWildcardId(value)) return false;
        return wildcardReachesTenant(value) && !issuersOf(statement).every(isPrivateIssuer);
      })
      .map(reachesTenant),
    ...patternsOf(
      policy,
      identityClaims.map(({ claim }) => claim),
    )
      .filter(({ condition, value }) =>
        identityClaims.some((identity) => identity.claim === condition.claim && reachesStrangers(value, identity)),
      )
      .map(reachesTenant),
  ],
};

function reachesTenant({ condition, value }: DemandedValue) {
  const tenant = subjectForm(value)?.tenant ?? 'owner';
  return {
    message: `${value} also matches names that strangers can register: \`*\` matches any characters.`,
    fix: `Write the ${tenant} in full, with the separator that follows it, before the first wildcard.`,
    path: condition.path,
  };
}

export const wildcardId: Rule = {
  id: 'wildcard-id',
  severity: 'error',
  title: 'A wildcard stands where an ID should be',
  docs: 'https://astrix.security/learn/blog/subjugation-hijacking-cloud-identities-by-recycling-namespaces-in-global-oidc-issuers/',
  check: (policy) => faultFindings('wildcard-id', patternsOf(policy, ['sub'])),
};

export const hyphenId: Rule = {
  id: 'hyphen-id',
  severity: 'error',
  title: 'IDs after hyphens are part of a name that anyone can register',
  docs: 'https://threat.wiki/patterns/github-actions-oidc-subject-claim-collisions/',
  check: (policy) => faultFindings('hyphen-id', demandedSubjects(policy)),
};

export const wildcardName: Rule = {
  id: 'wildcard-name',
  severity: 'warning',
  title: 'A wildcard continues the name of a project',
  docs: stringOperators,
  check: (policy) =>
    patternsOf(policy, ['sub'])
      .filter(({ value }) => !wildcardReachesTenant(value) && /^[^:]*[\w.-][*?]/.test(tenantAndProject(value)))
      .filter(({ value }) => !isWildcardId(value))
      .map(({ condition, value }) => ({
        message: `${value} also matches projects whose names only begin the same, like \`app-playground\` for \`app*\`.`,
        fix: 'End the name with `:` before the wildcard, or list the projects.',
        path: condition.path,
      })),
};

export const wideSubject: Rule = {
  id: 'wide-subject',
  severity: 'note',
  title: 'Any branch, tag, environment or pull request is accepted',
  docs: 'https://docs.github.com/en/actions/reference/security/oidc',
  check: (policy) =>
    patternsOf(policy, ['sub'])
      .filter(({ value }) => !wildcardReachesTenant(value) && /^[^*?:]*[/:]\*$/.test(tenantAndProject(value)))
      .map(({ condition, value }) => ({
        message: `${value} lets every job in, even one on a branch that nobody reviewed.`,
        fix: 'Name the branch or the environment that deploys.',
        path: condition.path,
      })),
};

export const ambiguousWildcard: Rule = {
  id: 'ambiguous-wildcard',
  severity: 'warning',
  title: 'A branch name can pretend to be the rest of the subject',
  docs: 'https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/',
  check: (policy) => faultFindings('ambiguous-wildcard', patternsOf(policy, ['sub'])),
};

export const literalWildcard: Rule = {
  id: 'literal-wildcard',
  severity: 'error',
  title: 'StringEquals treats * and ? as ordinary characters',
  docs: stringOperators,
  check: (policy) =>
    policy.statements
      .flatMap(({ claims }) => claims)
      .filter((condition) => condition.operator.name !== 'Null' && !takesWildcards(condition))
      .flatMap((condition) =>
        condition.values
          .filter((value) => wildcard.test(value))
          .map((value) => ({
            message: `${condition.operator.text} compares ${value} character by character, and no token contains a wildcard: ${isNegated(condition) ? 'the condition is always true' : 'the condition is never true'}.`,
            fix: `Use ${isNegated(condition) ? 'StringNotLike' : 'StringLike'}, or write the value in full.`,
            path: condition.path,
          })),
      ),
};
