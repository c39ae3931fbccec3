import { describe, expect, it } from 'vitest';
import { sessionNameFrom } from '../../src/aws/session-name.ts';
import { ciProviders, detectCi } from '../../src/ci/index.ts';
import type { CiProvider, TokenWishes } from '../../src/ci/provider.ts';
import { tokenFrom } from '../../src/ci/token-from.ts';
import { HelperError } from '../../src/core/errors.ts';
import type { CommandResult, Env } from '../../src/core/io.ts';
import { Secret } from '../../src/core/secret.ts';
import { jobOf } from '../../src/job/job.ts';
import type { Token } from '../../src/token/token.ts';
import { failureOf, fakeToken, githubAndSts, jobFiles, jobs, noon, tokenServices } from '../fakes.ts';
import { makeWorld, type Scenery, type World } from '../world.ts';

function jobOn(id: string): Env {
  const env = jobs[id];
  if (env === undefined) throw new Error(`there is no sample job of ${id} in fakes.ts`);
  return env;
}

function withoutToken(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.includes('TOKEN')));
}

function provider(id: string): CiProvider {
  return detectCi({}, id);
}

/** What each says to switch on when there is no token: a new CI adds its line. */
const remedies: Readonly<Record<string, RegExp>> = {
  github: /permissions:\n +id-token: write/,
  gitlab: /id_tokens:\n +AWS_ID_TOKEN:\n +aud: sts\.amazonaws\.com/,
  circleci: /forked pull requests/,
  semaphore: /Settings > OpenID Connect/,
  'azure-pipelines': /env:\n +SYSTEM_ACCESSTOKEN: \$\(System\.AccessToken\)/,
  bitbucket: /oidc:\n +audiences: \[sts\.amazonaws\.com\]/,
  jenkins: /withCredentials\(\[file\(credentialsId: 'aws', variable: 'AWS_WEB_IDENTITY_TOKEN_FILE'\)\]\)/,
  buildkite: /mount-buildkite-agent: true/,
  codefresh: /Pass them to a container.*: --env CF_OIDC_REQUEST_URL/,
  bitrise: /Pass them to a container.*: --env BITRISE_BUILD_URL/,
  harness: /PIPE_PIPELINE_IDENTITY/,
  teamcity: /env\.AWS_ID_TOKEN = %jwt\.token%/,
  spacelift: /--web-identity-token-file \/mnt\/workspace\/spacelift\.oidc/,
  env0: /Enable OIDC during deployments/,
  'hcp-terraform': /TFC_WORKLOAD_IDENTITY_AUDIENCE = aws\.workload\.identity/,
  vercel: /Secure Backend Access with OIDC Federation/,
  fly: /--volume \/\.fly\/api/,
  google: /--network cloudbuild/,
  kubernetes: /serviceAccountToken: \{ path: token, audience: sts\.amazonaws\.com \}/,
  custom: /--token-env NAME/,
};

describe.each(ciProviders().map((ci) => [ci.id, ci] as const))('the CI %s', (id, ci) => {
  it('has an id of its own, a name and a page of the vendor', () => {
    expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(ciProviders().filter((other) => other.id === id)).toHaveLength(1);
    expect(ci.name).not.toBe('');
    expect(new URL(ci.docs).protocol).toBe('https:');
  });

  it('is found by the environment that it gives to a job, and by its id', () => {
    expect(detectCi(jobOn(id), undefined)).toBe(ci);
    expect(detectCi(jobOn('custom'), id)).toBe(ci);
  });

  it('takes no job of another CI for its own', () => {
    const others = Object.entries(jobs).filter(([other]) => other !== id);
    expect(others.filter(([, env]) => ci.detect(env)).map(([other]) => other)).toEqual(
      id === 'custom' ? others.map(([other]) => other) : [],
    );
    expect(ci.detect({})).toBe(id === 'custom');
  });

  it('tells one job from another, and does so in signs that STS takes', () => {
    const env = jobOn(id);
    const name = sessionNameFrom(ci.jobIdParts(env));
    expect(name).toMatch(/^[\w+=,.@-]{2,64}$/);
    expect(name).not.toBe(sessionNameFrom(ci.jobIdParts({})));
    expect(sessionNameFrom(ci.jobIdParts({}))).toMatch(/^[\w+=,.@-]{2,64}$/);
  });

  it('has a token for a job that is set up well, and prints nothing of it', async () => {
    const files = jobFiles(`${fakeToken('file')}\n`);
    const { io, said, printed } = makeWorld({ env: jobOn(id), files, answer: tokenServices(fakeToken('asked')) });
    const token = await ci.token(undefined, io);
    expect(token.claims.sub).toBe('job:1');
    expect(token.source).not.toBe('');
    expect([...said, ...printed].join('\n')).not.toContain('eyJ');
  });

  it('says what to switch on where a job has no token', async () => {
    // The only one that is asked without a sign that there is anything to ask.
    const nobody = new HelperError('network-failed', 'The request to metadata.google.internal failed: ENOTFOUND.', {
      cause: { code: 'ENOTFOUND' },
    });
    const { io, requests } = makeWorld({ env: withoutToken(jobOn(id)), answer: () => nobody });
    const error = await failureOf(() => ci.token(undefined, io));
    expect(error.code).toMatch(/^(token|ci)-/);
    expect(error.hint).toMatch(remedies[id] ?? 'add a line to `remedies`');
    expect(requests.filter(({ url }) => !url.includes('/computeMetadata/'))).toEqual([]);
  });

  it('never quotes what should have been a token', async () => {
    const secret = 'hunter2.hunter2.hunter2';
    const env = Object.fromEntries(
      Object.entries(jobOn(id)).map(([name, value]) => [name, value?.startsWith('eyJ') ? secret : value]),
    );
    const world = makeWorld({ env, files: jobFiles(secret), answer: tokenServices(secret) });
    const error = await failureOf(() => ci.token(undefined, world.io));
    expect([error.message, error.hint, error.stack, ...world.said, ...world.printed].join('\n')).not.toContain(
      'hunter2',
    );
  });

  it('knows how to get a token with another audience', () => {
    expect(ci.audienceAdvice('sts.amazonaws.com.cn')).toMatch(/audience|id_tokens|issue/i);
  });

  it('hands over by default only in ways that it has', () => {
    expect(ci.defaults.exports.length).toBeGreaterThan(0);
    if (ci.defaults.exports.includes('env')) expect(ci.variables).toBeDefined();
    if (ci.defaults.exports.includes('outputs')) expect(ci.variables).toBe('github-env');
  });
});

it('a sample job stands for every CI in the list, and for no other', () => {
  expect(Object.keys(jobs).sort()).toEqual(
    ciProviders()
      .map(({ id }) => id)
      .sort(),
  );
});

