import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emulatedCis } from '../../src/emulator/jobs/index.ts';
import { evaluateToken } from '../../src/trust/evaluate-token.ts';
import { federatedPrincipal } from '../../src/trust/federated-principal.ts';
import { opaque } from '../../src/trust/opaque.ts';
import { readPolicy } from '../../src/trust/policy.ts';
import { providerPath } from '../../src/trust/provider-name.ts';
import { isFor, isWithin, readTrust } from '../../src/trust/reading.ts';
import { policies, tokens } from './random-policies.ts';

const account = { accountId: '123456789012', partition: 'aws' };
const github = 'token.actions.githubusercontent.com';
const cluster = 'oidc.eks.eu-central-1.amazonaws.com/id/A1B2C3D4E5F60718293A4B5C6D7E8F90';

function policyOf(path: string, condition: object, more: object = {}): object {
  const principal = { Federated: federatedPrincipal(`https://${path}`, account) };
  const statement = {
    Effect: 'Allow',
    Principal: principal,
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: condition,
  };
  return { Version: '2012-10-17', Statement: [{ ...statement, ...more }] };
}

const wordsOf = (policy: object): readonly string[] =>
  readTrust(readPolicy(policy, 'p')).entrants.map(({ words }) => words);

describe('who may assume a role is said in plain words', () => {
  it.each<[path: string, condition: object, words: readonly string[]]>([
    [
      github,
      { StringEquals: { [`${github}:sub`]: 'repo:acme/web:ref:refs/heads/main' } },
      ['repository acme/web, branch main, on GitHub Actions'],
    ],
    [
      github,
      { StringLike: { [`${github}:sub`]: ['repo:acme/web:*', 'repo:acme/api:environment:production'] } },
      [
        'repository acme/web, including pull requests, any branch and any environment, on GitHub Actions',
        'repository acme/api, environment production, on GitHub Actions',
      ],
    ],
    [
      github,
      { StringEquals: { [`${github}:sub`]: `repo:${opaque}/web:environment:production` } },
      ['repository <unknown>/web, environment production, on GitHub Actions'],
    ],
    [
      github,
      { StringLike: { [`${github}:sub`]: 'repo:acme/*:ref:refs/heads/main' } },
      ['repository acme/*, branch main, on GitHub Actions'],
    ],
    [
      github,
      { StringLike: { [`${github}:sub`]: 'repo:acme*' } },
      [expect.stringMatching(/any owner, on GitHub Actions$/)],
    ],
    [
      cluster,
      { StringLike: { [`${cluster}:sub`]: ['system:serviceaccount:ci:*', 'system:serviceaccount:ci*', 'system:*'] } },
      [
        'namespace ci, any service account, on Kubernetes',
        'any subject that begins with system:serviceaccount:ci, on Kubernetes',
        'any subject that begins with system:, on Kubernetes',
      ],
    ],
    [github, { StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' } }, ['anyone, on GitHub Actions']],
    [github, {}, ['anyone, on GitHub Actions']],
    [
      github,
      { StringEquals: { [`${github}:repository_id`]: ['34', '35'], [`${github}:ref`]: 'refs/heads/main' } },
      ['any job, repository ID 34 or 35, branch main, on GitHub Actions'],
    ],
    // What need not be there demands nothing, and what no token has lets nobody in.
    [
      github,
      { StringEqualsIfExists: { [`${github}:sub`]: 'repo:acme/web:ref:refs/heads/main' } },
      ['anyone, on GitHub Actions'],
    ],
    [github, { StringEquals: { [`${github}:no_such_claim`]: 'x' } }, []],
    [github, { StringEquals: { 'gitlab.com:sub': 'project_path:a/b:ref_type:branch:ref:main' } }, []],
    [
      github,
      {
        StringEquals: { [`${github}:sub`]: 'repo:acme/web:ref:refs/heads/main' },
        IpAddress: { 'aws:SourceIp': '192.0.2.0/24' },
      },
      ['repository acme/web, branch main, on GitHub Actions, if aws:SourceIp matches'],
    ],
    [
      'gitlab.com',
      {
        StringEquals: {
          'gitlab.com:sub': 'project_path:group/app:ref_type:branch:ref:main',
          'gitlab.com:ref_protected': 'true',
        },
      },
      ['project group/app, branch main, ref protected true, on GitLab CI'],
    ],
    // As many as are less than 100, and not number 100.
    [
      'gitlab.com',
      { NumericLessThan: { 'gitlab.com:project_id': '100' } },
      ['anyone, on GitLab CI, if gitlab.com:project_id matches'],
    ],
    [
      'gitlab.example.com',
      { StringEquals: { 'gitlab.example.com:sub': 'project_path:group/app:ref_type:branch:ref:main' } },
      ['project group/app, branch main, on gitlab.example.com'],
    ],
    ['idp.example/x', { StringEquals: { 'idp.example/x:sub': 'job\n1' } }, ['subject job\\u000a1, on idp.example/x']],
  ])('%s %j', (path, condition, words) => {
    expect(wordsOf(policyOf(path, condition))).toEqual(words);
  });

  it.each<[more: object, words: readonly string[], others: readonly string[]]>([
    [{ Principal: '*' }, ['anyone, on GitHub Actions'], []],
    // The provider of a template whose account is a parameter.
    [
      { Principal: { Federated: `arn:aws:iam::${opaque}:oidc-provider/${github}` }, Condition: {} },
      ['anyone, on GitHub Actions'],
      [],
    ],
    [{ Principal: '*', Action: 'sts:*' }, ['anyone, on GitHub Actions'], [`anyone in AWS, if ${github}:aud matches`]],
    [
      {
        Principal: { AWS: ['arn:aws:iam::111122223333:root', '111122224444', 'arn:aws:iam::111122223333:role/x'] },
        Action: 'sts:AssumeRole',
        Condition: {},
      },
      [],
      ['account 111122223333', 'account 111122224444', 'arn:aws:iam::111122223333:role/x'],
    ],
    [
      {
        Principal: { AWS: '*' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-example' } },
      },
      [],
      ['anyone in AWS, if aws:PrincipalOrgID matches'],
    ],
    [
      { Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole', Condition: {} },
      [],
      ['service ec2.amazonaws.com'],
    ],
    [
      {
        Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/Okta' },
        Action: 'sts:AssumeRoleWithSAML',
        Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      },
      [],
      ['SAML provider Okta, if SAML:aud matches'],
    ],
    // Users of an application, who have no token of a CI.
    [
      { Principal: { Federated: 'cognito-identity.amazonaws.com' }, Condition: {} },
      [],
      ['users of cognito-identity.amazonaws.com'],
    ],
    [
      { Principal: undefined, NotPrincipal: { AWS: '111122223333' }, Action: 'sts:AssumeRole', Condition: {} },
      [],
      ['everyone except those in NotPrincipal'],
    ],
    [
      { Principal: { AWS: `arn:aws:iam::${opaque}:root` }, Action: 'sts:AssumeRole', Condition: {} },
      [],
      ['arn:aws:iam::<unknown>:root'],
    ],
    [{ Effect: 'Deny' }, [], []],
  ])('%j', (more, words, others) => {
    const condition = { StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' } };
    const reading = readTrust(readPolicy(JSON.parse(JSON.stringify(policyOf(github, condition, more))), 'p'));
    expect([reading.entrants, reading.others].map((guests) => guests.map((one) => one.words))).toEqual([words, others]);
    expect(reading.denies).toHaveLength('Effect' in more ? 1 : 0);
  });

  it.each(emulatedCis.map((ci) => [ci.id, ci] as const))('for the role of a job on %s', (_id, ci) => {
    const path = providerPath(ci.issuer);
    const words = wordsOf(policyOf(path, ci.trustCondition));
    expect(words.length).toBeGreaterThan(0);
    for (const line of words) expect(line).toMatch(/, on .+/);
    expect(words.join()).not.toContain('anyone');
  });
});

describe('the words', () => {
  it('never say less than the policy allows', () => {
    let accepted = 0;
    fc.assert(
      fc.property(policies, (json) => {
        const policy = readPolicy(json, 'p');
        const { entrants } = readTrust(policy);
        for (const claims of tokens) {
          const request = { claims, roleArn: 'arn:aws:iam::123456789012:role/deploy', sessionName: 'job' };
          if (evaluateToken(policy, request).allowed === false) continue;
          accepted += 1;
          expect(
            entrants.some((entrant) => isFor(entrant, claims)),
            `${claims.sub}`,
          ).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(1000);
  });

  it('of a policy that grew wider are not within those of before, and of a narrower one they are', () => {
    const read = (subject: string | readonly string[], operator = 'StringLike') =>
      readTrust(readPolicy(policyOf(github, { [operator]: { [`${github}:sub`]: subject } }), 'p')).entrants;
    const within = (now: ReturnType<typeof read>, before: ReturnType<typeof read>) =>
      now.every((one) => before.some((other) => isWithin(one, other)));
    const [all, main, org] = [
      read('repo:acme/web:*'),
      read('repo:acme/web:ref:refs/heads/main', 'StringEquals'),
      read('repo:acme/*'),
    ];
    expect([within(main, all), within(all, org), within(main, org), within(all, all)]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([within(all, main), within(org, all), within(read('repo:other/web:*'), org)]).toEqual([false, false, false]);
    expect(within(main, read('repo:ACME/web:*', 'StringEqualsIgnoreCase'))).toBe(false);
  });

  it('that are within others are for no token that those are not for', () => {
    fc.assert(
      fc.property(policies, policies, (one, other) => {
        const [narrow, wide] = [one, other].map((json) => readTrust(readPolicy(json, 'p')));
        for (const a of narrow?.entrants ?? []) {
          for (const b of [...(wide?.entrants ?? []), ...(narrow?.entrants ?? [])]) {
            if (!isWithin(a, b)) continue;
            for (const claims of tokens) if (isFor(a, claims)) expect(isFor(b, claims)).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
