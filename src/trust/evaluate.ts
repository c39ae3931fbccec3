// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
import { operators } from './operators.ts';
import { compilePattern, matchesPattern } from './pattern.ts';
import type { Actions, ConditionOperator, PolicyCondition, Principals, Statement, TrustPolicy } from './policy.ts';

/** What AWS knows of a request: condition keys with their values. The case of a key does not matter. */
export type ConditionContext = Readonly<Record<string, readonly string[]>>;

export interface TrustRequest {
  /** `sts:AssumeRoleWithWebIdentity` */
  readonly action: string;
  /** ARN of the identity provider that the token comes from. */
  readonly federated: string;
  readonly context: ConditionContext;
}

export interface PolicyVerdict {
  readonly allowed: boolean;
  /** A Deny applies, so that no Allow can help. */
  readonly explicitDeny: boolean;
  readonly statements: readonly StatementResult[];
}

export interface StatementResult {
  readonly path: string;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly principalMatched: boolean;
  readonly actionMatched: boolean;
  readonly conditions: readonly ConditionResult[];
  /** Principal, action and all conditions match: the effect takes place. */
  readonly applies: boolean;
}

export interface ConditionResult {
  readonly path: string;
  readonly operator: ConditionOperator;
  readonly key: string;
  /** The values of the policy, as they are written there. */
  readonly patterns: readonly string[];
  /** The values of the request, `undefined` where it has no such key. */
  readonly values: readonly string[] | undefined;
  readonly matched: boolean;
}

/** What a trust policy says to a request. */
export function evaluate(policy: TrustPolicy, request: TrustRequest): PolicyVerdict {
  const lookUp = keyLookup(request.context);
  const variables = policy.version === '2012-10-17';
  const statements = policy.statements.map((statement) => evaluateStatement(statement, { request, lookUp, variables }));
  const applying = (effect: string) => statements.some((result) => result.applies && result.effect === effect);
  const explicitDeny = applying('Deny');
  return { allowed: applying('Allow') && !explicitDeny, explicitDeny, statements };
}

type LookUp = (key: string) => readonly string[] | undefined;

interface EvaluationContext {
  readonly request: TrustRequest;
  readonly lookUp: LookUp;
  readonly variables: boolean;
}

function keyLookup(context: ConditionContext): LookUp {
  const values = new Map(Object.entries(context).map(([key, list]) => [key.toLowerCase(), list]));
  return (key) => values.get(key.toLowerCase());
}

function evaluateStatement(statement: Statement, scene: EvaluationContext): StatementResult {
  const principalMatched = matchesPrincipal(statement.principals, scene.request.federated);
  const actionMatched = matchesAction(statement.actions, scene.request.action);
  const conditions = statement.conditions.map((condition) => {
    const { path, operator, key, values: patterns } = condition;
    const values = scene.lookUp(key);
    return { path, operator, key, patterns, values, matched: conditionHolds(condition, values ?? [], scene) };
  });
  const { path, sid, effect } = statement;
  const applies = principalMatched && actionMatched && conditions.every((condition) => condition.matched);
  return { path, sid, effect, principalMatched, actionMatched, conditions, applies };
}

function matchesPrincipal(principals: Principals, federated: string): boolean {
  return principals.negated !== (principals.anyone || principals.federated.includes(federated));
}

function matchesAction(actions: Actions, action: string): boolean {
  return actions.negated !== actions.patterns.some((pattern) => matchesActionPattern(action, pattern));
}

/** Whether an action is one of those that a pattern as `sts:Assume*` names; case does not matter. */
export function matchesActionPattern(action: string, pattern: string): boolean {
  const compiled = compilePattern(pattern.toLowerCase(), { wildcards: true });
  return compiled !== undefined && matchesPattern(action.toLowerCase(), compiled);
}

function conditionHolds(condition: PolicyCondition, values: readonly string[], scene: EvaluationContext): boolean {
  const { name, set, ifExists } = condition.operator;
  const absent = values.length === 0;
  if (name === 'Null') return condition.values.some((wanted) => wanted.toLowerCase() === String(absent));
  const { negated, wildcards, variables, matches } = operators[name];
  // ForAnyValue wants a value that fits, and IfExists does not change that.
  if (absent) return set === 'ForAllValues' || (set === undefined && (ifExists || negated));

  const variable = variables && scene.variables ? (key: string) => singleValue(scene.lookUp(key)) : undefined;
  const patterns = condition.values
    .map((text) => compilePattern(text, { wildcards, variable }))
    .filter((pattern) => pattern !== undefined);
  const test = (value: string) => negated !== patterns.some((pattern) => matches(value, pattern));
  if (set === 'ForAllValues') return values.every(test);
  if (set === 'ForAnyValue') return values.some(test);
  // Without a set operator AWS compares single values only: a list matches nothing, negated or not.
  return values.length === 1 && values.every(test);
}

function singleValue(values: readonly string[] | undefined): string | undefined {
  return values?.length === 1 ? values[0] : undefined;
}
