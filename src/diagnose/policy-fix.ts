import { coversAction } from '../trust/evaluate.ts';
import type { ConditionOperator, PolicyCondition, Statement, TrustPolicy } from '../trust/policy.ts';

/** The policy with one fault fixed; `undefined` if that would lose a condition. */
export type PolicyFix = (policy: TrustPolicy) => TrustPolicy | undefined;

/** No change is safe. */
export const noFix: PolicyFix = () => undefined;

/** Combines several changes. */
export function allFixes(fixes: readonly PolicyFix[]): PolicyFix {
  return (policy) => fixes.reduce<TrustPolicy | undefined>((before, fix) => before && fix(before), policy);
}

export function changeStatement(path: string, change: (statement: Statement) => Statement | undefined): PolicyFix {
  return (policy) => {
    const statements = policy.statements.map((statement) => (statement.path === path ? change(statement) : statement));
    return statements.includes(undefined)
      ? undefined
      : { ...policy, statements: statements.filter((statement) => statement !== undefined) };
  };
}

/** Treats conditions as if they held. */
export function withoutConditions(conditions: readonly { readonly path: string }[]): PolicyFix {
  const paths = conditions.map(({ path }) => path);
  return (policy) => ({
    ...policy,
    statements: policy.statements.map((statement) => ({
      ...statement,
      conditions: statement.conditions.filter(({ path }) => !paths.includes(path)),
    })),
  });
}

/** Treats a statement as if it did not exist. */
export function withoutStatement(path: string): PolicyFix {
  return (policy) => ({ ...policy, statements: policy.statements.filter((statement) => statement.path !== path) });
}

/** Allows more actions; a statement with NotAction stays unchanged. */
export function addActions(path: string, actions: readonly string[]): PolicyFix {
  return changeStatement(path, (statement) => {
    const { negated, patterns } = statement.actions;
    if (negated) return undefined;
    const missing = actions.filter((action) => !coversAction(statement, action));
    return { ...statement, actions: { negated, patterns: [...patterns, ...missing] } };
  });
}

/** The paths of a condition and of its statement. */
export interface ConditionPlace {
  readonly statement: string;
  readonly condition: string;
}

/** Changes operator, key or values of a condition, unless that would overwrite another condition. */
export function changeCondition(
  place: ConditionPlace,
  change: Partial<Pick<PolicyCondition, 'operator' | 'key' | 'values'>>,
): PolicyFix {
  return changeStatement(place.statement, (statement) => {
    const old = statement.conditions.find(({ path }) => path === place.condition);
    if (old === undefined) return undefined;
    const changed = { ...old, ...change };
    const isTaken = statement.conditions.some(
      (other) =>
        other !== old &&
        other.operator.text === changed.operator.text &&
        other.key.toLowerCase() === changed.key.toLowerCase(),
    );
    if (isTaken) return undefined;
    return { ...statement, conditions: statement.conditions.map((one) => (one === old ? changed : one)) };
  });
}

/** Adds a condition that a key has this value. */
export function addCondition(statement: string, key: string, value: string): PolicyFix {
  const operator: ConditionOperator = { text: 'StringEquals', name: 'StringEquals', set: undefined, ifExists: false };
  return changeStatement(statement, (before) => {
    const isAsked = before.conditions.some((one) => one.key.toLowerCase() === key.toLowerCase());
    const added = { path: `${statement}.Condition.${key}`, operator, key, values: [value] };
    return isAsked ? before : { ...before, conditions: [...before.conditions, added] };
  });
}
