// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a policy variable looks like
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { emulatedCis } from '../../src/emulator/jobs/index.ts';
import { makeJob, tokenClaims } from '../../src/emulator/make-job.ts';
import { ciPlans } from '../../src/trust/generate/ci-plans.ts';
import { formats } from '../../src/trust/generate/formats.ts';
import type { GenerateOptions } from '../../src/trust/generate/generate-options.ts';
import { optionsFromClaims } from '../../src/trust/generate/options-from-claims.ts';
import { type TrustPlan, trustPolicyIn } from '../../src/trust/generate/trust-plan.ts';
import { correctPath, endsWrongly } from '../../src/trust/issuers/index.ts';
import { lint } from '../../src/trust/lint/lint.ts';
import { readPolicy } from '../../src/trust/policy.ts';

const account = { accountId: '123456789012', partition: 'aws' };
const noon = Date.parse('2026-11-20T12:00:00Z');

function planFor(ci: string, options: GenerateOptions): TrustPlan {
  const found = ciPlans.find(({ id }) => id === ci);
  if (found === undefined) throw new Error(`no plan for ${ci}`);
  return found.plan(options);
}

function conditionsOf(plan: TrustPlan): readonly string[] {
  const { statements } = readPolicy(trustPolicyIn(plan, account), 'the generated policy');
  return (statements[0]?.conditions ?? []).map(
    ({ operator, key, values }) => `${operator.text} ${key} ${values.join(' | ')}`,
  );
}

