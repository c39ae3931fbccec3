import { describe, expect, it } from 'vitest';
import { checkToken, type RegisteredProvider } from '../../src/trust/check.ts';
import { readPolicy } from '../../src/trust/policy.ts';

const roleArn = 'arn:aws:iam::111122223333:role/deploy';
const claims = {
  iss: 'https://gitlab.com',
  aud: 'sts.amazonaws.com',
  sub: 'project_path:acme/app:ref_type:branch:ref:main',
};
const policy = readPolicy(
  {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { 'gitlab.com:sub': claims.sub } },
    },
  },
  'a policy',
);

function problemsOf(provider: RegisteredProvider, changes: object = {}): readonly string[] {
  const result = checkToken(policy, { claims: { ...claims, ...changes }, roleArn, sessionName: 'job-1' }, provider);
  expect(result.accepted).toBe(result.problems.length === 0 && result.verdict.allowed);
  return result.problems;
}

describe('before AWS reads the policy', () => {
  it.each<[string, RegisteredProvider, object, string[]]>([
    ['all is well', { url: 'https://gitlab.com', clientIds: ['x', 'sts.amazonaws.com'] }, {}, []],
    ['the scheme may be left out', { url: 'gitlab.com' }, {}, []],
    [
      'the provider ends in a slash',
      { url: 'https://gitlab.com/' },
      {},
      ["The provider's URL ends in a slash, and the token's issuer does not: https://gitlab.com/"],
    ],
    [
      'the provider is not https',
      { url: 'http://gitlab.com' },
      {},
      ["The provider's URL must be https: http://gitlab.com"],
    ],
    [
      'the provider is another',
      { url: 'https://gitlab.example' },
      {},
      ['The provider is of https://gitlab.example; the token is of https://gitlab.com.'],
    ],
    [
      'the audience is not registered',
      { clientIds: ['https://gitlab.com'] },
      {},
      ["The token's audience is sts.amazonaws.com; the provider's client IDs are https://gitlab.com."],
    ],
    ['azp counts, not aud', { clientIds: ['app'] }, { azp: 'app' }, []],
    [
      'the audiences are several',
      {},
      { aud: ['a', 'b'] },
      ['The token has several audiences and no azp, which AWS does not take: a, b'],
    ],
    [
      'the issuer names other roles',
      {},
      { 'https://aws.amazon.com/roles': [`${roleArn}-2`] },
      [`The issuer lets this token have other roles only: ${roleArn}-2.`],
    ],
    ['the subject is missing', {}, { sub: undefined }, ['The token has no claim sub, which AWS needs.']],
  ])('%s', (_, provider, changes, problems) => {
    expect(problemsOf(provider, changes)).toEqual(problems);
  });
});
