import { describe, expect, it } from 'vitest';
import { ecrLogin } from '../../src/commands/ecr-login.ts';
import { HelperError } from '../../src/core/errors.ts';
import type { CommandResult, HttpRequest } from '../../src/core/io.ts';
import { Secret } from '../../src/core/secret.ts';
import { readReceipts, receiptFiles } from '../../src/job/receipts.ts';
import { readSettings } from '../../src/options/read-settings.ts';
import { run } from '../../src/run.ts';
import { failureOf, fakeToken, granted, identity, registryToken, roleArn } from '../fakes.ts';
import type { Scenery, World } from '../world.ts';
import { assume, cleanUp, folderOf, jobWorld, refusalOf } from './scene.ts';

const docker = '/home/ci/.docker/config.json';
const account = '123456789012';
const frankfurt = `${account}.dkr.ecr.eu-central-1.amazonaws.com`;
const ireland = `${account}.dkr.ecr.eu-west-1.amazonaws.com`;

/** STS and ECR, both of which grant. */
function answer(request: HttpRequest) {
  if (request.headers['x-amz-target']) return registryToken(request);
  return request.body?.includes('GetCallerIdentity') ? identity() : granted();
}

function world(scenery: Scenery = {}, ci = 'gitlab'): World {
  return jobWorld(ci, { answer, ...scenery });
}

function authsIn({ files }: World, path = docker): Readonly<Record<string, string>> {
  const { auths = {} } = JSON.parse(files.get(path) ?? '{}');
  return Object.fromEntries(
    Object.entries(auths).map(([host, entry]) => [host, atob((entry as { auth: string }).auth)]),
  );
}

const toEcr = ({ requests }: World): readonly HttpRequest[] =>
  requests.filter(({ headers }) => headers['x-amz-target']);

