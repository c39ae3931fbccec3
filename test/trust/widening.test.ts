// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a policy variable looks like
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isComparedRole, widenings } from '../../src/trust/audit.ts';
import { evaluateToken } from '../../src/trust/evaluate-token.ts';
import { readPolicy, type TrustPolicy } from '../../src/trust/policy.ts';
import { readTrust } from '../../src/trust/reading.ts';
import { operators, policies, tokens } from './random-policies.ts';

const arn = 'arn:aws:iam::123456789012:role/web';
const github = 'token.actions.githubusercontent.com';
const [sub, aud] = [`${github}:sub`, `${github}:aud`];

const roleOf = (policy: TrustPolicy) => ({ arn, ...readTrust(policy) });

function allow(condition: object, more: object = {}): object {
  const principal = { Federated: `arn:aws:iam::123456789012:oidc-provider/${github}` };
  return {
    Effect: 'Allow',
    Principal: principal,
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: condition,
    ...more,
  };
}

/** What is wider in the second policy, its statements given. */
function wider(before: readonly object[], now: readonly object[]): readonly string[] {
  const [earlier, later] = [before, now].map((statements) => ({
    arn,
    ...readTrust(readPolicy(JSON.parse(JSON.stringify({ Version: '2012-10-17', Statement: statements })), 'p')),
  }));
  return widenings(earlier ? [earlier] : [], later ? [later] : []).map(({ words }) => words);
}

