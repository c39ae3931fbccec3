// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
import { requiredActions, roleNameInArn, webIdentityContext } from '../trust/context.ts';
import type { ConditionResult } from '../trust/evaluate.ts';
import { explainCondition } from '../trust/explain.ts';
import { policyLiteral } from '../trust/generate/trust-plan.ts';
import { providerNameInArn, splitKey } from '../trust/provider-name.ts';
import type { Cause } from './cause.ts';
import { conditionLine, jsonLine, logLine } from './log-text.ts';
import { failingCondition, type RefusalContext } from './refusal-context.ts';
import { failingSubject } from './subject-mismatch-cause.ts';

const page = 'docs/troubleshooting.md#sts-access-denied';
const codes = ['sts-access-denied'] as const;

const explicitDeny: Cause = {
  id: 'policy-deny',
  page,
  codes,
  find({ comparison }) {
    if (comparison?.denial === undefined) return undefined;
    const { path, sid, conditions } = comparison.denial;
    return {
      title: 'A Deny statement applies, and a Deny overrides every Allow.',
      likelihood: 'certain',
      evidence: [
        `${path}${sid === undefined ? '' : ` ${jsonLine(sid)}`}`,
        ...conditions.map(({ operator, key, patterns }) => conditionLine(operator, key, patterns)),
      ],
      change: `If this job should have the role, narrow or remove ${path}.`,
    };
  },
};