describe('a login to ECR', () => {
  it('is for the registry of the role’s account, with the credentials of the role', async () => {
    const job = world();
    await assume(job, { 'ecr-login': 'true' });
    expect(authsIn(job)).toEqual({ [frankfurt]: 'AWS:fake-password-of-eu-central-1' });
    expect(toEcr(job)).toEqual([
      {
        method: 'POST',
        url: 'https://api.ecr.eu-central-1.amazonaws.com',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken',
          authorization: 'signed with ASIAFAKE1',
        },
        body: '{}',
      },
    ]);
  });

  it('is asked for once a region, and once for ECR Public', async () => {
    const job = world();
    await assume(job, { 'ecr-login': `${account}, 210987654321 ${ireland}/shop/web:1\npublic` });
    expect(Object.keys(authsIn(job))).toEqual([
      frankfurt,
      frankfurt.replace(account, '210987654321'),
      ireland,
      'public.ecr.aws',
    ]);
    expect(toEcr(job).map(({ url }) => new URL(url).hostname)).toEqual([
      'api.ecr.eu-central-1.amazonaws.com',
      'api.ecr.eu-west-1.amazonaws.com',
      'api.ecr-public.us-east-1.amazonaws.com',
    ]);
  });

  it('is made with the role of the registry’s own account, of several; else with the first', async () => {
    const accounts = ['111111111111', '222222222222'];
    const job = world({
      answer: (request) => {
        const index = accounts.findIndex((id) => request.body?.includes(id));
        return index === -1 ? answer(request) : granted(index + 1, accounts[index]);
      },
    });
    const roles = accounts.map((id, index) => `role${index} = arn:aws:iam::${id}:role/deploy`).join('\n');
    const given = { roles, 'aws-region': 'eu-central-1', 'ecr-login': '222222222222 333333333333' };
    await run(readSettings(given, job.io), job.io);
    const asked = toEcr(job).map(({ headers }) => headers.authorization);
    expect(asked).toEqual(['signed with ASIAFAKE2', 'signed with ASIAFAKE1']);
    expect(Object.keys(authsIn(job))).toHaveLength(2);
  });

  it('is taken back by cleanup, and what was there before comes back', async () => {
    const before = JSON.stringify(
      { auths: { [frankfurt]: { auth: btoa('AWS:fake-earlier') } }, proxies: {} },
      undefined,
      2,
    );
    const job = world({ files: { [docker]: before } });
    await assume(job, { 'ecr-login': 'true' });
    expect(authsIn(job)[frankfurt]).toBe('AWS:fake-password-of-eu-central-1');
    await cleanUp(job);
    expect(job.files.get(docker)).toBe(before);
  });

  it('is in the receipts by absolute paths, as is all of the hand-over: cleanup may run in another folder', async () => {
    const env = { DOCKER_CONFIG: 'docker', REGISTRY_AUTH_FILE: 'auth.json', BASH_ENV: 'env.sh' };
    const job = world({ env }, 'circleci');
    await assume(job, { 'ecr-login': 'true' });
    const [journal = ''] = receiptFiles(folderOf(job), job.io.files);
    const paths = readReceipts(journal, job.io.files).map(({ path }) => path);
    expect(paths).toEqual(['/work/env.sh', '/work/auth.json', '/work/docker/config.json']);
  });

  it('is taken back when the rest of the hand-over fails', async () => {
    const config = '/home/ci/.aws/config';
    const job = world({ failing: { [config]: new HelperError('file-not-writable', `${config} is full.`) } });
    expect((await refusalOf(job, { 'ecr-login': 'true' })).code).toBe('file-not-writable');
    expect([...job.files.keys()].filter((path) => path.includes('.docker'))).toEqual([]);
  });

  it('fails, and leaves the receipts of what stays: the variables that were unset', async () => {
    const failing = { [docker]: new HelperError('file-not-writable', `${docker} is full.`) };
    const job = world({ env: { MY_TOKEN: fakeToken('github') }, failing }, 'github');
    const given = {
      'token-env': 'MY_TOKEN',
      'unset-current-credentials': 'true',
      'aws-profile': 'deploy',
      'ecr-login': 'true',
    };
    expect((await refusalOf(job, given)).code).toBe('file-not-writable');
    const [journal = ''] = receiptFiles(folderOf(job), job.io.files);
    expect(readReceipts(journal, job.io.files).map(({ kind }) => kind)).toEqual(['github-env']);
  });

  it('is all that is left behind, with export: none', async () => {
    const job = world();
    await assume(job, { 'ecr-login': 'true', export: 'none' });
    expect([...job.files.keys()].filter((path) => path.startsWith('/home'))).toEqual([docker]);
  });

  it.each([
    ['false', []],
    ['FALSE', []],
  ])('is not asked for by %s', async (value, hosts) => {
    const job = world();
    await assume(job, { 'ecr-login': value });
    expect(Object.keys(authsIn(job))).toEqual(hosts);
  });

  it('is made with the credentials that are there, where those are kept', async () => {
    const ambient = { accessKeyId: 'AKIAFAKE', secretAccessKey: new Secret('fake-ambient-key') };
    const job = world({ ambient });
    await assume(job, { 'ecr-login': 'true', 'use-existing-credentials': 'true' });
    expect(toEcr(job).map(({ headers }) => headers.authorization)).toEqual(['signed with AKIAFAKE']);
    expect(authsIn(job)).toEqual({ [frankfurt]: 'AWS:fake-password-of-eu-central-1' });
  });
});

describe('what is wrong is said before anything is sent', () => {
  it.each<[what: string, scenery: Scenery, value: string, code: string, named: string]>([
    ['a config that is not JSON', { files: { [docker]: '{"auths":' } }, 'true', 'input-unreadable', docker],
    [
      'a registry of another partition',
      {},
      `${account}.dkr.ecr.cn-north-1.amazonaws.com.cn`,
      'region-invalid',
      'aws-cn',
    ],
    [
      'a helper that is not there',
      { files: { [docker]: '{"credsStore":"desktop"}' } },
      'true',
      'registry-login-failed',
      'docker-credential-desktop',
    ],
  ])('%s', async (_what, scenery, value, code, named) => {
    const job = world(scenery);
    const error = await refusalOf(job, { 'ecr-login': value });
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(named)]);
    expect(job.requests).toEqual([]);
    expect(job.files.get(docker)).toBe(scenery.files?.[docker]);
  });
});

