import { expect } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { accountId } from './account.ts';
import { scenario } from './scenario.ts';
import type { Scene, Step } from './scene.ts';

// One for each promise that the answer to a refusal makes. The tables are in test/diagnose/ and test/trust/.

const github = 'token.actions.githubusercontent.com';
const main = 'repo:octo-org/octo-repo:ref:refs/heads/main';
const ofGithub = { iss: `https://${github}`, aud: 'sts.amazonaws.com', sub: main, repository_id: '456789' };
const organization = '5d3e5e5e-4c5b-4a3b-9d0a-1f2e3d4c5b6a';
const circleci = `oidc.circleci.com/org/${organization}`;
const user = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const ofCircleci = {
  iss: `https://${circleci}`,
  aud: organization,
  sub: `org/${organization}/project/mine/user/${user}/vcs-origin/github.com/my-org/my-repo/vcs-ref/refs/heads/main`,
  'oidc.circleci.com/project-id': 'mine',
};

type Conditions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A token and a policy, and what `trust check` says to them. */
async function check(
  scene: Scene,
  claims: JsonObject,
  condition: Conditions,
  ...more: readonly string[]
): Promise<Step> {
  const host = String(claims.iss).replace('https://', '');
  const keyed = Object.entries(condition).map(([operator, keys]) => [
    operator,
    Object.fromEntries(Object.entries(keys).map(([key, value]) => [key.includes(':') ? key : `${host}:${key}`, value])),
  ]);
  const statement = {
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/${host}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: Object.fromEntries(keyed),
  };
  scene.write('work/trust.json', JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));
  scene.write('work/claims.json', JSON.stringify(claims));
  return scene.cli('trust', 'check', 'trust.json', '--claims', 'claims.json', ...more);
}

const fromOffice = { StringEquals: { sub: main }, IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } };

scenario('what only AWS knows is neither met nor a fault, until somebody says it', {}, async (scene) => {
  const open = await check(scene, ofGithub, fromOffice);
  expect(open.exitCode).toBe(8);
  expect(open.stdout).toContain(
    'Accepted if\n  Statement[0], must hold: "IpAddress": { "aws:SourceIp": "198.51.100.0/24" }\n',
  );
  expect(open.stdout).not.toMatch(/remove|certain|no such key/i);
  const json = JSON.parse((await check(scene, ofGithub, fromOffice, '--json')).stdout);
  expect(json).toMatchObject({
    accepted: false,
    answer: 'depends',
    problems: [],
    findings: [{ likelihood: 'possible' }],
  });
  expect((await check(scene, ofGithub, fromOffice, '--source-ip', '198.51.100.7')).exitCode).toBe(0);
  expect((await check(scene, ofGithub, fromOffice, '--source-ip', '203.0.113.7')).exitCode).toBe(1);
  const until = { StringEquals: { sub: main }, DateLessThan: { 'aws:CurrentTime': '2026-12-01T00:00:00Z' } };
  expect((await check(scene, ofGithub, until, '--time', '2026-11-20T12:00:00Z')).exitCode).toBe(0);
  expect((await check(scene, ofGithub, until, '--time', '2026-12-24')).exitCode).toBe(1);
  const doctor = ['doctor', '--claims', 'claims.json', '--trust-policy', 'trust.json', '--aws-region', 'eu-west-1'];
  expect((await scene.cli(...doctor, '--json', '--time', '2026-12-24')).exitCode).toBe(4);
  const unknown = JSON.parse((await scene.cli(...doctor, '--json')).stdout);
  expect(unknown).toMatchObject({ trustPolicy: { accepts: 'unknown' }, problems: [] });
  expect(await scene.cli(...doctor, '--source-ip', 'here')).toMatchObject({ exitCode: 2, error: 'option-invalid' });
  scene.requests();
});

scenario('a change is a whole block in which all keys of a fault are mended', {}, async (scene) => {
  const step = await check(scene, ofGithub, {
    StringEquals: {
      'github.example.com:aud': 'sts.amazonaws.com',
      'github.example.com:sub': main,
      repository_id: '456789',
    },
  });
  expect(step.exitCode).toBe(1);
  expect(step.stdout).toContain(
    [
      '       In Statement[0]:',
      '          "Condition": {',
      '            "StringEquals": {',
      '       -      "github.example.com:aud": "sts.amazonaws.com",',
      `       -      "github.example.com:sub": "${main}",`,
      `       +      "${github}:aud": "sts.amazonaws.com",`,
      `       +      "${github}:sub": "${main}",`,
      `              "${github}:repository_id": "456789"`,
      '            }',
      '          }',
      '',
    ].join('\n'),
  );
  const moved = await check(scene, ofGithub, { StringEquals: { sub: 'repo:octo-org/octo-repo:*' } }, '--json');
  expect(JSON.parse(moved.stdout).findings).toMatchObject([
    {
      id: 'subject-wildcard',
      likelihood: 'certain',
      edits: [
        {
          statement: 'Statement[0]',
          old: { Condition: { StringEquals: { [`${github}:sub`]: 'repo:octo-org/octo-repo:*' } } },
          new: { Condition: { StringLike: { [`${github}:sub`]: 'repo:octo-org/octo-repo:*' } } },
        },
      ],
    },
  ]);
});

