// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a policy variable looks like
import { describe, expect, it } from 'vitest';
import { errorPage } from '../../src/core/docs-page.ts';
import type { Finding } from '../../src/diagnose/cause.ts';
import { type Diagnosis, diagnose } from '../../src/diagnose/diagnose.ts';
import type { Claims } from '../../src/token/token.ts';
import { readPolicy } from '../../src/trust/policy.ts';
import { now, type PolicyParts, policyOf, questionOf, request } from './refusal-facts.ts';

const github = 'token.actions.githubusercontent.com';
const sub = 'repo:acme/app:ref:refs/heads/main';
const aud = 'sts.amazonaws.com';
const token: Claims = {
  iss: `https://${github}`,
  aud,
  sub,
  repository_id: '34',
  repository_owner: 'acme',
  repository_owner_id: '12',
  actor: 'octocat',
};

function on(path: string, subject: string, more: Claims = {}): Claims {
  return { iss: `https://${path}`, aud, sub: subject, ...more };
}

function diagnosisOf(claims: Claims, parts: PolicyParts): Diagnosis {
  const path = (claims.iss ?? '').replace('https://', '');
  return diagnose(questionOf(claims, policyOf(path, parts)));
}

function findingOf(claims: Claims, parts: PolicyParts): Finding {
  const [first] = diagnosisOf(claims, parts).findings;
  if (first === undefined) throw new Error('nothing was found');
  return first;
}

const pinned = { sub };

