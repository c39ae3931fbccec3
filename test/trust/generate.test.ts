// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a policy variable looks like
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateToken } from '../../src/trust/evaluate-token.ts';
import { ciPlans } from '../../src/trust/generate/ci-plans.ts';
import { formats, type RolePlan } from '../../src/trust/generate/formats.ts';
import type { GenerateOptions } from '../../src/trust/generate/generate-options.ts';
import { optionsFromClaims } from '../../src/trust/generate/options-from-claims.ts';
import { type TrustPlan, trustPolicyIn } from '../../src/trust/generate/trust-plan.ts';
import { lint } from '../../src/trust/lint/lint.ts';
import { readPolicy } from '../../src/trust/policy.ts';

const account = { accountId: '111122223333', partition: 'aws' };
const roleArn = 'arn:aws:iam::111122223333:role/deploy';

function planFor(ci: string, options: GenerateOptions): TrustPlan {
  const found = ciPlans.find(({ id }) => id === ci);
  if (found === undefined) throw new Error(`no plan for ${ci}`);
  return found.plan(options);
}

function accepts(plan: TrustPlan, claims: object): boolean {
  const policy = readPolicy(trustPolicyIn(plan, account), 'the generated policy');
  return evaluateToken(policy, { claims: { ...claims }, roleArn, sessionName: 'job-1' }).allowed === true;
}

function conditionOf(ci: string, options: GenerateOptions): unknown {
  const { statements } = readPolicy(trustPolicyIn(planFor(ci, options), account), 'the generated policy');
  return statements[0]?.conditions.map(({ operator, key, values }) => `${operator.text} ${key} ${values.join(' | ')}`);
}

