// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a policy variable looks like
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/trust/evaluate.ts';
import { readPolicy } from '../../src/trust/policy.ts';
import type { Truth } from '../../src/trust/truth.ts';

const github = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const gitlab = 'arn:aws:iam::111122223333:oidc-provider/gitlab.com';
const action = 'sts:AssumeRoleWithWebIdentity';

interface Scene {
  readonly condition?: object;
  readonly context?: Record<string, readonly string[]>;
  readonly statement?: object;
  readonly version?: string;
}

function isAllowed({ condition = {}, context = {}, statement = {}, version = '2012-10-17' }: Scene): Truth {
  const parts = { Principal: { Federated: github }, Action: action, Condition: condition, ...statement };
  const { Principal, Action, ...rest } = parts;
  const allow = {
    Effect: 'Allow',
    ...('NotPrincipal' in rest ? {} : { Principal }),
    ...('NotAction' in rest ? {} : { Action }),
    ...rest,
  };
  const policy = readPolicy({ Version: version, Statement: allow }, 'a policy');
  return evaluate(policy, { action, federated: github, context }).allowed;
}

/** One condition on the key `k`, and the values that a request has for it (`absent`: it has no such key). */
function holds(operator: string, wanted: unknown, given: readonly string[] | 'absent'): Truth {
  return isAllowed({ condition: { [operator]: { k: wanted } }, context: given === 'absent' ? {} : { k: given } });
}

describe('wildcards: which subject gets in', () => {
  // Left the pattern, then the subject of a job. Wildcards cross every character, `/` and `:` among them.
  it.each<[string, string, boolean]>([
    ['project_path:acme*:ref_type:branch:ref:main', 'project_path:acme-evil/x:ref_type:branch:ref:main', true],
    ['project_path:acme/*:ref_type:branch:ref:main', 'project_path:acme-evil/x:ref_type:branch:ref:main', false],
    ['project_path:acme/*:ref_type:branch:ref:main', 'project_path:acme/sub/deep/x:ref_type:branch:ref:main', true],
    ['repo:acme/*', 'repo:acme@1/app@2:ref:refs/heads/main', false],
    ['repo:acme*/app*:ref:refs/heads/main', 'repo:acme-evil/app:ref:refs/heads/main', true],
    ['repo:acme@*/app@*:ref:refs/heads/main', 'repo:acme@99/app@77:ref:refs/heads/main', true],
    ['repo:acme/app*:ref:refs/heads/main', 'repo:acme/app-playground:ref:refs/heads/main', true],
    ['repo:Acme/App:*', 'repo:acme/app:ref:refs/heads/main', false],
    [
      'organization:acme:pipeline:app:ref:main:*',
      'organization:acme:pipeline:app:ref:refs/heads/main:commit:9f3:step:build',
      false,
    ],
    ['organization:acme*', 'organization:acme-evil:pipeline:app:ref:refs/heads/main:commit:9f3:step:build', true],
    ['repo:acme/app:ref:refs/heads/release-?', 'repo:acme/app:ref:refs/heads/release-1', true],
    ['repo:acme/app:ref:refs/heads/release-?', 'repo:acme/app:ref:refs/heads/release-10', false],
    ['repo:acme/app:*', 'repo:acme/app:ref:refs/heads/main', true],
    ['repo:acme/app:*', 'repo:acme/app', false],
    ['*', '', true],
    ['a*b*c', 'a-b-b-c-c', true],
    ['a*b*c', 'a-c-b', false],
    ['?', '😀', true],
    ['[a-z]+.', '[a-z]+.', true],
    ['.*', 'x', false],
  ])('%s / %s: %s', (pattern, subject, allowed) => {
    expect(holds('StringLike', pattern, [subject])).toBe(allowed);
  });

  it('a pattern made to be slow is not', () => {
    expect(holds('StringLike', `${'*a'.repeat(200)}b`, ['a'.repeat(20_000)])).toBe(false);
  });
});