const app = { StringLike: { [sub]: 'repo:acme/app:*' } };
const appWords = 'repository acme/app, including pull requests, any branch and any environment, on GitHub Actions';
const main = { StringEquals: { [sub]: 'repo:acme/app:ref:refs/heads/main' } };
const noPulls = { StringNotLike: { [sub]: '*:pull_request' } };
const office = { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } };
const account = allow({}, { Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' });

describe('a role lets in more', () => {
  it.each<[what: string, before: readonly object[], now: readonly object[], words: readonly string[]]>([
    ['with a star', [allow(main)], [allow(app)], [appWords]],
    [
      'with a star that is a wildcard now',
      [allow({ StringEquals: app.StringLike })],
      [allow(app)],
      [expect.any(String)],
    ],
    [
      'with another subject',
      [allow(main)],
      [allow(main), allow({ StringEquals: { [sub]: 'repo:b/c:environment:x' } })],
      ['repository b/c, environment x, on GitHub Actions'],
    ],
    [
      'without its audience',
      [allow({ ...app, StringEquals: { [aud]: 'mine' } })],
      [allow(app)],
      [`${appWords}; previously only with StringEquals ${aud} ["mine"]`],
    ],
    [
      'from anywhere',
      [allow({ ...main, ...office })],
      [allow(main)],
      ['repository acme/app, branch main, on GitHub Actions'],
    ],
    [
      'from more addresses',
      [allow({ ...main, ...office })],
      [allow({ ...main, IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } })],
      [
        'repository acme/app, branch main, on GitHub Actions, if aws:SourceIp matches; previously only with IpAddress aws:SourceIp ["192.0.2.0/24"]',
      ],
    ],
    [
      'without what a condition took out',
      [allow({ ...main, ...noPulls })],
      [allow(main)],
      [
        `repository acme/app, branch main, on GitHub Actions; previously only with StringNotLike ${sub} ["*:pull_request"]`,
      ],
    ],
    [
      'without a Deny',
      [allow(main), allow(noPulls, { Effect: 'Deny' })],
      [allow(main)],
      [expect.stringMatching(/^no longer excluded by a Deny: \[.*pull_request/)],
    ],
    [
      'but for others',
      [allow(main, { Principal: undefined, NotPrincipal: { AWS: '1' } })],
      [allow(main, { Principal: undefined, NotPrincipal: { AWS: '2' } })],
      [expect.stringMatching(/previously only with NotPrincipal \[\[\],{"AWS":\["1"\]}\]$/)],
    ],
    [
      'with tags',
      [allow(main)],
      [allow(main, { Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'] })],
      ['repository acme/app, branch main, on GitHub Actions; previously only with no sts:TagSession'],
    ],
    // The value of a variable is not known: any subject may be one of it.
    [
      'that was for a variable',
      [allow({ StringLike: { [sub]: 'repo:${aws:PrincipalTag/team}/app:environment:x' } })],
      [
        allow({
          StringLike: { [sub]: ['repo:${aws:PrincipalTag/team}/app:environment:x', 'repo:b/app:environment:x'] },
        }),
      ],
      ['repository b/app, environment x, on GitHub Actions'],
    ],
    // The later value alone would be within the earlier, but for a token that has none of the variable's.
    [
      'with a variable in a text that began as one value does',
      [allow({ StringLike: { [sub]: 'repo:a*' } })],
      [allow({ StringLike: { [sub]: "repo:a${nothing, 'x'}/b" } })],
      [expect.any(String)],
    ],
    ['of an account', [allow(main)], [allow(main), account], ['account 111122223333']],
    [
      'of an account without its condition',
      [{ ...account, Condition: { StringEquals: { 'sts:ExternalId': 'x' } } }],
      [{ ...account, Condition: { StringLike: { 'sts:ExternalId': '*' } } }],
      ['account 111122223333, if sts:ExternalId matches'],
    ],
  ])('%s', (_what, before, now, words) => {
    expect(wider(before, now)).toEqual(words);
  });
});

describe('a role lets in no more', () => {
  it.each<[what: string, before: readonly object[], now: readonly object[]]>([
    ['than itself', [allow(app), account], [allow(app), account]],
    [
      'with its values in another order',
      [allow({ ...main, IpAddress: { 'aws:SourceIp': ['192.0.2.1', '192.0.2.2'] } })],
      [allow({ IpAddress: { 'aws:SourceIp': ['192.0.2.2', '192.0.2.1'] }, ...main })],
    ],
    ['for one branch of what it was for', [allow(app)], [allow(main)]],
    ['for one of its subjects', [allow(app), allow(main), account], [allow(main)]],
    ['with one more condition', [allow(app)], [allow({ ...app, ...noPulls, ...office })]],
    ['with a Deny', [allow(app)], [allow(app), allow(noPulls, { Effect: 'Deny' })]],
    ['for one repository of what an owner had', [allow({ StringLike: { [sub]: 'repo:acme/*' } })], [allow(app)]],
    [
      'for exactly what it named in any case',
      [allow({ StringEqualsIgnoreCase: { [sub]: 'repo:ACME/app:ref:refs/heads/main' } })],
      [allow(main)],
    ],
    [
      'for one of several values',
      [allow({ ...app, StringEquals: { [`${github}:ref`]: ['refs/heads/a', 'refs/heads/b'] } })],
      [allow({ ...app, StringEquals: { [`${github}:ref`]: 'refs/heads/b' } })],
    ],
  ])('%s', (_what, before, now) => {
    expect(wider(before, now)).toEqual([]);
  });
});

type Condition = readonly [operator: string, key: string, values: readonly string[]];

/** Something that somebody may do to a policy. */
const changes: Readonly<
  Record<string, (conditions: readonly Condition[], at: number, operator: string) => readonly Condition[]>
> = {
  drop: (conditions, at) => conditions.filter((_, index) => index !== at),
  compareOtherwise: (conditions, at, operator) =>
    conditions.map(([old, key, values], index) => [index === at ? operator : old, key, values]),
  dropValue: (conditions, at) =>
    conditions.map(([old, key, values], index) => [
      old,
      key,
      index === at && values.length > 1 ? values.slice(1) : values,
    ]),
  cutValue: (conditions, at) =>
    conditions.map(([old, key, values], index) => [
      old,
      key,
      index === at ? values.map((value) => `${value.slice(0, value.length / 2)}*`) : values,
    ]),
  addValue: (conditions, at) =>
    conditions.map(([old, key, values], index) => [old, key, index === at ? [...values, 'more'] : values]),
  limit: (conditions) => [...conditions, ['IpAddress', 'aws:SourceIp', ['192.0.2.0/24']]],
  keep: (conditions) => conditions,
};

interface Statement {
  readonly Condition: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

function change(statement: object, kind: string, at: number, operator: string): object {
  const conditions = Object.entries((statement as Statement).Condition).flatMap(([name, keys]) =>
    Object.entries(keys).map(([key, values]): Condition => [name, key, values]),
  );
  const changed: Record<string, Record<string, readonly string[]>> = {};
  for (const [name, key, values] of changes[kind]?.(conditions, at % Math.max(1, conditions.length), operator) ?? []) {
    changed[name] = { ...changed[name], [key]: values };
  }
  return { ...statement, Condition: changed };
}

const edits = fc.array(
  fc.record({
    statement: fc.nat(2),
    at: fc.nat(2),
    kind: fc.constantFrom(...Object.keys(changes), 'remove', 'version', 'actions'),
    operator: operators,
  }),
  { minLength: 1, maxLength: 3 },
);

/** Two policies of which one was made from the other. */
const pairs = fc.tuple(policies, edits).map(([policy, list]) => {
  let changed: { readonly Version: string; readonly Statement: readonly object[] } = policy;
  for (const { statement, at, kind, operator } of list) {
    const index = statement % changed.Statement.length;
    if (kind === 'version') changed = { ...changed, Version: '2008-10-17' };
    else if (kind === 'actions')
      changed = { ...changed, Statement: changed.Statement.map((one) => ({ ...one, Action: 'sts:*' })) };
    else if (kind === 'remove' && changed.Statement.length > 1)
      changed = { ...changed, Statement: changed.Statement.filter((_, place) => place !== index) };
    else
      changed = {
        ...changed,
        Statement: changed.Statement.map((one, place) => (place === index ? change(one, kind, at, operator) : one)),
      };
  }
  return [policy, changed] as const;
});

it('a policy of which nothing is said to be wider lets in nobody whom the other one did not', () => {
  let silent = 0;
  let admitted = 0;
  fc.assert(
    fc.property(pairs, fc.boolean(), ([one, other], isReversed) => {
      const [before, now] = (isReversed ? [other, one] : [one, other]).map((json) => readPolicy(json, 'p'));
      if (before === undefined || now === undefined) throw new Error('two policies');
      if (widenings([roleOf(before)], [roleOf(now)]).length > 0) return;
      silent += 1;
      for (const claims of tokens) {
        const request = { claims, roleArn: arn, sessionName: 'job' };
        const [was, is] = [before, now].map((policy) => evaluateToken(policy, request).allowed);
        if (is === false) continue;
        admitted += 1;
        // What may be let in now may have been before, and what is for sure was for sure.
        expect(was, `${claims.sub}`).not.toBe(false);
        if (is === true) expect(was, `${claims.sub}`).toBe(true);
      }
    }),
    { numRuns: 1500 },
  );
  expect(silent).toBeGreaterThan(200);
  expect(admitted).toBeGreaterThan(200);
});

describe('a role of an earlier audit', () => {
  const role = JSON.parse(
    JSON.stringify(roleOf(readPolicy({ Version: '2012-10-17', Statement: [allow(app), account] }, 'p'))),
  );

  it('is known by its shape', () => {
    expect(isComparedRole(role)).toBe(true);
  });

  it.each<[what: string, role: unknown]>([
    ['nothing', null],
    ['a text', 'role'],
    ['without an ARN', { ...role, arn: undefined }],
    ['without entrants', { ...role, entrants: undefined }],
    ['whose entrant is a text', { ...role, entrants: ['anyone'] }],
    ['whose entrant has no issuer', { ...role, entrants: [{ words: 'x', limits: [], demands: [] }] }],
    ['whose entrant demands a number', { ...role, entrants: [{ ...role.entrants[0], demands: [1] }] }],
    [
      'whose demand has no values',
      { ...role, entrants: [{ ...role.entrants[0], demands: [{ claim: 'sub', operator: 'Bool' }] }] },
    ],
    ['whose others are texts', { ...role, others: ['account'] }],
    ['whose others have no limits', { ...role, others: [{ words: 'account' }] }],
    ['that says of a Deny only that there is one', { ...role, denies: true }],
  ])('is not %s', (_what, other) => {
    expect(isComparedRole(other)).toBe(false);
  });
});