describe('a CI that is named', () => {
  it.each([
    ['gitalb', 'Did you mean gitlab?'],
    ['GitHub', 'Did you mean github?'],
    [
      'zebra',
      `Use one of ${ciProviders()
        .map(({ id }) => id)
        .join(', ')}.`,
    ],
  ])('%s and not known is an error', async (name, hint) => {
    expect(await failureOf(() => detectCi({ GITHUB_ACTIONS: 'true' }, name))).toMatchObject({
      code: 'option-invalid',
      message: `ci has an unknown value: "${name}".`,
      hint,
    });
  });
});

function failureOn(id: string, scenery: Scenery, audience?: string): Promise<HelperError> {
  return failureOf(() => provider(id).token(audience, makeWorld(scenery).io));
}

async function tokenOn(id: string, scenery: Scenery, audience?: string): Promise<Token & { readonly world: World }> {
  const world = makeWorld(scenery);
  return { ...(await provider(id).token(audience, world.io)), world };
}

describe('GitHub', () => {
  it.each([
    [undefined, 'https://run.actions.example/idtoken?api-version=2.0&audience=sts.amazonaws.com'],
    [
      'a b&c=https://x/é',
      'https://run.actions.example/idtoken?api-version=2.0&audience=a%20b%26c%3Dhttps%3A%2F%2Fx%2F%C3%A9',
    ],
  ])('is asked for the audience %s', async (audience, url) => {
    const { world, renewable } = await tokenOn('github', { env: jobOn('github'), answer: githubAndSts() }, audience);
    expect(renewable).toBe(true);
    expect(world.requests).toEqual([
      { method: 'GET', url, headers: { authorization: 'Bearer fake-request-token', accept: 'application/json' } },
    ]);
  });

  it('may have an endpoint without a query', async () => {
    const env = { ...jobOn('github'), ACTIONS_ID_TOKEN_REQUEST_URL: 'https://forge.example/token' };
    const { world } = await tokenOn('github', { env, answer: githubAndSts() });
    expect(world.requests[0]?.url).toBe('https://forge.example/token?audience=sts.amazonaws.com');
  });

  it.each([
    [401, '{}', 'token-endpoint-failed', 'answered 401.'],
    [403, '<html>', 'token-endpoint-failed', 'answered 403.'],
    [429, '', 'token-endpoint-unavailable', 'answered 429.'],
    [500, '', 'token-endpoint-unavailable', 'answered 500.'],
    [503, '{"value": "x"}', 'token-endpoint-unavailable', 'answered 503.'],
    [200, '', 'token-endpoint-failed', 'answered 200 without a token.'],
    [200, '{"token": "x"}', 'token-endpoint-failed', 'answered 200 without a token.'],
    [200, '[]', 'token-endpoint-failed', 'answered 200 without a token.'],
    [302, '{"value": "x"}', 'token-endpoint-failed', 'answered 302.'],
  ])('that answers %i %j is %s', async (status, body, code, message) => {
    const answer = () => ({ status, body, headers: { 'retry-after': '7' } });
    const error = await failureOn('github', { env: jobOn('github'), answer });
    expect(error).toMatchObject({ code, retryAfterSeconds: 7 });
    expect(error.message).toBe(`The token endpoint https://run.actions.example ${message}`);
    expect(error.hint).toContain('401 or 403');
  });

  it('that answers through a proxy is named with it', async () => {
    const answer = () => ({ status: 403, body: '<html>', via: 'the proxy 10.0.0.1:3128' });
    const error = await failureOn('github', { env: jobOn('github'), answer });
    expect(error.message).toBe(
      'The token endpoint https://run.actions.example answered 403 through the proxy 10.0.0.1:3128.',
    );
  });

  it.each([
    ['ACTIONS_ID_TOKEN_REQUEST_URL', 'run.actions.example/token', 'is not an http or https URL'],
    ['ACTIONS_ID_TOKEN_REQUEST_URL', 'http://', 'is not an http or https URL'],
    ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ftp://run.actions.example', 'is not an http or https URL'],
    ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'fake-request-token\n', 'a line break'],
    ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'fake-request-tokén', 'invalid in an HTTP header'],
  ])('is not asked where %s is %j', async (variable, value, message) => {
    const error = await failureOn('github', { env: { ...jobOn('github'), [variable]: value } });
    expect(error).toMatchObject({ code: 'token-endpoint-failed', message: expect.stringContaining(message) });
    expect(error.message).toContain(variable);
    expect(`${error.message} ${error.hint}`).not.toContain(value.trim());
  });

  const event = (head: object) => ({ '/event.json': JSON.stringify({ pull_request: { head } }) });
  const pullRequest = { GITHUB_EVENT_PATH: '/event.json', GITHUB_REPOSITORY: 'octo-org/octo-repo' };
  it.each<[why: string, env: Env, files: Readonly<Record<string, string>>, code: string, hint: RegExp]>([
    ['the permission is missing', {}, {}, 'token-permission-missing', /contents: read[\s\S]*reusable workflow/],
    ['it is on Forgejo', { FORGEJO_ACTIONS: 'true' }, {}, 'token-permission-missing', /enable-openid-connect: true/],
    ['it is on Gitea', { GITEA_ACTIONS: 'true' }, {}, 'token-permission-missing', /Gitea issues no OIDC tokens/],
    ['act plays the runner', { ACT: 'true' }, {}, 'ci-without-oidc', /emulator --ci github[\s\S]*env\.ACT != 'true'/],
    [
      'Dependabot started it',
      { GITHUB_ACTOR: 'dependabot[bot]' },
      {},
      'token-dependabot',
      /if: github\.actor != 'dependabot\[bot\]'/,
    ],
    [
      'it is of a fork',
      pullRequest,
      event({ repo: { full_name: 'evil/octo-repo' } }),
      'token-fork',
      /if: github\.event\.pull_request/,
    ],
    [
      'it is of a pull request of its own',
      pullRequest,
      event({ repo: { full_name: 'octo-org/octo-repo' } }),
      'token-permission-missing',
      /id-token/,
    ],
    ['the fork was deleted meanwhile', pullRequest, event({ repo: null }), 'token-fork', /if: github/],
    [
      'it is of a fork, with the permissions of the base',
      { ...pullRequest, GITHUB_EVENT_NAME: 'pull_request_target' },
      event({ repo: { full_name: 'evil/octo-repo' } }),
      'token-permission-missing',
      /id-token: write[\s\S]*never run its code/,
    ],
    ['the event has no head', pullRequest, event({}), 'token-permission-missing', /well\.$/],
    ['the event is no pull request', pullRequest, { '/event.json': '{}' }, 'token-permission-missing', /id-token/],
    ['the event cannot be read', pullRequest, { '/event.json': '{' }, 'token-permission-missing', /id-token/],
    ['the event is gone', pullRequest, {}, 'token-permission-missing', /id-token/],
  ])('gives no token where %s, and the hint fits', async (_why, env, files, code, hint) => {
    const error = await failureOn('github', { env: { ...withoutToken(jobOn('github')), ...env }, files });
    expect(error.code).toBe(code);
    expect(error.hint).toMatch(hint);
  });

  it('gives no token where the event may not be read, and says why it gives none all the same', async () => {
    const { io } = makeWorld({ env: { ...withoutToken(jobOn('github')), ...pullRequest } });
    const read = (path: string): never => {
      throw new HelperError('input-unreadable', `${path} cannot be read.`);
    };
    const error = await failureOf(() => provider('github').token(undefined, { ...io, files: { ...io.files, read } }));
    expect(error.code).toBe('token-permission-missing');
  });

  it('masks in its log', async () => {
    const { io, said } = makeWorld();
    const { jwt } = await tokenOn('github', { env: jobOn('github'), answer: githubAndSts() });
    await provider('github').mask?.([jwt], io);
    expect(said).toEqual([`mask: ${fakeToken('github-1')}`]);
  });
});

