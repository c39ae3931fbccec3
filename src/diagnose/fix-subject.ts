import type { ConditionResult } from '../trust/evaluate.ts';
import { evaluateToken } from '../trust/evaluate-token.ts';
import { claimKeys, issuerAt } from '../trust/issuers/index.ts';
import { asLikeValue, likeOperator } from '../trust/like-operator.ts';
import { hasWildcard } from '../trust/pattern.ts';
import type { ConditionOperator, Statement, TrustPolicy } from '../trust/policy.ts';
import { lastingPattern } from '../trust/subject-names.ts';
import { addCondition, allFixes, changeCondition, noFix, type PolicyFix } from './policy-fix.ts';
import type { RefusalContext } from './refusal-context.ts';
import { letsInOthers } from './strangers.ts';

interface Comparing {
  readonly operator: ConditionOperator;
  readonly values: readonly string[];
  /** Claims that the statement must also require. */
  readonly pins?: Readonly<Record<string, string>> | undefined;
}

/**
 * The condition with the first of these changes that admits this job and no other; adding the exact subject is tried
 * last.
 */
export function fixSubject(
  context: RefusalContext,
  condition: ConditionResult,
  candidates: readonly Comparing[],
  pins?: Comparing['pins'],
): PolicyFix {
  const lasting = withValue(condition, lastingPattern(context.subject, context.path));
  const all = [...candidates, { ...lasting, pins }];
  const fitting = all.find((candidate) => isSafe(context, condition, candidate));
  return fitting === undefined ? noFix : fixWith(context, condition, fitting);
}

function fixWith(context: RefusalContext, condition: ConditionResult, { pins = {}, ...change }: Comparing): PolicyFix {
  const place = placeOf(context, condition);
  const keys = Object.entries(pins).filter(([claim]) => claimKeys(context.path).includes(claim));
  return allFixes([
    changeCondition(place, change),
    ...keys.map(([claim, value]) => addCondition(place.statement, `${context.path}:${claim}`, value)),
  ]);
}

/** Adds a value, which is a pattern. */
export function withValue(condition: ConditionResult, value: string): Comparing {
  return withValues(condition, value, [...condition.patterns, undefined]);
}

/** Replaces a value with a pattern. */
export function withReplaced(condition: ConditionResult, old: string, value: string): Comparing {
  return withValues(
    condition,
    value,
    condition.patterns.map((pattern) => (pattern === old ? undefined : pattern)),
  );
}

/** Replaces all values with a pattern. */
export function withOnly(condition: ConditionResult, value: string): Comparing {
  return withValues(condition, value, [undefined]);
}

/** `undefined` marks the place of the new value, a pattern. If it needs wildcards, the old values are escaped. */
function withValues({ operator }: ConditionResult, value: string, places: readonly (string | undefined)[]): Comparing {
  const changed = hasWildcard(value) ? likeOperator(operator) : operator;
  const old = (text: string) => (changed === operator ? text : asLikeValue(text));
  return {
    operator: changed,
    values: [...new Set(places.map((place) => (place === undefined ? value : old(place))))],
  };
}

export function placeOf({ comparison }: RefusalContext, { path }: ConditionResult) {
  return { statement: comparison?.nearest?.statement.path ?? '', condition: path };
}

/** Compares the policies with this one condition; the other failing ones are left out of both. */
function isSafe(context: RefusalContext, condition: ConditionResult, candidate: Comparing): boolean {
  const { nearest, failing = [] } = context.comparison ?? {};
  if (context.policy === undefined || nearest === undefined) return false;
  if (isSuspect(context, condition, candidate)) return false;
  const { statement } = nearest;
  const others = failing.filter((other) => other.path !== condition.path).map(({ path }) => path);
  const conditions = statement.conditions.filter(({ path }) => !others.includes(path));
  const before = openPolicy(context.policy, { ...statement, conditions });
  const after = fixWith(context, condition, candidate)(before);
  if (after === undefined) return false;
  const { claims, request } = context;
  if (evaluateToken(after, { ...request, claims }).allowed === false) return false;
  return !letsInOthers(before, after, { ...context, conditions });
}

/** Admits any request that meets the conditions of the statement. */
function openPolicy({ version }: TrustPolicy, statement: Statement): TrustPolicy {
  const principals = { negated: false, anyone: true, federated: [], others: {} };
  return { version, statements: [{ ...statement, principals, actions: { negated: false, patterns: ['*'] } }] };
}

const unsafe: readonly string[] = ['ambiguous-wildcard', 'hyphen-id', 'wildcard-id'];

/** Whether a new value has a fault of `trust lint` that no old value has. */
function isSuspect({ path }: RefusalContext, { patterns }: ConditionResult, { values }: Comparing): boolean {
  const faults = issuerAt(path)?.subjectFaults ?? [];
  return faults.some(({ rule, value: fault }) => {
    const has = (texts: readonly string[]) => texts.some((text) => fault.test(text));
    return unsafe.includes(rule) && has(values) && !has(patterns);
  });
}
