import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import type { Claims } from '../../src/token/token.ts';
import { evaluateToken } from '../../src/trust/evaluate-token.ts';
import { readPolicy } from '../../src/trust/policy.ts';
import { edited, pastedFrom, policyOf, questionOf, request } from './refusal-facts.ts';

/** What a job is, in the words of all CIs. */
interface Job {
  readonly tenant: string;
  readonly project: string;
  readonly branch: string;
  readonly user: string;
  /** Immutable, and not part of any name. */
  readonly id: string;
}

interface Ci {
  readonly path: string;
  readonly token: (job: Job) => Claims;
  /** Subjects as policies have them; `*` for what is left open. */
  readonly patterns: readonly ((job: Job) => string)[];
  /** The claim with the ID of the project. */
  readonly idClaim?: string;
}

const github = 'token.actions.githubusercontent.com';
const githubToken = (sub: (job: Job) => string) => (job: Job) => ({
  sub: sub(job),
  repository: `${job.tenant}/${job.project}`,
  repository_owner: job.tenant,
  repository_id: job.id,
  repository_owner_id: `owner-${job.id}`,
  actor: job.user,
});
const githubPatterns: Ci['patterns'] = [
  ({ tenant, project, branch }) => `repo:${tenant}/${project}:ref:refs/heads/${branch}`,
  ({ tenant, project, branch, id }) => `repo:${tenant}@1/${project}@${id}:ref:refs/heads/${branch}`,
  ({ tenant, project, branch }) => `repo:${tenant}/${project}:ref:${branch}`,
  ({ tenant, project }) => `repo:${tenant}/${project}:*`,
  ({ tenant, project }) => `repo:${tenant}/${project}`,
  ({ tenant, branch }) => `repo:${tenant}/*:ref:refs/heads/${branch}`,
  ({ tenant, project, branch }) => `repo:${tenant.toUpperCase()}/${project}:ref:refs/heads/${branch}`,
  ({ tenant, project }) => `repo:${tenant}/${project}:environment:production`,
  ({ tenant, project, branch }) => `repo:${tenant}-1/${project}-34:ref:refs/heads/${branch}`,
  ({ tenant }) => `repo:${tenant}*`,
];

const circleciOrg = 'oidc.circleci.com/org/o-1';
const circleci = { path: circleciOrg, idClaim: 'oidc.circleci.com/project-id' };
const circleciPatterns: Ci['patterns'] = [
  ({ project, user }) => `org/o-1/project/${project}/user/${user}`,
  ({ project }) => `org/o-1/project/${project}/user/*`,
  ({ project, user, branch }) =>
    `org/o-1/project/${project}/user/${user}/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/${branch}`,
  ({ project, branch }) =>
    `org/o-1/project/${project}/user/*/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/${branch}`,
];

const buildkite = ({ tenant, project, branch }: Job) =>
  `organization:${tenant}:pipeline:${project}:ref:refs/heads/${branch}`;

