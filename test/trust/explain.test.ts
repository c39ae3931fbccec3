// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a policy variable looks like
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeControls } from '../../src/trust/escape-controls.ts';
import { evaluateToken } from '../../src/trust/evaluate-token.ts';
import { explain } from '../../src/trust/explain.ts';
import { readPolicy } from '../../src/trust/policy.ts';

const host = 'token.actions.githubusercontent.com';

function linesFor(condition: object, claims: object = {}): readonly string[] {
  const policy = readPolicy(
    {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${host}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: condition,
      },
    },
    'a policy',
  );
  const all = { iss: `https://${host}`, aud: 'sts.amazonaws.com', sub: 'repo:acme/app:pull_request', ...claims };
  const request = { claims: all, roleArn: 'arn:aws:iam::111122223333:role/deploy', sessionName: 'job-1' };
  return explain(evaluateToken(policy, request), all);
}

/** What is said below the one condition that does not hold. */
function noteFor(condition: object, claims?: object): readonly string[] {
  const lines = linesFor(condition, claims);
  return lines.slice(lines.findIndex((line) => line.includes('NO ')) + 1).map((line) => line.slice(9));
}

it('shows every part, and the claim beside the pattern with the place where they part', () => {
  const condition = {
    StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com', [`${host}:sub`]: 'repo:acme/app:ref:refs/heads/main' },
  };
  expect(linesFor(condition)).toEqual([
    'sts:AssumeRoleWithWebIdentity: refused: no Allow applies',
    '  Statement, Allow: does not apply',
    '    ok  principal',
    '    ok  action',
    '    ok  StringEquals token.actions.githubusercontent.com:aud',
    '    NO  StringEquals token.actions.githubusercontent.com:sub',
    '         policy: repo:acme/app:ref:refs/heads/main',
    '                               ^',
    '         token:  repo:acme/app:pull_request',
    '                               ^',
  ]);
});

it.each<[string, string, string[]]>([
  [
    'repo:acme/*:ref:refs/heads/main',
    'repo:acme/app:pull_request',
    [
      'policy: repo:acme/*:ref:refs/heads/main',
      '                    ^',
      'token:  repo:acme/app:pull_request',
      '                      ^',
    ],
  ],
  [
    'repo:acme/app:*',
    'repo:acme@1/app@2:ref:refs/heads/main',
    [
      'policy: repo:acme/app:*',
      '                 ^',
      'token:  repo:acme@1/app@2:ref:refs/heads/main',
      '                 ^',
    ],
  ],
  [
    'repo:*/app:ref:refs/tags/v?',
    'repo:acme/app:ref:refs/tags/v10',
    [
      'policy: repo:*/app:ref:refs/tags/v?',
      '                                   ^',
      'token:  repo:acme/app:ref:refs/tags/v10',
      '                                      ^',
    ],
  ],
  ['a?c', 'abcd', ['policy: a?c', '           ^', 'token:  abcd', '           ^']],
  ['a*b*c', 'ab', ['policy: a*b*c', '            ^', 'token:  ab', '          ^']],
  [
    'org/o/user/*/vcs-ref/refs/heads/release',
    'org/o/user/u/vcs-ref/x/vcs-ref/refs/heads/main',
    [
      'policy: org/o/user/*/vcs-ref/refs/heads/release',
      '                                        ^',
      'token:  org/o/user/u/vcs-ref/x/vcs-ref/refs/heads/main',
      '                                                  ^',
    ],
  ],
  ['*:main', 'a:main:main-2', ['policy: *:main', '              ^', 'token:  a:main:main-2', '                   ^']],
  ['?*b', '😀c', ['policy: ?*b', '          ^', 'token:  😀c', '          ^']],
])('marks where StringLike %s and %s part', (pattern, sub, lines) => {
  expect(noteFor({ StringLike: { [`${host}:sub`]: pattern } }, { sub })).toEqual(lines);
});

it.each<[string, object, object, string]>([
  [
    'a difference of case',
    { StringEquals: { [`${host}:sub`]: 'repo:Acme/App:pull_request' } },
    {},
    'The two differ only in case, and IAM is case-sensitive.',
  ],
  [
    'wildcards that are none',
    { StringEquals: { [`${host}:sub`]: 'repo:acme/app:*' } },
    {},
    'StringEquals treats `*` and `?` as ordinary characters; wildcards need StringLike.',
  ],
  ['an empty list', { StringEquals: { [`${host}:sub`]: [] } }, {}, 'The policy lists no values, so nothing matches.'],
  [
    'a claim that this token lacks',
    { StringEquals: { [`${host}:environment`]: 'production' } },
    {},
    'The token has no claim environment.',
  ],
  [
    'a claim that AWS does not read',
    { StringEquals: { [`${host}:run_id`]: '1' } },
    { run_id: '1' },
    'AWS does not read the claim run_id from this issuer.',
  ],
  [
    'a claim that AWS does not read, and that only resembles one',
    { StringEquals: { [`${host}:job_workflow_sha`]: '1' } },
    { job_workflow_sha: '1' },
    'AWS does not read the claim job_workflow_sha from this issuer.',
  ],
  [
    'the issuer as a claim',
    { StringEquals: { [`${host}:iss`]: `https://${host}` } },
    {},
    'AWS has no key for the issuer: the principal names its provider.',
  ],
  [
    'a misspelled claim',
    { StringEquals: { [`${host}:repositry_id`]: '1' } },
    {},
    'AWS does not read the claim repositry_id from this issuer. Did you mean repository_id?',
  ],
  [
    'the key of another issuer',
    { StringEquals: { 'gitlab.com:sub': 'x' } },
    {},
    'The key belongs to the issuer gitlab.com; the token is from token.actions.githubusercontent.com.',
  ],
  [
    'a key of an issuer, and a token that does not name its own',
    { StringEquals: { 'gitlab.com:sub': 'x' } },
    { iss: undefined },
    'The key belongs to the issuer gitlab.com; the token does not name its issuer (iss).',
  ],
  ...[`https://${host}`, `arn:aws:iam::111122223333:oidc-provider/${host}`, `${host}/`].map(
    (start): [string, object, object, string] => [
      `the key of this issuer as ${start}`,
      { StringEquals: { [`${start}:sub`]: 'x' } },
      {},
      `AWS spells this key ${host}:sub.`,
    ],
  ),
  ['a key of no issuer', { StringEquals: { 'sts:ExternalId': 'x' } }, {}, 'The request has no such key.'],
  [
    'a key that must be there',
    { Null: { [`${host}:environment`]: 'false' } },
    {},
    'The key must be present, but the token does not have it.',
  ],
  [
    'a key that must not be there',
    { Null: { [`${host}:sub`]: 'true' } },
    {},
    'The key must be absent, but the token has it.',
  ],
  [
    'an excluded value',
    { StringNotLike: { [`${host}:sub`]: '*:pull_request' } },
    {},
    'The policy excludes this value: repo:acme/app:pull_request',
  ],
  [
    'several values',
    { StringEquals: { [`${host}:amr`]: 'a' } },
    { amr: ['a', 'b'] },
    'The key has several values; only ForAnyValue: and ForAllValues: compare those.',
  ],
])('names %s', (_, condition, claims, note) => {
  expect(noteFor(condition, claims).at(-1)).toBe(note);
});