it('a job without a home folder is told which variable helps', async () => {
  const job = world();
  const io = { ...job.io, homeFolder: undefined };
  const given = { 'role-to-assume': roleArn, 'aws-region': 'eu-central-1', 'ecr-login': 'true', export: 'none' };
  const error = await failureOf(() => run(readSettings(given, io), io));
  expect([error.code, error.hint]).toEqual(['file-not-writable', expect.stringContaining('DOCKER_CONFIG')]);
  expect(job.requests).toEqual([]);
});

describe('a refusal of ECR', () => {
  const denied = (action: string, why = `no identity-based policy allows the ${action} action`) => ({
    status: 400,
    body: JSON.stringify({
      __type: 'AccessDeniedException',
      message: `User: arn:aws:sts::${account}:assumed-role/deploy/job-1 is not authorized to perform: ${action} on resource: * because ${why}`,
    }),
  });

  it.each([
    ['true', 'ecr:GetAuthorizationToken', '"ecr:GetAuthorizationToken"'],
    ['public', 'sts:GetServiceBearerToken', '"sts:GetServiceBearerToken"'],
  ])('of %s names the statement to add', async (value, action, added) => {
    const job = world({ answer: (request) => (request.headers['x-amz-target'] ? denied(action) : answer(request)) });
    const error = await refusalOf(job, { 'ecr-login': value });
    expect([error.code, error.message]).toEqual(['ecr-access-denied', expect.stringContaining(action)]);
    expect(error.hint).toContain(added);
    expect(error.hint).toContain('"Effect": "Allow"');
    expect([...job.files.keys()].filter((path) => path.startsWith('/home'))).toEqual([]);
  });

  it('by an explicit deny wants no statement added', async () => {
    const why = 'with an explicit deny in a service control policy';
    const reply = denied('ecr:GetAuthorizationToken', why);
    const job = world({ answer: (request) => (request.headers['x-amz-target'] ? reply : answer(request)) });
    expect((await refusalOf(job, { 'ecr-login': 'true' })).hint).toMatch(/^A Deny overrides every Allow/);
  });

  it.each([
    [400, 'com.amazonaws.ecr#ThrottlingException', 2],
    [500, 'ServerException', 2],
    [503, undefined, 2],
  ])('that may pass is tried again: %s %s', async (status, type, tries) => {
    let count = 0;
    const job = world({
      answer: (request) => {
        if (!request.headers['x-amz-target']) return answer(request);
        count += 1;
        return count < tries ? { status, body: type ? JSON.stringify({ __type: type }) : '<html>' } : answer(request);
      },
    });
    await assume(job, { 'ecr-login': 'true' });
    expect(count).toBe(tries);
  });

  const fakeData = { authorizationToken: btoa('AWS:fake-password'), expiresAt: 2e9 };

  it.each([
    [400, { __type: 'UnrecognizedClientException', message: 'The security token is invalid.' }, 'credentials-invalid'],
    [400, { __type: 'ExpiredTokenException' }, 'credentials-invalid'],
    [400, { __type: 'InvalidParameterException', Message: 'no' }, 'ecr-refused'],
    [200, { authorizationData: [] }, 'sts-answer-unreadable'],
    [200, { authorizationData: [{ authorizationToken: 'not base64!', expiresAt: 1 }] }, 'sts-answer-unreadable'],
    [200, { authorizationData: [{ ...fakeData, expiresAt: 1e18 }] }, 'sts-answer-unreadable'],
    [200, { authorizationData: [{ ...fakeData, proxyEndpoint: 'https://x\n::error::' }] }, 'sts-answer-unreadable'],
    [200, { authorizationData: [{ ...fakeData, proxyEndpoint: 'https://' }] }, 'sts-answer-unreadable'],
    [404, {}, 'sts-answer-unreadable'],
  ])('is told: %s %j', async (status, body, code) => {
    const reply = { status, body: JSON.stringify(body) };
    const job = world({ answer: (request) => (request.headers['x-amz-target'] ? reply : answer(request)) });
    expect((await refusalOf(job, { 'ecr-login': 'true' })).code).toBe(code);
  });
});

