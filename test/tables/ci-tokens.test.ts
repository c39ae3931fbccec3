import { describe, expect, it } from 'vitest';
import { sessionNameFrom } from '../../src/aws/session-name.ts';
import { detectCi } from '../../src/ci/index.ts';
import { HelperError } from '../../src/core/errors.ts';
import type { Env, HttpRequest } from '../../src/core/io.ts';
import type { Token } from '../../src/token/token.ts';
import { failureOf, fakeToken, jobs } from '../fakes.ts';
import { makeWorld, type Scenery, type World } from '../world.ts';

interface Found {
  readonly token: Token;
  readonly world: World;
}

async function tokenOn(id: string, scenery: Scenery, audience?: string): Promise<Found> {
  const world = makeWorld({ env: jobs[id] ?? {}, ...scenery });
  return { token: await detectCi({}, id).token(audience, world.io), world };
}

function failureOn(id: string, scenery: Scenery, audience?: string): Promise<HelperError> {
  const world = makeWorld({ env: jobs[id] ?? {}, ...scenery });
  return failureOf(() => detectCi({}, id).token(audience, world.io));
}

const answering = (body: string | object, status = 200) => ({
  answer: () => ({ status, body: typeof body === 'string' ? body : JSON.stringify(body) }),
});

describe('a token service', () => {
  const socket = { '/.fly/api': '' };
  const good = fakeToken('asked');
  const json = { id_token: good };

  it.each<readonly [ci: string, answer: string | object, request: HttpRequest]>([
    [
      'codefresh',
      json,
      {
        method: 'GET',
        url: 'https://oidc.codefresh.example/token?audience=my%20aud',
        headers: { authorization: 'fake-request-token', accept: 'application/json' },
      },
    ],
    [
      'bitrise',
      json,
      {
        method: 'POST',
        url: 'https://app.bitrise.example/build/0a1b2c3d/id_token.json',
        headers: {
          authorization: 'fake-api-token',
          build_api_token: 'fake-api-token',
          'content-type': 'application/json; charset=utf-8',
        },
        body: '{"aud":"my aud"}',
      },
    ],
    [
      'fly',
      `${good}\n`,
      {
        method: 'POST',
        url: 'http://localhost/v1/tokens/oidc',
        headers: { 'content-type': 'application/json' },
        body: '{"aud":"my aud"}',
        socketPath: '/.fly/api',
      },
    ],
    [
      'google',
      good,
      {
        method: 'GET',
        url: 'http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/identity?format=full&audience=my%20aud',
        headers: { 'metadata-flavor': 'Google' },
      },
    ],
    [
      'vercel',
      { token: good },
      {
        method: 'POST',
        url: 'https://oidc.vercel.com/~token',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: jobs.vercel?.VERCEL_OIDC_TOKEN, aud: 'my aud' }),
      },
    ],
  ])('of %s is asked for an audience, and can be asked again', async (id, answer, request) => {
    const { token, world } = await tokenOn(id, { files: socket, ...answering(answer) }, 'my aud');
    expect(world.requests).toEqual([request]);
    expect(token).toMatchObject({ renewable: true, claims: { jti: 'asked' } });
  });

  it.each(['codefresh', 'bitrise', 'fly', 'google'])(
    'of %s is asked for AWS where nobody says for whom',
    async (id) => {
      const { world } = await tokenOn(id, { files: socket, ...answering(asText(id) ? good : json) });
      expect(JSON.stringify(world.requests)).toContain('sts.amazonaws.com');
    },
  );

  it('may answer 201', async () => {
    expect((await tokenOn('bitrise', answering(json, 201))).token.claims.jti).toBe('asked');
  });

  const wrong: readonly (readonly [status: number, body: string, code: string, says: RegExp])[] = [
    [200, '', 'token-endpoint-failed', /answered 200 without a token\.$/],
    [204, '', 'token-endpoint-failed', /answered 204\.$/],
    [302, '', 'token-endpoint-failed', /answered 302\.$/],
    [401, '<html>', 'token-endpoint-failed', /answered 401\.$/],
    [403, '{}', 'token-endpoint-failed', /answered 403\.$/],
    [404, 'not found', 'token-endpoint-failed', /answered 404\.$/],
    [429, '', 'token-endpoint-unavailable', /answered 429\.$/],
    [500, '[]', 'token-endpoint-unavailable', /answered 500\.$/],
  ];
  const services = ['codefresh', 'bitrise', 'fly', 'google', 'vercel'];
  it.each(services.flatMap((id) => wrong.map(([status, body, code, says]) => [id, status, body, code, says] as const)))(
    'of %s that answers %i %j is %s',
    async (id, status, body, code, says) => {
      const error = await failureOn(id, { files: socket, ...answering(body, status) }, 'other');
      expect(error.code).toBe(code);
      expect(error.message).toMatch(says);
      expect(error.hint).not.toBe('');
    },
  );

  it.each(services)('of %s that answers with a page is no token', async (id) => {
    const page = '<!DOCTYPE html>\n<html><body>Please log in</body></html>';
    const { code } = await failureOn(id, { files: socket, ...answering(page) }, 'other');
    expect(code).toBe(asText(id) ? 'token-malformed' : 'token-endpoint-failed');
  });

  it.each([
    ['codefresh', { id_token: null }, 200, 'without a token.'],
    ['bitrise', { message: 'invalid audience' }, 422, 'answered 422: invalid audience'],
    ['vercel', { message: 'token expired' }, 400, 'answered 400: token expired'],
    ['fly', { error: 'no such machine' }, 404, 'answered 404: no such machine'],
    ['fly', { error: 7 }, 404, 'answered 404.'],
  ])('of %s may say why: %j', async (id, answer, status, says) => {
    const error = await failureOn(id, { files: socket, ...answering(answer, status) }, 'other');
    expect(error.message).toContain(says);
  });

  it.each([
    ['codefresh', 'CF_OIDC_REQUEST_URL', 'oidc.codefresh.example', 'is not an http or https URL'],
    ['codefresh', 'CF_OIDC_REQUEST_TOKEN', 'a b', 'a line break'],
    ['bitrise', 'BITRISE_BUILD_URL', '', 'BITRISE_BUILD_URL or BITRISE_BUILD_API_TOKEN is not set'],
    ['bitrise', 'BITRISE_BUILD_API_TOKEN', 'é', 'invalid in an HTTP header'],
    ['google', 'GCE_METADATA_HOST', ' ', 'is not an http or https URL'],
  ])('of %s is not asked where %s is %j', async (id, variable, value, says) => {
    const error = await failureOn(id, { env: { ...jobs[id], [variable]: value } });
    expect(error.message).toContain(says);
    expect(error.message).toContain(variable);
  });
});

