import { accountOfArn } from '../context.ts';
import { coversAction } from '../evaluate.ts';
import { isBuiltIn } from '../federated-principal.ts';
import { isOpaque } from '../opaque.ts';
import { isProviderArn, providerNameInArn } from '../provider-name.ts';
import { allowStatements, webIdentityAction } from './lint-policy.ts';
import type { Rule } from './rule.ts';

const principals = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html';

export const principalAnyone: Rule = {
  id: 'principal-anyone',
  severity: 'error',
  title: 'The principal is everyone',
  docs: principals,
  check: (policy) =>
    policy.statements
      .filter(({ effect, principals: { anyone, negated } }) => effect === 'Allow' && anyone && !negated)
      .flatMap((statement) => {
        const path = `${statement.path}.Principal`;
        if (statement.conditions.length === 0 && coversAction(statement, 'sts:AssumeRole'))
          return [{ ...anyAccount, path }];
        return statement.isWebIdentity ? [{ ...anyProvider, path }] : [];
      }),
};

const anyAccount = {
  message: 'Anyone with an AWS account can assume the role.',
  fix: 'Name the account: {"AWS": "arn:aws:iam::ACCOUNT:root"}.',
};

const anyProvider = {
  message: 'Every identity provider in the account can grant this role, including those added later.',
  fix: 'Name the provider: {"Federated": "arn:aws:iam::ACCOUNT:oidc-provider/ISSUER"}.',
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
        message: 'The statement allows further actions under the same conditions, such as tagging the session.',
        fix: `List them: ${webIdentityAction}, and sts:TagSession if the CI sends session tags.`,
        path: `${path}.${actions.negated ? 'NotAction' : 'Action'}`,
      })),
};

export const noWebIdentity: Rule = {
  id: 'no-web-identity-action',
  severity: 'error',
  title: 'The statement trusts a provider but does not allow a token to be exchanged',
  docs: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html',
  check: (policy) =>
    policy.statements
      .filter(({ effect, providers, principals }) => effect === 'Allow' && providers.length > 0 && !principals.negated)
      .filter((statement) => ![webIdentityAction, ...furtherActions].some((action) => coversAction(statement, action)))
      .map(({ actions, path }) => ({
        message: `${actions.patterns.join(', ')} is not what a job calls: no token gets the role through this statement.`,
        fix: `Write "Action": "${webIdentityAction}".`,
        path: `${path}.${actions.negated ? 'NotAction' : 'Action'}`,
      })),
};

/** What a statement of its own can allow in addition. */
const furtherActions = ['sts:TagSession', 'sts:SetSourceIdentity'];

export const foreignProvider: Rule = {
  id: 'foreign-provider',
  severity: 'error',
  title: 'The provider is in a different account',
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
  check: (policy) => {
    if (policy.roleArn === undefined) return [];
    const { accountId } = accountOfArn(policy.roleArn);
    return allowStatements(policy).flatMap(({ principals: { federated }, path }) =>
      federated
        .filter((arn) => isProviderArn(arn) && !isOpaque(arn) && accountOfArn(arn).accountId !== accountId)
        .map((arn) => ({
          message: `${arn} is not in the role's account ${accountId}, and a role can trust only a provider in its own account.`,
          fix: `Create the provider in account ${accountId} as well, and name it here.`,
          path: `${path}.Principal.Federated`,
        })),
    );
  },
};

export const builtInIssuer: Rule = {
  id: 'built-in-issuer',
  severity: 'error',
  title: 'AWS has this issuer built in; IAM needs no provider for it',
  docs: `${principals}#principal-federated-web-identity`,
  check: (policy) =>
    allowStatements(policy).flatMap(({ principals: { federated }, path }) =>
      federated
        .filter((arn) => isProviderArn(arn) && isBuiltIn(providerNameInArn(arn)))
        .map((arn) => ({
          message: `Tokens of this issuer belong to ${providerNameInArn(arn)}, never to ${arn}.`,
          fix: `Write {"Federated": "${providerNameInArn(arn)}"}, and remove the provider, if there is one.`,
          path: `${path}.Principal.Federated`,
        })),
    ),
};
