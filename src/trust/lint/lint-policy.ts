import { coversAction } from '../evaluate.ts';
import { isBuiltIn } from '../federated-principal.ts';
import { correctPath } from '../issuers/index.ts';
import { asLikeValue, likeOperator } from '../like-operator.ts';
import { isOpaque } from '../opaque.ts';
import { operators } from '../operators.ts';
import type { PolicyCondition, Statement, TrustPolicy } from '../policy.ts';
import { isProviderArn, providerNameInArn, splitKey } from '../provider-name.ts';

/** A trust policy with the values that the rules need computed once. */
export interface LintPolicy {
  readonly policy: TrustPolicy;
  readonly statements: readonly LintStatement[];
  readonly roleArn: string | undefined;
  /** Paths of members that appear twice. */
  readonly duplicates: readonly string[];
}

export interface LintStatement extends Statement {
  /** Whether the statement allows or denies tokens of an OIDC provider. */
  readonly isWebIdentity: boolean;
  /** Names of the OIDC providers, as in their ARNs, or built in. Empty if the policy does not name them. */
  readonly providers: readonly string[];
  /** The conditions on keys of an issuer. */
  readonly claims: readonly ClaimCondition[];
}

export interface ClaimCondition extends PolicyCondition {
  /** `gitlab.com` of `gitlab.com:sub`. In lower case, since keys are case-insensitive. */
  readonly host: string;
  /** Likewise. */
  readonly claim: string;
}

/** A wildcard; `${*}` is the literal character. */
export const wildcard = /(?<!\$\{)[*?]/;

export const webIdentityAction = 'sts:AssumeRoleWithWebIdentity';

export interface PolicyOrigin {
  readonly roleArn?: string | undefined;
  readonly duplicates?: readonly string[];
}

export function lintPolicyOf(policy: TrustPolicy, { roleArn, duplicates = [] }: PolicyOrigin = {}): LintPolicy {
  return { policy, statements: policy.statements.map((one) => lintStatement(one, policy)), roleArn, duplicates };
}

function lintStatement(statement: Statement, { version }: TrustPolicy): LintStatement {
  const { principals, conditions } = statement;
  const arns = principals.federated.filter((name) => isProviderArn(name) || isBuiltIn(name));
  const open = principals.anyone || principals.negated || principals.federated.some((arn) => isOpaque(arn));
  const claims = conditions.flatMap((condition) => {
    const { host, claim } = splitKey(condition.key.toLowerCase());
    if (host === undefined) return [];
    const written = { ...condition, host, claim };
    return [version === '2012-10-17' ? withoutOwnVariables(written) : written];
  });
  return {
    ...statement,
    isWebIdentity: coversAction(statement, webIdentityAction) && (arns.length > 0 || open),
    providers: arns.map(providerNameInArn),
    claims,
  };
}

/** A variable with a claim of the token compares it with itself: it is as open as a wildcard. */
function withoutOwnVariables(condition: ClaimCondition): ClaimCondition {
  const { host, operator, values } = condition;
  const isOwn = (key: string): boolean => key.toLowerCase().startsWith(`${host}:`);
  const open = (value: string): string =>
    value.replace(/\$\{([^}]*)\}/g, (variable, key: string) => (isOwn(key) ? '*' : variable));
  const like = likeOperator(operator);
  const written = like === operator ? values : values.map(asLikeValue);
  return /^String(Equals|Like)$/.test(operator.name) && values.some((value) => open(value) !== value)
    ? { ...condition, operator: like, values: written.map(open) }
    : condition;
}

/** The statements that admit tokens. */
export function allowStatements(policy: LintPolicy): readonly LintStatement[] {
  return policy.statements.filter(({ effect, isWebIdentity }) => effect === 'Allow' && isWebIdentity);
}

/** The issuers of a statement: by its principal, or else by its keys. */
export function issuersOf({ providers, claims }: LintStatement): readonly string[] {
  const names = providers.length > 0 ? providers : claims.map(({ host }) => host);
  return [...new Set(names.map((name) => correctPath(name).toLowerCase()))];
}

export function isNegated({ operator }: PolicyCondition): boolean {
  return operator.name !== 'Null' && operators[operator.name].negated;
}

export function takesWildcards({ operator }: PolicyCondition): boolean {
  return operator.name !== 'Null' && operators[operator.name].wildcards;
}

/** Whether a condition requires a value: it is false for a token without the claim, and not only wildcards. */
export function demandsValue(condition: PolicyCondition): boolean {
  const { name, set, ifExists } = condition.operator;
  // A comparison by size excludes nearly nothing.
  if (name === 'Null' || name.includes('Than') || isNegated(condition)) return false;
  if (set === 'ForAllValues' && !isAlwaysThere(condition.key)) return false;
  if (ifExists && set === undefined) return false;
  return !takesWildcards(condition) || condition.values.every(saysSomething);
}

/** Whether a pattern has a letter, a digit or an opaque part; `*:*` and `{*}` match everything. */
export function saysSomething(pattern: string): boolean {
  return /[\p{L}\p{N}]/u.test(pattern) || isOpaque(pattern);
}

/** Whether every token has this claim: AWS accepts none without subject and audience. */
export function isAlwaysThere(key: string): boolean {
  const { host, claim } = splitKey(key);
  return host !== undefined && ['sub', 'aud'].includes(claim.toLowerCase());
}

/** Every value that a statement requires of the claims, with its condition. */
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