describe('the conditions', () => {
  it.each<[string, string, GenerateOptions, string[]]>([
    [
      'GitHub, names and IDs: both forms of the subject, and the IDs keep them apart from strangers',
      'github',
      { repository: 'acme/app', repositoryId: '456789', ownerId: '123456', branch: 'main' },
      [
        'StringEquals token.actions.githubusercontent.com:aud sts.amazonaws.com',
        'StringEquals token.actions.githubusercontent.com:sub repo:acme/app:ref:refs/heads/main | repo:acme@123456/app@456789:ref:refs/heads/main',
        'StringEquals token.actions.githubusercontent.com:repository_id 456789',
        'StringEquals token.actions.githubusercontent.com:repository_owner_id 123456',
      ],
    ],
    [
      'GitHub Enterprise Server, which has no keys for IDs',
      'github',
      {
        issuer: 'https://github.acme.example/_services/token',
        repository: 'acme/app',
        repositoryId: '4',
        ownerId: '1',
        tag: 'v*',
      },
      [
        'StringEquals github.acme.example/_services/token:aud sts.amazonaws.com',
        'StringLike github.acme.example/_services/token:sub repo:acme/app:ref:refs/tags/v*',
      ],
    ],
    [
      'GitHub, an environment and pull requests',
      'github',
      { repository: 'acme/app', environment: 'prod:eu *', pullRequest: true },
      [
        'StringEquals token.actions.githubusercontent.com:aud sts.amazonaws.com',
        'StringEquals token.actions.githubusercontent.com:sub repo:acme/app:environment:prod%3Aeu ${*} | repo:acme/app:pull_request',
      ],
    ],
    [
      'GitLab',
      'gitlab',
      { project: 'acme/app', projectId: '20', branch: 'main', tag: 'v1' },
      [
        'StringEquals gitlab.com:aud sts.amazonaws.com',
        'StringEquals gitlab.com:sub project_path:acme/app:ref_type:branch:ref:main | project_path:acme/app:ref_type:tag:ref:v1',
        'StringEquals gitlab.com:project_id 20',
      ],
    ],
    [
      'GitLab, with a subject of its own',
      'gitlab',
      { issuer: 'https://gitlab.example', projectId: '20', subject: 'project_id:20:ref:main' },
      ['StringEquals gitlab.example:aud sts.amazonaws.com', 'StringEquals gitlab.example:sub project_id:20:ref:main'],
    ],
    [
      'GitHub, with a subject of its own',
      'github',
      { ownerId: '123456', subject: 'repository_id:20:environment:production' },
      [
        'StringEquals token.actions.githubusercontent.com:aud sts.amazonaws.com',
        'StringEquals token.actions.githubusercontent.com:sub repository_id:20:environment:production',
        'StringEquals token.actions.githubusercontent.com:repository_owner_id 123456',
      ],
    ],
    [
      'Semaphore, with a subject of its own',
      'semaphore',
      { organization: 'acme', subject: 'org:acme:project:p-1' },
      [
        'StringEquals acme.semaphoreci.com:aud https://acme.semaphoreci.com',
        'StringEquals acme.semaphoreci.com:sub org:acme:project:p-1',
      ],
    ],
    [
      'CircleCI',
      'circleci',
      { organizationId: 'o-1', projectId: 'p-1' },
      [
        'StringEquals oidc.circleci.com/org/o-1:aud o-1',
        'StringEquals oidc.circleci.com/org/o-1:oidc.circleci.com/project-id p-1',
        'StringLike oidc.circleci.com/org/o-1:sub org/o-1/project/p-1/user/*',
      ],
    ],
    [
      'Semaphore',
      'semaphore',
      { organization: 'acme', projectId: 'p-1', repository: 'web', branch: 'main' },
      [
        'StringEquals acme.semaphoreci.com:aud https://acme.semaphoreci.com',
        'StringEquals acme.semaphoreci.com:sub org:acme:project:p-1:repo:web:ref_type:branch:ref:refs/heads/main',
      ],
    ],
    [
      'any issuer, whose subject is text and no pattern',
      'generic',
      { issuer: 'https://idp.example', subject: 'a*' },
      ['StringEquals idp.example:aud sts.amazonaws.com', 'StringEquals idp.example:sub a${*}'],
    ],
  ])('%s', (_, ci, options, conditions) => {
    expect(conditionOf(ci, options)).toEqual(conditions);
  });

  it('of the documentation are those that it writes', () => {
    const page = readFileSync(new URL('../../docs/trust-policies.md', import.meta.url), 'utf8');
    const [, example = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
    const options = { repository: 'acme/app', repositoryId: '456789', ownerId: '123456', environment: 'production' };
    expect(JSON.parse(example)).toEqual(trustPolicyIn(planFor('github', options), account));
  });

  it('Semaphore may tag its sessions', () => {
    const options = { organization: 'acme', projectId: 'p-1', repository: 'web', branch: 'main' };
    expect(planFor('semaphore', options).actions).toEqual(['sts:AssumeRoleWithWebIdentity', 'sts:TagSession']);
  });
});

describe('what would be too wide is refused', () => {
  it.each<[string, string, GenerateOptions, string]>([
    ['a repository without jobs', 'github', { repository: 'acme/app' }, 'No option selects the jobs'],
    ['a project without jobs', 'gitlab', { project: 'acme/app' }, 'No option selects the jobs'],
    ['no repository', 'github', { branch: 'main' }, '--repository is missing'],
    [
      'a wildcard in the owner',
      'github',
      { repository: 'acme*/app', branch: 'main' },
      '--repository is not an exact name',
    ],
    [
      'a wildcard for an ID',
      'github',
      { repository: 'acme/app', ownerId: '*', branch: 'main' },
      '--owner-id is not an exact name',
    ],
    ['an owner alone', 'github', { repository: 'acme', branch: 'main' }, '--repository is not OWNER/NAME'],
    ['a wildcard in the group', 'gitlab', { project: 'acme/*', branch: 'main' }, '--project is not an exact name'],
    [
      'an environment of Forgejo',
      'github',
      { issuer: 'https://codeberg.org/api/actions', repository: 'acme/app', environment: 'x' },
      'subjects of Forgejo contain no environment',
    ],
    ['an environment of GitLab', 'gitlab', { project: 'acme/app', environment: 'x' }, '--environment cannot be used'],
    ['a branch of CircleCI', 'circleci', { organizationId: 'o', projectId: 'p', branch: 'main' }, '--branch cannot be'],
    ['CircleCI without a project', 'circleci', { organizationId: 'o' }, '--project-id is missing'],
    ['no subject', 'generic', { issuer: 'https://idp.example' }, '--subject is missing'],
  ])('%s', (_, ci, options, fault) => {
    expect(() => planFor(ci, options)).toThrow(fault);
  });
});

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/);
const id = fc.integer({ min: 1, max: 999_999 }).map(String);
const ref = fc.stringMatching(/^[a-z][a-z0-9/._${}-]{0,10}$/);

interface Scene {
  /** A job's token. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Tokens that must not get in. */
  readonly neighbours: readonly Readonly<Record<string, unknown>>[];
}