/** Services whose answer is the token alone. */
function asText(id: string): boolean {
  return id === 'fly' || id === 'google';
}

describe('Fly.io', () => {
  it('may have its socket elsewhere', async () => {
    const env = { ...jobs.fly, CI_AWS_CREDENTIALS_FLY_API: '/run/fly' };
    const { world } = await tokenOn('fly', { env, files: { '/run/fly': '' }, ...answering(fakeToken('a')) });
    expect(world.requests[0]).toMatchObject({ url: 'http://localhost/v1/tokens/oidc', socketPath: '/run/fly' });
  });

  it('may have it behind a URL', async () => {
    const env = { ...jobs.fly, CI_AWS_CREDENTIALS_FLY_API: 'http://127.0.0.1:4280/' };
    const { world } = await tokenOn('fly', { env, ...answering(fakeToken('a')) });
    expect(world.requests[0]?.url).toBe('http://127.0.0.1:4280/v1/tokens/oidc');
    expect(world.requests[0]).not.toHaveProperty('socketPath');
  });
});

describe('Google Cloud', () => {
  it('says where there is no service account', async () => {
    const error = await failureOn('google', answering('not found', 404));
    expect(error.hint).toMatch(/^Assign a service account/);
  });

  it('is asked by the name that the machine has for it, and never through a proxy', async () => {
    const env = { GCE_METADATA_HOST: '127.0.0.1:8080' };
    const world = makeWorld({ env, ...answering(fakeToken('a')) });
    const seen: object[] = [];
    const viaProxy = (proxy: object) => {
      seen.push(proxy);
      return world.io.http;
    };
    const http = { ...world.io.http, viaProxy };
    await detectCi(env, undefined).token(undefined, { ...world.io, http });
    expect(world.requests[0]?.url).toMatch(/^http:\/\/127\.0\.0\.1:8080\/computeMetadata\//);
    expect(seen).toEqual([{ proxy: undefined, noProxy: [] }]);
  });

  it('fails as it fails where the fault is none of the network', async () => {
    const answer = () => new HelperError('tls-untrusted', 'it is not trusted');
    expect(await failureOn('google', { answer })).toMatchObject({ code: 'tls-untrusted' });
  });

  it('explains what its audience is in a policy', () => {
    expect(detectCi({}, 'google').audienceAdvice('x')).toMatch(/--audience x\. .*:oaud/);
  });
});

describe('Vercel', () => {
  it.each([undefined, 'https://vercel.com/acme'])('gives the token of the variable for %s', async (audience) => {
    const { token, world } = await tokenOn('vercel', {}, audience);
    expect(token).toMatchObject({ renewable: false, source: 'the variable VERCEL_OIDC_TOKEN' });
    expect(world.requests).toEqual([]);
  });
});

describe('HCP Terraform', () => {
  const run: Env = { TFC_RUN_ID: 'run-1' };
  const forAws = fakeToken('aws', { aud: 'aws.workload.identity' });
  const forVault = fakeToken('vault', { aud: 'vault.workload.identity' });
  const plain = fakeToken('plain', { aud: 'any' });

  it.each<readonly [what: string, env: Env, audience: string | undefined, name: string]>([
    [
      'the one without a tag',
      { TFC_WORKLOAD_IDENTITY_TOKEN: plain, TFC_WORKLOAD_IDENTITY_TOKEN_AWS: forAws },
      undefined,
      'plain',
    ],
    [
      'else the one for AWS',
      { TFC_WORKLOAD_IDENTITY_TOKEN_A: forVault, TFC_WORKLOAD_IDENTITY_TOKEN_B: forAws },
      undefined,
      'aws',
    ],
    [
      'else the only one',
      { TFC_WORKLOAD_IDENTITY_TOKEN_A: forVault, TFC_WORKLOAD_IDENTITY_TOKEN_B: '' },
      undefined,
      'vault',
    ],
    [
      'the one for the audience',
      { TFC_WORKLOAD_IDENTITY_TOKEN: plain, TFC_WORKLOAD_IDENTITY_TOKEN_A: forVault },
      'vault.workload.identity',
      'vault',
    ],
  ])('gives %s', async (_what, env, audience, name) => {
    const { token } = await tokenOn('hcp-terraform', { env: { ...run, ...env } }, audience);
    expect(token).toMatchObject({ renewable: false, claims: { jti: name } });
  });

  it.each<readonly [what: string, env: Env, audience: string | undefined, code: string, says: RegExp]>([
    [
      'several',
      { TFC_WORKLOAD_IDENTITY_TOKEN_A: forVault, TFC_WORKLOAD_IDENTITY_TOKEN_B: plain },
      undefined,
      'token-ambiguous',
      /TOKEN_A \(audience vault\.workload\.identity\), the variable .*TOKEN_B.*--token-env NAME/s,
    ],
    [
      'none for the audience',
      { TFC_WORKLOAD_IDENTITY_TOKEN: plain },
      'x',
      'token-audience',
      /audience x: .*\(audience any\).*TFC_WORKLOAD_IDENTITY_AUDIENCE = x/s,
    ],
    ['none', {}, 'x', 'token-missing', /TFC_WORKLOAD_IDENTITY_AUDIENCE = x/],
    ['what is none', { TFC_WORKLOAD_IDENTITY_TOKEN: 'hunter2' }, undefined, 'token-malformed', /is not a JWT/],
  ])('with %s says so', async (_what, env, audience, code, says) => {
    const error = await failureOn('hcp-terraform', { env: { ...run, ...env } }, audience);
    expect(error.code).toBe(code);
    expect(`${error.message}\n${error.hint}`).toMatch(says);
  });
});

describe('Kubernetes', () => {
  const eks = '/var/run/secrets/eks.amazonaws.com/serviceaccount/token';

  it('reads the file anew each time: the kubelet writes it anew', async () => {
    const world = makeWorld({ env: jobs.kubernetes ?? {}, files: { [eks]: fakeToken('first') } });
    const ci = detectCi({}, 'kubernetes');
    expect((await ci.token(undefined, world.io)).claims.jti).toBe('first');
    world.files.set(eks, fakeToken('second'));
    expect(await ci.token(undefined, world.io)).toMatchObject({
      renewable: true,
      path: eks,
      claims: { jti: 'second' },
    });
  });

  const forServer = { iss: 'https://oidc.example/id/1', aud: ['https://kubernetes.default.svc'] };
  it.each([
    ['the file that every pod has', '/var/run/secrets/kubernetes.io/serviceaccount/token', {}],
    ['the usual audience', eks, forServer],
    ['the issuer as audience', eks, { iss: 'https://api.example', aud: ['https://api.example', 'k3s'] }],
  ])('refuses a token for the API server: %s', async (_what, path, claims) => {
    const env = { ...jobs.kubernetes, AWS_WEB_IDENTITY_TOKEN_FILE: path };
    const error = await failureOn('kubernetes', { env, files: { [path]: fakeToken('a', claims) } });
    expect(error.code).toBe('token-audience');
    expect(error.message).toMatch(/is for the cluster's API server \(audience .*\), not for AWS\.$/);
    expect(error.hint).toMatch(/serviceAccountToken: .*sts\.amazonaws\.com[\s\S]*--audience /);
  });

  it('takes it where somebody says that it is meant', async () => {
    const { token } = await tokenOn(
      'kubernetes',
      { files: { [eks]: fakeToken('a', forServer) } },
      'https://kubernetes.default.svc',
    );
    expect(token.claims.jti).toBe('a');
  });

  it('says that EKS Pod Identity gives credentials', async () => {
    const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials' };
    expect(await failureOn('kubernetes', { env })).toMatchObject({
      code: 'ci-without-oidc',
      hint: expect.stringMatching(/--use-existing-credentials.*--role-chaining/),
    });
  });

  it('says that the file is not there', async () => {
    expect(await failureOn('kubernetes', {})).toMatchObject({ code: 'token-unreadable' });
  });

  it.each([
    [{ HOSTNAME: 'deploy-x7k2p', KUBERNETES_SERVICE_HOST: '10.0.0.1' }, 'kubernetes-deploy-x7k2p'],
    [{ CI_REPO: 'acme/shop', BUILD_NUMBER: '17', HOSTNAME: 'a' }, 'kubernetes-acme-shop-17'],
  ])('names the session of %j', (env, name) => {
    const ci = detectCi({}, 'kubernetes');
    expect(sessionNameFrom(ci.jobIdParts(env))).toBe(name);
    expect(ci.owner(env).length).toBeGreaterThan(0);
  });

  it('gives the lines for another audience', () => {
    expect(detectCi({}, 'kubernetes').audienceAdvice('x')).toContain('{ path: token, audience: x }');
  });
});

describe('why a variable that the user names is not there', () => {
  it.each([
    ['semaphore', 'SEMAPHORE_OIDC_TOKEN'],
    ['spacelift', 'SPACELIFT_OIDC_TOKEN'],
    ['env0', 'ENV0_OIDC_TOKEN'],
    ['vercel', 'VERCEL_OIDC_TOKEN'],
    ['harness', 'AWS_ID_TOKEN'],
    ['teamcity', 'AWS_ID_TOKEN'],
    ['hcp-terraform', 'TFC_WORKLOAD_IDENTITY_TOKEN_AWS'],
  ])('%s knows of its own: %s', (id, name) => {
    const ci = detectCi({}, id);
    const { io } = makeWorld();
    expect(ci.whyMissing?.({ kind: 'env', name }, io)?.code).toBe('token-missing');
    expect(ci.whyMissing?.({ kind: 'env', name: 'MINE' }, io)).toBeUndefined();
    expect(ci.whyMissing?.({ kind: 'file', path: name }, io)).toBeUndefined();
  });
});

describe('the session of a job', () => {
  it.each([
    ['codefresh', 'codefresh-64df20a3ddfbc8a9f1f8a3c1'],
    ['bitrise', 'bitrise-0a1b2c3d'],
    ['harness', 'harness-deploy-12'],
    ['teamcity', 'teamcity-Deploy-42'],
    ['spacelift', 'spacelift-run-01JZ8Q'],
    ['env0', 'env0-9f8e7d6c'],
    ['hcp-terraform', 'terraform-run-CKuwsxMGgMd3W7Ui'],
    ['vercel', 'vercel-dpl_0a1b2c'],
    ['fly', 'fly-shop-3d8d9014b32d68'],
    ['google', 'google-7c0e'],
    ['kubernetes', 'kubernetes-deploy-x7k2p'],
  ])('on %s is %s', (id, name) => {
    expect(sessionNameFrom(detectCi({}, id).jobIdParts(jobs[id] ?? {}))).toBe(name);
  });

  it.each([
    ['harness', 'HARNESS_STAGE_ID'],
    ['teamcity', 'TEAMCITY_PROJECT_NAME'],
    ['hcp-terraform', 'TFC_WORKSPACE_NAME'],
    ['vercel', 'VERCEL_PROJECT_ID'],
    ['google', 'CLOUD_RUN_TASK_ATTEMPT'],
  ])('on %s may have the name of another job, which %s tells', (id, variable) => {
    const ci = detectCi({}, id);
    expect(ci.owner({ ...jobs[id], [variable]: 'a' })).not.toEqual(ci.owner({ ...jobs[id], [variable]: 'b' }));
  });
});

describe('a place that has no token for its own reasons', () => {
  it.each([
    [
      { CODEBUILD_BUILD_ARN: 'arn:aws:codebuild:eu-central-1:123456789012:build/a:b' },
      'ci-without-oidc',
      /AWS CodeBuild gives builds the credentials of a role/,
      /--role-chaining/,
    ],
    [{ SCALR_RUN_ID: 'run-1' }, 'ci-unknown', /Scalr has no default one/, /--token-env SCALR_OIDC_TOKEN/],
    [{}, 'ci-unknown', /Unknown CI/, /Octopus Deploy, Concourse, RWX, Pulumi and Scalr.*docs\/ci\/custom\.md/],
  ])('says so: %j', async (env, code, message, hint) => {
    const error = await failureOn('custom', { env });
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });
});

describe('checkouts', () => {
  it.each([
    'codefresh',
    'bitrise',
    'harness',
    'teamcity',
    'spacelift',
    'env0',
    'hcp-terraform',
    'vercel',
    'fly',
    'google',
    'kubernetes',
  ])('of %s are folders', (id) => {
    for (const folder of detectCi({}, id).checkouts(jobs[id] ?? {})) expect(folder ?? '/').toMatch(/^\//);
  });

  it('are none on a machine of Google that builds nothing', () => {
    expect(detectCi({}, 'google').checkouts({})).toEqual([]);
  });
});