describe('GitLab', () => {
  const ofGitlab = { project_path: 'g/p' };
  const forAws = fakeToken('aws', ofGitlab);
  const forVault = fakeToken('vault', { ...ofGitlab, aud: 'https://vault.example' });
  const foreign = fakeToken('foreign', { aud: 'https://elsewhere.example' });

  it.each<[what: string, env: Env, audience: string | undefined, token: string]>([
    ['the only one', { ANY_NAME: forAws }, undefined, 'aws'],
    ['one with a line break', { A: `${forAws}\n` }, undefined, 'aws'],
    ["the one for AWS, among the job's", { A: forVault, B: forAws }, undefined, 'aws'],
    ['the one with the audience that is asked for', { A: forVault, B: forAws }, 'https://vault.example', 'vault'],
    ['one of GitLab for something else, if it is the only one', { A: forVault, B: foreign }, undefined, 'vault'],
    ['one that two variables hold', { A: forAws, B: forAws }, undefined, 'aws'],
    [
      'one beside what only looks like one',
      { A: forAws, B: 'eyJhIjoxfQ.eyJ.x', C: 'eyJhbGci.eyJub3Q.x' },
      undefined,
      'aws',
    ],
    ['one of several audiences', { A: fakeToken('many', { aud: ['x', 'sts.amazonaws.com'] }) }, undefined, 'many'],
    ['a declared one before the server’s old one', { A: forAws, CI_JOB_JWT_V2: fakeToken('old') }, undefined, 'aws'],
  ])('has %s', async (_what, env, audience, name) => {
    const { claims, source, renewable, world } = await tokenOn('gitlab', { env }, audience);
    expect(claims.jti).toBe(name);
    expect(source).toMatch(/^the variable [A-Z_]+$/);
    expect(renewable).toBe(false);
    expect(world.said).toEqual([]);
  });

  it.each(['CI_JOB_JWT_V2', 'CI_JOB_JWT', 'CI_JOB_JWT_V1'])('had %s, and says when that ends', async (name) => {
    const { claims, world } = await tokenOn('gitlab', { env: { [name]: fakeToken('old') } });
    expect(claims.jti).toBe('old');
    expect(world.said).toEqual([
      `notice: Using the variable ${name}, which GitLab 17.0 removes. Declare id_tokens before you upgrade the server.`,
    ]);
  });

  it.each<[what: string, env: Env, audience: string | undefined, code: string, words: RegExp]>([
    [
      'two that fit',
      { A: forAws, B: fakeToken('b') },
      undefined,
      'token-ambiguous',
      /variable A \(audience sts\.amazonaws\.com\), the variable B.*--token-env/s,
    ],
    [
      'none for the audience',
      { A: forVault },
      'x',
      'token-audience',
      /audience x: the variable A \(audience https:\/\/vault\.example\).*aud: x/s,
    ],
    ['one without an audience', { A: fakeToken('n', { aud: undefined }) }, 'x', 'token-audience', /audience none/],
    ['a foreign one only', { A: foreign }, undefined, 'token-audience', /elsewhere/],
    ['none', { A: 'eyJ' }, 'x', 'token-missing', /aud: x/],
  ])('with %s says so', async (_what, env, audience, code, words) => {
    const error = await failureOn('gitlab', { env }, audience);
    expect(error.code).toBe(code);
    expect(`${error.message}\n${error.hint}`).toMatch(words);
  });

  it('advises the lines to paste', () => {
    expect(provider('gitlab').audienceAdvice('x')).toBe(
      'Request it in the job:\n\n    id_tokens:\n      AWS_ID_TOKEN:\n        aud: x',
    );
  });
});

describe('CircleCI', () => {
  const command = 'circleci run oidc get --claims {"aud":"sts.amazonaws.com"}';
  const minted = { status: 0, stdout: `${fakeToken('minted')}\n`, stderr: '' };

  it.each<[what: string, env: Env, audience: string | undefined, token: string, ran: readonly string[]]>([
    ['the variable', jobOn('circleci'), undefined, 'circleci', []],
    ['the older variable', { CIRCLE_OIDC_TOKEN: fakeToken('v1'), CIRCLE_OIDC_TOKEN_V2: '' }, undefined, 'v1', []],
    ['the variable, if it has the audience', jobOn('circleci'), 'd5a0f6a1-9a5b-4a8e-8c39-1d0b2f6a7c55', 'circleci', []],
    ['its program for another audience', jobOn('circleci'), 'sts.amazonaws.com', 'minted', [command]],
    ['its program without a variable', {}, 'sts.amazonaws.com', 'minted', [command]],
  ])('gives the token by %s', async (_what, env, audience, name, ran) => {
    const { claims, renewable, world } = await tokenOn('circleci', { env, programs: { [command]: minted } }, audience);
    expect(claims.jti).toBe(name);
    expect(renewable).toBe(true);
    expect(world.ran).toEqual(ran);
  });

  const like = 'circleci run oidc get --claims {"aud":"d5a0f6a1-9a5b-4a8e-8c39-1d0b2f6a7c55"}';
  const old = (exp: number): Env => ({
    CIRCLE_OIDC_TOKEN_V2: fakeToken('old', { aud: 'd5a0f6a1-9a5b-4a8e-8c39-1d0b2f6a7c55', exp }),
  });

  it('gives a fresh token like that of the variable when that one ends', async () => {
    const { claims, world } = await tokenOn('circleci', { env: old(noon + 59), programs: { [like]: minted } });
    expect(claims.jti).toBe('minted');
    expect(world.ran).toEqual([like]);
  });

  it.each([
    ['is not there', {}],
    ['fails', { [like]: { status: 1, stdout: '', stderr: 'no access' } }],
  ])('gives that of the variable to its end where the program %s', async (_what, programs) => {
    const { claims, world } = await tokenOn('circleci', { env: old(noon + 59), programs });
    expect(claims.jti).toBe('old');
    expect(world.said.at(-1)).toMatch(
      /^info: Using the token in the variable CIRCLE_OIDC_TOKEN_V2, as no fresh one is available\. /,
    );
  });

  it.each([
    ['is missing', undefined, /requires the program circleci, which is not on the PATH/],
    [
      'fails',
      { status: 2, stdout: '', stderr: '\nError: no agent\r\nmore' },
      /failed with exit code 2: Error: no agent$/,
    ],
    ['fails silently', { status: 1, stdout: '', stderr: '' }, /failed with exit code 1: no message/],
  ])('says that its program %s', async (_how, result, message) => {
    const programs = result === undefined ? {} : { [command]: result };
    const error = await failureOn('circleci', { env: jobOn('circleci'), programs }, 'sts.amazonaws.com');
    expect(error.code).toBe('token-endpoint-failed');
    expect(error.message).toMatch(message);
    expect(error.hint).toContain('--audience');
  });

  it('advises both ways to an audience', () => {
    expect(provider('circleci').audienceAdvice('x')).toMatch(/Register that ID.*request x with --audience/);
  });
});