describe('where no change is shown, the words say', () => {
  it.each<[what: string, claims: Claims, condition: PolicyParts['condition'] & {}, id: string, words: RegExp]>([
    [
      'what a claim was to guard',
      token,
      { StringEquals: { ...pinned, event_name: 'push' } },
      'policy-key',
      /which event starts the job\. A subject with/,
    ],
    [
      'what AWS reads instead',
      token,
      { StringEquals: { ...pinned, run_id: '7' } },
      'policy-key',
      /^AWS reads only sub, aud, amr, actor, .* use one of them instead of run_id/,
    ],
    [
      'that AWS has no such key',
      token,
      { StringEquals: { ...pinned, 'sts:ExternalId': 'x' } },
      'policy-key',
      /^A call with this token has no sts:ExternalId/,
    ],
    [
      'which claim the job lacks',
      token,
      { StringEquals: { ...pinned, enterprise_id: '7' } },
      'policy-claim',
      /^Run a job whose token has it/,
    ],
    [
      'how the job comes to a claim',
      token,
      { StringEquals: { ...pinned, environment: 'production' } },
      'policy-claim',
      /^Give the job an environment/,
    ],
    [
      'which workflow to call',
      { ...token, job_workflow_ref: 'acme/app/.github/workflows/x.yml@refs/heads/main' },
      { StringEquals: pinned, StringLike: { job_workflow_ref: 'acme/ci/.github/workflows/deploy.yml@*' } },
      'policy-condition',
      /call acme\/ci\/\.github\/workflows\/deploy\.yml@\*: have the job call it\.$/,
    ],
    [
      'that no other pull request has this number',
      { ...token, ref: 'refs/pull/7/merge' },
      { StringEquals: { ...pinned, ref: 'refs/heads/main' } },
      'policy-condition',
      /^Run a job that the policy is for\.$/,
    ],
    [
      'what to call the session',
      token,
      { StringLike: { ...pinned, 'sts:RoleSessionName': ['ci-*', 'x'] } },
      'policy-condition',
      /role-session-name: ci-\* or x$/,
    ],
    [
      'who may start the job',
      token,
      { StringEquals: { ...pinned, actor: 'hubot' } },
      'policy-condition',
      /only certain users \(actor\) to start the job/,
    ],
    [
      'where the request must come from',
      token,
      { StringEquals: pinned, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      'policy-condition',
      /aws:SourceIp must match/,
    ],
    [
      'that the policy keeps it out',
      token,
      { StringLike: { sub: 'repo:acme/app:*' }, StringNotLike: { sub: '*:ref:refs/heads/main' } },
      'policy-condition',
      /^Run a job that the policy is for\.$/,
    ],
    [
      'what the form of a claim is',
      { ...token, actor: 'octocat', ref: 'refs/pull/7/merge' },
      { StringEquals: { ...pinned, ref: 'main' } },
      'policy-condition',
      /^No token has such a value: ref is a whole reference, /,
    ],
    [
      'that a claim must be absent',
      token,
      { StringEquals: pinned, Null: { repository_id: 'true' } },
      'policy-condition',
      /^Run a job/,
    ],
    [
      'that a claim must be there',
      token,
      { StringEquals: pinned, Null: { environment: 'false' } },
      'policy-condition',
      /^Run a job/,
    ],
    [
      'that a number is too small',
      token,
      { StringEquals: pinned, NumericGreaterThan: { repository_id: '99' } },
      'policy-condition',
      /names can be taken over/i,
    ],
    [
      'that somebody else may have the name',
      token,
      { StringEquals: { sub: 'repo:acme@12/app@99:ref:refs/heads/main' } },
      'github-names-subject',
      /^Find out whose it is/,
    ],
    [
      'what the job is to have',
      token,
      { StringEquals: { sub: 'repo:acme/app:environment:production' } },
      'github-environment-missing',
      /^Set the environment in the job/,
    ],
    [
      'that a pull request is better skipped than given the environment',
      { ...token, sub: 'repo:acme/app:pull_request' },
      { StringEquals: { sub: [sub, 'repo:acme/app:environment:production'] } },
      'github-environment-missing',
      /^Skip the step for pull requests, .* Or set the environment in the job/,
    ],
  ])('%s', (_, claims, condition, id, words) => {
    const question = { ...questionOf(claims, policyOf(github, { condition })) };
    const extra = { 'aws:SourceIp': ['203.0.113.7'] };
    const { findings } = diagnose({ ...question, request: { ...question.request, extra } });
    expect(findings).toMatchObject([{ id, likelihood: 'certain' }]);
    expect(findings[0]?.edits).toBeUndefined();
    expect(findings[0]?.change).toMatch(words);
    expect(findings[0]?.change).not.toMatch(/remove/i);
  });

  it.each<[what: string, claims: Claims, asked: string, words: RegExp, values: unknown]>([
    ['the party, which is not requested', { azp: 'app-1' }, aud, /^In Statement/, [aud, 'app-1']],
    ['the audience of a job', { aud: 'other' }, aud, /^Request the token for sts/, [aud, 'other']],
    ['the same with a blank', {}, `${aud} `, /^In Statement/, aud],
  ])('for an audience: %s', (_, claims, asked, words, values) => {
    const { change, edits } = findingOf(on('login.example', 'ci', claims), {
      condition: { StringEquals: { aud: asked } },
    });
    expect(change).toMatch(words);
    expect(edits?.[0]?.new).toEqual({ Condition: { StringEquals: { 'login.example:aud': values } } });
  });

  it.each<[what: string, parts: PolicyParts]>([
    ['the pattern takes every tenant', { condition: { StringEquals: { sub: 'repo:*' } }, federated: 'slash' }],
    ['the statement says what it does not allow', { action: 'sts:AssumeRole', condition: { StringEquals: pinned } }],
  ])('that none was found, where %s', (_, parts) => {
    const policy = policyOf(github, {
      ...parts,
      ...(parts.federated === undefined ? {} : { federated: `arn:aws:iam::123456789012:oidc-provider/${github}/` }),
    });
    const [statement] = policy.Statement;
    const negated = { ...statement, NotAction: 'sts:Assume*', Action: undefined };
    const document =
      parts.action === undefined ? policy : { ...policy, Statement: [JSON.parse(JSON.stringify(negated))] };
    const open = { ...token, sub: 'anything:at:all' };
    const claims = parts.action === undefined ? open : token;
    const [first] = diagnose({ ...questionOf(claims), policy: readPolicy(document, 'it') }).findings;
    expect(first?.change).toContain('No policy change is shown');
    if (parts.action) expect(first?.evidence).toEqual(['policy: all but sts:Assume*']);
    expect(first?.edits).toBeUndefined();
  });

  it.each<
    [
      what: string,
      path: string,
      subject: string,
      claims: Claims,
      condition: PolicyParts['condition'] & {},
      ids: string[],
    ]
  >([
    [
      'somebody else may have the name',
      github,
      'repo:acme@12/app@34:ref:refs/heads/main',
      {},
      { StringEquals: { sub: 'repo:acme@12/app@99:ref:refs/heads/main' } },
      ['github-other-id'],
    ],
    [
      'the policy guards an environment, among other things',
      github,
      'repo:acme@12/app@34:ref:refs/heads/main',
      {},
      { StringEquals: { sub: 'repo:acme/app:environment:production' } },
      ['github-immutable-subject', 'github-environment-missing'],
    ],
    [
      'the policy lets in protected branches',
      'gitlab.com',
      'project_path:g/p:ref_type:branch:ref:x',
      { ref_protected: 'false' },
      { StringLike: { sub: 'project_path:g/p:*' }, StringEquals: { ref_protected: 'true' } },
      ['policy-condition'],
    ],
    [
      'a server of one’s own has no such keys',
      'gitlab.example',
      'project_path:g/p:ref_type:branch:ref:x',
      {},
      { StringEquals: { 'gitlab.com:project_id': '7' } },
      ['policy-key'],
    ],
  ])('that the policy is right, where %s', (_, path, subject, claims, condition, ids) => {
    const { findings } = diagnosisOf(on(path, subject, claims), { condition });
    expect(findings.map(({ id }) => id)).toEqual(ids);
    for (const finding of findings) expect(finding.edits).toBeUndefined();
  });

  it('what no job of Forgejo can have', () => {
    const path = 'codeberg.org/api/actions';
    const condition = { StringEquals: { sub: 'repo:acme/app:environment:production' } };
    const [finding] = diagnosisOf(on(path, sub, { environment: 'production' }), { condition }).findings;
    expect(finding?.title).toBe('The policy is for jobs with an environment, which subjects of Forgejo never contain.');
    expect(JSON.stringify(finding)).not.toContain('Set the environment');
  });

  it('that a Deny is there for a reason', () => {
    const allow = {
      Effect: 'Allow',
      Principal: '*',
      Action: '*',
      Condition: { StringEquals: { [`${github}:sub`]: sub } },
    };
    const deny = { ...allow, Effect: 'Deny', Sid: 'NoMain' };
    const document = { Version: '2012-10-17', Statement: [allow, deny] };
    const { findings } = diagnose({ ...questionOf(token), policy: readPolicy(document, 'it') });
    expect(findings).toMatchObject([
      {
        id: 'policy-deny',
        likelihood: 'certain',
        evidence: ['Statement[1] "NoMain"', `"StringEquals": { "${github}:sub": "${sub}" }`],
        change: expect.stringMatching(/^Statement\[1\] denies such jobs/),
      },
    ]);
  });
});

describe('a change', () => {
  const newOf = (claims: Claims, parts: PolicyParts) => findingOf(claims, parts).edits?.[0]?.new;

  it.each<[what: string, claims: Claims, condition: PolicyParts['condition'] & {}, written: object]>([
    ['drops a blank', token, { StringEquals: { sub: `${sub}\u00a0` } }, { StringEquals: { sub } }],
    [
      'corrects a misspelled claim',
      token,
      { StringEquals: { sub, repositry_id: '34' } },
      { StringEquals: { sub, repository_id: '34' } },
    ],
    [
      'asks for the ID of what was named',
      token,
      { StringEquals: { sub, repository_owner: 'acme' } },
      { StringEquals: { sub, repository_owner_id: '12' } },
    ],
    [
      'moves a key to the operator that knows wildcards, and what is no wildcard stays none',
      { ...token, sub: `${sub}:actor:octocat` },
      { StringEquals: { aud, sub: [sub, 'repo:acme/a*:ref:refs/heads/main'] } },
      { StringEquals: { aud }, StringLike: { sub: [sub, 'repo:acme/a${*}:ref:refs/heads/main', `${sub}:actor:*`] } },
    ],
    [
      'keeps a set operator',
      token,
      { 'ForAnyValue:StringEquals': { sub: 'repo:acme/app:*' } },
      { 'ForAnyValue:StringLike': { sub: 'repo:acme/app:*' } },
    ],
    [
      'takes this job alone where the pattern would take more',
      token,
      { StringEquals: { sub: 'repo:acme*' } },
      { StringEquals: { sub: ['repo:acme*', sub] } },
    ],
  ])('%s', (_, claims, condition, written) => {
    const keyed = policyOf(github, { condition: written as PolicyParts['condition'] & {} }).Statement[0]?.Condition;
    expect(newOf(claims, { condition })).toEqual({ Condition: keyed });
  });

  it('asks for the IDs where names take their place', () => {
    const condition = { StringEquals: { sub: 'repo:acme@12/app@34:ref:refs/heads/main', repository_id: '34' } };
    expect(newOf(token, { condition })).toEqual({
      Condition: {
        StringEquals: {
          [`${github}:sub`]: ['repo:acme@12/app@34:ref:refs/heads/main', sub],
          [`${github}:repository_id`]: '34',
          [`${github}:repository_owner_id`]: '12',
        },
      },
    });
  });

  it('writes what a CI makes of a name', () => {
    const condition = { StringEquals: { sub: 'repo:acme/app:environment:prod:eu' } };
    expect(newOf({ ...token, sub: 'repo:acme/app:environment:prod%3Aeu' }, { condition })).toEqual({
      Condition: { StringEquals: { [`${github}:sub`]: 'repo:acme/app:environment:prod%3Aeu' } },
    });
    const [repo, step] = ['0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', '99999999-5b6a-4978-8695-a4b3c2d1e0f9'];
    const path = 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc';
    const bitbucket = on(path, `{${repo}}:{${step}}`);
    expect(newOf(bitbucket, { condition: { StringLike: { sub: `${repo}:*` } } })).toEqual({
      Condition: { StringLike: { [`${path}:sub`]: `{${repo}}:*` } },
    });
  });

  it('swallows no condition on the same key', () => {
    const condition = { StringEquals: { sub: 'repo:acme/app:*' }, StringLike: { sub: 'repo:*:main' } };
    const { findings } = diagnosisOf({ ...token, sub: 'repo:acme/app:environment:main' }, { condition });
    const [first] = findings;
    expect(first?.edits?.[0]?.new).toEqual({
      Condition: {
        StringEquals: { [`${github}:sub`]: ['repo:acme/app:*', 'repo:acme/app:environment:main'] },
        StringLike: { [`${github}:sub`]: 'repo:*:main' },
      },
    });
  });

  it('leaves the principals of other kinds and the actions that are there', () => {
    const arn = `arn:aws:iam::999999999999:oidc-provider/${github}`;
    const Principal = { AWS: ['arn:aws:iam::123456789012:root', 'arn:aws:iam::1:root'], Federated: arn };
    const statement = {
      Effect: 'Allow',
      Principal,
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { [`${github}:sub`]: sub } },
    };
    const policy = readPolicy({ Version: '2012-10-17', Statement: [statement] }, 'it');
    const [first] = diagnose({ ...questionOf(token), policy }).findings;
    expect(first?.edits?.[0]?.new).toEqual({
      Principal: { ...Principal, Federated: `arn:aws:iam::123456789012:oidc-provider/${github}` },
      Action: ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity'],
    });
  });

  it.each<[what: string, statement: object, version: string, added: boolean]>([
    [
      'for another issuer',
      { Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/gitlab.com' } },
      '2012-10-17',
      true,
    ],
    ['for IAM principals', { Principal: { AWS: 'arn:aws:iam::1:root' } }, '2012-10-17', true],
    [
      'that says who is excluded',
      { NotPrincipal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${github}` } },
      '2012-10-17',
      true,
    ],
    ['of the old version', { Principal: { AWS: 'arn:aws:iam::1:root' } }, '2008-10-17', false],
  ])('is a statement beside one %s, under what that asks of any request', (_, parts, Version, added) => {
    const Condition = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' }, StringEquals: { 'gitlab.com:sub': 'x' } };
    const statement = { Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Condition, ...parts };
    const policy = readPolicy({ Version, Statement: [statement] }, 'it');
    const [first] = diagnose({ ...questionOf(token), policy }).findings;
    expect(first?.id).toBe('policy-principal');
    const edits = [
      {
        statement: 'Statement[new]',
        new: {
          Effect: 'Allow',
          Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${github}` },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: expect.objectContaining({ [`${github}:aud`]: aud, [`${github}:repository_id`]: '34' }),
            IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
          },
        },
      },
    ];
    expect(first?.edits).toEqual(added ? edits : undefined);
    if (added) expect(first?.change).toMatch(/^Add this statement:\n\{\n/);
  });

  it('does not join two issuers in one statement', () => {
    const Principal = {
      Federated: ['gitlab.com', github].map((name) => `arn:aws:iam::123456789012:oidc-provider/${name}`),
    };
    const Condition = { StringEquals: { 'gitlab.com:sub': 'x', [`${github}:sub`]: sub } };
    const statement = { Effect: 'Allow', Principal, Action: 'sts:AssumeRoleWithWebIdentity', Condition };
    const policy = readPolicy({ Version: '2012-10-17', Statement: [statement] }, 'it');
    const [first] = diagnose({ ...questionOf(token), policy }).findings;
    expect(first).toMatchObject({
      id: 'policy-key',
      change: 'A token has one issuer only: move the condition for gitlab.com to a separate statement.',
    });
  });
});