describe('a credential helper', () => {
  const ran = (status: number, stdout = ''): CommandResult => ({ status, stdout, stderr: '' });
  const files = { [docker]: `{"credHelpers":{"${ireland}":"ecr-login"},"credsStore":"pass"}` };
  const nothing = ran(1, 'credentials not found in native keychain');
  const programs = {
    'docker-credential-pass version': ran(0),
    'docker-credential-pass get': nothing,
    'docker-credential-pass store': ran(0),
    'docker-credential-pass erase': ran(0),
  };

  it('is given the login on its standard input, and asked to forget it by cleanup', async () => {
    let stored = '';
    const job = world({ files, programs });
    await assume(job, { 'ecr-login': 'true' });
    stored = job.inputs.at(-1) ?? '';
    expect(JSON.parse(stored)).toEqual({
      ServerURL: frankfurt,
      Username: 'AWS',
      Secret: 'fake-password-of-eu-central-1',
    });
    expect(job.ran.join('\n')).not.toContain('fake-password');
    expect(job.files.get(docker)).toBe(files[docker]);

    Object.assign(programs, { 'docker-credential-pass get': ran(0, stored) });
    await cleanUp(job);
    expect(job.ran.at(-1)).toBe('docker-credential-pass erase');
    Object.assign(programs, { 'docker-credential-pass get': nothing });
  });

  it('gets back the login that it had', async () => {
    const earlier = { ServerURL: frankfurt, Username: 'AWS', Secret: 'fake-earlier' };
    const own = { ...earlier, Secret: 'fake-password-of-eu-central-1' };
    const mutable = { ...programs, 'docker-credential-pass get': ran(0, JSON.stringify(earlier)) };
    const job = world({ files, programs: mutable });
    await assume(job, { 'ecr-login': 'true' });
    mutable['docker-credential-pass get'] = ran(0, JSON.stringify(own));
    await cleanUp(job);
    expect(JSON.parse(job.inputs.at(-1) ?? '')).toEqual(earlier);
  });

  it('keeps what somebody else has stored since', async () => {
    const mutable = { ...programs };
    const job = world({ files, programs: mutable });
    await assume(job, { 'ecr-login': 'true' });
    mutable['docker-credential-pass get'] = ran(0, '{"Username":"AWS","Secret":"fake-other"}');
    await cleanUp(job);
    expect(job.ran.at(-1)).toBe('docker-credential-pass get');
  });

  it('that finds credentials by itself is left alone', async () => {
    const job = world({ files, programs: {} });
    await assume(job, { 'ecr-login': ireland });
    expect(job.ran).toEqual([]);
    expect(job.said).toContain(
      `notice: docker-credential-ecr-login finds credentials for ${ireland} itself; no login is stored in it.`,
    );
  });

  it('that fails is told with its own words, and nothing else is handed over', async () => {
    const job = world({ files, programs: { ...programs, 'docker-credential-pass store': ran(1, 'pass is locked\n') } });
    const error = await refusalOf(job, { 'ecr-login': 'true' });
    expect(error.message).toBe(`docker-credential-pass could not store the login to ${frankfurt}: pass is locked.`);
    expect(job.files.has('/home/ci/.aws/config')).toBe(false);
  });

  it('is no path', async () => {
    const job = world({ files: { [docker]: '{"credsStore":"../evil"}' } });
    expect((await refusalOf(job, { 'ecr-login': 'true' })).code).toBe('registry-login-failed');
    expect(job.ran).toEqual([]);
  });
});

describe('the file of podman, buildah and skopeo', () => {
  it('is written as well where a variable names it', async () => {
    const job = world({ env: { REGISTRY_AUTH_FILE: '/run/auth.json' } });
    await assume(job, { 'ecr-login': 'true' });
    expect(authsIn(job, '/run/auth.json')).toEqual(authsIn(job));
    await cleanUp(job);
    expect([...job.files.keys()].filter((path) => /docker|auth/.test(path))).toEqual([]);
  });

  it.each([
    [
      'has a login of that registry, which they would use',
      { auths: { [frankfurt]: { auth: btoa('AWS:fake-old') } } },
      true,
    ],
    ['has none: they look into Docker’s next', { auths: { 'quay.io': {} } }, false],
  ])('is written where it %s', async (_what, json, isWritten) => {
    const path = '/run/user/1000/containers/auth.json';
    const text = JSON.stringify(json);
    const job = world({ env: { XDG_RUNTIME_DIR: '/run/user/1000' }, files: { [path]: text } });
    await assume(job, { 'ecr-login': 'true' });
    expect(job.files.get(path) !== text).toBe(isWritten);
    await cleanUp(job);
    expect(job.files.get(path)).toBe(text);
  });
});

