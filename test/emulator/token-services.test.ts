import { existsSync, readFileSync, statSync } from 'node:fs';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { startForTest } from './start-for-test.ts';

type Env = Readonly<Record<string, string>>;

/** How a job of each CI asks, as its vendor documents it. */
const services: Readonly<Record<string, (env: Env, audience: string | undefined) => Promise<Response>>> = {
  codefresh: (env, audience) =>
    fetch(`${env.CF_OIDC_REQUEST_URL}${audience === undefined ? '' : `?audience=${audience}`}`, {
      headers: { authorization: env.CF_OIDC_REQUEST_TOKEN ?? '' },
    }),
  bitrise: (env, aud) =>
    fetch(`${env.BITRISE_BUILD_URL}/id_token.json`, {
      method: 'POST',
      headers: { authorization: env.BITRISE_BUILD_API_TOKEN ?? '', BUILD_API_TOKEN: env.BITRISE_BUILD_API_TOKEN ?? '' },
      body: JSON.stringify({ aud }),
    }),
  fly: (env, aud) =>
    fetch(`${env.CI_AWS_CREDENTIALS_FLY_API}/v1/tokens/oidc`, {
      method: 'POST',
      body: aud === undefined ? '' : JSON.stringify({ aud }),
    }),
  google: (env, audience = '') =>
    fetch(
      `http://${env.GCE_METADATA_HOST}/computeMetadata/v1/instance/service-accounts/default/identity?audience=${audience}`,
      { headers: { 'metadata-flavor': 'Google' } },
    ),
};

async function ask(ci: string, audience: string | undefined, change: Env = {}): Promise<Response> {
  const emulator = await startForTest();
  const env = await emulator.jobEnvironment(ci, { claims: { marked: ci } });
  const service = services[ci];
  if (service === undefined) throw new Error(`${ci} has no service`);
  return service({ ...env, ...change }, audience);
}

async function tokenIn(response: Response) {
  const text = await response.text();
  return decodeJwt(text.startsWith('{') ? JSON.parse(text).id_token : text);
}

describe('the token service of', () => {
  it.each(Object.keys(services))('%s gives a token of its job for the audience', async (ci) => {
    expect(await tokenIn(await ask(ci, 'my-aud'))).toMatchObject({ aud: 'my-aud', marked: ci });
  });

  it.each([
    ['codefresh', 'https://g.codefresh.io'],
    ['fly', 'https://fly.io/acme'],
  ])('%s has an audience where nobody says one: %s', async (ci, audience) => {
    expect((await tokenIn(await ask(ci, undefined))).aud).toBe(audience);
  });

  it.each([
    ['bitrise', 422],
    ['google', 400],
  ])('%s wants an audience', async (ci, status) => {
    expect((await ask(ci, undefined)).status).toBe(status);
  });

  it.each([
    ['codefresh', { CF_OIDC_REQUEST_TOKEN: 'guessed' }],
    ['bitrise', { BITRISE_BUILD_API_TOKEN: 'guessed' }],
  ])('%s refuses a stranger', async (ci, change) => {
    expect((await ask(ci, 'my-aud', change)).status).toBe(401);
  });

  it('bitrise wants its password in two headers', async () => {
    const emulator = await startForTest();
    const env = await emulator.jobEnvironment('bitrise');
    const headers = { authorization: env.BITRISE_BUILD_API_TOKEN ?? '' };
    const response = await fetch(`${env.BITRISE_BUILD_URL}/id_token.json`, { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(401);
  });

  it('google wants to be asked by somebody who means it', async () => {
    const emulator = await startForTest();
    const { GCE_METADATA_HOST } = await emulator.jobEnvironment('google');
    const path = 'computeMetadata/v1/instance/service-accounts/default/identity?audience=x';
    expect((await fetch(`http://${GCE_METADATA_HOST}/${path}`)).status).toBe(403);
  });

  it('fly gives the token of the Machine that was started last, and none before', async () => {
    const emulator = await startForTest();
    const asked = () => fetch(`${emulator.url}/fly/v1/tokens/oidc`, { method: 'POST', body: '{"aud":"x"}' });
    expect((await asked()).status).toBe(401);
    await emulator.jobEnvironment('fly');
    await emulator.jobEnvironment('fly', { claims: { sub: 'acme:shop:another' } });
    await emulator.jobEnvironment('google');
    expect((await tokenIn(await asked())).sub).toBe('acme:shop:another');
  });
});

describe('the token file of a pod', () => {
  it('is private, and is gone when the emulator is', async () => {
    const emulator: Emulator = await startEmulator(defaultConfig());
    const { AWS_WEB_IDENTITY_TOKEN_FILE: path = '' } = await emulator.jobEnvironment('kubernetes', {
      variant: 'api-server',
    });
    expect(decodeJwt(readFileSync(path, 'utf8')).aud).toEqual(['https://kubernetes.default.svc']);
    expect(statSync(path).mode & 0o077).toBe(0);
    await emulator.close();
    expect(existsSync(path)).toBe(false);
  });
});