describe('a key that the request does not have', () => {
  it.each<[string, boolean]>([
    ['StringEquals', false],
    ['StringLike', false],
    ['StringNotEquals', true],
    ['StringNotLike', true],
    ['ArnNotLike', true],
    ['NumericNotEquals', true],
    ['DateNotEquals', true],
    ['NotIpAddress', true],
    ['Bool', false],
    ['StringEqualsIfExists', true],
    ['StringNotLikeIfExists', true],
    ['ForAllValues:StringEquals', true],
    ['ForAllValues:StringNotEquals', true],
    ['ForAnyValue:StringLike', false],
    ['ForAnyValue:StringNotLike', false],
    ['ForAnyValue:StringEqualsIfExists', false],
  ])('%s: %s', (operator, allowed) => {
    expect(holds(operator, 'x', 'absent')).toBe(allowed);
    // A key without any value is no different.
    expect(holds(operator, 'x', [])).toBe(allowed);
  });
});

describe('operators', () => {
  it.each<[string, unknown, string, boolean]>([
    ['StringEquals', ['a', 'b'], 'b', true],
    ['StringEquals', 'repo:acme/*', 'repo:acme/app', false],
    ['StringEquals', 'repo:acme/*', 'repo:acme/*', true],
    ['StringEquals', 'A', 'a', false],
    ['StringEqualsIgnoreCase', 'A', 'a', true],
    ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringNotEquals', ['a', 'b'], 'c', true],
    ['StringNotEqualsIgnoreCase', 'A', 'a', false],
    ['StringNotLike', ['a*', 'b*'], 'bc', false],
    ['ArnLike', 'arn:aws:iam::*:role/x', 'arn:aws:iam::1:role/x', true],
    ['ArnLike', 'arn:aws:iam:*:role/x', 'arn:aws:iam::1:role/x', false],
    ['ArnEquals', 'arn:aws:iam::1:role/*', 'arn:aws:iam::1:role/a:b', true],
    ['ArnLike', '*', 'arn:aws:iam::1:role/x', false],
    ['ArnLike', 'arn:aws:iam::1:role/*', 'no arn', false],
    ['ArnNotEquals', 'arn:aws:iam::1:role/*', 'arn:aws:iam::2:role/a', true],
    ['NumericEquals', 10, '10.0', true],
    ['NumericNotEquals', '10', '10', false],
    ['NumericLessThan', '10', '9', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericGreaterThan', '9', '10', true],
    ['NumericGreaterThanEquals', '10', '9', false],
    ['NumericEquals', 'ten', 'ten', false],
    ['DateEquals', '2026-01-01T00:00:00Z', '1767225600', true],
    ['DateNotEquals', '2026-01-01', '2026-01-01T00:00:00Z', false],
    ['DateLessThan', '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', true],
    ['DateLessThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', true],
    ['DateGreaterThan', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', false],
    ['DateGreaterThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', true],
    ['DateEquals', 'soon', 'soon', false],
    ['Bool', true, 'TRUE', true],
    ['Bool', 'false', 'true', false],
    ['Bool', 'yes', 'yes', false],
    ['BinaryEquals', 'QUJD', 'QUJD', true],
    ['BinaryEquals', 'QUJD', 'qujd', false],
    ['IpAddress', '203.0.113.0/24', '203.0.113.7', true],
    ['IpAddress', '203.0.113.0/24', '203.0.114.7', false],
    ['IpAddress', '0.0.0.0/0', '203.0.113.7', true],
    ['IpAddress', '203.0.113.7', '203.0.113.7', true],
    ['IpAddress', '2001:db8::/32', '2001:db8:1::7', true],
    ['IpAddress', '2001:db8::1', '2001:0db8:0:0:0:0:0:1', true],
    ['IpAddress', '2001:db8::/32', '203.0.113.7', false],
    ['IpAddress', '203.0.113.0/33', '203.0.113.7', false],
    ['IpAddress', '203.0.113.0/24', '203.0.113.700', false],
    ['IpAddress', '::1::/16', '::1', false],
    ['IpAddress', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7', false],
    ['NotIpAddress', '203.0.113.0/24', '203.0.113.7', false],
    ['Null', 'false', 'x', true],
    ['Null', true, 'x', false],
    ['Null', ['true', 'false'], 'x', true],
  ])('%s %j / %s: %s', (operator, wanted, given, allowed) => {
    expect(holds(operator, wanted, [given])).toBe(allowed);
  });

  it('Null asks for absence', () => {
    expect(holds('Null', 'true', 'absent')).toBe(true);
    expect(holds('Null', 'false', 'absent')).toBe(false);
  });

  it('a key may be written in any case', () => {
    expect(isAllowed({ condition: { StringEquals: { 'AWS:tagKEYS': 'x' } }, context: { 'aws:TagKeys': ['x'] } })).toBe(
      true,
    );
  });

  it('all operators and all keys must hold', () => {
    const condition = { StringEquals: { a: '1', b: '2' }, StringLike: { c: '3*' } };
    expect(isAllowed({ condition, context: { a: ['1'], b: ['2'], c: ['33'] } })).toBe(true);
    expect(isAllowed({ condition, context: { a: ['1'], b: ['x'], c: ['33'] } })).toBe(false);
    expect(isAllowed({ condition, context: { a: ['1'], b: ['2'], c: ['4'] } })).toBe(false);
  });
});

describe('several values in the request', () => {
  it.each<[string, unknown, string[], boolean]>([
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], true],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'd'], false],
    ['ForAllValues:StringNotEquals', ['a'], ['b', 'a'], false],
    ['ForAnyValue:StringNotEquals', ['a'], ['b', 'a'], true],
    ['StringEquals', ['a', 'b'], ['a', 'b'], false],
    ['StringNotEquals', ['c'], ['a', 'b'], false],
  ])('%s %j / %j: %s', (operator, wanted, given, allowed) => {
    expect(holds(operator, wanted, given)).toBe(allowed);
  });
});