describe('the conditions for', () => {
  it.each<readonly [what: string, ci: string, options: GenerateOptions, conditions: readonly string[]]>([
    [
      'a stack of Spacelift: tracked runs, and no proposed ones',
      'spacelift',
      { issuer: 'https://acme.app.spacelift.io/', namespace: 'root', project: 'infra' },
      [
        'StringEquals acme.app.spacelift.io:aud acme.app.spacelift.io',
        'StringEquals acme.app.spacelift.io:sub space:root:stack:infra:run_type:TRACKED:scope:read | space:root:stack:infra:run_type:TRACKED:scope:write',
      ],
    ],
    [
      'a workspace of HCP Terraform, with a blank in its project',
      'hcp-terraform',
      { organization: 'acme', project: 'Default Project', workspace: 'shop' },
      [
        'StringEquals app.terraform.io:aud aws.workload.identity',
        'StringEquals app.terraform.io:sub organization:acme:project:Default Project:workspace:shop:run_phase:plan | organization:acme:project:Default Project:workspace:shop:run_phase:apply',
      ],
    ],
    [
      'a workspace of Terraform Enterprise',
      'hcp-terraform',
      { issuer: 'https://tfe.acme.example', audience: 'x', subject: 'organization:acme:module:a:operation:test_run' },
      [
        'StringEquals tfe.acme.example:aud x',
        'StringEquals tfe.acme.example:sub organization:acme:module:a:operation:test_run',
      ],
    ],
    [
      'a branch of Codefresh, which no pull request into it has',
      'codefresh',
      { organizationId: 'a', projectId: 'p', branch: 'release/*' },
      [
        'StringEquals oidc.codefresh.io:aud sts.amazonaws.com',
        'StringLike oidc.codefresh.io:sub account:a:pipeline:p:*:scm_ref:release/*',
      ],
    ],
    [
      'every start of a pipeline of Codefresh',
      'codefresh',
      { organizationId: 'a', projectId: 'p' },
      [
        'StringEquals oidc.codefresh.io:aud sts.amazonaws.com',
        'StringLike oidc.codefresh.io:sub account:a:pipeline:p | account:a:pipeline:p:*',
      ],
    ],
    [
      'an environment of Vercel',
      'vercel',
      { organization: 'acme', project: 'shop', environment: 'production' },
      [
        'StringEquals oidc.vercel.com/acme:aud https://vercel.com/acme',
        'StringEquals oidc.vercel.com/acme:sub owner:acme:project:shop:environment:production',
      ],
    ],
    [
      'an app of Fly.io',
      'fly',
      { organization: 'acme', project: 'shop' },
      ['StringEquals oidc.fly.io/acme:aud sts.amazonaws.com', 'StringLike oidc.fly.io/acme:sub acme:shop:*'],
    ],
    [
      'a service account of Kubernetes',
      'kubernetes',
      { issuer: 'https://k8s.acme.example', namespace: 'ci', serviceAccount: 'deploy' },
      [
        'StringEquals k8s.acme.example:aud sts.amazonaws.com',
        'StringEquals k8s.acme.example:sub system:serviceaccount:ci:deploy',
      ],
    ],
    [
      'a service account of Google, whose number is the audience',
      'google',
      { serviceAccount: '1075' },
      [
        'StringEquals accounts.google.com:aud 1075',
        'StringEquals accounts.google.com:sub 1075',
        'StringEquals accounts.google.com:oaud sts.amazonaws.com',
      ],
    ],
    [
      'a build configuration of TeamCity',
      'teamcity',
      { issuer: 'https://teamcity.example', projectId: 'Shop_Deploy' },
      ['StringEquals teamcity.example:aud sts.amazonaws.com', 'StringEquals teamcity.example:sub Shop_Deploy'],
    ],
    [
      'a project of env zero, by its tag, with the slash of the issuer',
      'env0',
      { subject: 'auth0|1', projectId: 'p-1' },
      [
        'StringEquals login.app.env0.com/:aud hoMiq9PdkRh9LUvVpH4wIErWg50VSG1b',
        'StringEquals login.app.env0.com/:sub auth0|1',
        'StringEquals aws:RequestTag/projectId p-1',
      ],
    ],
    [
      'an organization of env zero',
      'env0',
      { subject: 'auth0|1' },
      [
        'StringEquals login.app.env0.com/:aud hoMiq9PdkRh9LUvVpH4wIErWg50VSG1b',
        'StringEquals login.app.env0.com/:sub auth0|1',
      ],
    ],
    [
      'a branch on Depot CI',
      'depot',
      { organizationId: 'o', repository: 'acme/app', branch: 'main' },
      [
        'StringEquals identity.depot.dev:aud sts.amazonaws.com',
        'StringLike identity.depot.dev:sub spiffe://identity.depot.dev/org/o/ci/github/acme/app/ref/refs/heads/main/sandbox/*',
      ],
    ],
    [
      'a subject that is nobody else’s pattern',
      'bitrise',
      { subject: 'a*${b' },
      [
        'StringEquals token.builds.bitrise.io:aud sts.amazonaws.com',
        'StringEquals token.builds.bitrise.io:sub a${*}${$}{b',
      ],
    ],
  ])('%s', (_what, ci, options, conditions) => {
    expect(conditionsOf(planFor(ci, options))).toEqual(conditions);
  });

  it.each<readonly [ci: string, options: GenerateOptions, message: string]>([
    ['spacelift', { namespace: 'root', project: 'infra' }, '--issuer is missing.'],
    ['spacelift', { issuer: 'https://a.app.spacelift.io', namespace: 'root' }, '--project is missing.'],
    [
      'spacelift',
      { issuer: 'https://a.app.spacelift.io', namespace: '*', project: 'x' },
      '--namespace is not an exact name: "*".',
    ],
    ['fly', { organization: 'a:b', project: 'x' }, '--organization is not an exact name: "a:b".'],
    ['fly', { organization: '', project: 'x' }, '--organization is missing.'],
    ['fly', { subject: 'a:b:c' }, '--issuer is missing.'],
    ['vercel', { subject: 'a:b:c' }, '--issuer is missing.'],
    ['harness', { issuer: 'https://app.harness.io/x' }, '--subject is missing.'],
    ['env0', { projectId: 'p' }, '--subject is missing.'],
    ['bitrise', {}, '--subject is missing.'],
    ['google', {}, '--service-account is missing.'],
    ['google', { serviceAccount: '*' }, '--service-account is not an exact name: "*".'],
    ['codefresh', { organizationId: 'a', projectId: '${x}' }, '--project-id is not an exact name: "${x}".'],
    ['bitrise', { subject: 'x', branch: 'main' }, '--branch cannot be used here.'],
  ])('%s are not made from %j', (ci, options, message) => {
    expect(() => planFor(ci, options)).toThrow(message);
  });
});

