import { accountOfArn } from '../context.ts';
import { isOpaque } from '../opaque.ts';
import { allowStatements, coversAction, webIdentityAction } from './lint-policy.ts';
import type { Rule } from './rule.ts';

const principals = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html';

export const principalAnyone: Rule = {
  id: 'principal-anyone',
  severity: 'error',
  title: 'The principal is everyone',
  docs: principals,
  check: (policy) =>
    allowStatements(policy)
      .filter((statement) => statement.principals.anyone && !statement.principals.negated)
      .map(({ path }) => ({
        message: 'Every identity provider in the account can give this role, including those added later.',
        fix: 'Name the provider: {"Federated": "arn:aws:iam::ACCOUNT:oidc-provider/ISSUER"}.',
        path: `${path}.Principal`,
      })),
};

export const notPrincipal: Rule = {
  id: 'not-principal',
  severity: 'error',
  title: 'NotPrincipal names who is excluded, not who is meant',
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
  check: (policy) =>
    policy.statements
      .filter((statement) => statement.principals.negated && coversAction(statement, webIdentityAction))
      .map(({ effect, path }) => ({
        message:
          effect === 'Allow'
            ? 'Allow with NotPrincipal lets in everyone else, including anonymous callers.'
            : 'Deny with NotPrincipal also denies the sessions of the principals that it names.',
        fix: effect === 'Allow' ? 'Use Principal.' : 'Use Principal "*" with a condition.',
        path: `${path}.NotPrincipal`,
      })),
};

export const wildcardAction: Rule = {
  id: 'wildcard-action',
  severity: 'warning',
  title: 'More actions are allowed than a token needs',
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
  check: (policy) =>
    allowStatements(policy)
      .filter(({ actions }) => actions.negated || actions.patterns.some((pattern) => /[*?]/.test(pattern)))
      .map(({ actions, path }) => ({
        message: 'The statement allows actions that have no conditions of their own, such as tagging the session.',
        fix: `List them: ${webIdentityAction}, and sts:TagSession where the CI sends tags.`,
        path: `${path}.${actions.negated ? 'NotAction' : 'Action'}`,
      })),
};

export const foreignProvider: Rule = {
  id: 'foreign-provider',
  severity: 'error',
  title: 'The provider is in a different account',
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
  check: ({ roleArn, ...policy }) => {
    if (roleArn === undefined) return [];
    const { accountId } = accountOfArn(roleArn);
    return allowStatements({ roleArn, ...policy }).flatMap(({ principals: { federated }, path }) =>
      federated
        .filter((arn) => arn.includes(':oidc-provider/') && !isOpaque(arn) && accountOfArn(arn).accountId !== accountId)
        .map((arn) => ({
          message: `${arn} is not in the role's account ${accountId}, and only a provider in the same account can give a role.`,
          fix: `Register the provider in account ${accountId} too, and name it here.`,
          path: `${path}.Principal.Federated`,
        })),
    );
  },
};