describe('a key that only AWS knows', () => {
  const verdict = (condition: object, context: Scene['context'] = {}, effect = 'Allow'): Truth => {
    const allow = { Effect: 'Allow', Principal: { Federated: github }, Action: action };
    const Statement = [...(effect === 'Deny' ? [allow] : []), { ...allow, Effect: effect, Condition: condition }];
    const policy = readPolicy({ Version: '2012-10-17', Statement }, 'a policy');
    const isUnknown = (key: string) => key.startsWith('aws:');
    return evaluate(policy, { action, federated: github, context, isUnknown }).allowed;
  };

  it.each([
    'StringEquals',
    'StringNotEquals',
    'StringLike',
    'StringNotLikeIfExists',
    'ArnLike',
    'IpAddress',
    'NotIpAddress',
    'DateGreaterThan',
    'NumericLessThanIfExists',
    'Bool',
    'ForAllValues:StringEquals',
    'ForAllValues:StringNotEquals',
    'ForAnyValue:StringLike',
    'ForAnyValue:StringNotEqualsIfExists',
    'Null',
  ])('%s is neither true nor false', (operator) => {
    expect(verdict({ [operator]: { 'aws:SourceIp': 'false' } })).toBe('unknown');
    expect(verdict({ [operator]: { 'aws:SourceIp': 'false' } }, {}, 'Deny')).toBe('unknown');
  });

  it.each<[what: string, condition: object, effect: string, allowed: Truth]>([
    ['beside one that holds', { StringEquals: { k: 'x', 'aws:a': '1' } }, 'Allow', 'unknown'],
    ['beside one that does not', { StringEquals: { k: 'y', 'aws:a': '1' } }, 'Allow', false],
    ['in a Deny, beside one that holds', { StringEquals: { k: 'x', 'aws:a': '1' } }, 'Deny', 'unknown'],
    ['in a Deny, beside one that does not', { StringEquals: { k: 'y', 'aws:a': '1' } }, 'Deny', true],
    ['as a variable that could fit', { StringLike: { k: '${aws:a}*' } }, 'Allow', 'unknown'],
    ['as a variable that could fit, negated', { StringNotEquals: { k: '${aws:a}' } }, 'Allow', 'unknown'],
    ['as a variable that cannot fit', { StringEquals: { k: 'a${aws:a}' } }, 'Allow', false],
    ['as a variable that cannot fit, negated', { StringNotLike: { k: 'a${aws:a}' } }, 'Allow', true],
    ['as a variable in any case', { StringEqualsIgnoreCase: { k: '${aws:a}X' } }, 'Allow', 'unknown'],
    ['as a variable beside a value that fits', { StringLike: { k: ['${aws:a}', 'x'] } }, 'Allow', true],
    ['as a variable with a value for its absence', { StringEquals: { k: "${aws:a, 'x'}" } }, 'Allow', 'unknown'],
    ['as a variable, of several values', { 'ForAllValues:StringLike': { l: ['${aws:a}', 'a'] } }, 'Allow', 'unknown'],
    [
      'as a variable, of one that cannot fit',
      { 'ForAllValues:StringLike': { l: ['b${aws:a}', 'a'] } },
      'Allow',
      'unknown',
    ],
    ['as a variable, of any value', { 'ForAnyValue:StringLike': { l: ['${aws:a}', 'a'] } }, 'Allow', true],
    ['as a variable, where a list is no value', { StringLike: { l: '${aws:a}' } }, 'Allow', false],
    ['as a variable, where a number is none', { NumericEquals: { n: '${aws:a}' } }, 'Allow', false],
  ])('%s', (_, condition, effect, allowed) => {
    expect(verdict(condition, { k: ['x'], l: ['a', 'b'], n: ['1'] }, effect)).toBe(allowed);
  });

  it('gives way to an Allow or a Deny that is certain', () => {
    const statement = (Effect: string, Condition = {}) => ({
      Effect,
      Principal: { Federated: github },
      Action: action,
      Condition,
    });
    const open = { StringEquals: { 'aws:a': '1' } };
    const allowed = (...statements: readonly object[]) =>
      evaluate(readPolicy({ Version: '2012-10-17', Statement: statements }, 'a policy'), {
        action,
        federated: github,
        context: {},
        isUnknown: () => true,
      }).allowed;
    expect(allowed(statement('Allow'), statement('Allow', open))).toBe(true);
    expect(allowed(statement('Allow', open), statement('Deny'))).toBe(false);
    expect(allowed(statement('Allow', open), statement('Deny', open))).toBe('unknown');
    expect(allowed(statement('Deny', open))).toBe(false);
  });
});

