// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a policy variable looks like
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import type { RoleRequest, StsRefusal } from '../../src/diagnose/refusal-context.ts';
import type { JobOptions } from '../../src/emulator/jobs/emulated-ci.ts';
import { emulatedCis } from '../../src/emulator/jobs/index.ts';
import { makeJob } from '../../src/emulator/make-job.ts';
import type { Claims } from '../../src/token/token.ts';
import { evaluateToken } from '../../src/trust/evaluate-token.ts';
import { readPolicy } from '../../src/trust/policy.ts';
import { denied, now, questionOf, request } from './refusal-facts.ts';

const seconds = now / 1000;

function tokenOf(ciId: string, options: JobOptions = {}): Claims {
  const ci = emulatedCis.find(({ id }) => id === ciId);
  if (ci === undefined) throw new Error(`there is no ${ciId}`);
  const job = makeJob(ci, options);
  return {
    iss: ci.issuer,
    aud: job.audience,
    iat: seconds,
    exp: seconds + ci.lifetimeSeconds,
    ...ci.claims(job),
    ...options.claims,
  };
}

describe('AccessDenied, and nobody gave the policy', () => {
  it.each<[string, JobOptions, readonly string[]]>([
    ['github', {}, ['role-or-policy']],
    ['github', { variant: 'immutable-subject' }, ['github-immutable-subject', 'role-or-policy']],
    ['github', { environment: 'production' }, ['github-environment-subject', 'role-or-policy']],
    ['github', { pullRequest: 7 }, ['subject-pull-request', 'role-or-policy']],
    ['github', { ref: 'refs/tags/v1' }, ['subject-tag', 'role-or-policy']],
    ['github', { claims: { sub: 'repo:Acme/App:ref:refs/heads/main' } }, ['subject-case', 'role-or-policy']],
    ['github', { claims: { sub: 'actor:octocat' } }, ['github-subject-template', 'role-or-policy']],
    ['forgejo', {}, ['role-or-policy']],
    ['gitlab', {}, ['role-or-policy']],
    ['gitlab', { pullRequest: 7 }, ['gitlab-merge-request', 'role-or-policy']],
    [
      'gitlab',
      { claims: { sub: 'project_id:20:ref_type:branch:ref:main' } },
      ['gitlab-subject-components', 'role-or-policy'],
    ],
    ['circleci', {}, ['circleci-subject-version', 'role-or-policy']],
    ['circleci', { variant: 'v1' }, ['circleci-subject-version', 'role-or-policy']],
    ['semaphore', {}, ['role-or-policy']],
    ['semaphore', { variant: 'aws-tags' }, ['session-tags', 'role-or-policy']],
    ['semaphore', { pullRequest: 7 }, ['subject-pull-request', 'role-or-policy']],
    ['github', { claims: { aud: ['sts.amazonaws.com', 'another'] } }, ['audience-list', 'role-or-policy']],
    [
      'github',
      { claims: { 'https://aws.amazon.com/roles': ['arn:aws:iam::123456789012:role/other'] } },
      ['roles-claim', 'role-or-policy'],
    ],
    ['github', { claims: { iat: seconds + 600 } }, ['clock-skew', 'role-or-policy']],
  ])('%s %o', (ci, options, causes) => {
    const claims = tokenOf(ci, options);
    expect(diagnose(questionOf(claims)).findings.map(({ id }) => id)).toEqual(causes);
  });

  it.each<[string, JobOptions]>([
    ...emulatedCis.flatMap(({ id, variants }) =>
      [undefined, ...variants].flatMap((variant): [string, JobOptions][] => [
        [id, { variant }],
        [id, { variant, pullRequest: 7 }],
        [id, { variant, ref: 'refs/tags/v1' }],
        [id, { variant, environment: 'pro:duction' }],
      ]),
    ),
    ['github', { claims: { sub: 'actor:octocat' } }],
    ['gitlab', { claims: { sub: 'project_id:20:ref_type:branch:ref:main' } }],
    [
      'github',
      {
        claims: {
          iss: 'https://agent.buildkite.com',
          sub: 'organization:a:pipeline:b:ref:refs/heads/main:commit:1:step:',
        },
      },
    ],
    ['github', { claims: { iss: 'https://x.example/path', sub: 'what ${ever} *' } }],
  ])('the policy that it writes for %s %o accepts the token', (ci, options) => {
    const claims = tokenOf(ci, options);
    const { policy } = diagnose(questionOf(claims));
    expect(evaluateToken(readPolicy(policy, 'it'), { claims, ...request }).allowed).toBe(true);
  });

  it('writes no policy that only this very run can use', () => {
    const claims = {
      iss: 'https://agent.buildkite.com',
      aud: 'a',
      sub: 'organization:a:pipeline:b:ref:refs/heads/main:commit:1:step:c',
    };
    expect(JSON.stringify(diagnose(questionOf(claims)).policy)).toContain(
      '"organization:a:pipeline:b:ref:refs/heads/main:*"',
    );
  });
});

