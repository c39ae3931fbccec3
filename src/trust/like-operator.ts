import type { ConditionOperator } from './policy.ts';

/** The operator with wildcards for one without. */
export function likeOperator(operator: ConditionOperator): ConditionOperator {
  const text = operator.text.replace(/StringEquals(IgnoreCase)?/, 'StringLike');
  return text === operator.text ? operator : { ...operator, name: 'StringLike', text };
}

/** Escapes a value of an operator without wildcards for one with wildcards. */
export function asLikeValue(value: string): string {
  return value.replace(/\$\{[^}]*\}|[*?]/g, (found) => (found.length === 1 ? `\${${found}}` : found));
}
