import { describe, expect, it } from 'vitest';
import { detectCi } from '../../src/ci/index.ts';
import type { CiProvider } from '../../src/ci/provider.ts';
import type { HelperError } from '../../src/core/errors.ts';
import type { Env } from '../../src/core/io.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { tokenFault } from '../../src/session/token-fault.ts';
import { type ExplainToken, fetchToken, usableToken } from '../../src/session/token-supply.ts';
import type { Claims } from '../../src/token/token.ts';
import type { TokenSource } from '../../src/token/token-source.ts';
import { failureOf, fakeToken, jobs, noon, roleArn } from '../fakes.ts';
import { makeWorld } from '../world.ts';

function provider(id: string): CiProvider {
  return detectCi({}, id);
}

describe('a token that is not where the user says', () => {
  const settings = { audience: undefined, maxAttempts: 1 };
  const missing = (id: string, from: TokenSource, env: Env): Promise<HelperError> => {
    const { io } = makeWorld({ env });
    return failureOf(() => fetchToken({ ci: provider(id), settings, from }, io));
  };
  const variable = (name: string): TokenSource => ({ kind: 'env', name });
  const withoutPermission = { GITHUB_ACTIONS: 'true' };
  const gitlab = (version: string) => ({ GITLAB_CI: 'true', CI_SERVER_VERSION: version });

  it.each<[string, TokenSource, Env, string, string, string]>([
    [
      'github',
      variable('T'),
      { ...withoutPermission, T: '' },
      'token-permission-missing',
      'The variable T (token-env) is empty. This job cannot request an OIDC token',
      'id-token: write',
    ],
    [
      'github',
      { kind: 'file', path: '/gone' },
      { ...withoutPermission, GITHUB_ACTOR: 'dependabot[bot]' },
      'token-dependabot',
      'The token file /gone does not exist. Dependabot started this run',
      'github.actor',
    ],
    [
      'github',
      { kind: 'file', path: '/gone' },
      jobs.github ?? {},
      'token-unreadable',
      'The token file /gone does not exist. This job needs no token source.',
      'Omit token-env and web-identity-token-file',
    ],
    [
      'gitlab',
      variable('CI_JOB_JWT_V2'),
      gitlab('18.2.1-ee'),
      'token-missing',
      'The variable CI_JOB_JWT_V2 (token-env) is not set. GitLab 17.0 removed this variable, and this server runs 18.2.1-ee.',
      'id_tokens:\n      AWS_ID_TOKEN:',
    ],
    [
      'gitlab',
      variable('CI_JOB_JWT'),
      { GITLAB_CI: 'true' },
      'token-missing',
      'GitLab 17.0 removed this variable.',
      'id_tokens:',
    ],
    ['gitlab', variable('CI_JOB_JWT_V2'), gitlab('16.11.0'), 'token-missing', 'is not set.', 'Check its name'],
    [
      'gitlab',
      variable('DEPLOY_TOKEN'),
      gitlab('17.1.0'),
      'token-missing',
      'This job has no OIDC token.',
      'id_tokens:\n      DEPLOY_TOKEN:\n        aud: sts.amazonaws.com\n\nYou can choose any name.',
    ],
    [
      'gitlab',
      variable('DEPLOY_TOKEN'),
      gitlab('15.6.8'),
      'token-missing',
      'id_tokens require GitLab 15.7, and this server runs 15.6.8.',
      'CI_JOB_JWT_V2',
    ],
    ['gitlab', { kind: 'file', path: '/gone' }, gitlab('17.1.0'), 'token-unreadable', '/gone', 'Check the path'],
    ['circleci', variable('CIRCLE_OIDC_TOKEN'), {}, 'token-missing', 'CIRCLE_OIDC_TOKEN_V2 is not set', 'forked'],
    ['circleci', variable('T'), {}, 'token-missing', 'The variable T', 'Check its name'],
    ['semaphore', variable('SEMAPHORE_OIDC_TOKEN'), {}, 'token-missing', 'no OIDC token', 'Settings > OpenID Connect'],
    ['semaphore', variable('T'), {}, 'token-missing', 'The variable T', 'Check its name'],
    ['custom', variable('T'), {}, 'token-missing', 'The variable T', 'Check its name'],
    [
      'github',
      { kind: 'command', line: 'none' },
      withoutPermission,
      'token-unreadable',
      '127',
      'Run the command alone',
    ],
  ])('on %s: %j', async (id, from, env, code, message, hint) => {
    expect(await missing(id, from, env)).toMatchObject({
      code,
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    });
  });

  it.each<[string, object, string, string]>([
    [
      'a GitHub token',
      { iss: 'https://token.actions.githubusercontent.com' },
      'token-expired',
      'is valid for five minutes',
    ],
    ['a GitLab token', { iss: 'https://gitlab.acme.example', project_path: 'a/b' }, 'token-expired', 'timeout'],
    ['another token', { iss: 'https://ci.acme.example' }, 'token-expired', 'let the CI issue longer-lived tokens'],
    [
      "GitLab's old token",
      { iss: 'gitlab.acme.example', project_path: 'a/b', aud: undefined },
      'token-malformed',
      'id_tokens:',
    ],
  ])('%s that cannot be used is told so in the words of its issuer', async (_, claims, code, hint) => {
    const T = fakeToken('old', { ...claims, exp: noon - 3600 });
    const { io } = makeWorld({ env: { T } });
    const explainToken: ExplainToken = async (error, payload) => tokenFault(error, payload);
    const order = { ci: provider('custom'), settings, from: variable('T'), explainToken };
    expect(await failureOf(() => usableToken(order, io))).toMatchObject({ code, hint: expect.stringContaining(hint) });
  });
});

it.each<[string, string, readonly string[]]>([
  [
    'gitlab',
    'CI_JOB_JWT_V2',
    [
      'notice: Using the variable CI_JOB_JWT_V2, which GitLab 17.0 removes. Declare id_tokens before you upgrade the server.',
    ],
  ],
  ['gitlab', 'T', []],
  ['custom', 'CI_JOB_JWT_V2', []],
])('on %s the variable %s is taken, with what is to be said of it', async (id, name, notices) => {
  const world = makeWorld({ env: { [name]: fakeToken('a') } });
  const settings = { audience: undefined, maxAttempts: 1 };
  await usableToken({ ci: provider(id), settings, from: { kind: 'env', name } }, world.io);
  expect(world.said.filter((line) => !line.startsWith('mask'))).toEqual(notices);
});

it('claims alone give the old token of GitLab away, and the clock an expired one of GitHub', () => {
  const request = { roleArn, sessionName: 'job-1', durationSeconds: 3600, region: 'eu-central-1' };
  const findingsOf = (claims: Claims, code: 'sts-access-denied' | 'sts-token-expired') =>
    diagnose({ claims, request, now: noon * 1000, refusal: { code, message: '' } }).findings;
  const old = { iss: 'gitlab.example.com', sub: 'job_4711', project_path: 'g/p', iat: noon, exp: noon + 3600 };
  expect(findingsOf(old, 'sts-access-denied')[0]).toMatchObject({
    id: 'token-unusable',
    likelihood: 'certain',
    change: expect.stringContaining('id_tokens:'),
  });
  const iss = 'https://token.actions.githubusercontent.com';
  const late = { iss, sub: 's', aud: 'a', exp: noon - 1 };
  expect(findingsOf(late, 'sts-token-expired')[0]?.change).toContain(
    'is valid for five minutes, which cannot be changed',
  );
});