describe('policy variables', () => {
  const context = { k: ['acme/*'], org: ['acme'], list: ['a', 'b'], empty: [''] };
  const like = (value: string, k: string, version?: string) =>
    isAllowed({
      condition: { StringLike: { k: value } },
      context: { ...context, k: [k] },
      ...(version ? { version } : {}),
    });

  it.each<[string, string, boolean]>([
    ['${org}/*', 'acme/app', true],
    ['${ORG}/app', 'acme/app', true],
    ["${team, 'core'}/app", 'core/app', true],
    ["${org, 'core'}/app", 'acme/app', true],
    ['${team}*', 'acme', false],
    ['${list}', 'a', false],
    ['${empty}x', 'x', true],
    ['a${*}', 'abc', false],
    ['a${*}${?}${$}', 'a*?$', true],
    ['${org', '${org', true],
  ])('%s / %s: %s', (pattern, value, allowed) => {
    expect(like(pattern, value)).toBe(allowed);
  });

  it('a star inside a claim is no wildcard', () => {
    const condition = { StringLike: { k: '${org}' } };
    expect(isAllowed({ condition, context: { k: ['anything'], org: ['*'] } })).toBe(false);
    expect(isAllowed({ condition, context: { k: ['*'], org: ['*'] } })).toBe(true);
  });

  it('one without a value equals nothing, so that a negated operator holds', () => {
    expect(holds('StringNotEquals', '${team}', ['x'])).toBe(true);
  });

  it('are text in a policy of the old version, and where AWS fills none in', () => {
    expect(like('${org}/app', 'acme/app', '2008-10-17')).toBe(false);
    expect(like('${org}/app', '${org}/app', '2008-10-17')).toBe(true);
    expect(isAllowed({ condition: { NumericEquals: { k: '${n}' } }, context: { k: ['1'], n: ['1'] } })).toBe(false);
  });
});

