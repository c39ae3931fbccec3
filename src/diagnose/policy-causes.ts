// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
import { playground } from '../core/docs-page.ts';
import type { Claims } from '../token/token.ts';
import { accountOfArn, requiredActions, roleNameInArn } from '../trust/context.ts';
import { type ConditionResult, coversAction, type StatementResult } from '../trust/evaluate.ts';
import { explainCondition } from '../trust/explain.ts';
import { isBuiltIn } from '../trust/federated-principal.ts';
import { readPolicy, type Statement } from '../trust/policy.ts';
import { barePath, providerNameInArn, providerPath, splitKey } from '../trust/provider-name.ts';
import { acceptingPolicy } from './accepting-policy.ts';
import type { Cause } from './cause.ts';
import { conditionLine, jsonLine, logLine } from './log-text.ts';
import { addActions, changeStatement, type PolicyFix, withoutStatement } from './policy-fix.ts';
import type { RefusalContext } from './refusal-context.ts';
import { newStatement } from './statement-edit.ts';

const page = 'docs/troubleshooting.md#sts-access-denied';
const codes = ['sts-access-denied'] as const;

const explicitDeny: Cause = {
  id: 'policy-deny',
  page,
  codes,
  find({ comparison, claims }) {
    if (comparison?.denial === undefined) return undefined;
    const { path, sid, conditions } = comparison.denial;
    return {
      title: 'A Deny statement applies, and a Deny overrides every Allow.',
      likelihood: 'certain',
      evidence: [
        `${path}${sid === undefined ? '' : ` ${jsonLine(sid)}`}`,
        ...conditions.flatMap((condition) => [
          conditionLine(condition.operator, condition.key, condition.patterns),
          ...whyAbsent(condition, claims),
        ]),
      ],
      change: `${path} denies such jobs. Run one that it does not cover. If this job should have the role, exclude it in the conditions of the Deny; no change of a Deny is shown.`,
      aside: withoutStatement(path),
    };
  },
};

/** Why a condition holds without a value. */
function whyAbsent(condition: ConditionResult, claims: Claims): readonly string[] {
  if (condition.values !== undefined || condition.operator.name === 'Null') return [];
  return ['It holds, because the key is absent.', ...explainCondition(condition, claims).notes];
}

const noAllow: Cause = {
  id: 'policy-without-allow',
  page,
  codes,
  find(context) {
    const { comparison } = context;
    if (comparison?.allowed !== false || comparison.nearest !== undefined) return undefined;
    return {
      title: 'The policy has no Allow statement.',
      likelihood: 'certain',
      evidence: [],
      change: '',
      fix: addStatement(context),
    };
  },
};

const otherPrincipal: Cause = {
  id: 'policy-principal',
  page: 'docs/lint/foreign-provider.md',
  codes,
  find(context) {
    const { comparison, providerArn } = context;
    if (comparison?.nearest === undefined || comparison.nearest.result.principalMatched) return undefined;
    const { path, principals } = comparison.nearest.statement;
    const { federated, negated, others } = principals;
    const hasProvider = negated || federated.length > 0;
    const names = federated.map(logLine).join(', ') || 'no identity provider';
    const mistaken = federated.find((arn) => principalFault(arn, context) !== undefined);
    return {
      title: negated
        ? 'NotPrincipal excludes the provider of this token.'
        : ((mistaken === undefined ? undefined : principalFault(mistaken, context)) ??
          (hasProvider
            ? 'The policy trusts a different issuer.'
            : 'The policy trusts no identity provider: its principal is not Federated.')),
      likelihood: 'certain',
      evidence: [
        `policy: ${allBut(principals)}${hasProvider ? names : logLine(jsonLine(others))}`,
        `token:  ${logLine(providerArn)}`,
      ],
      change: '',
      fix:
        mistaken === undefined || negated
          ? fixOtherIssuer(context, comparison.nearest.statement)
          : changeStatement(path, (statement) => withProvider(statement, mistaken, providerArn)),
    };
  },
};

function allBut({ negated }: { readonly negated: boolean }): string {
  return negated ? 'all but ' : '';
}

/** Replaces a different provider with that of the token's issuer. */
function withProvider({ principals, ...statement }: Statement, old: string, provider: string): Statement {
  const federated = principals.federated.map((arn) => (arn === old ? provider : arn));
  return { ...statement, principals: { ...principals, federated: [...new Set(federated)] } };
}

/** If the conditions are about this issuer, only the provider is wrong; otherwise the statement is for other tokens. */
function fixOtherIssuer(context: RefusalContext, nearest: Statement): PolicyFix {
  const { path, principals, conditions } = nearest;
  const hosts = conditions.map(({ key }) => splitKey(key).host?.toLowerCase());
  const [only, another] = principals.federated;
  if (principals.negated || another !== undefined) return addStatement(context);
  if (!hosts.includes(context.path.toLowerCase())) return addStatement(context);
  if (only !== undefined)
    return changeStatement(path, (statement) => withProvider(statement, only, context.providerArn));
  // A role or a user cannot send a token, so it admits none of them.
  if (coversAction(nearest, 'sts:AssumeRole')) return addStatement(context);
  const provider = { ...principals, federated: [context.providerArn], others: {} };
  return changeStatement(path, (statement) => ({ ...statement, principals: provider }));
}

/** Adds a statement for this job, with the request conditions of the nearest one. */
function addStatement(context: RefusalContext): PolicyFix {
  const accepting = acceptingPolicy(context);
  const asked = context.comparison?.nearest?.statement.conditions.filter(({ key }) => splitKey(key).host === undefined);
  return (policy) => {
    const [statement] = accepting === undefined ? [] : readPolicy(accepting, 'the policy').statements;
    if (statement === undefined || policy.version !== '2012-10-17') return undefined;
    const added = { ...statement, path: newStatement, conditions: [...statement.conditions, ...(asked ?? [])] };
    return { ...policy, statements: [...policy.statements, added] };
  };
}

