import { identityClaims } from '../issuers/index.ts';
import type { IdentityClaim } from '../issuers/issuer.ts';
import { isOpaque } from '../opaque.ts';
import { isPinnedById } from './identity-rules.ts';
import {
  type DemandedValue,
  demandedValues,
  isNegated,
  issuersOf,
  type LintPolicy,
  saysSomething,
  takesWildcards,
  wildcard,
} from './lint-policy.ts';
import type { Rule } from './rule.ts';
import { demandedSubjects, faultFindings, faultIn } from './subject-faults.ts';
import { arePrivateIssuers, subjectForm, tenantAndProject, wildcardReachesTenant } from './subjects.ts';

const stringOperators =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String';

/** The patterns of a claim with wildcards. Those of only wildcards require nothing and have their own rule. */
function patternsOf(policy: LintPolicy, claims: readonly string[]): readonly DemandedValue[] {
  return demandedValues(policy).filter(
    ({ condition, value }) =>
      claims.includes(condition.claim) && takesWildcards(condition) && wildcard.test(value) && saysSomething(value),
  );
}

/** Whether a wildcard replaces an ID. It only matches owners with exactly this name. */
function isWildcardId(demanded: DemandedValue): boolean {
  return faultIn('wildcard-id', demanded) !== undefined;
}

/** Whether a wildcard comes before the end of the tenant, in a claim that may continue after it. */
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
      .filter((demanded) => {
        const { statement, value } = demanded;
        if (isOpaque(value.split(/[*?]/)[0] ?? '') || isWildcardId(demanded)) return false;
        // A required ID excludes strangers, whatever their names.
        if (isPinnedById(statement) || arePrivateIssuers(issuersOf(statement))) return false;
        return wildcardReachesTenant(value);
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
  title: 'A wildcard is used instead of an ID',
  docs: 'https://astrix.security/learn/blog/subjugation-hijacking-cloud-identities-by-recycling-namespaces-in-global-oidc-issuers/',
  check: (policy) =>
    faultFindings(
      'wildcard-id',
      patternsOf(policy, ['sub']).filter(({ statement }) => !isPinnedById(statement)),
    ),
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
  title: 'A wildcard continues the name of a project or of the main branch',
  docs: stringOperators,
  check: (policy) => {
    const patterns = patternsOf(policy, ['sub']).filter(({ value }) => !wildcardReachesTenant(value));
    const projects = patterns.filter(
      (demanded) => /^[^:]*[\w.-][*?]/.test(tenantAndProject(demanded.value)) && !isWildcardId(demanded),
    );
    const branches = patterns.filter(({ value }) => continuedBranch.test(value));
    return [
      ...projects.map(({ condition, value }) => ({
        message: `${value} also matches projects whose names only begin the same, like \`app-playground\` for \`app*\`.`,
        fix: 'End the name with `:` before the wildcard, or list the projects.',
        path: condition.path,
      })),
      ...branches.map(({ condition, value }) => ({
        message: `${value} also matches branches whose names only begin the same, like \`main-2\` for \`main*\`: anyone who can push can create one.`,
        fix: 'Write the branch in full.',
        path: condition.path,
      })),
    ];
  },
};

/** A protected branch by its usual names; `release-*` and `v*` are meant as patterns. */
const continuedBranch = /:ref:(refs\/heads\/)?(main|master|trunk|develop|prod|production)[*?]/;

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
