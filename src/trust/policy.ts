// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html

import { didYouMean } from '../core/did-you-mean.ts';
import { parseJson } from '../core/json.ts';
import { invalidJson } from '../core/json-fault.ts';
import {
  invalidPlace,
  itemsOf,
  type JsonDocument,
  memberAt,
  objectOf,
  type Place,
  strayMember,
} from '../core/json-place.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { type OperatorName, operators } from './operators.ts';

/** The trust policy of a role with all optional forms of the JSON normalized. */
export interface TrustPolicy {
  /** Only the later version has policy variables. */
  readonly version: '2008-10-17' | '2012-10-17';
  readonly statements: readonly Statement[];
}

export interface Statement {
  /** The path in the policy: `Statement[0]`. */
  readonly path: string;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly principals: Principals;
  readonly actions: Actions;
  readonly conditions: readonly PolicyCondition[];
}

export interface Principals {
  /** `NotPrincipal`: everyone but these. */
  readonly negated: boolean;
  /** `*`, alone or as an AWS principal, which IAM treats the same. */
  readonly anyone: boolean;
  /** ARNs of identity providers, or names of built-in ones. */
  readonly federated: readonly string[];
  /** Other kinds of principals, which no token has: `AWS`, `Service`, `CanonicalUser`. */
  readonly others: Readonly<Record<string, readonly string[]>>;
}

interface Actions {
  /** `NotAction`: all but these. */
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

export interface PolicyCondition {
  readonly path: string;
  readonly operator: ConditionOperator;
  readonly key: string;
  readonly values: readonly string[];
}

export interface ConditionOperator {
  /** As in the policy: `ForAllValues:StringLikeIfExists`. */
  readonly text: string;
  readonly name: OperatorName;
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
}

/**
 * Parses a trust policy. Anything that IAM would not store is an error, because a policy that is only partly understood
 * would be evaluated wrongly.
 *
 * @throws HelperError `policy-invalid`, with the name and the path of the fault
 */
export function parsePolicy(text: string, name: string): TrustPolicy {
  const json = parseJson(text);
  if (json === undefined) throw invalidJson(text, name, 'policy-invalid');
  const [duplicate] = duplicateKeys(text, name);
  if (duplicate !== undefined) {
    const place = { path: duplicate, document: documentOf(name) };
    throw invalidPlace(place, 'appears twice; only the last one would count', 'Keep one of the two.');
  }
  return readPolicy(json, name);
}

function documentOf(name: string): JsonDocument {
  return { name, whole: 'the policy', code: 'policy-invalid' };
}

/**
 * Reads an already parsed trust policy, from a template or from AWS.
 *
 * @throws HelperError `policy-invalid`
 */
export function readPolicy(json: unknown, name: string): TrustPolicy {
  const place: Place = { value: json, path: '', document: documentOf(name) };
  onlyMembers(place, ['Version', 'Id', 'Statement']);
  const { value: version = '2008-10-17', ...inVersion } = memberAt(place, 'Version');
  if (version !== '2008-10-17' && version !== '2012-10-17') {
    throw invalidPlace(inVersion, 'is neither "2012-10-17" nor "2008-10-17"');
  }
  const statements = memberAt(place, 'Statement');
  const places = Array.isArray(statements.value) ? itemsOf(statements) : [statements];
  return { version, statements: places.map(readStatement) };
}

function readStatement(place: Place): Statement {
  const statement = objectOf(place);
  if ('Resource' in statement || 'NotResource' in statement) {
    throw invalidPlace(place, 'has a Resource', 'Remove it: a trust policy always applies to its own role.');
  }
  onlyMembers(place, ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Condition']);
  const { Sid: sid, Effect: effect } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw invalidPlace(memberAt(place, 'Effect'), 'is neither "Allow" nor "Deny"');
  }
  if (sid !== undefined && typeof sid !== 'string') throw invalidPlace(memberAt(place, 'Sid'), 'is not a string');
  return {
    path: place.path,
    sid,
    effect,
    principals: readPrincipals(place),
    actions: readActions(place),
    conditions: readConditions(memberAt(place, 'Condition')),
  };
}

function readPrincipals(statement: Place): Principals {
  const member = oneMember(statement, ['Principal', 'NotPrincipal']);
  const negated = member === 'NotPrincipal';
  const place = memberAt(statement, member);
  if (place.value === '*') return { negated, anyone: true, federated: [], others: {} };
  onlyMembers(place, ['AWS', 'Federated', 'Service', 'CanonicalUser']);
  const kinds = Object.keys(objectOf(place)).map((kind) => [kind, stringsOf(memberAt(place, kind))] as const);
  const { Federated: federated = [], ...others } = Object.fromEntries(kinds);
  return { negated, anyone: [...(others.AWS ?? []), ...federated].includes('*'), federated, others };
}

function readActions(statement: Place): Actions {
  const member = oneMember(statement, ['Action', 'NotAction']);
  return { negated: member === 'NotAction', patterns: stringsOf(memberAt(statement, member)) };
}

function readConditions(place: Place): readonly PolicyCondition[] {
  if (place.value === undefined) return [];
  return Object.keys(objectOf(place)).flatMap((name) => {
    const inOperator = memberAt(place, name);
    const operator = readOperator(name, inOperator);
    return Object.keys(objectOf(inOperator)).map((key) => {
      const inKey = memberAt(inOperator, key);
      return { path: inKey.path, operator, key, values: conditionValues(inKey) };
    });
  });
}

function readOperator(text: string, place: Place): ConditionOperator {
  const [, prefix, bare = text, suffix] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(text) ?? [];
  const set = (['ForAllValues', 'ForAnyValue'] as const).find((name) => name === prefix);
  const ifExists = suffix !== undefined;
  if (bare === 'Null' && set === undefined && !ifExists) return { text, name: bare, set, ifExists };
  if (isOperator(bare)) return { text, name: bare, set, ifExists };
  throw invalidPlace(place, 'is not an IAM condition operator', didYouMean(bare, [...Object.keys(operators), 'Null']));
}

function isOperator(name: string): name is keyof typeof operators {
  return Object.hasOwn(operators, name);
}

function conditionValues(place: Place): readonly string[] {
  return asList(place).map((value) => {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw invalidPlace(place, 'is not a string, a number or a Boolean');
  });
}

function stringsOf(place: Place): readonly string[] {
  return asList(place).map((value) => {
    if (typeof value === 'string') return value;
    throw invalidPlace(place, 'is neither a string nor a list of strings');
  });
}

/** IAM accepts a single value instead of a list. */
function asList({ value }: Place): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function oneMember<T extends string>(place: Place, members: readonly [T, T]): T {
  const object = objectOf(place);
  const [first, second] = members.filter((member) => Object.hasOwn(object, member));
  if (first === undefined) throw invalidPlace(place, `has neither ${members[0]} nor ${members[1]}`);
  if (second !== undefined) throw invalidPlace(place, `has both ${first} and ${second}`);
  return first;
}

function onlyMembers(place: Place, allowed: readonly string[]): void {
  const stray = strayMember(objectOf(place), allowed);
  if (stray === undefined) return;
  throw invalidPlace(memberAt(place, stray), 'is not a member that IAM knows here', didYouMean(stray, allowed));
}
