import { matchesActionPattern } from '../evaluate.ts';
import { isOpaque } from '../opaque.ts';
import { operators } from '../operators.ts';
import type { PolicyCondition, Statement, TrustPolicy } from '../policy.ts';
import { providerNameInArn, splitKey } from '../provider-name.ts';

/** A trust policy with what the rules ask of it, answered once. */
export interface LintPolicy {
  readonly policy: TrustPolicy;
  readonly statements: readonly LintStatement[];
  readonly roleArn: string | undefined;
  /** Paths of members that are there twice. */
  readonly duplicates: readonly string[];
}

export interface LintStatement extends Statement {
  /** Lets tokens of an OIDC provider in, or keeps them out. */
  readonly isWebIdentity: boolean;
  /** Names of the OIDC providers, as their ARNs have them. Empty where the policy does not say. */
  readonly providers: readonly string[];
  /** The conditions on keys of an issuer. */
  readonly claims: readonly ClaimCondition[];
}

export interface ClaimCondition extends PolicyCondition {
  /** `gitlab.com` of `gitlab.com:sub` */
  readonly host: string;
  /** In lower case: IAM takes keys in any. */
  readonly claim: string;
}

/** A wildcard; `${*}` is how a policy writes the character. */
export const wildcard = /(?<!\$\{)[*?]/;

export const webIdentityAction = 'sts:AssumeRoleWithWebIdentity';

export interface PolicyOrigin {
  readonly roleArn?: string | undefined;
  readonly duplicates?: readonly string[];
}

export function lintPolicyOf(policy: TrustPolicy, { roleArn, duplicates = [] }: PolicyOrigin = {}): LintPolicy {
  return { policy, statements: policy.statements.map(lintStatement), roleArn, duplicates };
}

function lintStatement(statement: Statement): LintStatement {
  const { principals, conditions } = statement;
  const arns = principals.federated.filter((arn) => arn.includes(':oidc-provider/'));
  const open = principals.anyone || principals.negated || principals.federated.some((arn) => isOpaque(arn));
  const claims = conditions.flatMap((condition) => {
    const { host, claim } = splitKey(condition.key);
    return host === undefined ? [] : [{ ...condition, host, claim: claim.toLowerCase() }];
  });
  return {
    ...statement,
    isWebIdentity: coversAction(statement, webIdentityAction) && (arns.length > 0 || open),
    providers: arns.map(providerNameInArn),
    claims,
  };
}

/** Whether the Action part of a statement takes an action in. */
export function coversAction({ actions }: Statement, action: string): boolean {
  return actions.negated !== actions.patterns.some((pattern) => matchesActionPattern(action, pattern));
}

/** The statements that let tokens in. */
export function allowStatements(policy: LintPolicy): readonly LintStatement[] {
  return policy.statements.filter(({ effect, isWebIdentity }) => effect === 'Allow' && isWebIdentity);
}

/** The issuers whose tokens a statement is about: by its principal, else by its keys. */
export function issuersOf({ providers, claims }: LintStatement): readonly string[] {
  const names = providers.length > 0 ? providers : claims.map(({ host }) => host);
  return [...new Set(names.map((name) => name.replace(/\/$/, '').toLowerCase()))];
}

export function isNegated({ operator }: PolicyCondition): boolean {
  return operator.name !== 'Null' && operators[operator.name].negated;
}

export function takesWildcards({ operator }: PolicyCondition): boolean {
  return operator.name !== 'Null' && operators[operator.name].wildcards;
}

/** Whether a condition demands a value: it is false for a token without the claim, and not all wildcard. */
export function demandsValue(condition: PolicyCondition): boolean {
  const { name, set, ifExists } = condition.operator;
  if (name === 'Null' || isNegated(condition) || set === 'ForAllValues') return false;
  if (ifExists && set === undefined) return false;
  return !takesWildcards(condition) || condition.values.every((value) => /[^*?]/.test(value));
}

/** Every value of the claims that a door demands, with the condition that it stands in. */
export function demandedValues(policy: LintPolicy): readonly DemandedValue[] {
  return allowStatements(policy).flatMap((statement) =>
    statement.claims
      .filter((condition) => !isNegated(condition) && condition.operator.name !== 'Null')
      .flatMap((condition) => condition.values.map((value) => ({ statement, condition, value }))),
  );
}

export interface DemandedValue {
  readonly statement: LintStatement;
  readonly condition: ClaimCondition;
  readonly value: string;
}