const noAllow: Cause = {
  id: 'policy-without-allow',
  page,
  codes,
  find({ comparison }) {
    if (comparison === undefined || comparison.allowed || comparison.nearest !== undefined) return undefined;
    return {
      title: 'The policy has no Allow statement.',
      likelihood: 'certain',
      evidence: [],
      change: 'Use the policy below.',
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
    const { federated, negated } = comparison.nearest.statement.principals;
    return {
      title:
        federated.map((arn) => principalFault(arn, context)).find(Boolean) ?? 'The policy trusts a different issuer.',
      likelihood: 'certain',
      evidence: [
        `policy: ${negated ? 'all but ' : ''}${federated.map(logLine).join(', ') || 'no identity provider'}`,
        `token:  ${logLine(providerArn)}`,
      ],
      change: `"Principal": { "Federated": ${jsonLine(providerArn)} }`,
    };
  },
};

/** What is wrong with the ARN of a provider that is nearly the right one. */
function principalFault(arn: string, { account, path }: RefusalContext): string | undefined {
  const name = providerNameInArn(arn);
  const bare = name.replace(/^https?:\/\//i, '').replace(/\/+$/, '');
  if (bare.toLowerCase() !== path.toLowerCase()) {
    return path.startsWith(`${bare}/`) ? 'The provider ARN in the policy lacks the path of the issuer.' : undefined;
  }
  if (name !== bare) return 'A provider ARN contains no https:// and no trailing slash.';
  if (bare !== path) return 'The provider ARN in the policy differs in case.';
  const [, partition, , , accountId] = arn.split(':');
  if (accountId !== account.accountId) return 'The provider in the policy is in a different account than the role.';
  if (partition !== account.partition) return 'The provider in the policy is in a different partition than the role.';
  return 'The part before oidc-provider/ is not a valid IAM ARN.';
}

const actionNotAllowed: Cause = {
  id: 'policy-action',
  page,
  codes,
  find({ comparison, claims }) {
    const { refused, nearest } = comparison ?? {};
    if (refused?.action !== 'sts:AssumeRoleWithWebIdentity' || nearest === undefined) return undefined;
    if (nearest.result.actionMatched) return undefined;
    const needed = requiredActions(claims);
    return {
      title: 'The statement does not allow sts:AssumeRoleWithWebIdentity.',
      likelihood: 'certain',
      evidence: [`policy: ${nearest.statement.actions.patterns.map(logLine).join(', ')}`],
      change: `"Action": ${jsonLine(needed.length === 1 ? needed[0] : needed)}`,
    };
  },
};

const otherAudience: Cause = {
  id: 'policy-audience',
  page: 'docs/troubleshooting.md#sts-audience',
  codes,
  find(context) {
    const condition = failingCondition(context, 'aud');
    const [aud, another] = context.audiences;
    if (condition?.values === undefined || aud === undefined || another !== undefined) return undefined;
    return {
      title: 'The policy requires a different audience than the token has.',
      likelihood: 'certain',
      evidence: [
        `policy: ${condition.patterns.map(logLine).join(', ')}`,
        `token:  ${logLine(aud)}${context.claims.azp === undefined ? '' : ' (azp, which AWS uses as the audience)'}`,
      ],
      change: conditionLine('StringEquals', condition.key, [policyLiteral(aud)]),
    };
  },
};

/** A condition on something that the request does not have. */
const absentKey: Cause = {
  id: 'policy-key',
  page: 'docs/lint/unknown-claim.md',
  codes,
  find(context) {
    const condition = context.comparison?.failing.find(
      ({ values, operator }) => values === undefined && operator.name !== 'Null',
    );
    if (condition === undefined) return undefined;
    const { host, claim } = splitKey(condition.key);
    const isForeign = host !== undefined && host.toLowerCase() !== context.path.toLowerCase();
    const values = isForeign ? claimValues(context, claim) : undefined;
    return {
      title: 'The policy has a condition on a key that is not in the request.',
      likelihood: 'certain',
      evidence: [
        `policy: ${conditionLine(condition.operator, condition.key, condition.patterns)}`,
        ...explainCondition(condition, context.claims).notes,
      ],
      change:
        values === undefined
          ? removal(context, condition.key)
          : conditionLine(condition.operator, `${context.path}:${claim}`, values.map(policyLiteral)),
    };
  },
};

/** The values that AWS has for a claim of this token. */
function claimValues({ claims, request, path }: RefusalContext, claim: string): readonly string[] | undefined {
  const key = `${path}:${claim}`.toLowerCase();
  return Object.entries(webIdentityContext(claims, request)).find(([name]) => name.toLowerCase() === key)?.[1];
}

/** A condition must not go without another one that says whose job it is. */
function removal({ comparison, path, subject }: RefusalContext, key: string): string {
  const subjectKey = `${path}:sub`;
  const conditions = comparison?.nearest?.result.conditions ?? [];
  const isAsked = conditions.some((condition) => condition.key.toLowerCase() === subjectKey.toLowerCase());
  const line = isAsked
    ? ''
    : `, and add one on the subject:\n${conditionLine('StringEquals', subjectKey, [policyLiteral(subject)])}`;
  return `Remove the condition on ${logLine(key)}${line}`;
}

const otherCondition: Cause = {
  id: 'policy-condition',
  page,
  codes,
  find(context) {
    const handled = [failingSubject(context), failingCondition(context, 'aud')];
    const condition = context.comparison?.failing.find(
      (candidate) => candidate.values !== undefined && !handled.includes(candidate),
    );
    if (condition?.values === undefined) return undefined;
    const { notes } = explainCondition(condition, context.claims);
    return {
      title: 'A condition of the policy is not met.',
      likelihood: 'certain',
      evidence: [
        `policy: ${conditionLine(condition.operator, condition.key, condition.patterns)}`,
        `token:  ${condition.values.map(logLine).join(', ')}`,
        ...notes.filter((note) => !/^(policy|token): /.test(note)),
      ],
      change: changeForCondition(condition),
    };
  },
};

function changeForCondition({ operator, key, patterns, values }: ConditionResult): string {
  const added = [...patterns, ...(values ?? []).map(policyLiteral)];
  const isEquality = /^(ForAnyValue:)?String(Equals|Like)/.test(operator.text);
  const line = isEquality ? `:\n${conditionLine(operator, key, added)}` : `, change the condition on ${logLine(key)}.`;
  return `Run a job that the policy is for. Or, if this job should have the role${line}`;
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html
/** The policy at hand is fine, and AWS said no all the same. */
const policyAccepts: Cause = {
  id: 'policy-accepts',
  page,
  codes,
  find({ comparison, refusal, request, account }) {
    if (comparison?.allowed !== true || refusal === undefined) return undefined;
    return {
      title: 'The given policy accepts this token: the role in AWS has a different policy, or does not exist.',
      likelihood: 'certain',
      evidence: [`role: ${logLine(request.roleArn)}`],
      change: `Compare it with what account ${logLine(account.accountId)} has; a change takes a few seconds to apply. If it is the same, an organization policy (SCP or RCP) may deny the call:\n    aws iam get-role --role-name ${logLine(roleNameInArn(request.roleArn))} --query Role.AssumeRolePolicyDocument`,
    };
  },
};

/** Without a policy there is always this. */
const roleElsewhere: Cause = {
  id: 'role-or-policy',
  page,
  codes,
  find({ comparison, refusal, request, account }) {
    if (comparison !== undefined || refusal === undefined) return undefined;
    return {
      title: 'The trust policy is for other jobs, or the role does not exist; AWS returns the same error for both.',
      likelihood: 'possible',
      evidence: [`role: ${logLine(request.roleArn)}`],
      change: `Fetch the role with credentials for account ${logLine(account.accountId)}, and pass the file as trust-policy:\n    aws iam get-role --role-name ${logLine(roleNameInArn(request.roleArn))} > role.json`,
    };
  },
};

/** What keeps the whole statement from applying. */
export const statementCauses: readonly Cause[] = [explicitDeny, noAllow, otherPrincipal, actionNotAllowed];
export const conditionCauses: readonly Cause[] = [otherAudience, absentKey, otherCondition];
export const elsewhereCauses: readonly Cause[] = [policyAccepts, roleElsewhere];
