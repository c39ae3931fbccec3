import { allowStatements, type ClaimCondition, isNegated, type LintPolicy } from './lint-policy.ts';
import type { Rule, RuleFinding } from './rule.ts';

const setOperators =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html';
const conditionOperators =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html';

/** Conditions of a door that a token without the claim satisfies. */
function trueWithoutClaim(
  policy: LintPolicy,
  isTrap: (condition: ClaimCondition) => boolean,
  fix: string,
): readonly RuleFinding[] {
  return allowStatements(policy)
    .flatMap(({ claims }) => claims)
    .filter(isTrap)
    .map(({ operator, key, path }) => ({
      message: `${operator.text} on ${key} is true for a token that does not have the claim at all.`,
      fix,
      path,
    }));
}

export const forAllValues: Rule = {
  id: 'for-all-values',
  severity: 'error',
  title: 'ForAllValues is true when there is no value',
  docs: setOperators,
  check: (policy) =>
    trueWithoutClaim(
      policy,
      ({ operator }) => operator.set === 'ForAllValues',
      'Drop ForAllValues: the claim has one value.',
    ),
};

export const ifExists: Rule = {
  id: 'if-exists',
  severity: 'error',
  title: 'IfExists is true when the claim is absent',
  docs: `${conditionOperators}#Conditions_IfExists`,
  check: (policy) =>
    trueWithoutClaim(
      policy,
      ({ operator }) => operator.ifExists && operator.set !== 'ForAnyValue',
      'Drop IfExists, so that the claim must be there.',
    ),
};

export const negatedOperator: Rule = {
  id: 'negated-operator',
  severity: 'error',
  title: 'A negated operator lets in everything that it does not list',
  docs: conditionOperators,
  check: (policy) =>
    allowStatements(policy).flatMap(({ claims }) =>
      claims
        // Beside a positive condition on the same claim it only narrows.
        .filter(
          (condition) =>
            isNegated(condition) && !claims.some((other) => other.claim === condition.claim && !isNegated(other)),
        )
        .map(({ operator, key, path }) => ({
          message: `${operator.text} on ${key} lets in all other values, and tokens without the claim.`,
          fix: 'List the values to allow, or exclude values in a Deny statement next to an Allow that lists them.',
          path,
        })),
    ),
};
