// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
import { inIpRange } from '../core/ip-range.ts';
import { literalOf, matchesPattern, type Pattern, splitAtColons } from './pattern.ts';

/** Compares one value of the request with one value of the policy. */
interface ValueComparison {
  readonly wildcards: boolean;
  readonly variables: boolean;
  readonly matches: (value: string, pattern: Pattern) => boolean;
}

/** The behavior of an operator; the `Not` forms share the comparison of the form that they negate. */
export interface OperatorMeaning extends ValueComparison {
  readonly negated: boolean;
}

const stringEquals = exactly((value, wanted) => value === wanted);
const stringEqualsIgnoreCase = exactly((value, wanted) => value.toLowerCase() === wanted.toLowerCase());
const stringLike: ValueComparison = { wildcards: true, variables: true, matches: matchesPattern };
const arnLike: ValueComparison = { wildcards: true, variables: true, matches: matchesArn };
const numeric = (test: Order) => ordered(readNumber, test);
const date = (test: Order) => ordered(readDate, test);
const ipAddress = typed(inIpRange);

/** All operators except `Null`, which checks for the key and not for its value. */
export const operators = {
  StringEquals: is(stringEquals),
  StringNotEquals: isNot(stringEquals),
  StringEqualsIgnoreCase: is(stringEqualsIgnoreCase),
  StringNotEqualsIgnoreCase: isNot(stringEqualsIgnoreCase),
  StringLike: is(stringLike),
  StringNotLike: isNot(stringLike),
  // Both pairs of ARN operators behave the same, according to AWS.
  ArnEquals: is(arnLike),
  ArnNotEquals: isNot(arnLike),
  ArnLike: is(arnLike),
  ArnNotLike: isNot(arnLike),
  NumericEquals: is(numeric((a, b) => a === b)),
  NumericNotEquals: isNot(numeric((a, b) => a === b)),
  NumericLessThan: is(numeric((a, b) => a < b)),
  NumericLessThanEquals: is(numeric((a, b) => a <= b)),
  NumericGreaterThan: is(numeric((a, b) => a > b)),
  NumericGreaterThanEquals: is(numeric((a, b) => a >= b)),
  DateEquals: is(date((a, b) => a === b)),
  DateNotEquals: isNot(date((a, b) => a === b)),
  DateLessThan: is(date((a, b) => a < b)),
  DateLessThanEquals: is(date((a, b) => a <= b)),
  DateGreaterThan: is(date((a, b) => a > b)),
  DateGreaterThanEquals: is(date((a, b) => a >= b)),
  Bool: is(exactly((value, wanted) => isBoolean(value) && value.toLowerCase() === wanted.toLowerCase())),
  BinaryEquals: is(typed((value, wanted) => value === wanted)),
  IpAddress: is(ipAddress),
  NotIpAddress: isNot(ipAddress),
} as const satisfies Readonly<Record<string, OperatorMeaning>>;

export type OperatorName = keyof typeof operators | 'Null';

type Order = (value: number, wanted: number) => boolean;

function is(comparison: ValueComparison): OperatorMeaning {
  return { ...comparison, negated: false };
}

function isNot(comparison: ValueComparison): OperatorMeaning {
  return { ...comparison, negated: true };
}

/** Compares strings; the policy's may contain variables. */
function exactly(test: (value: string, wanted: string) => boolean): ValueComparison {
  return { wildcards: false, variables: true, matches: (value, pattern) => test(value, literalOf(pattern)) };
}

/** Compares values other than strings, in which AWS replaces no variables. */
function typed(test: (value: string, wanted: string) => boolean): ValueComparison {
  return { ...exactly(test), variables: false };
}

/** Compares by size; values that cannot be parsed never match. */
function ordered(read: (text: string) => number, test: Order): ValueComparison {
  return typed((value, wanted) => test(read(value), read(wanted)));
}

function readNumber(text: string): number {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

/** ISO 8601, or seconds since the epoch. */
function readDate(text: string): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  return /^\d{4}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
}

function isBoolean(text: string): boolean {
  return /^(true|false)$/i.test(text);
}

/** The six parts of an ARN are compared separately, so that `*` does not match a colon before the resource. */
function matchesArn(value: string, pattern: Pattern): boolean {
  const wanted = splitAtColons(pattern, 6);
  const given = splitAtColons(Array.from(value), 6).map(literalOf);
  return wanted.length === 6 && given.length === 6 && given.every((part, i) => matchesPattern(part, wanted[i] ?? []));
}
