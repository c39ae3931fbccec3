import { demands, isPinned } from './identity-rules.ts';
import { allowStatements, type ClaimCondition, isAlwaysThere, isNegated, type LintPolicy } from './lint-policy.ts';
import type { Rule, RuleFinding } from './rule.ts';

const setOperators =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html';
const conditionOperators =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html';

/** Conditions that a token without the claim satisfies. */
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
      ({ operator, key, claim }) => operator.set === 'ForAllValues' && !isAlwaysThere(key) && claim !== 'iss',
      'Remove ForAllValues: the claim has one value.',
    ),
};

export const needlessForAllValues: Rule = {
  id: 'needless-for-all-values',
  severity: 'note',
  title: 'ForAllValues has no effect on a claim that every token has',
  docs: setOperators,
  check: (policy) =>
    allowStatements(policy)
      .flatMap(({ claims }) => claims)
      .filter(({ operator, key, claim }) => operator.set === 'ForAllValues' && (isAlwaysThere(key) || claim === 'iss'))
      .map(({ operator, key, claim, path }) => ({
        message:
          claim === 'iss'
            ? `AWS reads no ${key}, so ${operator.text} on it is always true; the principal already names the issuer.`
            : `Every token has ${key}, with one value: ${operator.text} compares it as ${operator.text.replace('ForAllValues:', '')} would.`,
        fix: 'Remove ForAllValues: on other claims it is true for a token without the claim.',
        path,
      })),
};

export const arnOperator: Rule = {
  id: 'arn-operator',
  severity: 'error',
  title: 'ARN operators compare ARNs, but claims are strings',
  docs: `${conditionOperators}#Conditions_ARN`,
  check: (policy) =>
    policy.statements
      .flatMap(({ claims }) => claims)
      .filter(({ operator }) => operator.name.startsWith('Arn'))
      .map((condition) => ({
        message: `${condition.operator.text} on ${condition.key}: the claim is a string and not an ARN, so the condition is ${isNegated(condition) ? 'always' : 'never'} true.`,
        fix: `Write ${isNegated(condition) ? 'StringNotLike' : 'StringLike'}, or ${isNegated(condition) ? 'StringNotEquals' : 'StringEquals'} for a value without wildcards.`,
        path: condition.path,
      })),
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
      'Remove IfExists, so that the claim must exist.',
    ),
};

export const negatedOperator: Rule = {
  id: 'negated-operator',
  severity: 'error',
  title: 'A negated operator lets in everything that it does not list',
  docs: conditionOperators,
  check: (policy) =>
    allowStatements(policy)
      // With a subject that identifies the jobs, or another condition on the claim, it only restricts further.
      .filter((statement) => !isPinned(statement) || !demands(statement, ['sub']))
      .flatMap(({ claims }) =>
        claims.filter(
          (condition) =>
            isNegated(condition) && !claims.some((other) => other.claim === condition.claim && !isNegated(other)),
        ),
      )
      .map(({ operator, key, path }) => ({
        message: `${operator.text} on ${key} lets in all other values, and tokens without the claim.`,
        fix: 'List the values to allow, or exclude values in a Deny statement next to an Allow that lists them.',
        path,
      })),
};
