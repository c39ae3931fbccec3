// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a policy variable looks like
import { describe, expect, it } from 'vitest';
import { pageUrl } from '../../src/core/docs-page.ts';
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
const bitbucket = 'https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc';
const terraform = 'https://app.terraform.io';
const eks = 'https://oidc.eks.eu-central-1.amazonaws.com/id/A1';
const codefresh = 'https://oidc.codefresh.io';

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
    ['github', {}, ['trap-branch', 'github-trap-ids', 'role-or-policy']],
    [
      'github',
      { claims: { job_workflow_ref: 'octo-org/ci/.github/workflows/x.yml@refs/heads/main' } },
      ['github-trap-called-workflow', 'trap-branch', 'role-or-policy'],
    ],
    [
      'github',
      { claims: { ref_protected: 'false', job_workflow_ref: 'octo-org/ci/.github/workflows/x.yml@refs/heads/main' } },
      ['trap-branch', 'github-trap-called-workflow', 'role-or-policy'],
    ],
    ['github', { audience: 'https://github.com/octo-org' }, ['trap-audience', 'trap-branch', 'role-or-policy']],
    [
      'github',
      { claims: { iss: 'https://token.actions.githubusercontent.com/acme' } },
      ['trap-issuer-path', 'trap-branch', 'role-or-policy'],
    ],
    ['github', { variant: 'immutable-subject' }, ['github-immutable-subject', 'trap-branch', 'role-or-policy']],
    ['github', { environment: 'production' }, ['github-environment-subject', 'github-trap-ids', 'role-or-policy']],
    ['github', { pullRequest: 7 }, ['subject-pull-request', 'github-trap-ids', 'role-or-policy']],
    ['github', { ref: 'refs/tags/v1' }, ['subject-tag', 'github-trap-ids', 'role-or-policy']],
    [
      'github',
      { claims: { sub: 'repo:Acme/App:ref:refs/heads/main' } },
      ['subject-case', 'trap-branch', 'role-or-policy'],
    ],
    ['github', { claims: { sub: 'actor:octocat' } }, ['github-subject-template', 'trap-wildcard', 'role-or-policy']],
    ['forgejo', {}, ['trap-claims', 'trap-issuer-path', 'role-or-policy']],
    ['gitlab', {}, ['trap-branch', 'trap-wildcard', 'role-or-policy']],
    ['gitlab', { ref: 'refs/heads/feature' }, ['trap-branch', 'trap-wildcard', 'role-or-policy']],
    ['gitlab', { environment: 'production' }, ['gitlab-trap-environment', 'trap-branch', 'role-or-policy']],
    ['gitlab', { claims: { iss: 'https://git.acme.example' } }, ['trap-claims', 'trap-branch', 'role-or-policy']],
    ['gitlab', { pullRequest: 7 }, ['gitlab-merge-request', 'trap-branch', 'role-or-policy']],
    [
      'gitlab',
      { claims: { sub: 'project_id:20:ref_type:branch:ref:main' } },
      ['gitlab-subject-components', 'trap-branch', 'role-or-policy'],
    ],
    ['circleci', {}, ['circleci-subject-version', 'trap-issuer-path', 'role-or-policy']],
    ['circleci', { variant: 'v1' }, ['circleci-subject-version', 'trap-issuer-path', 'role-or-policy']],
    ['semaphore', {}, ['trap-audience', 'trap-branch', 'role-or-policy']],
    ['semaphore', { variant: 'aws-tags' }, ['session-tags', 'trap-audience', 'role-or-policy']],
    ['semaphore', { pullRequest: 7 }, ['subject-pull-request', 'trap-audience', 'role-or-policy']],
    ['github', { claims: { aud: ['sts.amazonaws.com', 'another'] } }, ['audience-list', 'role-or-policy']],
    [
      'github',
      { claims: { 'https://aws.amazon.com/roles': ['arn:aws:iam::123456789012:role/other'] } },
      ['roles-claim', 'role-or-policy'],
    ],
    ['github', { claims: { iat: seconds + 600 } }, ['clock-skew', 'trap-branch', 'role-or-policy']],
  ])('%s %o', (ci, options, causes) => {
    const claims = tokenOf(ci, options);
    expect(diagnose(questionOf(claims)).findings.map(({ id }) => id)).toEqual(causes);
  });

  it.each<[string, Claims, readonly string[]]>([
    ['bitbucket', { iss: bitbucket, sub: '{r}:{s}' }, ['bitbucket-trap-step', 'trap-issuer-path']],
    [
      'bitbucket, with a deployment',
      { iss: bitbucket, sub: '{r}:{e}:{s}', deploymentEnvironmentUuid: '{e}' },
      ['bitbucket-trap-deployment', 'bitbucket-trap-step'],
    ],
    [
      'azure-pipelines',
      { iss: 'https://vstoken.dev.azure.com/o-1', sub: 'p://acme/shop/deploy' },
      ['azure-pipelines-trap-subject', 'trap-issuer-path'],
    ],
    [
      'azure-pipelines, a newer service connection',
      { iss: 'https://login.microsoftonline.com/t-1/v2.0', sub: '/eid1/c/pub' },
      ['trap-issuer-path', 'trap-claims'],
    ],
    [
      'jenkins',
      { iss: 'https://ci.acme.example/oidc', sub: 'https://ci.acme.example/job/shop/' },
      ['jenkins-trap-slash', 'trap-issuer-path'],
    ],
    [
      'jenkins, with a template',
      { iss: 'https://ci.acme.example/oidc', sub: 'jenkins:main' },
      ['trap-issuer-path', 'trap-claims'],
    ],
    [
      'buildkite',
      { iss: 'https://agent.buildkite.com', sub: 'organization:a:pipeline:b:ref:refs/heads/main:commit:1:step:c' },
      ['buildkite-subject', 'buildkite-trap-reference'],
    ],
    [
      'buildkite, with another claim as the subject',
      { iss: 'https://agent.buildkite.com', sub: '0184990a-477b-4fa8-9968-496074483cee' },
      ['trap-wildcard'],
    ],
    [
      'terraform, plan',
      { iss: terraform, sub: 'organization:o:project:p:workspace:w:run_phase:plan' },
      ['hcp-terraform-trap-phase', 'trap-claims'],
    ],
    [
      'terraform, apply',
      { iss: terraform, sub: 'organization:o:project:Default Project:workspace:w:run_phase:apply' },
      ['hcp-terraform-trap-project', 'hcp-terraform-trap-phase'],
    ],
    [
      'terraform, a test',
      { iss: terraform, sub: 'organization:o:module:m:operation:test_run' },
      ['trap-claims', 'trap-wildcard'],
    ],
    [
      'codefresh, a pull request',
      { iss: codefresh, sub: 'account:a:pipeline:p:scm_ref:x:scm_pull_request_target_branch:main' },
      ['codefresh-trap-trigger', 'trap-claims'],
    ],
    [
      'codefresh, a person',
      { iss: codefresh, sub: 'account:a:pipeline:p:initiator:u' },
      ['codefresh-trap-trigger', 'trap-claims'],
    ],
    [
      'codefresh, a push',
      { iss: codefresh, sub: 'account:a:pipeline:p:scm_ref:main' },
      ['codefresh-trap-trigger', 'trap-claims'],
    ],
    [
      'codefresh, a schedule',
      { iss: codefresh, sub: 'account:a:pipeline:p' },
      ['codefresh-trap-trigger', 'trap-claims'],
    ],
    [
      'spacelift',
      { iss: 'https://acme.app.spacelift.io', sub: 'space:s:stack:x:run_type:PROPOSED:scope:read' },
      ['spacelift-trap-run', 'trap-claims'],
    ],
    [
      'env zero',
      { iss: 'https://login.app.env0.com/', sub: 'auth0|1' },
      ['env0-trap-organization', 'trap-issuer-path'],
    ],
    [
      'teamcity',
      { iss: 'https://tc.acme.example', sub: 'Shop_Deploy', build_type_external_id: 'Shop_Deploy' },
      ['teamcity-trap-configuration', 'trap-claims'],
    ],
    ['google', { iss: 'https://accounts.google.com', sub: '1', azp: '1' }, ['google-trap-audience', 'trap-audience']],
    [
      'kubernetes, the account that every pod has',
      { iss: eks, sub: 'system:serviceaccount:ci:default' },
      ['kubernetes-trap-account', 'trap-issuer-path'],
    ],
    [
      'vercel, a preview',
      { iss: 'https://oidc.vercel.com/acme', sub: 'owner:acme:project:shop:environment:preview' },
      ['vercel-trap-environment', 'trap-issuer-path'],
    ],
    [
      'depot',
      {
        iss: 'https://identity.depot.dev',
        sub: 'spiffe://identity.depot.dev/org/o/ci/github/a/b/ref/refs/heads/x/sandbox/s',
      },
      ['depot-github-subject', 'trap-branch'],
    ],
    ['nobody knows', { iss: 'https://ci.acme.example', sub: 'job:1' }, ['trap-claims', 'trap-wildcard']],
  ])('the traps of %s', (_, claims, traps) => {
    const { findings } = diagnose(questionOf({ aud: 'sts.amazonaws.com', ...claims }));
    expect(findings.map(({ id }) => id)).toEqual([...traps, 'role-or-policy']);
  });

  it('a branch ends where the subject continues without a colon', () => {
    const sub = 'spiffe://identity.depot.dev/org/o/ci/github/a/b/ref/refs/heads/x/y/sandbox/s';
    const { findings } = diagnose(questionOf({ iss: 'https://identity.depot.dev', aud: 'sts.amazonaws.com', sub }));
    expect(findings.find(({ id }) => id === 'trap-branch')?.title).toMatch(/^The job runs on the branch x\/y:/);
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

  it.each<[what: string, claims: Claims, subjects: string[], letsIn: string]>([
    [
      'of a template with a person in it',
      { ...tokenOf('github'), sub: 'repo:octo-org/octo-repo:ref:refs/heads/main:actor:octocat' },
      ['repo:octo-org/octo-repo:ref:refs/heads/main:actor:*'],
      'repository octo-org/octo-repo, branch main, any actor, repository ID 456789, owner ID 123456',
    ],
    [
      'of a template that begins with one, under the IDs that AWS reads',
      { ...tokenOf('github'), sub: 'actor:octocat' },
      ['actor:*'],
      'any actor, repository ID 456789, owner ID 123456',
    ],
  ])('writes a policy without what is true of one run: %s', (_, claims, subjects, letsIn) => {
    const diagnosis = diagnose(questionOf(claims));
    expect(JSON.stringify(diagnosis.policy)).toContain(JSON.stringify(subjects[0]));
    expect(diagnosis.letsIn).toEqual([letsIn]);
  });

  it('writes none for a subject that anybody can have', () => {
    const { policy, letsIn } = diagnose(
      questionOf({ iss: 'https://ghes.example/_services/token', aud: 'a', sub: 'actor:octocat' }),
    );
    expect([policy, letsIn]).toEqual([undefined, []]);
  });

  it('writes no policy that only this very run can use', () => {
    const claims = {
      iss: 'https://agent.buildkite.com',
      aud: 'a',
      sub: 'organization:a:pipeline:b:ref:refs/heads/main:commit:1:step:c',
    };
    expect(JSON.stringify(diagnose(questionOf(claims)).policy)).toContain(
      '"organization:a:pipeline:b:ref:refs/heads/main:commit:*:step:*"',
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
    [
      said('sts-provider-missing'),
      { ...tokenOf('github'), iss: 'https://x.example:8443' },
      request,
      ['provider-missing', 'provider-port', 'provider-slash'],
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
        'The clock of this machine is behind: by it, the token is valid for another 5 min, but AWS says that it has expired.',
      likelihood: 'likely',
      evidence: ['iat: 2026-11-20T12:00:00Z', 'exp: 2026-11-20T12:05:00Z', 'now: 2026-11-20T12:00:00Z (this machine)'],
      change: 'Synchronize the clock of this machine with NTP.',
      page: pageUrl('docs/troubleshooting.md#token-not-yet-valid'),
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