describe('the options in a token', () => {
  const token = (id: string, variant?: string, claims: object = {}) => {
    const ci = emulatedCis.find((one) => one.id === id);
    if (ci === undefined) throw new Error(`no ${id}`);
    return { ...tokenClaims(ci, makeJob(ci, { variant }), noon), ...claims };
  };

  it.each<readonly [ci: string, variant: string | undefined, claims: object, options: object]>([
    ['hcp-terraform', 'module-test', {}, { subject: 'organization:acme:module:network:operation:test_run' }],
    [
      'hcp-terraform',
      undefined,
      { iss: 'https://tfe.acme.example' },
      { workspace: 'shop', issuer: 'https://tfe.acme.example' },
    ],
    ['spacelift', undefined, { sub: 'mine' }, { subject: 'mine' }],
    ['codefresh', 'cron', {}, { subject: 'account:5f30ebaf1c2d3e4f5a6b7c8d:pipeline:64de4a1b2c3d4e5f6a7b8c9d' }],
    ['codefresh', 'manual', {}, { organizationId: '5f30ebaf1c2d3e4f5a6b7c8d', projectId: '64de4a1b2c3d4e5f6a7b8c9d' }],
    ['codefresh', undefined, { sub: 'mine' }, { subject: 'mine' }],
    ['codefresh', 'manual-with-git', {}, { branch: 'main' }],
    [
      'env0',
      undefined,
      {},
      { projectId: '1a433171-217e-4f58-9b4e-308d4d77902f', subject: 'auth0|632b8219674bde0224a96141' },
    ],
    [
      'env0',
      undefined,
      { 'https://aws.amazon.com/tags': { principal_tags: { projectId: [7] } } },
      { subject: 'auth0|632b8219674bde0224a96141' },
    ],
    ['env0', undefined, { 'https://aws.amazon.com/tags': {} }, { subject: 'auth0|632b8219674bde0224a96141' }],
    [
      'env0',
      undefined,
      { 'https://aws.amazon.com/tags': { principal_tags: {} } },
      { subject: 'auth0|632b8219674bde0224a96141' },
    ],
    ['depot', undefined, { repository: 7 }, { repository: 'octo-org/octo-repo', branch: 'main' }],
    ['depot', undefined, { sub: 'mine' }, { subject: 'mine' }],
    ['google', undefined, { aud: undefined, sub: undefined }, { serviceAccount: '', audience: 'sts.amazonaws.com' }],
    ['harness', undefined, {}, { subject: 'account/gz4oUcFfRgqWumQewdLGw:org/default:project/shop' }],
  ])('of %s (%s, %j) are %j', (ci, variant, claims, options) => {
    const found = optionsFromClaims(token(ci, variant, claims));
    expect(found).toMatchObject({ ci, options });
    if (!('projectId' in options) && ci === 'env0') expect(found.options.projectId).toBeUndefined();
  });

  it('are none of a subject that is absent', () => {
    for (const id of ['depot', 'codefresh', 'fly', 'vercel']) {
      expect(optionsFromClaims(token(id, undefined, { sub: undefined })).options).not.toHaveProperty('subject');
    }
    for (const ci of ciPlans) expect(ci.id).not.toBe('');
    expect(optionsFromClaims({}).ci).toBe('generic');
  });
});

describe('an issuer that is built into AWS', () => {
  const role = {
    trust: planFor('google', { serviceAccount: '1075', audience: 'x' }),
    roleName: 'ci-deploy',
    account,
  };

  it.each(formats.map((format) => [format.id, format] as const))('has no provider in %s', (_id, format) => {
    const text = format.write(role);
    expect(text).not.toMatch(/provider\.json|open-id-connect|openid_connect|OIDCProvider|"provider"/);
    expect(text).toMatch(/"Federated"(:| =) "accounts\.google\.com"|"Federated" ?[:=] ?"accounts\.google\.com"/);
    expect(text).toContain('accounts.google.com:oaud');
  });

  const asProvider = JSON.stringify(trustPolicyIn(role.trust, account)).replace(
    '"Federated":"accounts.google.com"',
    '"Federated":"arn:aws:iam::123456789012:oidc-provider/accounts.google.com"',
  );

  it('is no provider for the linter', () => {
    const found = lint(asProvider, 'trust.json').find(({ rule }) => rule === 'built-in-issuer');
    expect(found?.path).toBe('Statement[0].Principal.Federated');
    expect(lint(JSON.stringify(trustPolicyIn(role.trust, account)), 'trust.json')).toEqual([]);
  });

  it('is no provider for the diagnosis', () => {
    const claims = {
      iss: 'https://accounts.google.com',
      aud: 'x',
      azp: '1075',
      sub: '1075',
      iat: noon / 1000,
      exp: noon / 1000 + 300,
    };
    const request = {
      roleArn: 'arn:aws:iam::123456789012:role/x',
      sessionName: 'job-1',
      durationSeconds: 3600,
      region: 'x',
    };
    const { findings } = diagnose({ claims, request, now: noon, policy: readPolicy(JSON.parse(asProvider), 'it') });
    expect(findings[0]?.title).toBe(
      'AWS has this issuer built in: the principal is its name, not the ARN of a provider.',
    );
  });
});