const github = fc
  .record({
    owner: name,
    repo: name,
    ownerId: id,
    repoId: id,
    immutable: fc.boolean(),
    context: fc.oneof(
      ref.map((branch) => `ref:refs/heads/${branch}`),
      ref.map((tag) => `ref:refs/tags/${tag}`),
      name.map((environment) => `environment:${environment}`),
      fc.constant('pull_request'),
    ),
  })
  .map(({ owner, repo, ownerId, repoId, immutable, context }): Scene => {
    const claims = (at: { owner?: string; repo?: string; ownerId?: string; repoId?: string; context?: string }) => {
      const job = { owner, repo, ownerId, repoId, context, ...at };
      const subject = immutable
        ? `repo:${job.owner}@${job.ownerId}/${job.repo}@${job.repoId}`
        : `repo:${job.owner}/${job.repo}`;
      return {
        iss: 'https://token.actions.githubusercontent.com',
        aud: 'sts.amazonaws.com',
        sub: `${subject}:${job.context}`,
        repository: `${job.owner}/${job.repo}`,
        repository_id: job.repoId,
        repository_owner_id: job.ownerId,
      };
    };
    return {
      claims: claims({}),
      neighbours: [
        claims({ owner: `${owner}-evil`, ownerId: `${ownerId}0`, repoId: `${repoId}0` }),
        // The name was given to somebody else.
        claims({ ownerId: `${ownerId}0`, repoId: `${repoId}0` }),
        claims({ repo: `${repo}-playground`, repoId: `${repoId}0` }),
        claims({ context: 'ref:refs/heads/another-branch!' }),
      ],
    };
  });

const gitlab = fc
  .record({ group: name, project: name, projectId: id, ref, type: fc.constantFrom('branch', 'tag') })
  .map(({ group, project, projectId, ref, type }): Scene => {
    const claims = (at: { group?: string; projectId?: string; ref?: string }) => {
      const job = { group, projectId, ref, ...at };
      const path = `${job.group}/${project}`;
      const sub = `project_path:${path}:ref_type:${type}:ref:${job.ref}`;
      return {
        iss: 'https://gitlab.com',
        aud: 'sts.amazonaws.com',
        sub,
        project_path: path,
        project_id: job.projectId,
      };
    };
    return {
      claims: claims({}),
      neighbours: [
        claims({ group: `${group}-evil`, projectId: `${projectId}0` }),
        claims({ projectId: `${projectId}0` }),
        claims({ ref: `${ref}-2` }),
      ],
    };
  });

const circleci = fc.record({ org: fc.uuid(), project: fc.uuid(), user: fc.uuid(), branch: ref }).map((job): Scene => {
  const claims = (at: { org?: string; project?: string; user?: string }) => {
    const { org, project, user, branch } = { ...job, ...at };
    return {
      iss: `https://oidc.circleci.com/org/${org}`,
      aud: org,
      sub: `org/${org}/project/${project}/user/${user}/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/${branch}`,
      'oidc.circleci.com/project-id': project,
    };
  };
  return {
    claims: claims({}),
    neighbours: [
      claims({ org: 'another' }),
      claims({ project: 'another' }),
      claims({ project: `${job.project}/user/x` }),
    ],
  };
});

const semaphore = fc.record({ org: name, project: fc.uuid(), repo: name, branch: ref }).map((job): Scene => {
  const claims = (at: { project?: string; branch?: string; org?: string }) => {
    const { org, project, repo, branch } = { ...job, ...at };
    return {
      iss: `https://${org}.semaphoreci.com`,
      aud: `https://${org}.semaphoreci.com`,
      sub: `org:${org}:project:${project}:repo:${repo}:ref_type:branch:ref:refs/heads/${branch}`,
      'https://aws.amazon.com/tags': { principal_tags: { prj_id: [project] } },
    };
  };
  return {
    claims: claims({}),
    neighbours: [
      claims({ project: 'another' }),
      claims({ branch: `${job.branch}-2` }),
      claims({ org: `${job.org}-evil` }),
    ],
  };
});

const generic = fc.string({ minLength: 1 }).map((subject): Scene => {
  const claims = { iss: 'https://idp.example/path', aud: 'sts.amazonaws.com', sub: `job:${subject}` };
  return {
    claims,
    neighbours: [
      { ...claims, sub: `job:${subject}x` },
      { ...claims, aud: 'another' },
    ],
  };
});

