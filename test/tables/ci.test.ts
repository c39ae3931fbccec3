import { describe, expect, it } from 'vitest';
import { sessionNameFrom } from '../../src/aws/session-name.ts';
import { tokenFrom } from '../../src/ci/custom.ts';
import { ciProviders, detectCi } from '../../src/ci/index.ts';
import type { CiProvider } from '../../src/ci/provider.ts';
import { HelperError } from '../../src/core/errors.ts';
import type { Env } from '../../src/core/io.ts';
import { jobOf } from '../../src/job/job.ts';
import type { Token } from '../../src/token/token.ts';
import { failureOf, fakeToken, githubAndSts, jobs, noon } from '../fakes.ts';
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
  custom: /--token-env NAME/,
};

describe.each(ciProviders.map((ci) => [ci.id, ci] as const))('the CI %s', (id, ci) => {
  it('has an id of its own, a name and a page of the vendor', () => {
    expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(ciProviders.filter((other) => other.id === id)).toHaveLength(1);
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
    const files = { '/run/token': `${fakeToken('file')}\n` };
    const { io, said, printed } = makeWorld({ env: jobOn(id), files, answer: githubAndSts() });
    const token = await ci.token(undefined, io);
    expect(token.claims.sub).toBe('job:1');
    expect(token.source).not.toBe('');
    expect([...said, ...printed].join('\n')).not.toContain('eyJ');
  });

  it('says what to switch on where a job has no token', async () => {
    const { io, requests } = makeWorld({ env: withoutToken(jobOn(id)) });
    const error = await failureOf(() => ci.token(undefined, io));
    expect(error.code).toMatch(/^(token|ci)-/);
    expect(error.hint).toMatch(remedies[id] ?? 'add a line to `remedies`');
    expect(requests).toEqual([]);
  });

  it('never quotes what should have been a token', async () => {
    const secret = 'hunter2.hunter2.hunter2';
    const env = Object.fromEntries(
      Object.entries(jobOn(id)).map(([name, value]) => [name, value?.startsWith('eyJ') ? secret : value]),
    );
    const answer = () => ({ status: 200, body: JSON.stringify({ value: secret }) });
    const world = makeWorld({ env, files: { '/run/token': secret }, answer });
    const error = await failureOf(() => ci.token(undefined, world.io));
    expect([error.message, error.hint, error.stack, ...world.said, ...world.printed].join('\n')).not.toContain(
      'hunter2',
    );
  });

  it('knows how to get a token with another audience', () => {
    expect(ci.audienceAdvice('sts.amazonaws.com.cn')).toMatch(/audience|id_tokens|issue/);
  });

  it('hands over by default only in ways that it has', () => {
    expect(ci.defaults.exports.length).toBeGreaterThan(0);
    if (ci.defaults.exports.includes('env')) expect(ci.variables).toBeDefined();
    if (ci.defaults.exports.includes('outputs')) expect(ci.variables).toBe('github-env');
  });
});

it('a sample job stands for every CI in the list, and for no other', () => {
  expect(Object.keys(jobs).sort()).toEqual(ciProviders.map(({ id }) => id).sort());
});

describe('a CI that is named', () => {
  it.each([
    ['gitalb', 'Did you mean gitlab?'],
    ['GitHub', 'Did you mean github?'],
    ['teamcity-server', 'Choose from github, gitlab, circleci, semaphore, custom.'],
  ])('%s and not known is an error', async (name, hint) => {
    expect(await failureOf(() => detectCi({ GITHUB_ACTIONS: 'true' }, name))).toMatchObject({
      code: 'option-invalid',
      message: `ci cannot be "${name}".`,
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
    [200, '', 'token-endpoint-failed', 'answered 200 and no token.'],
    [200, '{"token": "x"}', 'token-endpoint-failed', 'answered 200 and no token.'],
    [200, '[]', 'token-endpoint-failed', 'answered 200 and no token.'],
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
    ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'fake-request-token\n', 'a line end'],
    ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'fake-request-tokén', 'no header can carry'],
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
    ['it is on Gitea', { GITEA_ACTIONS: 'true' }, {}, 'token-permission-missing', /Gitea has no OIDC tokens/],
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
    ['the fork was deleted meanwhile', pullRequest, event({ repo: null }), 'token-permission-missing', /id-token/],
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
    ['one with a line end', { A: `${forAws}\n` }, undefined, 'aws'],
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
      `notice: Using the variable ${name}, which GitLab 17.0 removes: declare id_tokens before the server is upgraded.`,
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
      'Ask for it in the job:\n\n    id_tokens:\n      AWS_ID_TOKEN:\n        aud: x',
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
      /^info: There is no other token than that of the variable CIRCLE_OIDC_TOKEN_V2\. /,
    );
  });

  it.each([
    ['is missing', undefined, /needs the program circleci, which is not on the PATH/],
    ['fails', { status: 2, stdout: '', stderr: '\nError: no agent\r\nmore' }, /ended with 2: Error: no agent$/],
    ['fails silently', { status: 1, stdout: '', stderr: '' }, /ended with 1: no message/],
  ])('says that its program %s', async (_how, result, message) => {
    const programs = result === undefined ? {} : { [command]: result };
    const error = await failureOn('circleci', { env: jobOn('circleci'), programs }, 'sts.amazonaws.com');
    expect(error.code).toBe('token-endpoint-failed');
    expect(error.message).toMatch(message);
    expect(error.hint).toContain('--audience');
  });

  it('advises both ways to an audience', () => {
    expect(provider('circleci').audienceAdvice('x')).toMatch(/register that ID.*ask for x with --audience/);
  });
});