describe('a slash at the end of an issuer', () => {
  it.each([
    ['login.app.env0.com/', false, 'login.app.env0.com/'],
    ['login.app.env0.com', true, 'login.app.env0.com/'],
    ['https://gitlab.com/', true, 'gitlab.com'],
    ['https://gitlab.com', false, 'gitlab.com'],
    ['acme.auth0.com/', false, 'acme.auth0.com/'],
    ['acme.example', false, 'acme.example'],
  ])('%s is wrong: %s; right is %s', (path, wrong, right) => {
    expect(endsWrongly(path.replace('https://', ''))).toBe(wrong);
    expect(correctPath(path)).toBe(right);
  });

  it('is found missing by the linter, in the key and in the principal', () => {
    const policy = JSON.stringify(
      trustPolicyIn({ ...planFor('env0', { subject: 'auth0|1' }), issuer: 'https://login.app.env0.com' }, account),
    );
    const found = lint(policy, 'trust.json').filter(({ rule }) => rule === 'url-in-key');
    expect(found.map(({ fix }) => fix).sort()).toEqual([
      'Write login.app.env0.com/:aud.',
      'Write login.app.env0.com/:sub.',
      'Write …:oidc-provider/login.app.env0.com/.',
    ]);
  });

  const claims = {
    iss: 'https://login.app.env0.com/',
    aud: 'a',
    azp: 'a',
    sub: 'auth0|1',
    iat: noon / 1000,
    exp: noon / 1000 + 300,
  };
  const request = {
    roleArn: 'arn:aws:iam::123456789012:role/x',
    sessionName: 'job-1',
    durationSeconds: 3600,
    region: 'x',
  };
  it.each([
    ['https://login.app.env0.com', claims, 'The issuer ends in a slash, so the provider ARN must also end in one.'],
    [
      'https://login.app.env0.com/',
      { ...claims, iss: 'https://login.app.env0.com' },
      'The issuer does not end in a slash, so the provider ARN must not either.',
    ],
  ])('is what keeps a policy for %s and a token apart', (issuer, token, title) => {
    const plan = { ...planFor('env0', { subject: 'auth0|1', audience: 'a' }), issuer };
    const policy = readPolicy(trustPolicyIn(plan, account), 'it');
    const { findings } = diagnose({ claims: token, request, now: noon, policy });
    expect(findings.map((finding) => finding.title)).toContain(title);
  });
});

describe('Depot CI', () => {
  const ci = emulatedCis.find(({ id }) => id === 'depot');
  const claims = ci === undefined ? {} : { ...tokenClaims(ci, makeJob(ci, {}), noon) };
  const request = {
    roleArn: 'arn:aws:iam::123456789012:role/x',
    sessionName: 'job-1',
    durationSeconds: 3600,
    region: 'x',
  };

  function causesFor(subject: string) {
    const plan: TrustPlan = { ...planFor('depot', { subject: 'x' }), subjects: [subject] };
    const policy = readPolicy(trustPolicyIn(plan, account), 'it');
    return diagnose({ claims, request, now: noon, policy }).findings;
  }

  it('has other subjects than GitHub: the same repository and ref, in its own form', () => {
    const [first] = causesFor('repo:octo-org/octo-repo:ref:refs/heads/main');
    expect(first?.id).toBe('depot-github-subject');
    expect(first?.change).toContain(
      'spiffe://identity.depot.dev/org/4q2czr6whg/ci/github/octo-org/octo-repo/ref/refs/heads/main/sandbox/*',
    );
  });

  it.each([
    ['main/sandbox/*', []],
    ['*/sandbox/*', ['wide-subject']],
    ['*', ['wide-subject']],
  ])('lets in unreviewed code by no more than its ref: %s', (end, rules) => {
    const subject = `spiffe://identity.depot.dev/org/o/ci/github/acme/app/ref/refs/heads/${end}`;
    const plan: TrustPlan = { ...planFor('depot', { subject: 'x' }), subjects: [subject] };
    expect(lint(JSON.stringify(trustPolicyIn(plan, account)), 'it').map(({ rule }) => rule)).toEqual(rules);
  });

  it.each(['repo:acme/other:ref:refs/heads/main', 'repo:octo-org/octo-repo:environment:production'])(
    'is not said to be %s',
    (subject) => {
      expect(causesFor(subject).map(({ id }) => id)).not.toContain('depot-github-subject');
    },
  );
});