describe('a policy that is generated from a token', () => {
  it.each<[string, fc.Arbitrary<Scene>]>([
    ['github', github],
    ['gitlab', gitlab],
    ['circleci', circleci],
    ['semaphore', semaphore],
    ['generic', generic],
  ])('of %s takes the token, refuses its neighbours and passes the linter', (expected, scenes) => {
    fc.assert(
      fc.property(scenes, ({ claims, neighbours }) => {
        const { ci, options } = optionsFromClaims(claims);
        expect(ci).toBe(expected);
        const plan = planFor(ci, options);
        expect(accepts(plan, claims)).toBe(true);
        for (const neighbour of neighbours) expect(accepts(plan, neighbour)).toBe(false);
        const found = lint(JSON.stringify(trustPolicyIn(plan, account)), 'trust.json')
          .map(({ rule }) => rule)
          // Text that is made up can look like what a guide left to its reader.
          .filter((rule) => rule !== 'unfilled-placeholder');
        // A policy for pull requests is what a job of one asks for, and still a risk.
        expect([...new Set(found)]).toEqual(String(claims.sub).endsWith(':pull_request') ? ['pull-request'] : []);
      }),
    );
  });

  it('takes a customized subject as it is', () => {
    const claims = {
      iss: 'https://token.actions.githubusercontent.com',
      aud: 'sts.amazonaws.com',
      sub: 'repo:acme/app:environment:prod:job_workflow_ref:acme/ci/.github/workflows/x.yml@refs/heads/main',
      repository: 'acme/app',
      repository_id: 1,
      repository_owner_id: 2,
    };
    const { ci, options } = optionsFromClaims(claims);
    expect(accepts(planFor(ci, options), claims)).toBe(true);
    expect(accepts(planFor(ci, options), { ...claims, sub: 'repo:acme/app:environment:prod' })).toBe(false);
  });

  it.each<[string, object, string]>([
    [
      'a tag of Semaphore',
      { iss: 'https://acme.semaphoreci.com', sub: 'org:acme:project:p:repo:web:ref_type:tag:ref:refs/tags/v1' },
      'semaphore',
    ],
    [
      'a customized subject of GitLab',
      { iss: 'https://gitlab.com', sub: 'project_path:acme/app:environment_protected:true', project_path: 'acme/app' },
      'gitlab',
    ],
    [
      'a project ID of GitLab first',
      { iss: 'https://gitlab.com', sub: 'project_id:20:ref_type:branch:ref:main' },
      'generic',
    ],
    ['any other issuer', { iss: 'https://idp.example', sub: 'organization:acme:pipeline:app:x' }, 'generic'],
  ])('takes %s', (_, claims, expected) => {
    const token = { aud: 'sts.amazonaws.com', 'https://aws.amazon.com/tags': { principal_tags: {} }, ...claims };
    const { ci, options } = optionsFromClaims(token);
    expect(ci).toBe(expected);
    expect(accepts(planFor(ci, options), token)).toBe(true);
  });

  it('cannot be made for CircleCI when the token names no project', () => {
    const { ci, options } = optionsFromClaims({ iss: 'https://oidc.circleci.com/org/o-1', aud: 'o-1', sub: 'x' });
    expect(() => planFor(ci, options)).toThrow('--project-id is missing');
  });

  it('of Forgejo has the form of GitHub', () => {
    const claims = {
      iss: 'https://codeberg.org/api/actions',
      aud: 'sts.amazonaws.com',
      sub: 'repo:acme/app:ref:refs/heads/main',
    };
    const { ci, options } = optionsFromClaims(claims);
    expect(ci).toBe('github');
    expect(accepts(planFor(ci, options), claims)).toBe(true);
  });
});

describe('formats', () => {
  const trust = planFor('github', { repository: 'acme/app', environment: 'a${b}', branch: 'v?' });
  const role: RolePlan = {
    trust,
    roleName: 'deploy',
    account: { ...account, partition: 'aws-cn' },
    permissions: { Version: '2012-10-17', Statement: [] },
  };
  const written = (id: string, changes: Partial<RolePlan> = {}) =>
    formats.find((format) => format.id === id)?.write({ ...role, ...changes }) ?? '';

  it.each(formats.map(({ id }) => id))('%s', (id) => {
    expect(written(id)).toMatchSnapshot();
  });

  it('have a thumbprint only when one is given', () => {
    const commentLines = /^#.*$/gm;
    for (const { id, write } of formats) {
      expect(write(role).replace(commentLines, ''), id).not.toMatch(/thumbprint/i);
      expect(write({ ...role, thumbprint: 'ab12' }), id).toMatch(/thumbprint_?list[^a-z]+ab12/i);
    }
  });

  it('leave the permissions out when none are given', () => {
    const { permissions: _, ...bare } = role;
    for (const { id, write } of formats) expect(write(bare), id).not.toContain('permissions');
  });

  it('the template passes the linter, though it does not know the account', () => {
    const errors = lint(written('cloudformation'), 'template.json').filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
  });
});
