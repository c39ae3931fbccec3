import { describe, expect, it } from 'vitest';
import type { HelperError } from '../../src/core/errors.ts';
import { parsePolicy } from '../../src/trust/policy.ts';

const provider = 'arn:aws:iam::111122223333:oidc-provider/gitlab.com';
const statement = {
  Effect: 'Allow',
  Principal: { Federated: provider },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringEquals: { 'gitlab.com:sub': 'project_path:acme/app:ref_type:branch:ref:main' } },
};

function policyWith(changes: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: { ...statement, ...changes } });
}

function faultOf(text: string): string {
  try {
    parsePolicy(text, 'trust.json');
  } catch (error) {
    // The only thing that it throws; anything else fails the comparison.
    const { code, message, hint } = error as HelperError;
    return `${code}: ${message}${hint ? ` ${hint}` : ''}`;
  }
  return 'no fault';
}

describe('a trust policy is read', () => {
  it('with one statement or a list of them', () => {
    const one = parsePolicy(policyWith({}), 'trust.json');
    const many = parsePolicy(
      JSON.stringify({ Version: '2012-10-17', Statement: [statement, statement] }),
      'trust.json',
    );
    expect(one.statements.map(({ path }) => path)).toEqual(['Statement']);
    expect(many.statements.map(({ path }) => path)).toEqual(['Statement[0]', 'Statement[1]']);
  });

  it('with single values and lists alike', () => {
    const { statements } = parsePolicy(
      policyWith({ Action: ['sts:A', 'sts:B'], Principal: { Federated: [provider, 'x'], AWS: 'arn:aws:iam::1:root' } }),
      'trust.json',
    );
    expect(statements[0]).toMatchObject({
      actions: { negated: false, patterns: ['sts:A', 'sts:B'] },
      principals: { negated: false, anyone: false, federated: [provider, 'x'] },
    });
  });

  it('with numbers and booleans as the texts that IAM makes of them', () => {
    const { statements } = parsePolicy(
      policyWith({ Condition: { Bool: { 'sts:RoleAuthorizedByIdp': true }, NumericEquals: { k: [1, 2.5] } } }),
      'trust.json',
    );
    expect(statements[0]?.conditions.map(({ values }) => values)).toEqual([['true'], ['1', '2.5']]);
  });

  it('with set operators and IfExists taken apart', () => {
    const { statements } = parsePolicy(
      policyWith({ Condition: { 'ForAllValues:StringLikeIfExists': { 'aws:TagKeys': [] } } }),
      'trust.json',
    );
    expect(statements[0]?.conditions[0]?.operator).toEqual({
      text: 'ForAllValues:StringLikeIfExists',
      name: 'StringLike',
      set: 'ForAllValues',
      ifExists: true,
    });
  });

  it.each([['*'], [{ AWS: '*' }], [{ AWS: ['*'] }], [{ Federated: '*' }]])('with %j as everyone', (Principal) => {
    expect(parsePolicy(policyWith({ Principal }), 'trust.json').statements[0]?.principals.anyone).toBe(true);
  });

  it('with the old version where it names none', () => {
    expect(parsePolicy(JSON.stringify({ Statement: statement }), 'trust.json').version).toBe('2008-10-17');
  });
});

describe('a trust policy that IAM would not store is refused, with the place of the fault', () => {
  const table: readonly (readonly [string, string, string])[] = [
    ['text that is not JSON', '{', 'trust.json is not JSON: line 1, column 2. The text ends here, but a } is missing.'],
    ['JSON that is no object', '[]', 'trust.json: the policy is not an object.'],
    ['no statement', '{}', 'trust.json: Statement is missing.'],
    [
      'an unknown version',
      '{"Version":"2012-10-18","Statement":[]}',
      'trust.json: Version is neither "2012-10-17" nor "2008-10-17".',
    ],
    [
      'a member of another kind',
      '{"Statements":[]}',
      'trust.json: Statements is not a member that IAM knows here. Did you mean Statement?',
    ],
    ['another effect', policyWith({ Effect: 'allow' }), 'trust.json: Statement.Effect is neither "Allow" nor "Deny".'],
    ['a Sid that is no text', policyWith({ Sid: 1 }), 'trust.json: Statement.Sid is not a string.'],
    [
      'no principal',
      policyWith({ Principal: undefined }),
      'trust.json: Statement has neither Principal nor NotPrincipal.',
    ],
    [
      'two kinds of principal',
      policyWith({ NotPrincipal: '*' }),
      'trust.json: Statement has both Principal and NotPrincipal.',
    ],
    [
      'a misspelled kind of principal',
      policyWith({ Principal: { Federate: provider } }),
      'trust.json: Statement.Principal.Federate is not a member that IAM knows here. Did you mean Federated?',
    ],
    [
      'an action that is no text',
      policyWith({ Action: [1] }),
      'trust.json: Statement.Action is neither a string nor a list of strings.',
    ],
    [
      'a resource',
      policyWith({ Resource: '*' }),
      'trust.json: Statement has a Resource. Remove it: a trust policy always applies to its own role.',
    ],
    [
      'a misspelled operator',
      policyWith({ Condition: { StringEqual: {} } }),
      'trust.json: Statement.Condition.StringEqual is not an IAM condition operator. Did you mean StringEquals?',
    ],
    [
      'an operator in another case',
      policyWith({ Condition: { stringlike: {} } }),
      'trust.json: Statement.Condition.stringlike is not an IAM condition operator. Did you mean StringLike?',
    ],
    [
      'IfExists on Null',
      policyWith({ Condition: { NullIfExists: {} } }),
      'trust.json: Statement.Condition.NullIfExists is not an IAM condition operator. Did you mean Null?',
    ],
    [
      'the name of something that every object has',
      policyWith({ Condition: { constructor: {} } }),
      'trust.json: Statement.Condition.constructor is not an IAM condition operator.',
    ],
    [
      'a value that is neither text, number nor boolean',
      policyWith({ Condition: { StringEquals: { 'gitlab.com:sub': [null] } } }),
      'trust.json: Statement.Condition.StringEquals["gitlab.com:sub"] is not a string, a number or a Boolean.',
    ],
    [
      'a key that is there twice',
      '{"Version":"2012-10-17","Statement":[{},{"Condition":{"StringEquals":{"a:sub":"1","a:sub":"2"}}}]}',
      'trust.json: Statement[1].Condition.StringEquals["a:sub"] appears twice; only the last one would count. Keep one of the two.',
    ],
  ];

  it.each(table)('%s', (_, text, fault) => {
    expect(faultOf(text)).toBe(`policy-invalid: ${fault}`);
  });
});
