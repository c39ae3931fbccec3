import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/diagnose/cause.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import type { RoleRequest, StsRefusal } from '../../src/diagnose/refusal-context.ts';
import type { Claims } from '../../src/token/token.ts';
import { readPolicy } from '../../src/trust/policy.ts';
import { now, policyOf, request } from './refusal-facts.ts';

const githubToken = {
  iss: 'https://token.actions.githubusercontent.com',
  aud: 'sts.amazonaws.com',
  sub: 'repo:acme/app:ref:refs/heads/main',
};
const gitlabToken = {
  iss: 'https://gitlab.acme.example',
  aud: 'https://gitlab.acme.example',
  sub: 'project_path:acme/app:ref_type:branch:ref:main',
  project_path: 'acme/app',
};
const inChina = { ...request, roleArn: 'arn:aws-cn:iam::123456789012:role/deploy', region: 'cn-north-1' };

interface Case {
  readonly claims: Claims;
  readonly policy?: object;
  readonly role?: RoleRequest;
}

function firstOf(code: StsRefusal['code'], { claims, policy, role = request }: Case): Finding {
  const { findings } = diagnose({
    claims,
    request: role,
    now,
    refusal: { code, message: '' },
    policy: policy && readPolicy(policy, 'trust.json'),
  });
  const [first] = findings;
  if (first === undefined) throw new Error('no finding');
  return first;
}

const account = "The account of the role, 123456789012, has no identity provider for the token's issuer.";

describe('no provider for the issuer, beside what the policy names', () => {
  const arn = (name: string, start = 'arn:aws:iam::123456789012') => `${start}:oidc-provider/${name}`;
  const github = 'token.actions.githubusercontent.com';

  it.each<[string, Claims, string, string]>([
    [
      'with a slash at the end',
      githubToken,
      arn(`${github}/`),
      'The provider in the policy ends in a slash, but the issuer of the token does not.',
    ],
    [
      'without the slash of the issuer',
      { ...githubToken, iss: 'https://login.acme.example/' },
      arn('login.acme.example', 'arn:aws:iam::444455556666'),
      'The issuer of the token ends in a slash, so the URL of the provider must also end in one.',
    ],
    [
      'with another path',
      { ...githubToken, iss: `https://${github}/acme` },
      arn(github),
      'The provider in the policy has a different path than the issuer: two paths on one host are two issuers.',
    ],
    [
      'in another case',
      githubToken,
      arn('Token.Actions.GithubUserContent.com'),
      'The provider in the policy differs from the issuer in upper and lower case.',
    ],
    [
      'in another partition',
      githubToken,
      arn(github, 'arn:aws-cn:iam::123456789012'),
      'The provider in the policy is in a different partition than the role.',
    ],
    [
      'in another account',
      githubToken,
      arn(github, 'arn:aws:iam::444455556666'),
      'The provider in the policy is in a different account than the role.',
    ],
    [
      'of another host',
      githubToken,
      arn('gitlab.com'),
      'The provider in the policy is for a different host than the one that issued the token.',
    ],
  ])('%s', (_, claims, federated, difference) => {
    const { iss = '' } = claims;
    const path = String(iss).replace('https://', '').replace(/\/$/, '');
    const { title, evidence, change } = firstOf('sts-provider-missing', {
      claims,
      policy: policyOf(path, { federated }),
    });
    expect(title).toBe(`${account} ${difference}`);
    expect(evidence).toContain(`policy:   ${federated}`);
    expect(change).toContain(`--url '${iss}' --client-id-list 'sts.amazonaws.com'`);
    // With the slash, where the issuer has one.
    expect(change).toContain(`"Principal": { "Federated": "${arn(String(iss).replace('https://', ''))}" }`);
  });

  it('the same: it only has to be made', () => {
    const finding = firstOf('sts-provider-missing', { claims: githubToken, policy: policyOf(github, {}) });
    expect(finding.title).toBe(account);
    expect(finding.change).not.toContain('Principal');
  });

  it('says where the keys of the conditions have to change too', () => {
    const change = (federated: string) =>
      firstOf('sts-provider-missing', { claims: githubToken, policy: policyOf(github, { federated }) }).change;
    expect(change(arn('gitlab.com'))).toContain(`begin the condition keys with ${github}:`);
    expect(change(arn(github, 'arn:aws:iam::444455556666'))).not.toContain('condition keys');
  });

  it.each<[string, Claims, string]>([
    [
      'GitLab',
      gitlabToken,
      'The token is from a self-hosted server (gitlab.acme.example): a provider for another GitLab CI does not match it.',
    ],
    [
      'GitHub',
      { ...githubToken, iss: 'https://github.acme.example/_services/token' },
      'The token is from a self-hosted server (github.acme.example): a provider for another GitHub Actions does not match it.',
    ],
  ])('a server of %s is an issuer of its own', (_, claims, sentence) => {
    expect(firstOf('sts-provider-missing', { claims }).title).toBe(`${account} ${sentence}`);
  });
});