describe('Azure Pipelines', () => {
  const env = jobOn('azure-pipelines');
  const url = 'https://dev.azure.com/acme/p/_apis/distributedtask/hubs/build/plans/1/jobs/2/oidctoken';
  const connection = '0d1c2b3a-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
  const slots = {
    SYSTEM_OIDCREQUESTURI: undefined,
    SYSTEM_TEAMPROJECTID: 'p',
    SYSTEM_HOSTTYPE: 'build',
    SYSTEM_PLANID: '1',
    SYSTEM_JOBID: '2',
  };

  it.each<[what: string, changes: Env, wishes: TokenWishes, query: string]>([
    ['the token of the pipeline', {}, {}, ''],
    ['that of a service connection', {}, { serviceConnectionId: connection }, `&serviceConnectionId=${connection}`],
    ['at a URL that ends in a slash', { SYSTEM_OIDCREQUESTURI: `${url}/` }, {}, ''],
    ['at a URL made of the other variables', slots, {}, ''],
    ['with a collection without a slash', { ...slots, SYSTEM_COLLECTIONURI: 'https://dev.azure.com/acme' }, {}, ''],
  ])('is asked for %s', async (_what, changes, wishes, query) => {
    const world = makeWorld({ env: { ...env, ...changes }, answer: githubAndSts() });
    const token = await provider('azure-pipelines').token('ignored', world.io, wishes);
    expect(token).toMatchObject({ renewable: true, source: 'the token endpoint' });
    expect(world.requests).toEqual([
      {
        method: 'POST',
        url: `${url}?api-version=7.1${query}`,
        headers: {
          authorization: 'Bearer fake-access-token',
          accept: 'application/json',
          'content-type': 'application/json',
          'x-tfs-fedauthredirect': 'Suppress',
        },
      },
    ]);
  });

  it.each<[what: string, changes: Env, code: string, words: RegExp]>([
    ['the token is not mapped', { SYSTEM_ACCESSTOKEN: undefined }, 'token-permission-missing', /is not mapped\./],
    [
      'the macro arrives as a text',
      { SYSTEM_ACCESSTOKEN: '$(System.AccessToken)' },
      'token-permission-missing',
      /an unexpanded macro/,
    ],
    [
      'nothing says where to ask',
      { SYSTEM_OIDCREQUESTURI: '' },
      'token-missing',
      /docker run -e SYSTEM_OIDCREQUESTURI/,
    ],
    ['nor which organization', { SYSTEM_OIDCREQUESTURI: '', SYSTEM_COLLECTIONURI: '' }, 'token-missing', /docker run/],
    [
      'the server is on premises',
      { SYSTEM_OIDCREQUESTURI: '', SYSTEM_COLLECTIONURI: 'https://tfs.acme.example/DefaultCollection/' },
      'ci-without-oidc',
      /Azure DevOps Server issues no OIDC tokens to jobs.*--token-env NAME/s,
    ],
    [
      'the URL is none',
      { SYSTEM_OIDCREQUESTURI: 'dev.azure.com' },
      'token-endpoint-failed',
      /SYSTEM_OIDCREQUESTURI is not/,
    ],
    [
      'the token cannot be sent',
      { SYSTEM_ACCESSTOKEN: 'a b' },
      'token-endpoint-failed',
      /SYSTEM_ACCESSTOKEN contains a space/,
    ],
  ])('gives none where %s', async (_what, changes, code, words) => {
    const { io, requests } = makeWorld({ env: { ...env, ...changes } });
    const error = await failureOf(() => provider('azure-pipelines').token(undefined, io));
    expect(error.code).toBe(code);
    expect(`${error.message}\n${error.hint}`).toMatch(words);
    expect(requests).toEqual([]);
  });

  it.each<[status: number, body: string, wishes: TokenWishes, code: string, words: RegExp]>([
    [200, '<html>Sign in</html>', {}, 'token-endpoint-failed', /answered 200 without a token\..*A sign-in page/s],
    [203, '<html>Sign in</html>', {}, 'token-endpoint-failed', /answered 203\..*SYSTEM_ACCESSTOKEN is not/s],
    [302, '', {}, 'token-endpoint-failed', /answered 302\..*Map it in this step/s],
    [401, '', {}, 'token-endpoint-failed', /answered 401\..*SYSTEM_ACCESSTOKEN: \$\(System\.AccessToken\)/s],
    [
      403,
      '{"message":"TF400813: not authorized."}',
      {},
      'token-endpoint-failed',
      /answered 403: TF400813: not authorized\./,
    ],
    [404, '', {}, 'token-endpoint-failed', /answered 404\..*does not offer OIDC tokens/s],
    [
      404,
      '{"message":"No connection."}',
      { serviceConnectionId: connection },
      'token-endpoint-failed',
      /404: No connection\..*resourceId/s,
    ],
    [429, '', {}, 'token-endpoint-unavailable', /answered 429/],
    [500, '{}', {}, 'token-endpoint-unavailable', /status\.dev\.azure\.com/],
    [200, '{"oidcToken":""}', {}, 'token-endpoint-failed', /without a token/],
  ])('that answers %i %j, asked with %j, is %s', async (status, body, wishes, code, words) => {
    const { io } = makeWorld({ env, answer: () => ({ status, body }) });
    const error = await failureOf(() => provider('azure-pipelines').token(undefined, io, wishes));
    expect(error.code).toBe(code);
    expect(`${error.message}\n${error.hint}`).toMatch(words);
  });

  it('names its audience where another one is asked for', () => {
    expect(provider('azure-pipelines').audienceAdvice('x')).toMatch(/the audience is api:\/\/AzureADTokenExchange/);
  });

  it('sets a variable by a line in which nothing is a command of its own', () => {
    const set = provider('azure-pipelines').setVariable;
    expect(set?.('A', 'C:\\x %41\n##vso[task.complete]')).toBe(
      '##vso[task.setvariable variable=A]C:\\x %AZP2541%0A##vso[task.complete]',
    );
  });
});

