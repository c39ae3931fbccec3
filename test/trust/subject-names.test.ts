// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a policy variable looks like
import { describe, expect, it } from 'vitest';
import { patternMatches } from '../../src/trust/issuers/subject-mismatch.ts';
import { differingNames, lastingPattern, namedParts } from '../../src/trust/subject-names.ts';

const github = 'token.actions.githubusercontent.com';
const circleci = 'oidc.circleci.com/org/o-1';
const codefresh = 'oidc.codefresh.io';
const repo = '{0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d}';
const other = '{99999999-5b6a-4978-8695-a4b3c2d1e0f9}';
const bitbucket = 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc';

describe('a subject is cut into names and values', () => {
  it.each<[path: string, text: string, parts: [string, string][]]>([
    [
      github,
      'repo:a/b:ref:refs/heads/main',
      [
        ['repo', 'a/b'],
        ['ref', 'refs/heads/main'],
      ],
    ],
    [
      github,
      'repo:a/b:pull_request',
      [
        ['repo', 'a/b'],
        ['pull_request', ''],
      ],
    ],
    [github, 'repo:a/b:*', [['repo', 'a/b']]],
    [
      github,
      'repo:a/b:*:actor:x',
      [
        ['repo', 'a/b'],
        ['actor', 'x'],
      ],
    ],
    [
      circleci,
      'org/o/project/p/user/u/vcs-origin/github.com/a/b/vcs-ref/refs/heads/x/y',
      [
        ['org', 'o'],
        ['project', 'p'],
        ['user', 'u'],
        ['vcs-origin', 'github.com/a/b'],
        ['vcs-ref', 'refs/heads/x/y'],
      ],
    ],
    [
      codefresh,
      'account:a:pipeline:p:scm_repo_url:https://x.example/a:scm_user_name:u:scm_ref:main',
      [
        ['account', 'a'],
        ['pipeline', 'p'],
        ['scm_repo_url', 'https://x.example/a'],
        ['scm_user_name', 'u'],
        ['scm_ref', 'main'],
      ],
    ],
    ['idp.example', 'x', [['x', '']]],
  ])('%s: %s', (path, text, parts) => {
    const found = namedParts(text, path);
    expect(found.map(({ name, value }) => [name, value])).toEqual(parts);
    for (const { value, at } of found) expect(text.slice(at, at + value.length)).toBe(value);
  });
});

describe('what is true of one run is left open', () => {
  it.each<[path: string, subject: string, pattern: string]>([
    [github, 'repo:a/b:ref:refs/heads/main', 'repo:a/b:ref:refs/heads/main'],
    [github, 'repo:a/b:ref:refs/heads/main:actor:jane:run_id:7', 'repo:a/b:ref:refs/heads/main:actor:*:run_id:*'],
    [github, 'actor:jane:repo:a/*', 'actor:*:repo:a/${*}'],
    ['gitlab.example', 'project_path:g/p:user_login:jane:sha:0a1b', 'project_path:g/p:user_login:*:sha:*'],
    [circleci, 'org/o-1/project/p-1/user/u-1', 'org/o-1/project/p-1/user/*'],
    [
      circleci,
      'org/o-1/project/p-1/user/u-1/vcs-origin/x/vcs-ref/refs/heads/main',
      'org/o-1/project/p-1/user/*/vcs-origin/x/vcs-ref/refs/heads/main',
    ],
    [
      'agent.buildkite.com',
      'organization:a:pipeline:b:ref:refs/heads/m:commit:1:step:x',
      'organization:a:pipeline:b:ref:refs/heads/m:*',
    ],
    [bitbucket, `${repo}:${other}`, `${repo}:*`],
    [bitbucket, `${repo}:${repo}:${other}`, `${repo}:${repo}:*`],
    [codefresh, 'account:a:pipeline:p:initiator:jane', 'account:a:pipeline:p:initiator:*'],
    ['oidc.fly.io/acme', 'acme:app:machine-1', 'acme:app:*'],
    ['idp.example', 'job:7', 'job:7'],
  ])('%s: %s', (path, subject, pattern) => {
    expect(lastingPattern(subject, path)).toBe(pattern);
    expect(patternMatches(pattern, subject)).toBe(true);
  });
});

it('says in which parts a pattern and a subject differ', () => {
  const differing = (pattern: string) => differingNames(pattern, 'repo:a/b:ref:refs/heads/main', github);
  expect(differing('repo:a/*:ref:refs/heads/main')).toEqual([]);
  expect(differing('repo:a/c:ref:refs/heads/x')).toEqual(['repo', 'ref']);
  expect(differing('repo:a/c:environment:x')).toEqual(['repo']);
});