const cis: readonly Ci[] = [
  {
    path: github,
    token: githubToken(({ tenant, project, branch }) => `repo:${tenant}/${project}:ref:refs/heads/${branch}`),
    patterns: githubPatterns,
    idClaim: 'repository_id',
  },
  {
    path: github,
    token: githubToken(
      ({ tenant, project, branch, id }) => `repo:${tenant}@1/${project}@${id}:ref:refs/heads/${branch}`,
    ),
    patterns: githubPatterns,
    idClaim: 'repository_id',
  },
  {
    path: github,
    token: githubToken(
      ({ tenant, project, branch, user }) => `repo:${tenant}/${project}:ref:refs/heads/${branch}:actor:${user}`,
    ),
    patterns: githubPatterns,
    idClaim: 'repository_id',
  },
  {
    path: github,
    token: githubToken(({ tenant, project }) => `repo:${tenant}/${project}:environment:production`),
    patterns: githubPatterns,
  },
  {
    path: 'gitlab.com',
    token: ({ tenant, project, branch, id, user }) => ({
      sub: `project_path:${tenant}/${project}:ref_type:branch:ref:${branch}`,
      project_path: `${tenant}/${project}`,
      project_id: id,
      user_login: user,
    }),
    patterns: [
      ({ tenant, project, branch }) => `project_path:${tenant}/${project}:ref_type:branch:ref:${branch}`,
      ({ tenant, project }) => `project_path:${tenant}/${project}:*`,
      ({ tenant, branch }) => `project_path:${tenant}/*:ref_type:branch:ref:${branch}`,
      ({ tenant, project, branch }) => `project_path:${tenant}/${project}:ref_type:branch:ref:refs/heads/${branch}`,
      ({ tenant, project, branch }) => `project_path:${tenant}/${project}:ref_type:tag:ref:${branch}`,
      ({ id, branch }) => `project_id:${id}:ref_type:branch:ref:${branch}`,
    ],
    idClaim: 'project_id',
  },
  {
    ...circleci,
    token: ({ project, user }) => ({
      sub: `org/o-1/project/${project}/user/${user}`,
      'oidc.circleci.com/project-id': project,
    }),
    patterns: circleciPatterns,
  },
  {
    ...circleci,
    token: ({ project, user, branch }) => ({
      sub: `org/o-1/project/${project}/user/${user}/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/${branch}`,
      'oidc.circleci.com/project-id': project,
    }),
    patterns: circleciPatterns,
  },
  {
    path: 'agent.buildkite.com',
    token: (job) => ({ sub: `${buildkite(job)}:commit:${job.user}:step:${job.user}`, pipeline_id: job.id }),
    patterns: [
      buildkite,
      (job) => `${buildkite(job)}:*`,
      ({ tenant, project }) => `organization:${tenant}:pipeline:${project}:*`,
      ({ tenant, project, branch }) => `organization:${tenant}:pipeline:${project}:ref:${branch}:*`,
    ],
    idClaim: 'pipeline_id',
  },
  {
    path: 'jenkins.acme.example/oidc',
    token: ({ project }) => ({ sub: `https://jenkins.acme.example/job/${project}/` }),
    patterns: [({ project }) => `https://jenkins.acme.example/job/${project}/`, () => 'https://jenkins.acme.example/*'],
  },
];

/** A person's or a commit's name, and none of the rest: no advice may hold it. */
const runValue = 'u-4711';
const job: Job = { tenant: 'acme', project: 'app', branch: 'main', user: runValue, id: '34' };

const others = {
  tenant: fc.constantFrom('acme', 'other'),
  project: fc.constantFrom('app', 'app', 'web'),
  branch: fc.constantFrom('main', 'main', 'release'),
  user: fc.constantFrom(runValue, 'u-1'),
  id: fc.constantFrom('34', '99'),
};

const scene = fc.constantFrom(...cis).chain((ci) =>
  fc.record({
    ci: fc.constant(ci),
    wanted: fc.record(others),
    more: fc.array(fc.record(others), { maxLength: 1 }),
    pattern: fc.nat({ max: ci.patterns.length - 1 }),
    operator: fc.constantFrom('StringEquals', 'StringLike', 'ForAnyValue:StringEquals', 'StringEqualsIgnoreCase'),
    host: fc.constantFrom(ci.path, ci.path, ci.path, 'idp.example'),
    aud: fc.constantFrom(undefined, 'sts.amazonaws.com', 'mine'),
    pinsId: fc.boolean(),
    unread: fc.constantFrom(undefined, undefined, 'runner_environment', 'repository_owner', 'project_path'),
    address: fc.constantFrom(undefined, undefined, '198.51.100.0/24'),
    federated: fc.constantFrom('own', 'own', 'own', 'slash', 'foreign', 'another issuer'),
    action: fc.constantFrom('sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithWebIdentity', 'sts:AssumeRole'),
  }),
);

type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

function policyIn({ ci, wanted, more, pattern, operator, host, aud, pinsId, unread, address, ...rest }: Scene) {
  const write = ci.patterns[pattern] ?? (() => '*');
  const conditions: Record<string, Record<string, string | string[]>> = {
    [operator]: { [`${host}:sub`]: [wanted, ...more].map(write) },
  };
  const add = (name: string, key: string, value: string) => {
    conditions[name] = { ...conditions[name], [key]: value };
  };
  if (aud !== undefined) add('StringEquals', `${host}:aud`, aud);
  if (pinsId && ci.idClaim !== undefined) {
    add('StringEquals', `${ci.path}:${ci.idClaim}`, ci.idClaim.endsWith('project-id') ? wanted.project : wanted.id);
  }
  if (unread !== undefined) add('StringEquals', `${ci.path}:${unread}`, 'acme');
  if (address !== undefined) add('IpAddress', 'aws:SourceIp', address);
  const arn = 'arn:aws:iam::123456789012:oidc-provider/';
  const federated = {
    own: undefined,
    slash: `${arn}${ci.path}/`,
    foreign: `${arn.replace('1234', '9999')}${ci.path}`,
    'another issuer': `${arn}idp.example`,
  }[rest.federated];
  return policyOf(ci.path, {
    condition: conditions,
    action: rest.action,
    ...(federated === undefined ? {} : { federated }),
  });
}