describe('on GitHub', () => {
  const onGithub = (given: Readonly<Record<string, string>>) => {
    const job = world(
      { env: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined, AWS_ID_TOKEN: jobWorld('gitlab').io.env.AWS_ID_TOKEN } },
      'github',
    );
    return assume(job, { 'token-env': 'AWS_ID_TOKEN', ...given }).then(() => job);
  };

  it('the registry is an output, and the password is masked in every form', async () => {
    const job = await onGithub({ 'ecr-login': 'true' });
    expect(job.outputs).toMatchObject({ registry: frankfurt });
    expect(Object.keys(job.outputs).join()).not.toContain('docker');
    const password = 'fake-password-of-eu-central-1';
    expect(job.said).toEqual(expect.arrayContaining([`mask: ${password}`, `mask: ${btoa(`AWS:${password}`)}`]));
  });

  it('the passwords are outputs on request; of several registries none is the registry', async () => {
    const job = await onGithub({ 'ecr-login': `true ${ireland}`, 'output-credentials': 'true' });
    expect(job.outputs).toMatchObject({
      docker_username_123456789012_dkr_ecr_eu_central_1_amazonaws_com: 'AWS',
      docker_password_123456789012_dkr_ecr_eu_central_1_amazonaws_com: 'fake-password-of-eu-central-1',
      docker_password_123456789012_dkr_ecr_eu_west_1_amazonaws_com: 'fake-password-of-eu-west-1',
    });
    expect(job.outputs).not.toHaveProperty('registry');
  });

  it('unsetting the credentials alone leaves none to log in with', () => {
    const { io } = world({}, 'github');
    const given = { 'unset-current-credentials': 'true', 'ecr-login': 'true' };
    expect(() => readSettings(given, io)).toThrow('ecr-login requires credentials');
  });
});

describe('ci-aws-credentials ecr-login', () => {
  const credentials = { accessKeyId: 'ASIAFAKE9', secretAccessKey: new Secret('fake-own-key') };
  const found = { credentials, region: 'eu-west-1', endpoint: undefined };

  it('logs in with the credentials of the job, in the region of its profile', async () => {
    const job = world({ toolCredentials: async () => found });
    expect(await ecrLogin.run(['--json'], job.io)).toBe(0);
    expect(authsIn(job)).toEqual({ [ireland]: 'AWS:fake-password-of-eu-west-1' });
    expect(JSON.parse(job.printed.join(''))).toEqual([{ host: ireland, expiration: '2026-11-21T00:00:00.000Z' }]);
    await cleanUp(job);
    expect(job.files.has(docker)).toBe(false);
  });

  it('logs in to the registries that are named', async () => {
    const job = world({ toolCredentials: async () => found });
    await ecrLogin.run([frankfurt, 'public'], job.io);
    expect(Object.keys(authsIn(job))).toEqual([frankfurt, 'public.ecr.aws']);
  });

  it.each(['gitlab', 'github'])('takes no notice of what variables say of roles, on %s', async (ci) => {
    const env = {
      AWS_ROLE_ARN: `arn:aws:iam::${account}:role/pod`,
      ROLE_CHAINING: 'true',
      USE_EXISTING_CREDENTIALS: 'true',
      EXPORT: 'env',
      GITHUB_ACTIONS: ci === 'github' ? 'true' : undefined,
    };
    const job = world({ env, toolCredentials: async () => found }, ci);
    expect(await ecrLogin.run([], job.io)).toBe(0);
    expect(Object.keys(authsIn(job))).toEqual([ireland]);
  });

  it.each(['', ' '])('refuses the registry %j of an unset variable', async (registry) => {
    const job = world({ toolCredentials: async () => found });
    expect(await failureOf(() => ecrLogin.run([registry], job.io))).toMatchObject({ code: 'option-invalid' });
  });

  it('refuses an account that is not allowed', async () => {
    const job = world({ toolCredentials: async () => found });
    const error = await failureOf(() => ecrLogin.run(['--allowed-account-ids', '999999999999'], job.io));
    expect(error.code).toBe('account-not-allowed');
    expect(toEcr(job)).toEqual([]);
  });
});