scenario('no restriction goes: what a condition was to guard is said instead', {}, async (scene) => {
  const unread = await check(scene, ofGithub, { StringEquals: { sub: main, runner_environment: 'self-hosted' } });
  expect(unread.stdout).toContain(
    'The condition was meant to restrict whose runners the job runs on. Use job_workflow_ref,',
  );
  expect(unread.stdout).not.toMatch(/remove|In Statement\[0\]:/i);
  const another = { StringEquals: { sub: ofCircleci.sub.replace(user, 'somebody') } };
  const pinned = await check(scene, ofCircleci, another);
  expect(pinned.stdout).toContain('[circleci-user]');
  expect(pinned.stdout).not.toContain('In Statement[0]:');
  const everybody = await check(scene, ofGithub, { StringEquals: { sub: 'repo:octo-org*' } });
  expect(everybody.stdout).toContain(`+        "${main}"\n`);
  expect(everybody.stdout).not.toContain('+    "StringLike"');
});

scenario('a policy is offered where none is at hand, with whom it lets in', { ci: 'circleci' }, async (scene) => {
  const without = await scene.cli('doctor', '--aws-region', 'eu-west-1');
  expect(without.stdout).toMatch(
    /It lets in:\n {2}organization [\w-]+, project [\w-]+, any user, any repository, any branch/,
  );
  expect(without.stdout).not.toMatch(/this job only/);
  const step = await check(scene, ofCircleci, { StringLike: { sub: `org/${organization}/project/other/user/*` } });
  expect(step.stdout).not.toContain('"Version"');
  scene.requests();
});

scenario('certain is only what lets the job in, and what else differs is said', {}, async (scene) => {
  const other = { StringLike: { sub: `org/${organization}/project/other/user/*` } };
  const step = await check(scene, ofCircleci, other);
  expect(step.stdout).toContain('1. The policy is for other jobs: the project differs. [subject-mismatch]');
  expect(step.stdout).not.toContain('two forms of subject');
  const both = { StringLike: { ...other.StringLike, aud: 'another' } };
  const { problems, findings } = JSON.parse((await check(scene, ofCircleci, both, '--json')).stdout);
  expect(findings).toMatchObject([
    { id: 'subject-mismatch', likelihood: 'likely' },
    { id: 'policy-audience', likelihood: 'likely' },
  ]);
  expect(problems).toMatchObject([{ code: 'sts-access-denied' }]);
});

scenario('a subject that goes on behind the policy’s value is told as that', {}, async (scene) => {
  const token = { ...ofGithub, sub: `${main}:actor:octocat` };
  const step = await check(scene, token, { StringEquals: { sub: main } });
  expect(step.stdout).toContain(
    "1. The subject begins with the policy's value and continues with :actor:octocat, because the organization or the repository customizes its subjects. [subject-continues]",
  );
  expect(step.stdout).toContain(`+        "${main}:actor:*"\n`);
  const newer = await check(scene, ofCircleci, {
    StringEquals: { sub: `org/${organization}/project/mine/user/${user}` },
  });
  expect(newer.stdout).toMatch(
    /1\. The subject continues with \/vcs-origin\/.* because the token is CIRCLE_OIDC_TOKEN_V2/,
  );
  const branch = await check(scene, { ...ofGithub, sub: `${main}-2` }, { StringEquals: { sub: main } });
  expect(branch.stdout).toContain('1. The policy is for other jobs: the branch or tag differs.');
});

scenario('the caret is where the two really part, behind a wildcard as well', {}, async (scene) => {
  const pattern = ofCircleci.sub.replace(user, '*').replace(/main$/, 'release');
  const { stdout } = await check(scene, ofCircleci, { StringLike: { sub: pattern } });
  const lines = stdout.split('\n');
  const at = lines.findIndex((line) => line.includes('policy: org/'));
  const marked = [0, 2].map((row) => lines[at + row]?.slice(lines[at + row + 1]?.indexOf('^')));
  expect(marked).toEqual(['release', 'main']);
});

scenario('nothing that is true of one run is advised', {}, async (scene) => {
  const commit = '9f3182061f1e2cca4702c368cbc039b7dc9d4485';
  const sub = `organization:acme:pipeline:app:ref:refs/heads/main:commit:${commit}:step:deploy`;
  const token = { iss: 'https://agent.buildkite.com', aud: 'sts.amazonaws.com', sub };
  const step = await check(scene, token, { StringLike: { sub: 'organization:acme:pipeline:other:*' } });
  const [, change = ''] = step.stdout.split('  Change:\n');
  expect(change).toContain('+        "organization:acme:pipeline:app:ref:refs/heads/main:*"\n');
  expect(change).not.toMatch(`${commit}|deploy`);
});

scenario('the keys of a context provider are known to AWS alone', {}, async (scene) => {
  const keys = { 'aws:TransactionContext/IdentityProvider/branch': 'main', 'aws:OriginIdentity/Subject': 'x' };
  const step = await check(scene, ofGithub, { StringEquals: { sub: main, ...keys } });
  expect(step.exitCode).toBe(8);
  expect(step.stdout).toContain('only AWS knows aws:OriginIdentity/Subject');
  const { stdout } = await scene.cli('trust', 'lint', 'trust.json');
  expect(stdout).not.toContain('aws:');
});