/** The fault in an ARN that is nearly that of the right provider. */
function principalFault(arn: string, { account, path }: RefusalContext): string | undefined {
  const name = providerNameInArn(arn);
  if (isBuiltIn(path) && name === path) {
    return 'AWS has this issuer built in: the principal is its name, not the ARN of a provider.';
  }
  if (!/^arn:[\w-]+:iam::\d{12}:oidc-provider\//.test(arn) && arn.toLowerCase().endsWith(path.toLowerCase())) {
    return 'The principal is not the ARN of an OIDC provider, …:iam::ACCOUNT:oidc-provider/ISSUER.';
  }
  if (barePath(name).toLowerCase() !== barePath(path).toLowerCase()) {
    return path.startsWith(`${barePath(name)}/`)
      ? 'The provider ARN in the policy lacks the path of the issuer.'
      : undefined;
  }
  if (name !== providerPath(name)) return 'A provider ARN contains no https://.';
  if (name.endsWith('/') !== path.endsWith('/')) {
    return path.endsWith('/')
      ? 'The issuer ends in a slash, so the provider ARN must also end in one.'
      : 'The issuer does not end in a slash, so the provider ARN must not either.';
  }
  if (name !== path) return 'The provider ARN in the policy differs in case.';
  return accountOfArn(arn).accountId === account.accountId
    ? 'The provider in the policy is in a different partition than the role.'
    : 'The provider in the policy is in a different account than the role.';
}

const actionNotAllowed: Cause = {
  id: 'policy-action',
  page,
  codes,
  find({ comparison, claims }) {
    const { refused, nearest, concerned } = comparison ?? {};
    if (refused?.action !== 'sts:AssumeRoleWithWebIdentity' || nearest === undefined || !concerned) return undefined;
    if (nearest.result.actionMatched) return undefined;
    const { actions } = nearest.statement;
    return {
      title: 'The statement does not allow sts:AssumeRoleWithWebIdentity.',
      likelihood: 'certain',
      evidence: [`policy: ${allBut(actions)}${actions.patterns.map(logLine).join(', ')}`],
      change: '',
      fix: addActions(nearest.statement.path, requiredActions(claims)),
    };
  },
};

// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html
/** The given policy accepts the token, but AWS refused. */
const policyAccepts: Cause = {
  id: 'policy-accepts',
  page,
  codes,
  find({ comparison, refusal, request, account }) {
    if (comparison?.allowed !== true || refusal === undefined) return undefined;
    return {
      title: 'The given policy accepts this token: the role in AWS has a different policy, or does not exist.',
      likelihood: 'likely',
      evidence: [`role: ${logLine(request.roleArn)}`],
      change: `Compare it with what account ${logLine(account.accountId)} has; a change takes a few seconds to apply. If it is the same, an organization policy (SCP or RCP) may deny the call:\n    aws iam get-role --role-name ${logLine(roleNameInArn(request.roleArn))} --query Role.AssumeRolePolicyDocument`,
    };
  },
};

/** Conditions on the request that only AWS can evaluate: never a fault, and never removed. */
const openConditions: Cause = {
  id: 'request-unknown',
  page: 'docs/trust-policies.md#what-only-aws-knows',
  codes,
  find({ comparison, refusal }) {
    if (comparison === undefined || comparison.open.length === 0) return undefined;
    return {
      title: 'Whether the policy accepts this token depends on conditions that only AWS can evaluate.',
      likelihood: refusal === undefined ? 'possible' : 'likely',
      evidence: openConditionLines(comparison.open),
      change:
        'Compare them with the request. Pass what you know about it to `trust check` or `doctor`: --source-ip ADDRESS, --time TIME, --request-key KEY=VALUE, and the session name: --session-name NAME (`doctor`: --role-session-name NAME).',
    };
  },
};

/** The conditions that only AWS can evaluate, and the result that is needed. */
export function openConditionLines(open: readonly StatementResult[]): readonly string[] {
  return open.flatMap(({ path, effect, conditions }) => {
    const denial = conditions.length === 1 ? 'must not hold' : 'must not all hold';
    return conditions.map(
      ({ operator, key, patterns }) =>
        `${path}, ${effect === 'Allow' ? 'must hold' : denial}: ${conditionLine(operator, key, patterns)}`,
    );
  });
}

/** Always applies if there is no policy. */
export const roleElsewhere: Cause = {
  id: 'role-or-policy',
  page,
  codes,
  find({ comparison, refusal, request, account }) {
    if (comparison !== undefined || refusal === undefined) return undefined;
    return {
      title:
        'The trust policy does not accept this token, or the role does not exist; AWS returns the same error for both.',
      likelihood: 'possible',
      evidence: [`role: ${logLine(request.roleArn)}`],
      change: `Read the policy with credentials for account ${logLine(account.accountId)}, and pass the file as trust-policy, or paste it at ${playground}, which sends nothing:\n    aws iam get-role --role-name ${logLine(roleNameInArn(request.roleArn))} --query Role.AssumeRolePolicyDocument > trust.json`,
    };
  },
};

/** Why a statement does not apply as a whole. */
export const statementCauses: readonly Cause[] = [explicitDeny, noAllow, otherPrincipal, actionNotAllowed];
export const elsewhereCauses: readonly Cause[] = [policyAccepts, openConditions, roleElsewhere];