it('shows values that are not texts side by side', () => {
  expect(noteFor({ NumericLessThan: { [`${host}:repository_id`]: '5' } }, { repository_id: 7 })).toEqual([
    'policy: 5',
    'token:  7',
  ]);
});

it('shows only the values at fault where several are compared', () => {
  const condition = { 'ForAllValues:StringLike': { [`${host}:amr`]: ['a*', 'b'] } };
  expect(noteFor(condition, { amr: ['ax', 'c'] }).filter((line) => line.startsWith('token:'))).toEqual([
    'token:  c',
    'token:  c',
  ]);
});

it('does not mark a difference of case where case does not matter', () => {
  const [, caret] = noteFor({ StringEqualsIgnoreCase: { [`${host}:sub`]: 'REPO:acme/x' } });
  expect(caret).toBe(`${' '.repeat('policy: REPO:acme/'.length)}^`);
});

it('finds a difference in every condition on a text that does not hold, and in no other', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 6 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 6 });
  fc.assert(
    fc.property(fc.constantFrom('StringLike', 'StringEquals'), pattern, text, (operator, wanted, sub) => {
      const lines = linesFor({ [operator]: { [`${host}:sub`]: wanted } }, { sub });
      expect(lines.some((line) => line.trim() === '^')).toBe(lines.some((line) => line.includes('NO ')));
    }),
  );
});

it('says what only AWS knows, and what that is compared with', () => {
  const condition = {
    IpAddress: { 'aws:SourceIp': ['198.51.100.0/24', '203.0.113.7'] },
    StringLike: { [`${host}:sub`]: 'repo:${aws:PrincipalTag/team}/*' },
  };
  expect(linesFor(condition)).toEqual([
    'sts:AssumeRoleWithWebIdentity: depends on what only AWS knows',
    '  Statement, Allow: only AWS knows whether it applies',
    '    ok  principal',
    '    ok  action',
    '    ?   IpAddress aws:SourceIp',
    '         policy: 198.51.100.0/24, 203.0.113.7 (only AWS knows aws:SourceIp)',
    '    ?   StringLike token.actions.githubusercontent.com:sub',
    '         policy: repo:${aws:PrincipalTag/team}/* (only AWS knows the variable)',
  ]);
});

it('says that a Deny decided', () => {
  const statements = (Effect: string) => ({ Effect, Principal: '*', Action: '*' });
  const policy = readPolicy(
    { Version: '2012-10-17', Statement: [statements('Allow'), { ...statements('Deny'), Sid: 'Stop' }] },
    'a policy',
  );
  const request = { claims: {}, roleArn: 'arn:aws:iam::111122223333:role/deploy', sessionName: 'job-1' };
  expect(explain(evaluateToken(policy, request), {}).filter((line) => !line.includes('ok '))).toEqual([
    'sts:AssumeRoleWithWebIdentity: refused: a Deny applies',
    '  Statement[0], Allow: applies',
    '  Statement[1] "Stop", Deny: applies',
  ]);
});

it('says that there is nothing to apply', () => {
  const policy = readPolicy({ Version: '2012-10-17', Statement: [] }, 'a policy');
  const request = { claims: {}, roleArn: 'arn:aws:iam::111122223333:role/deploy', sessionName: 'job-1' };
  expect(explain(evaluateToken(policy, request), {}).at(-1)).toBe('  The policy has no statement.');
});

it('lets no claim write a line of its own, and keeps the carets in place', () => {
  const sub = 'repo:a\n::error::forged\u001b[2K\u202e';
  const lines = noteFor({ StringEquals: { [`${host}:sub`]: 'repo:a\n::x' } }, { sub });
  expect(lines).toEqual([
    'policy: repo:a\\u000a::x',
    '                      ^',
    'token:  repo:a\\u000a::error::forged\\u001b[2K\\u202e',
    '                      ^',
  ]);
  expect(escapeControls('\u{e0001}')).toBe('\\u{e0001}');
});