describe('a CI without OIDC', () => {
  it.each([
    ['TRAVIS', 'Travis CI'],
    ['DRONE', 'Drone'],
    ['CI_PIPELINE_FORGE_URL', 'Woodpecker'],
    ['NETLIFY', 'Netlify'],
    ['CM_BUILD_ID', 'Codemagic'],
  ])('(%s) is named in one clear sentence', async (variable, name) => {
    expect(await failureOn('custom', { env: { [variable]: 'true' } })).toMatchObject({
      code: 'ci-without-oidc',
      message: `${name} gives its jobs no OIDC token.`,
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
    [{ JENKINS_URL: 'https://ci.example/', JOB_NAME: 'shop/main', BUILD_NUMBER: '17' }, 'jenkins-shop-main-17'],
    [{ EXECUTOR_NUMBER: '0', JOB_NAME: 'shop', BUILD_ID: '17' }, 'jenkins-shop-17'],
    [
      { JENKINS_URL: 'https://ci.example/', JOB_NAME: `acme/${'folder/'.repeat(9)}shop/main`, BUILD_NUMBER: '17' },
      'jenkins-er-folder-folder-folder-folder-shop-main-17',
    ],
    [{ BUILDKITE_JOB_ID: '0190046e-e199' }, 'buildkite-job-0190046e-e199'],
    [{ BUILD_BUILDID: '4', SYSTEM_JOBID: '12f1170f-54f2' }, 'azp-4-12f1170f-54f2'],
    [{ BITBUCKET_STEP_UUID: '{a1b2}' }, 'bitbucket-a1b2'],
    [{ BITRISE_BUILD_SLUG: 'b1' }, 'bitrise-b1'],
    [{ CF_BUILD_ID: 'c1' }, 'codefresh-c1'],
    [{ TF_VAR_spacelift_run_id: 's1' }, 'spacelift-run-s1'],
    [{ TFC_RUN_ID: 'run-1' }, 'terraform-run-1'],
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
    ['projects of Jenkins', 'custom', jenkins, { ...jenkins, JOB_NAME: 'blog' }],
    [
      'names of Jenkins with one end',
      'custom',
      { ...jenkins, JOB_NAME: `a/${'x'.repeat(50)}` },
      { ...jenkins, JOB_NAME: `b/${'x'.repeat(50)}` },
    ],
    ['servers of Jenkins', 'custom', jenkins, { ...jenkins, JENKINS_URL: 'https://other.example/' }],
    ['parallel stages of one build', 'custom', jenkins, { ...jenkins, EXECUTOR_NUMBER: '1' }],
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
      'custom',
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
    expect(idOf('custom', { ...jenkins, ...step })).toBe(idOf('custom', jenkins));
    expect(idOf('github', { ...jobOn('github'), ...step })).toBe(idOf('github', jobOn('github')));
  });

  it.each<readonly [ci: string, place: Env, without: string]>([
    ['github', { RUNNER_NAME: 'a', RUNNER_TEMP: '/a/_temp' }, 'RUNNER_TEMP'],
    ['gitlab', { CI_SERVER_URL: 'https://gitlab.com', CI_RUNNER_ID: '9', CI_CONCURRENT_ID: '0' }, 'CI_CONCURRENT_ID'],
    ['custom', jenkins, 'NODE_NAME'],
    ['custom', { BUILDKITE_JOB_ID: '1', BUILDKITE_AGENT_ID: 'a' }, 'BUILDKITE_AGENT_ID'],
    [
      'custom',
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
    expect(jobOf(provider('github'), { ...io, env })).not.toHaveProperty('slot');
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

  it.each([
    [{ kind: 'env', name: 'T' }, {}, 'token-missing', 'The variable T (token-env) is not set.'],
    [{ kind: 'env', name: 'T' }, { T: '' }, 'token-missing', 'The variable T (token-env) is empty.'],
    [{ kind: 'file', path: '/gone' }, {}, 'token-unreadable', 'There is no token file /gone.'],
    [{ kind: 'command', line: 'fails' }, {}, 'token-unreadable', 'The token-command ended with 3: permission denied'],
    [{ kind: 'command', line: 'none' }, {}, 'token-unreadable', 'The token-command ended with 127: not found'],
    [{ kind: 'command', line: 'mute' }, {}, 'token-unreadable', 'The token-command ended with 1: no message'],
  ] as const)('is missing: %j in %j', async (source, env, code, message) => {
    const programs = {
      fails: { status: 3, stdout: jwt, stderr: 'starting\npermission denied\n' },
      mute: { status: 1, stdout: '', stderr: '' },
    };
    const error = await failureOf(() => tokenFrom(source, makeWorld({ env, programs }).io));
    expect(error).toMatchObject({ code, message, hint: expect.stringMatching(/^(Check|Run)/) });
  });
});
