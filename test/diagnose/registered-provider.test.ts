import { describe, expect, it } from 'vitest';
import { errorPage } from '../../src/core/docs-page.ts';
import { type CertainProblem, diagnose } from '../../src/diagnose/diagnose.ts';
import type { RegisteredProvider } from '../../src/diagnose/refusal-context.ts';
import { readPolicy } from '../../src/trust/policy.ts';
import { now, request } from './refusal-facts.ts';

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
      Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/gitlab.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { 'gitlab.com:sub': claims.sub } },
    },
  },
  'a policy',
);

function problemsOf(provider: RegisteredProvider, changes: object = {}): readonly CertainProblem[] {
  return diagnose({ claims: { ...claims, ...changes }, request, now, policy, provider }).problems;
}

/** In `changes`, what differs from a token that is fine. */
describe('before AWS reads the policy', () => {
  it.each<[string, RegisteredProvider, object, string[]]>([
    ['all is well', { url: 'https://gitlab.com', clientIds: ['x', 'sts.amazonaws.com'] }, {}, []],
    ['the scheme may be left out', { url: 'gitlab.com' }, {}, []],
    [
      'the provider ends in a slash',
      { url: 'https://gitlab.com/' },
      {},
      ["sts-provider-missing: The provider's URL ends in a slash, but the token's issuer does not."],
    ],
    [
      'the provider is not https',
      { url: 'http://gitlab.com' },
      {},
      ["sts-provider-missing: The provider's URL must be https."],
    ],
    [
      'the provider is another',
      { url: 'https://gitlab.example' },
      {},
      ['sts-provider-missing: The provider is for a different issuer than the token.'],
    ],
    [
      'the path of the provider is another',
      { url: 'https://gitlab.com/acme' },
      {},
      [
        "sts-provider-missing: The provider's URL has a different path than the token's issuer: two paths on one host are two issuers.",
      ],
    ],
    [
      'the audience is not registered',
      { clientIds: ['https://gitlab.com'] },
      {},
      [
        "sts-audience: The identity provider in IAM does not list the token's audience as a client ID. GitLab's audience is `aud` under `id_tokens` in the job.",
      ],
    ],
    ['azp counts, not aud', { clientIds: ['app'] }, { azp: 'app' }, []],
    [
      'the audiences are several',
      {},
      { aud: ['a', 'b'] },
      ['sts-audience: The token has several audiences and no azp claim; AWS accepts only one audience.'],
    ],
    [
      'the issuer names other roles',
      {},
      { 'https://aws.amazon.com/roles': [`${request.roleArn}-2`] },
      ['sts-role-pinned: The issuer allows this token to assume other roles only.'],
    ],
    [
      'the audience is missing',
      {},
      { aud: undefined },
      ['token-claim-missing: The token lacks aud, which AWS requires.'],
    ],
  ])('%s', (_, provider, changes, problems) => {
    expect(problemsOf(provider, changes).map(({ code, message }) => `${code}: ${message}`)).toEqual(problems);
  });

  it('the issuer ends in a slash, and the provider must, too', () => {
    const token = { ...claims, iss: 'https://login.example/' };
    const messages = (url: string) =>
      diagnose({ claims: token, request, now, provider: { url } }).problems.map(({ message }) => message);
    expect(messages('https://login.example/')).toEqual([]);
    expect(messages('https://login.example')).toEqual([
      "The token's issuer ends in a slash, but the provider's URL does not.",
    ]);
  });

  it('the subject is missing, which the policy refuses as well', () => {
    const [first] = problemsOf({}, { sub: undefined });
    expect(first).toEqual({
      code: 'token-claim-missing',
      message: 'The token lacks sub, which AWS requires.',
      page: errorPage('token-claim-missing'),
    });
  });

  it('shows what is registered beside what the token has', () => {
    const [finding] = diagnose({ claims, request, now, provider: { clientIds: ['a', 'b'] } }).findings;
    expect(finding).toMatchObject({
      id: 'audience-mismatch',
      likelihood: 'certain',
      evidence: [
        'aud: sts.amazonaws.com',
        'provider: arn:aws:iam::123456789012:oidc-provider/gitlab.com',
        'client IDs: a, b',
      ],
    });
  });
});
