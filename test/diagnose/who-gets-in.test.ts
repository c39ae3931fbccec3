import { expect, it } from 'vitest';
import { whoGetsIn } from '../../src/diagnose/who-gets-in.ts';

const github = 'token.actions.githubusercontent.com';
const circleci = 'oidc.circleci.com/org/o-1';

it.each<[path: string, pattern: string, subject: string, exact: Record<string, string[]>, words: string]>([
  [github, 'repo:acme/app:ref:refs/heads/main', '', {}, 'repository acme/app, branch main'],
  [github, 'repo:acme/app:ref:refs/tags/v*', '', {}, 'repository acme/app, tag v*'],
  [github, 'repo:acme/app:ref:refs/heads/*', '', {}, 'repository acme/app, any branch'],
  [github, 'repo:acme/app:pull_request', '', {}, 'repository acme/app, pull request'],
  [
    github,
    'repo:acme/app:environment:p',
    '',
    { repository_id: ['34'] },
    'repository acme/app, environment p, repository ID 34',
  ],
  [github, 'repo:a/b:*', 'repo:a/b:ref:refs/heads/main', {}, 'repository a/b, any branch or tag'],
  [github, 'repo:a/b:ref:refs/heads/m:actor:*', '', {}, 'repository a/b, branch m, any actor'],
  ['gitlab.com', 'project_path:g/p:ref_type:tag:ref:v1', '', {}, 'project g/p, tag v1'],
  [
    'gitlab.com',
    'project_path:g/p:ref_type:*:ref:main',
    '',
    {},
    'project g/p, any kind of reference, branch or tag main',
  ],
  [
    circleci,
    'org/o-1/project/p-1/user/*',
    '',
    { 'oidc.circleci.com/project-id': ['p-1'] },
    'organization o-1, project p-1, any user, any repository, any branch',
  ],
  [
    'agent.buildkite.com',
    'organization:a:pipeline:b:ref:refs/heads/main:*',
    'organization:a:pipeline:b:ref:refs/heads/main:commit:1:step:x',
    {},
    'organization a, pipeline b, branch main, any commit, any step',
  ],
  ['oidc.fly.io/acme', 'acme:shop:*', '', {}, 'organization acme, app shop, any machine'],
  [
    'identity.depot.dev',
    'spiffe://identity.depot.dev/org/o1/ci/github/a/b/ref/refs/heads/main/sandbox/*',
    '',
    {},
    'organization o1, repository a/b, branch main, any sandbox',
  ],
  [
    'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc',
    '{0a1b}:*',
    '',
    {},
    'any subject that begins with {0a1b}:',
  ],
  ['vstoken.dev.azure.com/o-1', 'p://acme/shop/deploy', '', {}, 'organization acme, project shop, pipeline deploy'],
  ['vstoken.dev.azure.com/o-1', 'sc://a/b/c', '', {}, 'organization a, project b, service connection c'],
  ['vstoken.dev.azure.com/o-1', 'p://acme/*', '', {}, 'any subject that begins with p://acme/'],
  [
    'oidc.eks.eu-central-1.amazonaws.com/id/E',
    'system:serviceaccount:ci:*',
    '',
    {},
    'namespace ci, any service account',
  ],
  ['ci.example/oidc', 'https://ci.example/job/a/', '', {}, 'subject https://ci.example/job/a/'],
  ['idp.example', '*', '', {}, 'any subject'],
  ['idp.example', 'constructor:x\n', '', {}, 'subject constructor:x\\u000a'],
])('%s: %s', (path, pattern, subject, exact, words) => {
  const plan = { issuer: `https://${path}`, audience: 'a', actions: [], exact, subjects: [pattern] };
  expect(whoGetsIn(plan, { subject, path })).toEqual([words]);
});