describe('the audience is not registered', () => {
  const title = "The identity provider in IAM does not list the token's audience as a client ID.";
  const withAudience = (aud: string) =>
    policyOf('gitlab.acme.example', { condition: { StringEquals: { aud, sub: gitlabToken.sub } } });
  const register = 'aws iam add-client-id-to-open-id-connect-provider';

  it.each<[string, Case, string, string]>([
    [
      'the policy has it',
      { claims: gitlabToken, policy: withAudience(gitlabToken.aud) },
      'The policy already has this audience; only the provider lacks it.',
      `Register it:\n    ${register}`,
    ],
    [
      'the policy has it with a slash',
      { claims: gitlabToken, policy: withAudience(`${gitlabToken.aud}/`) },
      "The policy's audience differs only in the trailing slash.",
      "Request a token for the registered audience (the policy's is https://gitlab.acme.example/).",
    ],
    [
      'the policy has another',
      { claims: gitlabToken, policy: withAudience('sts.amazonaws.com') },
      'The policy has another audience.',
      "Request a token for the registered audience (the policy's is sts.amazonaws.com).",
    ],
    [
      'China has another by convention',
      { claims: githubToken, role: inChina },
      'In the partition aws-cn the audience is usually sts.amazonaws.com.cn.',
      'Request a token for the registered audience (usually sts.amazonaws.com.cn).',
    ],
    [
      'the partition is not known',
      { claims: githubToken, role: { ...request, roleArn: 'arn:aws-moon:iam::123456789012:role/deploy' } },
      'On GitHub the option `audience` chooses the audience.',
      `Register it:\n    ${register}`,
    ],
    [
      'the job has no choice',
      { claims: { iss: 'https://acme.semaphoreci.com', aud: 'https://acme.semaphoreci.com', sub: 'org:acme' } },
      "Semaphore's audience is the URL of the organization and cannot be changed.",
      `Register it:\n    ${register}`,
    ],
  ])('and %s', (_, question, sentence, change) => {
    const finding = firstOf('sts-audience', question);
    expect(finding.title).toBe(`${title} ${sentence}`);
    expect(finding.change).toContain(change);
  });

  it('and nothing more is known', () => {
    const claims = { iss: 'https://ci.acme.example', aud: 'x', sub: 'y' };
    expect(firstOf('sts-audience', { claims })).toMatchObject({
      title,
      change: expect.stringContaining('Register it:'),
    });
  });

  it('asks for the usual audience of the partition where the token has several', () => {
    const claims = { ...githubToken, aud: ['a', 'b'] };
    expect(firstOf('sts-audience', { claims, role: inChina }).change).toContain('aud: sts.amazonaws.com.cn');
  });
});

describe('STS is not to be had in the region', () => {
  it.each<[string, RoleRequest, string, readonly string[], readonly string[]]>([
    [
      'that the account has to enable',
      { ...request, region: 'me-central-1' },
      'The region me-central-1 must be enabled before it can be used, and account 123456789012 has not enabled it.',
      ['sts-endpoint: https://sts.us-east-1.amazonaws.com', "enable-region --region-name 'me-central-1'"],
      ['console'],
    ],
    [
      'that every account has',
      { ...request, region: 'eu-central-1' },
      'STS is deactivated in eu-central-1 for account 123456789012.',
      ['sts-endpoint: https://sts.us-east-1.amazonaws.com', 'IAM console'],
      ['enable-region'],
    ],
    [
      'of another partition',
      inChina,
      'STS is deactivated in cn-north-1 for account 123456789012.',
      ['sts-endpoint: https://sts.cn-northwest-1.amazonaws.com.cn', 'IAM console'],
      ['enable-region'],
    ],
  ])('%s', (_, role, title, has, hasNot) => {
    const finding = firstOf('sts-region-disabled', { claims: githubToken, role });
    expect(finding.title).toBe(title);
    for (const words of has) expect(finding.change).toContain(words);
    for (const words of hasNot) expect(finding.change).not.toContain(words);
    expect(finding.change).toContain('would move all later calls of the job');
  });
});