describe('a subject that goes on behind the policy’s value', () => {
  it.each<[path: string, value: string, tail: string, why: RegExp]>([
    [github, 'repo:acme/app', ':pull_request', /pull request after the repository/],
    [github, sub, ':actor:octocat', /customizes its subjects/],
    ['gitlab.com', 'project_path:acme/app', ':ref_type:branch:ref:main', /the branch or the tag after the project/],
    ['gitlab.com', 'project_path:acme/app:ref_type:branch:ref:main', ':user_login:jane', /settings put more claims/],
    ['oidc.circleci.com/org/o-1', 'org/o-1/project/p-1', '/user/u-1', /names the user/],
    [
      'acme.semaphoreci.com',
      'org:acme:project:p-1',
      ':repo:web:ref_type:branch:ref:refs/heads/main',
      /repository and the branch/,
    ],
    ['oidc.codefresh.io', 'account:a:pipeline:p', ':initiator:jane', /names the trigger/],
    ['app.terraform.io', 'organization:acme:project:p:workspace:w', ':run_phase:apply', /plan and apply differ/],
    ['oidc.fly.io/acme', 'acme:app', ':machine-1', /name of the machine/],
    ['idp.example', 'job:7', ':step:build', /the issuer adds it/],
  ])('%s: %s%s', (path, value, tail, why) => {
    const { findings } = diagnosisOf(on(path, `${value}${tail}`), { condition: { StringEquals: { sub: value } } });
    expect(findings).toHaveLength(1);
    const [first] = findings;
    expect(first).toMatchObject({ id: 'subject-continues', likelihood: 'certain' });
    expect(first?.title).toContain(`continues with ${tail}, because`);
    expect(first?.title).toMatch(why);
    for (const run of ['octocat', 'jane', 'u-1', 'machine-1']) expect(first?.change).not.toContain(run);
  });

  it.each([
    ['a branch that only begins alike', `${sub}-2`],
    ['a branch below it', `${sub}/2`],
    ['another repository', 'repo:acme/app-2:ref:refs/heads/main'],
  ])('is not %s', (_, other) => {
    const { findings } = diagnosisOf({ ...token, sub: other }, { condition: { StringEquals: { sub } } });
    expect(findings).toMatchObject([{ id: 'subject-mismatch', title: expect.stringMatching(/differs?\.$/) }]);
  });
});

