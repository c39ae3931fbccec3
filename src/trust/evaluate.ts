// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
import { type OperatorMeaning, operators } from './operators.ts';
import { anyRun, compilePattern, matchesPattern, type Pattern } from './pattern.ts';
import type { ConditionOperator, PolicyCondition, Principals, Statement, TrustPolicy } from './policy.ts';
import { allTrue, anyTrue, not, type Truth } from './truth.ts';

/** The request as AWS sees it: condition keys with their values. Keys are case-insensitive. */
export type ConditionContext = Readonly<Record<string, readonly string[]>>;

export interface TrustRequest {
  /** `sts:AssumeRoleWithWebIdentity` */
  readonly action: string;
  /** ARN of the identity provider of the token. */
  readonly federated: string;
  readonly context: ConditionContext;
  /** Whether only AWS knows a key that is not in the context. Default: such keys are absent. */
  readonly isUnknown?: (key: string) => boolean;
}

export interface PolicyVerdict {
  readonly allowed: Truth;
  /** A Deny applies, which no Allow can override. */
  readonly explicitDeny: Truth;
  readonly statements: readonly StatementResult[];
}

export interface StatementResult {
  readonly path: string;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly principalMatched: boolean;
  readonly actionMatched: boolean;
  readonly conditions: readonly ConditionResult[];
  /** Principal, action and all conditions match. */
  readonly applies: Truth;
}

export interface ConditionResult {
  readonly path: string;
  readonly operator: ConditionOperator;
  readonly key: string;
  /** The values in the policy. */
  readonly patterns: readonly string[];
  /** The values in the request; `undefined` if the key is absent or only AWS knows it. */
  readonly values: readonly string[] | undefined;
  readonly matched: Truth;
}

/** The result of a trust policy for a request. */
export function evaluate(policy: TrustPolicy, request: TrustRequest): PolicyVerdict {
  const lookUp = keyLookup(request);
  const variables = policy.version === '2012-10-17';
  const statements = policy.statements.map((statement) => evaluateStatement(statement, { request, lookUp, variables }));
  const applying = (effect: string) =>
    anyTrue(statements.filter((result) => result.effect === effect).map(({ applies }) => applies));
  const explicitDeny = applying('Deny');
  return { allowed: allTrue([applying('Allow'), not(explicitDeny)]), explicitDeny, statements };
}

/** The values of a key; empty if the request does not have it. */
type LookUp = (key: string) => readonly string[] | 'unknown';

interface EvaluationContext {
  readonly request: TrustRequest;
  readonly lookUp: LookUp;
  readonly variables: boolean;
}

function keyLookup({ context, isUnknown }: TrustRequest): LookUp {
  const values = new Map(Object.entries(context).map(([key, list]) => [key.toLowerCase(), list]));
  return (key) => values.get(key.toLowerCase()) ?? (isUnknown?.(key) ? 'unknown' : []);
}

function evaluateStatement(statement: Statement, scene: EvaluationContext): StatementResult {
  const principalMatched = matchesPrincipal(statement.principals, scene.request.federated);
  const actionMatched = coversAction(statement, scene.request.action);
  const conditions = statement.conditions.map((condition) => {
    const { path, operator, key, values: patterns } = condition;
    const found = scene.lookUp(key);
    const values = found === 'unknown' || found.length === 0 ? undefined : found;
    const matched = found === 'unknown' ? found : conditionHolds(condition, found, scene);
    return { path, operator, key, patterns, values, matched };
  });
  const { path, sid, effect } = statement;
  const applies = allTrue([principalMatched, actionMatched, ...conditions.map(({ matched }) => matched)]);
  return { path, sid, effect, principalMatched, actionMatched, conditions, applies };
}

function matchesPrincipal(principals: Principals, federated: string): boolean {
  return principals.negated !== (principals.anyone || principals.federated.includes(federated));
}

/** Whether the Action of a statement includes an action. */
export function coversAction({ actions }: Pick<Statement, 'actions'>, action: string): boolean {
  return actions.negated !== actions.patterns.some((pattern) => matchesActionPattern(action, pattern));
}

/** Whether an action matches a pattern such as `sts:Assume*`; case-insensitive. */
export function matchesActionPattern(action: string, pattern: string): boolean {
  const compiled = compilePattern(pattern.toLowerCase(), { wildcards: true });
  return compiled !== undefined && matchesPattern(action.toLowerCase(), compiled);
}

/** Evaluates a condition for known values; a variable in the policy's values may still be unknown. */
function conditionHolds(condition: PolicyCondition, values: readonly string[], scene: EvaluationContext): Truth {
  if (values.length === 0) return holdsWithoutKey(condition);
  const { name, set } = condition.operator;
  if (name === 'Null') return condition.values.some((wanted) => wanted.toLowerCase() === 'false');
  const operator: OperatorMeaning = operators[name];
  const tests = condition.values.map((text) => valueTest(text, operator, scene));
  const fits = (value: string) => {
    const found = anyTrue(tests.map((test) => test(value)));
    return operator.negated ? not(found) : found;
  };
  if (set === 'ForAllValues') return allTrue(values.map(fits));
  if (set === 'ForAnyValue') return anyTrue(values.map(fits));
  // Without a set operator, AWS compares single values only: a list never matches, negated or not.
  return values.length === 1 && allTrue(values.map(fits));
}

/** Whether a condition is true for a request that does not have its key. */
export function holdsWithoutKey({ operator: { name, set, ifExists }, values }: PolicyCondition): boolean {
  if (name === 'Null') return values.some((wanted) => wanted.toLowerCase() === 'true');
  // ForAnyValue requires a matching value, even with IfExists.
  return set === 'ForAllValues' || (set === undefined && (ifExists || operators[name].negated));
}

/** Compares request values with one value of the policy. */
function valueTest(text: string, operator: OperatorMeaning, scene: EvaluationContext): (value: string) => Truth {
  const { wildcards, variables, matches } = operator;
  if (!variables || !scene.variables) return (value) => matches(value, compilePattern(text, { wildcards }) ?? []);
  let isOpen = false;
  const variable = (key: string) => {
    const values = scene.lookUp(key);
    isOpen ||= values === 'unknown';
    return values === 'unknown' ? anyRun : singleValue(values);
  };
  const pattern = compilePattern(text, { wildcards, variable });
  if (pattern === undefined) return () => false;
  return isOpen ? (value) => couldMatch(value, pattern) && 'unknown' : (value) => matches(value, pattern);
}

/** The comparison with a variable that only AWS knows. No operator matches more than this. */
function couldMatch(value: string, pattern: Pattern): boolean {
  const lower = pattern.map((glyph) => (typeof glyph === 'string' ? glyph.toLowerCase() : glyph));
  return matchesPattern(value.toLowerCase(), lower);
}

function singleValue(values: readonly string[]): string | undefined {
  return values.length === 1 ? values[0] : undefined;
}