describe('what else AWS says', () => {
  const said = (code: StsRefusal['code'], message = ''): StsRefusal => ({ code, message });
  const asked = (changes: Partial<RoleRequest>): RoleRequest => ({ ...request, ...changes });

  it.each<[StsRefusal, Claims, RoleRequest, readonly string[]]>([
    [said('sts-provider-missing'), tokenOf('github'), request, ['provider-missing', 'provider-slash']],
    [
      said('sts-provider-missing'),
      tokenOf('circleci'),
      request,
      ['provider-missing', 'provider-path', 'provider-slash'],
    ],
    [
      said('sts-provider-missing'),
      { ...tokenOf('github'), iss: 'https://x.example/' },
      request,
      ['provider-missing', 'provider-slash'],
    ],
    [said('sts-audience'), tokenOf('github', { audience: 'mine' }), request, ['audience-mismatch']],
    [said('sts-audience'), tokenOf('semaphore'), request, ['audience-mismatch']],
    [said('sts-audience'), { ...tokenOf('github'), azp: 'client' }, request, ['audience-azp', 'audience-mismatch']],
    [said('sts-audience'), { ...tokenOf('github'), aud: ['a', 'b'] }, request, ['audience-list', 'audience-mismatch']],
    [
      said('sts-token-rejected', 'Missing a required claim: sub'),
      { scp: 'Actions.Results:1:2' },
      request,
      ['request-token', 'claim-missing', 'token-changed'],
    ],
    [said('sts-token-rejected'), tokenOf('github'), request, ['token-changed']],
    [
      said('sts-token-rejected'),
      { ...tokenOf('github'), nbf: seconds + 3600 },
      request,
      ['clock-skew', 'token-changed'],
    ],
    [said('sts-token-expired'), tokenOf('github'), request, ['clock-skew', 'token-expired']],
    [said('sts-token-expired'), { ...tokenOf('github'), exp: seconds - 5 }, request, ['token-expired']],
    [
      said('sts-role-pinned'),
      { ...tokenOf('github'), 'https://aws.amazon.com/roles': 'arn:aws:iam::1:role/x' },
      request,
      ['roles-claim'],
    ],
    [
      said('sts-validation', 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'),
      tokenOf('github'),
      asked({ durationSeconds: 7200 }),
      ['duration'],
    ],
    [said('sts-validation', 'Request ARN is invalid'), tokenOf('github'), request, []],
    [said('sts-region-disabled'), tokenOf('github'), asked({ region: 'me-central-1' }), ['region-disabled']],
    [
      said('sts-policy-too-large', 'Packed policy consumes 112% of allotted space'),
      tokenOf('github'),
      request,
      ['session-policy-size'],
    ],
    [said('sts-policy-malformed'), tokenOf('github'), request, ['session-policy-form']],
    [said('sts-idp-unreachable'), tokenOf('github'), request, ['issuer-unreachable']],
    [said('sts-refused'), tokenOf('github'), request, []],
  ])('%o', (refusal, claims, role, causes) => {
    const { findings, policy } = diagnose({ claims, request: role, now, refusal });
    expect(findings.map(({ id }) => id)).toEqual(causes);
    expect(policy).toBeUndefined();
  });

  it('says where the clock is wrong', () => {
    const [finding] = diagnose({
      claims: tokenOf('github'),
      request,
      now,
      refusal: said('sts-token-expired'),
    }).findings;
    expect(finding).toEqual({
      id: 'clock-skew',
      title:
        'By the clock of this machine the token is valid for another 5 min, but AWS says that it has expired. The clock is behind.',
      likelihood: 'likely',
      evidence: ['iat: 2026-11-20T12:00:00Z', 'exp: 2026-11-20T12:05:00Z', 'now: 2026-11-20T12:00:00Z (this machine)'],
      change: 'Synchronize the clock of this machine with NTP.',
      page: 'docs/troubleshooting.md#token-not-yet-valid',
    });
  });

  it('shows a time that no calendar has as the number that it is', () => {
    const claims = { ...tokenOf('github'), iat: 1e300 };
    const [finding] = diagnose({ claims, request, now, refusal: said('sts-token-expired') }).findings;
    expect(finding?.evidence).toContain('iat: 1e+300');
  });

  it('knows a duration above the maximum before AWS is asked', () => {
    const question = { ...questionOf(tokenOf('github')), refusal: undefined, maxSessionSeconds: 3600 };
    const { findings } = diagnose({ ...question, request: asked({ durationSeconds: 7200 }) });
    expect(findings.map(({ id }) => id)).toEqual(['duration']);
  });

  it('takes the words of AWS for what they are', () => {
    expect(diagnose({ claims: {}, request, now, refusal: denied }).findings[0]?.id).toBe('claim-missing');
  });
});