describe('principals', () => {
  it.each<[string, object, boolean]>([
    ['the provider', { Principal: { Federated: github } }, true],
    ['one of several', { Principal: { Federated: [gitlab, github] } }, true],
    ['another provider', { Principal: { Federated: gitlab } }, false],
    ['the provider, in another case', { Principal: { Federated: github.toUpperCase() } }, false],
    ['an account', { Principal: { AWS: 'arn:aws:iam::111122223333:root' } }, false],
    ['everyone', { Principal: '*' }, true],
    ['every AWS principal', { Principal: { AWS: '*' } }, true],
    ['all but the provider', { NotPrincipal: { Federated: github } }, false],
    ['all but another provider', { NotPrincipal: { Federated: gitlab } }, true],
  ])('%s', (_, statement, allowed) => {
    expect(isAllowed({ statement })).toBe(allowed);
  });
});

describe('actions', () => {
  it.each<[string, object, boolean]>([
    ['in another case', { Action: 'STS:assumerolewithwebidentity' }, true],
    ['with a star', { Action: 'sts:AssumeRole*' }, true],
    ['all of a service', { Action: ['s3:*', 'sts:*'] }, true],
    ['another', { Action: 'sts:AssumeRole' }, false],
    ['NotAction with it', { NotAction: 'sts:*' }, false],
    ['NotAction with another', { NotAction: 'sts:TagSession' }, true],
  ])('%s', (_, statement, allowed) => {
    expect(isAllowed({ statement })).toBe(allowed);
  });
});

describe('several statements', () => {
  const allow = { Effect: 'Allow', Principal: { Federated: github }, Action: action };
  const deny = { ...allow, Effect: 'Deny', Condition: { StringLike: { k: '*:pull_request' } } };
  const verdictFor = (k: string, statements: readonly object[]) =>
    evaluate(readPolicy({ Version: '2012-10-17', Statement: statements }, 'a policy'), {
      action,
      federated: github,
      context: { k: [k] },
    });

  it('a Deny wins, wherever it stands', () => {
    expect(verdictFor('repo:acme/app:pull_request', [deny, allow])).toMatchObject({
      allowed: false,
      explicitDeny: true,
    });
    expect(verdictFor('repo:acme/app:pull_request', [allow, deny])).toMatchObject({
      allowed: false,
      explicitDeny: true,
    });
    expect(verdictFor('repo:acme/app:ref:refs/heads/main', [allow, deny])).toMatchObject({
      allowed: true,
      explicitDeny: false,
    });
  });

  it('no statement, no access', () => {
    expect(verdictFor('x', [])).toEqual({ allowed: false, explicitDeny: false, statements: [] });
  });

  it('says of every part whether it matched, and what the request had', () => {
    const { statements } = verdictFor('repo:acme/app:ref:refs/heads/main', [
      { ...deny, Sid: 'NoForks', Condition: { StringLike: { K: '*:pull_request', other: 'x' } } },
    ]);
    expect(statements).toMatchObject([
      {
        path: 'Statement[0]',
        sid: 'NoForks',
        effect: 'Deny',
        principalMatched: true,
        actionMatched: true,
        applies: false,
        conditions: [
          { key: 'K', patterns: ['*:pull_request'], values: ['repo:acme/app:ref:refs/heads/main'], matched: false },
          { key: 'other', patterns: ['x'], values: undefined, matched: false },
        ],
      },
    ]);
  });
});