/** Jobs that are not this one, each with what would have to be open in the policy for it to be meant. */
const strangers: readonly (readonly [keyof Job | 'nothing', Partial<Job>])[] = [
  ['nothing', { tenant: 'stranger', id: '66' }],
  ['nothing', { tenant: 'stranger' }],
  ['nothing', { tenant: 'acme-evil', id: '66' }],
  ['nothing', { tenant: 'evil-acme', id: '66' }],
  ['project', { project: 'app-evil', id: '66' }],
  ['project', { project: 'secret', id: '66' }],
  ['branch', { branch: 'main-evil' }],
  ['branch', { branch: 'evil/main' }],
  ['branch', { branch: 'third' }],
  ['user', { user: 'u-666' }],
  // Somebody who has the names now.
  ['id', { id: '66' }],
];

/** Whether a value of the policy says this of a job: it writes it differently for different ones. */
function isPinned({ ci, pattern, wanted }: Scene, part: keyof Job | 'nothing'): boolean {
  const write = ci.patterns[pattern] ?? (() => '*');
  return part === 'nothing' || write(wanted) !== write({ ...wanted, [part]: 'something-else' });
}

const tokenOf = (ci: Ci, whose: Job): Claims => ({
  iss: `https://${ci.path}`,
  aud: 'sts.amazonaws.com',
  ...ci.token(whose),
});

describe('a change that is shown', () => {
  it('lets the job in, and nobody whom the policy kept out', () => {
    let shown = 0;
    fc.assert(
      fc.property(scene, (one) => {
        const { ci } = one;
        const policy = policyIn(one);
        const token = tokenOf(ci, job);
        const { findings, answer, policy: whole } = diagnose(questionOf(token, policy));
        expect(whole).toBeUndefined();
        const changes = findings.map(({ change }) => change).join('\n');
        expect(changes).not.toMatch(/remove/i);
        if (!JSON.stringify(policy).includes(runValue)) expect(changes).not.toContain(runValue);
        const { edits, change = '' } = findings.find((finding) => finding.edits !== undefined) ?? {};
        if (edits === undefined) return;
        shown++;
        // The rules of an environment are a guard that no branch takes the place of.
        const guarded = [policy, token.sub].map((text) => JSON.stringify(text).includes(':environment:'));
        if (one.federated !== 'another issuer') expect(guarded).not.toEqual([true, false]);
        expect(answer).toBe('refused');
        expect(pastedFrom(change)).toEqual(edits[0]?.new);
        const changed = edited(policy, edits);
        const answers = (whose: Claims, document: object) =>
          evaluateToken(readPolicy(document, 'it'), { claims: whose, ...request, sessionName: 'job-1' }).allowed;
        expect(answers(token, changed)).toBe(one.address === undefined ? true : 'unknown');
        for (const [part, changes] of strangers) {
          const claims = tokenOf(ci, { ...job, ...changes });
          // A private issuer has no other tenants.
          if (
            JSON.stringify(claims) === JSON.stringify(token) ||
            answers(claims, policy) !== false ||
            !isPinned(one, part)
          )
            continue;
          expect([part, claims.sub, answers(claims, changed)]).toEqual([part, claims.sub, false]);
        }
        const [before, after] = [policy, changed].map(({ Statement: [first] }) =>
          Object.values(first?.Condition ?? {}).flatMap((keys) => Object.keys(keys)),
        );
        expect(after?.length).toBeGreaterThanOrEqual(before?.length ?? 0);
      }),
      { numRuns: 1000 },
    );
    expect(shown).toBeGreaterThan(250);
  });
});
