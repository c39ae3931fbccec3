// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
import { HelperError } from '../errors.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';
import { suggestion } from '../nearest.ts';
import { duplicateKeys, memberPath } from './duplicate-keys.ts';
import { type OperatorName, operators } from './operators.ts';

/** The trust policy of a role, every optional form of the JSON resolved. */
export interface TrustPolicy {
  /** Policy variables mean something only since the later one. */
  readonly version: '2008-10-17' | '2012-10-17';
  readonly statements: readonly Statement[];
}

export interface Statement {
  /** Where in the policy it stands: `Statement[0]`. */
  readonly path: string;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly principals: Principals;
  readonly actions: Actions;
  readonly conditions: readonly Condition[];
}

export interface Principals {
  /** `NotPrincipal`: everyone but these. */
  readonly negated: boolean;
  /** `*`, alone or as an AWS principal, which IAM takes for the same. */
  readonly anyone: boolean;
  /** ARNs of identity providers, or the name of a built-in one. */
  readonly federated: readonly string[];
}

export interface Actions {
  /** `NotAction`: all but these. */
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

export interface Condition {
  readonly path: string;
  readonly operator: ConditionOperator;
  readonly key: string;
  readonly values: readonly string[];
}

export interface ConditionOperator {
  /** As the policy has it: `ForAllValues:StringLikeIfExists`. */
  readonly text: string;
  readonly name: OperatorName;
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
}

/** A place in a policy, for messages: the file or whatever else it was read from, and the path inside. */
interface Place {
  readonly name: string;
  readonly path: string;
}

/**
 * Reads a trust policy. Whatever IAM would not store is an error here: a policy that is understood
 * half would be judged wrongly.
 *
 * @throws HelperError `policy-invalid`, with the name and the path of the fault
 */
export function parsePolicy(text: string, name: string): TrustPolicy {
  const json = parseJson(text);
  if (json === undefined) throw new HelperError('policy-invalid', `${name} is not JSON.`);
  const [duplicate] = duplicateKeys(text);
  if (duplicate !== undefined) {
    throw invalid({ name, path: duplicate }, 'is there twice; only the last one would count', 'Keep one of the two.');
  }
  return readPolicy(json, name);
}

/**
 * Reads a trust policy that has been parsed already, out of a template or an answer of AWS.
 *
 * @throws HelperError `policy-invalid`
 */
export function readPolicy(json: unknown, name: string): TrustPolicy {
  const place: Place = { name, path: '' };
  const policy = objectOf(json, place);
  onlyMembers(policy, ['Version', 'Id', 'Statement'], place);
  const version = policy.Version ?? '2008-10-17';
  if (version !== '2008-10-17' && version !== '2012-10-17') {
    throw invalid(within(place, 'Version'), 'is neither "2012-10-17" nor "2008-10-17"');
  }
  const statements = policy.Statement;
  const inStatement = within(place, 'Statement');
  if (!Array.isArray(statements)) return { version, statements: [readStatement(statements, inStatement)] };
  return { version, statements: statements.map((statement, i) => readStatement(statement, item(inStatement, i))) };
}

function readStatement(json: unknown, place: Place): Statement {
  const statement = objectOf(json, place);
  if ('Resource' in statement || 'NotResource' in statement) {
    throw invalid(place, 'has a Resource', 'Remove it: a trust policy speaks of its own role only.');
  }
  onlyMembers(statement, ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Condition'], place);
  const { Sid: sid, Effect: effect } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') throw invalid(within(place, 'Effect'), 'is neither "Allow" nor "Deny"');
  if (sid !== undefined && typeof sid !== 'string') throw invalid(within(place, 'Sid'), 'is not text');
  return {
    path: place.path,
    sid,
    effect,
    principals: readPrincipals(statement, place),
    actions: readActions(statement, place),
    conditions: readConditions(statement.Condition, within(place, 'Condition')),
  };
}

function readPrincipals(statement: JsonObject, place: Place): Principals {
  const member = oneOf(statement, ['Principal', 'NotPrincipal'], place);
  const negated = member === 'NotPrincipal';
  const inMember = within(place, member);
  if (statement[member] === '*') return { negated, anyone: true, federated: [] };
  const principals = objectOf(statement[member], inMember);
  onlyMembers(principals, ['AWS', 'Federated', 'Service', 'CanonicalUser'], inMember);
  const list = (kind: string) =>
    Object.hasOwn(principals, kind) ? stringsOf(principals[kind], within(inMember, kind)) : [];
  const federated = list('Federated');
  return { negated, anyone: [...list('AWS'), ...federated].includes('*'), federated };
}

function readActions(statement: JsonObject, place: Place): Actions {
  const member = oneOf(statement, ['Action', 'NotAction'], place);
  return { negated: member === 'NotAction', patterns: stringsOf(statement[member], within(place, member)) };
}

function readConditions(json: unknown, place: Place): readonly Condition[] {
  if (json === undefined) return [];
  return Object.entries(objectOf(json, place)).flatMap(([name, keys]) => {
    const inOperator = within(place, name);
    const operator = readOperator(name, inOperator);
    return Object.entries(objectOf(keys, inOperator)).map(([key, value]) => {
      const inKey = within(inOperator, key);
      return { path: inKey.path, operator, key, values: valuesOf(value, inKey) };
    });
  });
}

function readOperator(text: string, place: Place): ConditionOperator {
  const [, set, bare = text, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(text) ?? [];
  const isNull = bare === 'Null' && !set && !ifExists;
  if (!isNull && !Object.hasOwn(operators, bare)) {
    throw invalid(place, 'is no condition operator of IAM', suggestion(bare, [...Object.keys(operators), 'Null']));
  }
  return {
    text,
    // Both assertions: the expression and the look-up above admit nothing else.
    name: bare as OperatorName,
    set: set as ConditionOperator['set'],
    ifExists: ifExists !== undefined,
  };
}

function valuesOf(json: unknown, place: Place): readonly string[] {
  const values: readonly unknown[] = Array.isArray(json) ? json : [json];
  return values.map((value) => {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw invalid(place, 'is neither text, a number nor true or false');
  });
}

function stringsOf(json: unknown, place: Place): readonly string[] {
  const values: readonly unknown[] = Array.isArray(json) ? json : [json];
  return values.map((value) => {
    if (typeof value === 'string') return value;
    throw invalid(place, 'is neither text nor a list of texts');
  });
}

function objectOf(json: unknown, place: Place): JsonObject {
  if (isObject(json)) return json;
  throw invalid(place, json === undefined ? 'is missing' : 'is not an object');
}

function oneOf<T extends string>(object: JsonObject, members: readonly [T, T], place: Place): T {
  const [first, second] = members.filter((member) => Object.hasOwn(object, member));
  if (first === undefined) throw invalid(place, `has neither ${members[0]} nor ${members[1]}`);
  if (second !== undefined) throw invalid(place, `has both ${first} and ${second}`);
  return first;
}

function onlyMembers(object: JsonObject, allowed: readonly string[], place: Place): void {
  const stray = Object.keys(object).find((key) => !allowed.includes(key));
  if (stray === undefined) return;
  throw invalid(within(place, stray), 'is no member that IAM knows here', suggestion(stray, allowed));
}

function within(place: Place, key: string): Place {
  return { name: place.name, path: memberPath(place.path, key) };
}

function item(place: Place, index: number): Place {
  return { name: place.name, path: `${place.path}[${index}]` };
}

function invalid(place: Place, fault: string, hint?: string): HelperError {
  const message = `${place.name}: ${place.path || 'the policy'} ${fault}.`;
  return new HelperError('policy-invalid', message, hint === undefined ? {} : { hint });
}