describe('Bitbucket', () => {
  const env = jobOn('bitbucket');

  it('names its session without the braces', () => {
    expect(sessionNameFrom(provider('bitbucket').jobIdParts(env))).toBe(
      'bitbucket-9e8d7c6b-5a4f-4e3d-8c2b-1a0f9e8d7c6b',
    );
  });

  it('gives a step one token', async () => {
    const { claims, renewable, source } = await tokenOn('bitbucket', { env });
    expect([claims.jti, renewable, source]).toEqual(['bitbucket', false, 'the variable BITBUCKET_STEP_OIDC_TOKEN']);
  });

  it('says how to ask for one, with the audience, and how a pipe gets it', async () => {
    const error = await failureOn('bitbucket', { env: { BITBUCKET_STEP_UUID: '{a}' } }, 'my-aud');
    expect(error.hint).toMatch(/audiences: \[my-aud\].*BITBUCKET_STEP_OIDC_TOKEN: \$BITBUCKET_STEP_OIDC_TOKEN/s);
  });

  it('is no other CI that builds from it', () => {
    expect(provider('bitbucket').detect({ JENKINS_URL: 'x', BITBUCKET_BUILD_NUMBER: '1' })).toBe(false);
  });

  it('advises both ways to an audience', () => {
    expect(provider('bitbucket').audienceAdvice('x')).toMatch(/audiences: \[x\].*register the token's audience/s);
  });
});

describe('Jenkins', () => {
  const env = jobOn('jenkins');
  const own = (name: string, claims = {}): string =>
    fakeToken(name, { aud: ['sts.amazonaws.com'], build_number: 17, ...claims });
  const other = own('other', { build_number: 16 });
  const forVault = own('vault', { aud: ['vault'] });

  it.each([
    [{ JENKINS_URL: 'https://ci.example/', JOB_NAME: 'shop/main', BUILD_NUMBER: '17' }, 'jenkins-shop-main-17'],
    [{ EXECUTOR_NUMBER: '0', JOB_NAME: 'shop', BUILD_ID: '17' }, 'jenkins-shop-17'],
    [
      { JENKINS_URL: 'https://ci.example/', JOB_NAME: `acme/${'folder/'.repeat(9)}shop/main`, BUILD_NUMBER: '17' },
      'jenkins-er-folder-folder-folder-folder-shop-main-17',
    ],
  ])('calls the build of %j %s', (variables, name) => {
    expect(detectCi(variables, undefined).id).toBe('jenkins');
    expect(sessionNameFrom(provider('jenkins').jobIdParts(variables))).toBe(name);
  });

  it.each<[what: string, variables: Env, audience: string | undefined, token: string]>([
    ['of a variable, whatever its name', { X: own('x') }, undefined, 'x'],
    ['of this build, among others', { A: other, B: own('b') }, undefined, 'b'],
    ['for AWS, among those of this build', { A: forVault, B: own('b') }, undefined, 'b'],
    ['for the audience that is asked for', { A: own('a'), B: forVault }, 'vault', 'vault'],
    ['for another audience, if it is the only one', { A: forVault }, undefined, 'vault'],
    ['whose claims were changed, if it is the only one', { A: own('a', { build_number: undefined }) }, undefined, 'a'],
  ])('has the token %s', async (_what, variables, audience, name) => {
    const found = await tokenOn('jenkins', { env: { ...env, AWS_ID_TOKEN: undefined, ...variables } }, audience);
    expect([found.claims.jti, found.renewable]).toEqual([name, false]);
  });

  const file = { AWS_WEB_IDENTITY_TOKEN_FILE: '/ws@tmp/secretFiles/1/id_token' };

  it('has the token of a file before those of variables that are of another build', async () => {
    const files = { '/ws@tmp/secretFiles/1/id_token': own('file') };
    const found = await tokenOn('jenkins', { env: { ...env, ...file, AWS_ID_TOKEN: other }, files });
    expect(found).toMatchObject({ claims: { jti: 'file' }, path: '/ws@tmp/secretFiles/1/id_token' });
  });

  it.each([
    ['with a notice, that of the agent’s pod', 'system:serviceaccount:ci:jenkins', /identity of the agent's pod/],
    ['without one, that of a credential', 'https://ci.example/job/shop/', /^$/],
  ])('has the token of a file: %s', async (_what, sub, notice) => {
    const files = { '/ws@tmp/secretFiles/1/id_token': fakeToken('file', { sub, aud: ['sts.amazonaws.com'] }) };
    const world = makeWorld({ env: { ...env, ...file, AWS_ID_TOKEN: undefined }, files });
    expect((await provider('jenkins').token(undefined, world.io)).claims.jti).toBe('file');
    expect(world.said.join('')).toMatch(notice);
  });

  it('has its own before the file of the agent’s pod', async () => {
    const found = await tokenOn('jenkins', { env: { ...env, ...file } });
    expect(found.claims.jti).toBe('jenkins');
  });

  it.each<[what: string, variables: Env, code: string, words: RegExp]>([
    ['several fit', { A: own('a'), B: own('b') }, 'token-ambiguous', /variable A .*variable B .*--token-env/s],
    [
      'the block has ended',
      { ...file, A: other },
      'token-unreadable',
      /The token file .*does not exist.*inside the withCredentials block/s,
    ],
    [
      'its credential has no audience',
      { A: own('a', { aud: undefined }) },
      'token-audience',
      /has no audience.*the Audience field/s,
    ],
    [
      'its credential has an audience of nothing',
      { A: own('a', { aud: [null] }) },
      'token-audience',
      /has no audience/,
    ],
    ['none is bound', {}, 'token-missing', /oidc-provider.*withCredentials/s],
  ])('says so where %s', async (_what, variables, code, words) => {
    const error = await failureOn('jenkins', { env: { ...env, AWS_ID_TOKEN: undefined, ...variables } });
    expect(error.code).toBe(code);
    expect(`${error.message}\n${error.hint}`).toMatch(words);
  });

  it('is not where a number is all there is', () => {
    expect(detectCi({ BUILD_NUMBER: '7', JOB_NAME: 'x' }, undefined).id).toBe('custom');
    expect(detectCi({ JENKINS_URL: 'https://ci.example/' }, undefined).id).toBe('custom');
  });

  it('advises where the audience is set', () => {
    expect(provider('jenkins').audienceAdvice('x')).toContain('the Audience field of the credential');
  });
});

describe('Buildkite', () => {
  const env = jobOn('buildkite');
  const ids = 'organization_id,pipeline_id,cluster_id';
  const plain = 'buildkite-agent oidc request-token --audience sts.amazonaws.com';
  const usual = `${plain} --claim ${ids}`;
  const gives = (stdout: string) => ({ status: 0, stdout, stderr: '' });
  const fails = (stderr: string, status = 1) => ({ status, stdout: '', stderr });
  const noJobApi =
    '2026-11-20 12:00:00 FATAL failed to create Job API client: BUILDKITE_AGENT_JOB_API_SOCKET empty or undefined\n';

  it.each<[what: string, programs: Scenery['programs'], ran: readonly string[]]>([
    ['by its agent, with the IDs', { [usual]: gives(`${fakeToken('asked')}\n`) }, [usual]],
    [
      'behind a warning on the same stream',
      { [usual]: gives(`WARN: --claim is new.\r\n${fakeToken('asked')}\r\n`) },
      [usual],
    ],
    [
      'without the Job API, unhidden by the agent',
      { [usual]: fails(noJobApi), [`${usual} --skip-redaction`]: gives(fakeToken('asked')) },
      [usual, `${usual} --skip-redaction`],
    ],
    [
      'of an agent that knows no claims',
      { [usual]: fails('flag provided but not defined: -claim'), [plain]: gives(fakeToken('asked')) },
      [usual, plain],
    ],
    [
      'of a server that does not know them, without the Job API',
      {
        [usual]: fails(noJobApi),
        [`${usual} --skip-redaction`]: fails('FATAL 422 Unprocessable Entity: unknown claim cluster_id'),
        [`${plain} --skip-redaction`]: gives(fakeToken('asked')),
      },
      [usual, `${usual} --skip-redaction`, `${plain} --skip-redaction`],
    ],
  ])('gives the token %s', async (_what, programs, ran) => {
    const { claims, renewable, source, world } = await tokenOn('buildkite', { env, ...(programs && { programs }) });
    expect([claims.jti, renewable, source]).toEqual(['asked', true, 'the command buildkite-agent oidc request-token']);
    expect(world.ran).toEqual(ran);
    const lost = ran.at(-1)?.includes('--claim')
      ? []
      : [expect.stringMatching(/^info: The token has no organization_id/)];
    expect(world.said).toEqual(lost);
  });

  it('asks for the claims of the job besides', async () => {
    const line = `${plain} --claim ${ids},build_id`;
    const variables = { ...env, BUILDKITE_OIDC_TOKEN_CLAIMS: 'pipeline_id,build_id' };
    const { world } = await tokenOn('buildkite', { env: variables, programs: { [line]: gives(fakeToken('x')) } });
    expect(world.ran).toEqual([line]);
  });

  it.each<[what: string, programs: Scenery['programs'], code: string, words: RegExp]>([
    [
      'has no oidc',
      { [usual]: fails("No help topic for 'oidc'", 3) },
      'token-endpoint-failed',
      /failed with exit code 3: No help topic.*too old/s,
    ],
    [
      'is refused',
      { [usual]: fails('ERROR Could not obtain\nFATAL 401 Unauthorized\n') },
      'token-endpoint-failed',
      /failed with exit code 1: FATAL 401 Unauthorized.*401 and 403/s,
    ],
    ['says nothing', { [usual]: fails('') }, 'token-endpoint-failed', /no message/],
    ['prints no token', { [usual]: gives('Welcome!\n') }, 'token-malformed', /oidc request-token is not a JWT/],
  ])('says so where its agent %s', async (_what, programs, code, words) => {
    const error = await failureOn('buildkite', { env, ...(programs && { programs }) });
    expect(error.code).toBe(code);
    expect(`${error.message}\n${error.hint}`).toMatch(words);
  });

  it.each<[what: string, variables: Env, url: string, body: object]>([
    ['the IDs', {}, 'https://agent.buildkite.example/v3', { claims: ids.split(',') }],
    [
      'what the agent would read from variables',
      {
        BUILDKITE_OIDC_TOKEN_CLAIMS: 'build_id',
        BUILDKITE_OIDC_TOKEN_AWS_SESSION_TAGS: 'pipeline_id',
        BUILDKITE_OIDC_TOKEN_SUBJECT_CLAIM: 'pipeline_id',
      },
      'https://agent.buildkite.example/v3',
      { claims: [...ids.split(','), 'build_id'], aws_session_tags: ['pipeline_id'], subject_claim: 'pipeline_id' },
    ],
    [
      'Buildkite itself',
      { BUILDKITE_AGENT_ENDPOINT: undefined },
      'https://agent.buildkite.com/v3',
      { claims: ids.split(',') },
    ],
  ])('asks as the agent would where it is not in the container: %s', async (_what, variables, url, body) => {
    const scenery = { env: { ...env, ...variables }, answer: githubAndSts() };
    const { world } = await tokenOn('buildkite', scenery);
    expect(world.requests).toEqual([
      {
        method: 'POST',
        url: `${url}/jobs/0190046e-e199-453b-a302-a21a4d649d31/oidc/tokens`,
        headers: {
          authorization: 'Token fake-access-token',
          accept: 'application/json',
          'content-type': 'application/json',
        },
        body: JSON.stringify({ audience: 'sts.amazonaws.com', ...body }),
      },
    ]);
  });

  it('asks without the IDs where the server does not know them', async () => {
    const answer = ({ body = '' }: { readonly body?: string }) =>
      body.includes('claims')
        ? { status: 422, body: '{"message":"Unknown claim: cluster_id"}' }
        : { status: 200, body: JSON.stringify({ token: fakeToken('plain') }) };
    const { claims, world } = await tokenOn('buildkite', { env, answer });
    expect(claims.jti).toBe('plain');
    expect(world.said).toEqual([expect.stringMatching(/no organization_id.*Unknown claim: cluster_id/)]);
  });

  it.each<[status: number, body: string, code: string, words: RegExp]>([
    [401, '{}', 'token-endpoint-failed', /answered 401\..*does not belong to this job/s],
    [
      422,
      '{"message":"Requested lifetime too high"}',
      'token-endpoint-failed',
      /lifetime too high.*BUILDKITE_OIDC_TOKEN_SUBJECT_CLAIM/s,
    ],
    [429, '', 'token-endpoint-unavailable', /answered 429/],
    [500, '<html>', 'token-endpoint-unavailable', /buildkitestatus/],
    [200, '<html>', 'token-endpoint-failed', /without a token/],
  ])('that answers %i %j is %s', async (status, body, code, words) => {
    const error = await failureOn('buildkite', { env, answer: () => ({ status, body }) });
    expect(error.code).toBe(code);
    expect(`${error.message}\n${error.hint}`).toMatch(words);
  });

  const redactor = 'buildkite-agent redactor add --format json';
  const secrets = ['fake-one', 'fake-"two"'].map((text) => new Secret(text));

  it('hides by its agent, which reads the secrets', async () => {
    const { io, ran, inputs, said } = makeWorld({ programs: { [redactor]: gives('') } });
    await provider('buildkite').mask?.(secrets, io);
    expect([ran, inputs.map((text) => JSON.parse(text)), said]).toEqual([
      [redactor],
      [{ 0: 'fake-one', 1: 'fake-"two"' }],
      [],
    ]);
    await provider('buildkite').mask?.([], io);
    expect(ran).toHaveLength(1);
  });

  it.each<[what: string, result: CommandResult | HelperError | undefined, reason: string]>([
    ['is not there', undefined, 'buildkite-agent is not on the PATH'],
    ['fails', fails('FATAL no Job API\n'), 'FATAL no Job API'],
    ['hangs', new HelperError('deadline-exceeded', 'It was ended.'), 'It was ended'],
  ])('says once that it cannot hide where its agent %s', async (_what, result, reason) => {
    const { io, said } = makeWorld();
    const run = async (): Promise<CommandResult | undefined> => {
      if (result instanceof HelperError) throw result;
      return result;
    };
    const world = { ...io, processes: { ...io.processes, run } };
    await provider('buildkite').mask?.(secrets.slice(0, 1), world);
    expect(said).toEqual([]);
    await provider('buildkite').mask?.(secrets, world);
    expect(said).toEqual([
      `notice: The keys cannot be redacted in the log of this job (${reason}). Do not print them.`,
    ]);
  });

  it('passes on what is a bug', async () => {
    const { io } = makeWorld();
    const run = () => Promise.reject(new TypeError('a bug'));
    const world = { ...io, processes: { ...io.processes, run } };
    await expect(provider('buildkite').mask?.(secrets, world)).rejects.toThrow('a bug');
  });

  it('advises the option', () => {
    expect(provider('buildkite').audienceAdvice('x')).toContain('--audience x');
  });
});

it.each([
  ['ENOTFOUND', 'token-missing'],
  ['EAI_AGAIN', 'token-missing'],
  // A server that is starting.
  ['ECONNREFUSED', 'network-failed'],
])("Google's metadata server fails with %s: whether to try again", async (reason, code) => {
  const failure = new HelperError('network-failed', `It failed: ${reason}.`, { cause: { code: reason } });
  expect(await failureOn('google', { env: jobOn('google'), answer: () => failure })).toMatchObject({ code });
});

describe('a CI without OIDC', () => {
  it.each([
    ['TRAVIS', 'Travis CI'],
    ['DRONE', 'Drone'],
    ['CI_PIPELINE_FORGE_URL', 'Woodpecker'],
    ['NETLIFY', 'Netlify'],
    ['CM_BUILD_ID', 'Codemagic'],
    ['GO_PIPELINE_LABEL', 'GoCD'],
    ['RAILWAY_PROJECT_ID', 'Railway'],
  ])('(%s) is named in one clear sentence', async (variable, name) => {
    expect(await failureOn('custom', { env: { [variable]: 'true' } })).toMatchObject({
      code: 'ci-without-oidc',
      message: `${name} issues no OIDC tokens to jobs.`,
      hint: expect.stringContaining('--token-env NAME'),
    });
  });
});

describe('the name of a job on a CI without a provider', () => {
  it.each([
    [{}, 'ci'],
    [{ BUILD_ID: '7', CI_JOB_ID: '8' }, 'ci-7'],
    [{ CI_JOB_ID: '8', BUILD_NUMBER: '9' }, 'ci-8'],
    [{ BUILD_NUMBER: '9' }, 'ci-9'],
    [{ CI_REPO: 'acme/shop', CI_PIPELINE_NUMBER: '3' }, 'ci-acme-shop-3'],
    [{ JOB_NAME: 'deploy', BUILD_ID: '7' }, 'ci-deploy-7'],
    [{ HOSTNAME: 'build-7' }, 'ci'],
    [{ HOSTNAME: 'deploy-x7k2p', KUBERNETES_SERVICE_HOST: '10.0.0.1' }, 'ci-deploy-x7k2p'],
  ])('with %j is %s', (env, name) => {
    expect(sessionNameFrom(provider('custom').jobIdParts(env))).toBe(name);
  });
});

describe('two jobs', () => {
  const { io } = makeWorld();
  const idOf = (ci: string, env: Env): string => jobOf(provider(ci), { ...io, env }).id;
  const jenkins = {
    JENKINS_URL: 'https://ci.example/',
    JOB_NAME: 'shop',
    BUILD_NUMBER: '17',
    BUILD_ID: '17',
    NODE_NAME: 'agent-1',
    EXECUTOR_NUMBER: '0',
  };

  it.each<readonly [what: string, ci: string, one: Env, other: Env]>([
    ['legs of a matrix, by the runner', 'github', { RUNNER_TEMP: '/a/_temp' }, { RUNNER_TEMP: '/b/_temp' }],
    ['legs of a matrix, by its name', 'github', { RUNNER_NAME: 'a' }, { RUNNER_NAME: 'b' }],
    [
      'legs of a matrix, one after the other',
      'github',
      { RUNNER_TRACKING_ID: 'github_1' },
      { RUNNER_TRACKING_ID: 'github_2' },
    ],
    [
      'runs of two servers',
      'github',
      { GITHUB_SERVER_URL: 'https://github.com' },
      { GITHUB_SERVER_URL: 'https://ghes.example' },
    ],
    ['names that differ in capitals', 'github', { GITHUB_JOB: 'Deploy' }, { GITHUB_JOB: 'deploy' }],
    [
      'jobs of two servers',
      'gitlab',
      { CI_SERVER_URL: 'https://gitlab.com' },
      { CI_SERVER_URL: 'https://gitlab.example' },
    ],
    ['containers of a parallel job', 'circleci', { CIRCLE_NODE_INDEX: '0' }, { CIRCLE_NODE_INDEX: '1' }],
    ['projects of Jenkins', 'jenkins', jenkins, { ...jenkins, JOB_NAME: 'blog' }],
    [
      'names of Jenkins with one end',
      'jenkins',
      { ...jenkins, JOB_NAME: `a/${'x'.repeat(50)}` },
      { ...jenkins, JOB_NAME: `b/${'x'.repeat(50)}` },
    ],
    ['servers of Jenkins', 'jenkins', jenkins, { ...jenkins, JENKINS_URL: 'https://other.example/' }],
    ['parallel stages of one build', 'jenkins', jenkins, { ...jenkins, EXECUTOR_NUMBER: '1' }],
    [
      'projects that count alike, by their home',
      'custom',
      { BUILD_ID: '17', HOME: '/a' },
      { BUILD_ID: '17', HOME: '/b' },
    ],
    [
      'projects that count alike, by their URL',
      'custom',
      { BUILD_ID: '17', BUILD_URL: 'x/17' },
      { BUILD_ID: '17', BUILD_URL: 'y/17' },
    ],
    [
      'attempts on Azure',
      'azure-pipelines',
      { SYSTEM_JOBID: '1', SYSTEM_JOBATTEMPT: '1' },
      { SYSTEM_JOBID: '1', SYSTEM_JOBATTEMPT: '2' },
    ],
  ])('are two: %s', (_, ci, one, other) => {
    const base = ci === 'custom' ? {} : jobOn(ci);
    const [first, second] = [idOf(ci, { ...base, ...one }), idOf(ci, { ...base, ...other })];
    expect(first.toLowerCase()).not.toBe(second.toLowerCase());
    expect(first.slice(0, -14).toLowerCase()).toBe(
      sessionNameFrom(provider(ci).jobIdParts({ ...base, ...one })).toLowerCase(),
    );
  });

  it('are one whatever a step changes about itself', () => {
    const step = { GITHUB_ACTION: '__run_2', PWD: '/work/x', BUILD_ID: 'keep-running', HOSTNAME: 'a' };
    expect(idOf('jenkins', { ...jenkins, ...step })).toBe(idOf('jenkins', jenkins));
    expect(idOf('github', { ...jobOn('github'), ...step })).toBe(idOf('github', jobOn('github')));
  });

  it.each<readonly [ci: string, place: Env, without: string]>([
    ['github', { RUNNER_NAME: 'a', RUNNER_TEMP: '/a/_temp' }, 'RUNNER_TEMP'],
    ['gitlab', { CI_SERVER_URL: 'https://gitlab.com', CI_RUNNER_ID: '9', CI_CONCURRENT_ID: '0' }, 'CI_CONCURRENT_ID'],
    ['jenkins', jenkins, 'NODE_NAME'],
    ['buildkite', { BUILDKITE_JOB_ID: '1', BUILDKITE_AGENT_ID: 'a' }, 'BUILDKITE_AGENT_ID'],
    [
      'azure-pipelines',
      { SYSTEM_JOBID: '1', SYSTEM_COLLECTIONURI: 'x', AGENT_NAME: 'a', AGENT_TEMPDIRECTORY: '/t' },
      'AGENT_NAME',
    ],
  ])('on %s have the same slot where %j are the same, and none where one is not known', (ci, place, without) => {
    const slotOf = (env: Env): string | undefined => jobOf(provider(ci), { ...io, env }).slot;
    expect(slotOf(place)).toMatch(/^[0-9a-z]{13}$/);
    expect(slotOf({ ...place, GITHUB_RUN_ID: '2', CI_JOB_ID: '2', BUILD_NUMBER: '2' })).toBe(slotOf(place));
    expect(slotOf({ ...place, [without]: 'another' })).not.toBe(slotOf(place));
    expect(slotOf({ ...place, [without]: '' })).toBeUndefined();
  });

  it.each(['FORGEJO_ACTIONS', 'GITEA_ACTIONS', 'ACT'])('may share the folder for temporary files under %s', (sign) => {
    const env = { RUNNER_NAME: 'a', RUNNER_TEMP: '/tmp', [sign]: 'true' };
    expect(jobOf(provider('github'), { ...io, env }).slot).toBeUndefined();
  });
});

describe('a token where the user says', () => {
  const jwt = fakeToken('given', { exp: noon + 60 });

  it('is in a variable', async () => {
    const { io } = makeWorld({ env: { T: jwt } });
    const token = await tokenFrom({ kind: 'env', name: 'T' }, io);
    expect(token).toMatchObject({ source: 'the variable T', renewable: false });
    expect(token).not.toHaveProperty('path');
  });

  it('is in a file, which may be written anew', async () => {
    const { io } = makeWorld({ files: { 't.jwt': `${jwt}\r\n` } });
    expect(await tokenFrom({ kind: 'file', path: 't.jwt' }, io)).toMatchObject({
      source: 'the file t.jwt',
      renewable: true,
      path: 't.jwt',
    });
  });

  it('is what a command prints, which can be run again', async () => {
    const { io, ran } = makeWorld({ programs: { 'get token': { status: 0, stdout: `${jwt}\n`, stderr: 'noise' } } });
    expect(await tokenFrom({ kind: 'command', line: 'get token' }, io)).toMatchObject({ renewable: true });
    expect(ran).toEqual(['get token']);
  });

  it.each<[string, string, string, string]>([
    ['says why', '', 'vault: permission denied\n', '    vault: permission denied\nCheck that the variable'],
    ['holds commands for the runner', 'no', '::error::x\n##[error]y\n', '    : :error::x\n    ## [error]y\n'],
    ['moves the cursor', 'no', '\u001b[2Jgone\r\n', '    \\u001b[2Jgone\n'],
    ['quotes a token', 'no', `got ${jwt}`, '    got ***\n'],
    ['is long', 'no', 'x'.repeat(2000), `    ${'x'.repeat(300)}…\n`],
    ['has many lines', 'no', Array.from({ length: 99 }, (_, i) => `line ${i}`).join('\n'), 'error:\n    line 89\n'],
  ])('is no token where the standard error %s', async (_, stdout, stderr, hint) => {
    const { io } = makeWorld({ programs: { get: { status: 0, stdout, stderr } } });
    const error = await failureOf(() => tokenFrom({ kind: 'command', line: 'get' }, io));
    expect(error).toMatchObject({ code: 'token-malformed', hint: expect.stringContaining(hint) });
  });

  it('is no token, and nothing says why', async () => {
    const { io } = makeWorld({ programs: { get: { status: 0, stdout: '', stderr: ' \n' } } });
    const error = await failureOf(() => tokenFrom({ kind: 'command', line: 'get' }, io));
    expect(error.hint).toMatch(/An OIDC token has three/);
  });

  it.each([
    [{ kind: 'env', name: 'T' }, {}, 'token-missing', 'The variable T (token-env) is not set.'],
    [{ kind: 'env', name: 'T' }, { T: '' }, 'token-missing', 'The variable T (token-env) is empty.'],
    [{ kind: 'file', path: '/gone' }, {}, 'token-unreadable', 'The token file /gone does not exist.'],
    [
      { kind: 'command', line: 'fails' },
      {},
      'token-unreadable',
      'The token-command failed with exit code 3: permission denied',
    ],
    [
      { kind: 'command', line: 'none' },
      {},
      'token-unreadable',
      'The token-command failed with exit code 127: not found',
    ],
    [
      { kind: 'command', line: 'mute' },
      {},
      'token-unreadable',
      'The token-command failed with exit code 1: no message',
    ],
  ] as const)('is missing: %j in %j', async (source, env, code, message) => {
    const programs = {
      fails: { status: 3, stdout: jwt, stderr: 'starting\npermission denied\n' },
      mute: { status: 1, stdout: '', stderr: '' },
    };
    const error = await failureOf(() => tokenFrom(source, makeWorld({ env, programs }).io));
    expect(error).toMatchObject({
      code,
      message,
      hint: expect.stringMatching(/^(Check|Run|See its .*\n {4}starting\n {4}permission denied$)/),
    });
  });
});