it.each([
  [
    'acme.app.spacelift.io',
    'space:p:stack:s:run_type:TRACKED:scope:write',
    'space:p:stack:s:run_type:PROPOSED:scope:read',
  ],
  ['oidc.vercel.com/acme', 'owner:a:project:p:environment:production', 'owner:a:project:p:environment:preview'],
])('of %s, a job of a pull request is told that its code is not reviewed', (path, wanted, own) => {
  const { change } = findingOf(on(path, own), { condition: { StringEquals: { sub: wanted } } });
  expect(change).toMatch(
    /^Run a job that the policy is for\. Jobs like this one run unreviewed code \(.*pull requests/,
  );
});

it.each([
  [
    'agent.buildkite.com',
    'organization:a:pipeline:b:ref:refs/heads/main:commit:1:step:c',
    'A call with this token has no aws:RequestTag/id. Request the token with the session tag id, and allow sts:TagSession; or restrict the subject instead.',
  ],
  [
    'acme.semaphoreci.com',
    'org:acme:project:p',
    'A call with this token has no aws:RequestTag/id. Have Semaphore put the session tag id into its tokens, and allow sts:TagSession; or restrict the subject instead.',
  ],
  [
    'gitlab.com',
    'project_path:a/b:ref_type:branch:ref:main',
    'A call with this token has no aws:RequestTag/id. Restrict the subject instead.',
  ],
])('of %s, it is said how to get a session tag', (path, own, change) => {
  expect(findingOf(on(path, own), { condition: { StringEquals: { 'aws:RequestTag/id': 'x' } } }).change).toBe(change);
});

it('a time that is over cannot be met by another request', () => {
  const policy = policyOf(github, {
    condition: { StringEquals: { sub }, DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
  });
  const question = questionOf(token, policy);
  const at = { ...question, request: { ...request, extra: { 'aws:CurrentTime': ['2026-11-20T12:00:00Z'] } } };
  expect(diagnose(at).findings.map(({ change }) => change)).toEqual([
    'The policy accepts calls only at certain times: call then, or have its owner change them.',
  ]);
});

it('of two statements, the one with the subject of this job is explained', () => {
  const [others] = policyOf(github, {
    condition: { StringEquals: { sub: 'repo:acme/other:ref:refs/heads/main', aud } },
  }).Statement;
  const own = policyOf(github, { condition: { StringEquals: { sub, aud: 'sts.amazon.com' } } });
  const policy = { ...own, Statement: [...(others === undefined ? [] : [others]), ...own.Statement] };
  const { findings } = diagnose(questionOf(token, policy));
  expect(findings.map(({ id, edits = [] }) => [id, edits.map(({ statement }) => statement)])).toEqual([
    ['policy-audience', ['Statement[1]']],
  ]);
});

describe('what else differs is told', () => {
  it.each<[what: string, subject: string, pattern: string, title: string]>([
    ['one part', 'repo:acme/app:ref:refs/heads/x', sub, 'the branch or tag differs.'],
    ['two parts', 'repo:acme/web:ref:refs/heads/x', sub, 'the repository and the branch or tag differ.'],
    ['nothing that has a name', 'a', 'b', 'none of its values matches the subject.'],
  ])('%s', (_, subject, pattern, title) => {
    const { findings } = diagnosisOf(on('idp.example', subject), { condition: { StringEquals: { sub: pattern } } });
    expect(findings.at(-1)?.title).toBe(`The policy is for other jobs: ${title}`);
  });

  it.each<[path: string, subject: string, pattern: string, title: RegExp, fix: string]>([
    [
      github,
      sub,
      'repo:acme/app:branch:main',
      /^No job has a subject like the policy's: after the repository, GitHub writes ref:refs/,
      'Write one of those.',
    ],
    [
      'gitlab.com',
      'project_path:g/p:ref_type:branch:ref:main',
      'project_path:g/p:ref:main',
      /^Only a customized subject looks like the policy's: GitLab puts ref_type/,
      'Write project_path:',
    ],
    [
      github,
      'repo:acme/app:ref:refs/heads/x-1',
      'repo:acme-99999/app-77777:ref:refs/heads/main',
      /^The policy is for other jobs/,
      'Run a job',
    ],
  ])('where the policy has a form that no subject has: %s %s', (path, subject, pattern, title, fix) => {
    const { findings } = diagnosisOf(on(path, subject), { condition: { StringEquals: { sub: [pattern] } } });
    expect(findings.at(-1)?.title).toMatch(title);
    expect(findings.at(-1)?.change).toContain(fix);
  });

  it('beside a cause that is not all of it', () => {
    const claims = { ...token, sub: 'repo:acme@12/app@34:ref:refs/heads/feature' };
    const { findings, problems } = diagnosisOf(claims, { condition: { StringEquals: { sub } } });
    expect(findings).toMatchObject([
      { id: 'github-immutable-subject', likelihood: 'likely' },
      {
        id: 'subject-mismatch',
        likelihood: 'likely',
        title: 'The policy is for other jobs: the branch or tag differs.',
      },
    ]);
    expect(findings[1]?.change).toContain('The change of github-immutable-subject also fixes this.');
    expect(problems).toEqual([
      { code: 'sts-access-denied', message: findings[0]?.title, page: errorPage('sts-access-denied') },
    ]);
  });
});

it.each(['sub', 'aud'])('a token without %s has one cause, although the policy requires it too', (claim) => {
  const { findings } = diagnosisOf({ ...token, [claim]: undefined }, { condition: { StringEquals: { sub, aud } } });
  expect(findings.map(({ id }) => id)).toEqual(['claim-missing']);
});

it.each<[string, string | undefined, readonly string[], boolean]>([
  ['one branch', undefined, ['repo:acme/app:ref:refs/heads/main'], true],
  ['the branch of the job', 'refs/heads/main', ['repo:acme/app:ref:refs/heads/main'], false],
  [
    'the branch of the job and another',
    'refs/heads/main',
    ['repo:acme/app:ref:refs/heads/main', 'repo:acme/app:ref:refs/heads/next'],
    true,
  ],
  ['the branch of another job', 'refs/heads/next', ['repo:acme/app:ref:refs/heads/main'], true],
  ['all branches', 'refs/heads/main', ['repo:acme/app:ref:refs/heads/*'], false],
  ['a tag', 'refs/heads/main', ['repo:acme/app:ref:refs/tags/v1'], false],
])('a policy for %s: whether an environment gives that up', (_, ref, wanted, isSaid) => {
  const job = { ...token, sub: 'repo:acme/app:environment:production', ref };
  const { id, evidence, edits } = findingOf(job, { condition: { StringLike: { sub: wanted } } });
  expect(id).toBe('github-environment-subject');
  const pinned = JSON.stringify(edits).includes('token.actions.githubusercontent.com:ref"');
  expect(pinned).toBe(!isSaid && ref !== undefined && wanted.includes(`repo:acme/app:ref:${ref}`));
  expect(evidence.some((line) => line.startsWith('Every branch that may deploy to the environment'))).toBe(isSaid);
});

it('a project with another path may be a different one', () => {
  const job = on('gitlab.com', 'project_path:platform/app:ref_type:branch:ref:main');
  const wanted = { sub: 'project_path:acme/app:ref_type:branch:ref:main' };
  const { id, change } = findingOf(job, { condition: { StringEquals: wanted } });
  expect(id).toBe('gitlab-project-path');
  expect(change).toMatch(/^If it is a different project, .*\nOr, if this job should have the role:\n/);
});

it('a * under StringEquals is the reason, in whatever claim it is', () => {
  const { title, change } = findingOf(token, {
    condition: { StringEquals: { sub, repository_id: '3?', actor: 'octo*' } },
  });
  expect(title).toBe('StringEquals treats * as an ordinary character; wildcards need StringLike.');
  expect(change).toMatch(/^In Statement\[0\]:/);
});

it('the address of the request is shown once', () => {
  const question = questionOf(token, policyOf(github, { condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }));
  const extra = { 'aws:SourceIp': ['203.0.113.7'] };
  const { findings } = diagnose({ ...question, request: { ...request, extra } });
  expect(findings[0]?.evidence).toEqual([
    'policy: "IpAddress": { "aws:SourceIp": "10.0.0.0/8" }',
    'request: 203.0.113.7',
  ]);
});

it.each<[string, object, string]>([
  ['accounts', { AWS: 'arn:aws:iam::123456789012:root' }, '{"AWS":["arn:aws:iam::123456789012:root"]}'],
  ['services', { Service: ['ec2.amazonaws.com'] }, '{"Service":["ec2.amazonaws.com"]}'],
])('a policy for %s trusts no identity provider, rather than a different one', (_, Principal, shown) => {
  const [statement] = policyOf(github, { condition: { StringEquals: { sub } } }).Statement;
  const policy = readPolicy({ Version: '2012-10-17', Statement: [{ ...statement, Principal }] }, 'it');
  const [first] = diagnose({ ...questionOf(token), policy }).findings;
  expect(first).toMatchObject({
    id: 'policy-principal',
    title: 'The policy trusts no identity provider: its principal is not Federated.',
  });
  expect(first?.evidence[0]).toBe(`policy: ${shown}`);
});

it.each<[Claims, string]>([
  [{ aud: 'x', sub: 'y' }, 'iss'],
  [{ sub: 'y' }, 'iss and aud'],
  [{}, 'iss, sub and aud'],
])('%j: which claims are missing', (claims, missing) => {
  const [first] = diagnose(questionOf(claims)).findings;
  expect(first?.title).toBe(`The token lacks ${missing}, which AWS requires.`);
});

describe('what only AWS knows', () => {
  const asked = { condition: { StringEquals: { sub }, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } };

  it('is likely the reason where AWS refused, and no more than possible where it was not asked', () => {
    const { findings, answer, problems, dependsOn } = diagnosisOf(token, asked);
    expect(findings).toMatchObject([{ id: 'request-unknown', likelihood: 'likely' }]);
    expect({ answer, problems, dependsOn }).toEqual({
      answer: 'depends',
      problems: [],
      dependsOn: ['Statement[0], must hold: "IpAddress": { "aws:SourceIp": "10.0.0.0/8" }'],
    });
    const question = { ...questionOf(token, policyOf(github, asked)), refusal: undefined };
    expect(diagnose(question).findings).toMatchObject([{ id: 'request-unknown', likelihood: 'possible' }]);
  });

  it('is told of a Deny as well, and once for all the actions that a token needs', () => {
    const tagged = { ...token, 'https://aws.amazon.com/tags': { principal_tags: { a: ['b'] } } };
    const allow = {
      Effect: 'Allow',
      Principal: '*',
      Action: 'sts:*',
      Condition: { StringEquals: { [`${github}:sub`]: sub } },
    };
    const deny = { ...allow, Effect: 'Deny', Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } };
    const policy = readPolicy({ Version: '2012-10-17', Statement: [allow, deny] }, 'it');
    const { dependsOn } = diagnose({ claims: tagged, request, now, policy });
    expect(dependsOn).toEqual(['Statement[1], must not hold: "NotIpAddress": { "aws:SourceIp": "10.0.0.0/8" }']);
  });

  it('stays where something else is fixed, and does not make that less certain', () => {
    const { findings, answer } = diagnosisOf({ ...token, sub: 'repo:acme/app:pull_request' }, asked);
    expect(answer).toBe('refused');
    expect(findings).toMatchObject([{ id: 'subject-pull-request', likelihood: 'certain' }]);
    expect(findings[0]?.edits?.[0]?.new.Condition).toMatchObject({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } });
  });
});
