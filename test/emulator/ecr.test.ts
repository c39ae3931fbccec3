import { describe, expect, it } from 'vitest';
import { getAuthorizationToken } from '../../src/aws-api/ecr.ts';
import { Secret } from '../../src/core/secret.ts';
import type { Credentials } from '../../src/core/session.ts';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { nodeHttp } from '../../src/node/http.ts';
import { sign } from '../../src/node/sign.ts';
import { failureOf } from '../fakes.ts';
import { deployRole, exchange, startForTest } from './start-for-test.ts';

async function credentialsOf(emulator: Emulator): Promise<Credentials> {
  const { accessKeyId, secretAccessKey, sessionToken = '' } = await exchange(emulator);
  return { accessKeyId, secretAccessKey: new Secret(secretAccessKey), sessionToken: new Secret(sessionToken) };
}

async function logIn(emulator: Emulator, isPublic = false, credentials?: Credentials) {
  const env = { AWS_ENDPOINT_URL: emulator.url };
  const request = { region: 'eu-central-1', useFips: false, useDualStack: false, isPublic };
  return getAuthorizationToken(request, credentials ?? (await credentialsOf(emulator)), {
    http: nodeHttp('test'),
    sign,
    env,
  });
}

const permitted = (...permissions: readonly string[]) => ({
  roles: defaultConfig().roles.map((role) => (role.arn === deployRole ? { ...role, permissions } : role)),
});

describe('ECR', () => {
  it('gives a login to the registry of the caller’s account and of the region that was signed for', async () => {
    const emulator = await startForTest();
    const login = await logIn(emulator);
    expect(login).toMatchObject({ host: '123456789012.dkr.ecr.eu-central-1.amazonaws.com', username: 'AWS' });
    expect((login.expiresAt - Date.now()) / 3_600_000).toBeCloseTo(12, 1);
    expect(emulator.requests.at(-1)).toMatchObject({ action: 'GetAuthorizationToken', parameters: {}, outcome: 'ok' });
  });

  it('names the registry of the config', async () => {
    const emulator = await startForTest({ registry: 'http://127.0.0.1:5000' });
    expect((await logIn(emulator)).host).toBe('127.0.0.1:5000');
  });

  it('that is public names none', async () => {
    expect((await logIn(await startForTest(), true)).host).toBeUndefined();
  });

  it.each([
    ['ecr:*', false, undefined],
    ['ecr:GetAuthorizationToken', false, undefined],
    ['s3:*', false, 'ecr:GetAuthorizationToken'],
    ['ecr-public:*', true, 'sts:GetServiceBearerToken'],
  ])('looks at the permissions of the role: %s, public %s', async (permission, isPublic, missing) => {
    const emulator = await startForTest(permitted(permission));
    if (missing === undefined) await logIn(emulator, isPublic);
    else expect((await failureOf(() => logIn(emulator, isPublic))).message).toContain(missing);
  });

  it('knows no stranger, and no wrong secret', async () => {
    const emulator = await startForTest();
    const credentials = await credentialsOf(emulator);
    for (const wrong of [{ accessKeyId: 'ASIAFAKENOBODY' }, { secretAccessKey: new Secret('fake-wrong-secret') }]) {
      const error = await failureOf(() => logIn(emulator, false, { ...credentials, ...wrong }));
      expect(error.code).toBe('credentials-invalid');
    }
  });

  it.each([
    ['throttle', 'sts-throttled'],
    ['status', 'sts-unavailable'],
    ['reset', 'network-failed'],
    ['garbage', 'sts-answer-unreadable'],
  ] as const)('fails on request: %s', async (kind, code) => {
    const emulator = await startForTest();
    const credentials = await credentialsOf(emulator);
    emulator.fault({ on: 'sts', kind, action: 'GetAuthorizationToken' });
    expect((await failureOf(() => logIn(emulator, false, credentials))).code).toBe(code);
  });

  it('does nothing else', async () => {
    const { url } = await startForTest();
    const response = await fetch(url, { method: 'POST', headers: { 'x-amz-target': 'Other.ListThings' } });
    expect([response.status, await response.json()]).toMatchObject([400, { __type: 'UnknownOperationException' }]);
  });
});
