import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { startForTest } from './start-for-test.ts';

async function request(emulator: Emulator, ciId: string, audience?: string): Promise<Response> {
  const environment = await emulator.jobEnvironment(ciId, { ref: 'refs/heads/dev' });
  const query = audience === undefined ? '' : `&audience=${encodeURIComponent(audience)}`;
  return fetch(`${environment.ACTIONS_ID_TOKEN_REQUEST_URL}${query}`, {
    headers: { authorization: `bearer ${environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` },
  });
}

describe('the token endpoint of a job', () => {
  it.each([
    ['github', 'sts.amazonaws.com', 'sts.amazonaws.com'],
    ['github', undefined, 'https://github.com/octo-org'],
    ['forgejo', 'sts.amazonaws.com', 'sts.amazonaws.com'],
    ['forgejo', undefined, 'https://codeberg.org/octo-org'],
  ])('of %s, asked for %s, gives a token of this job for %s', async (ciId, audience, expected) => {
    const emulator = await startForTest();
    const response = await request(emulator, ciId, audience);
    const { count, value } = (await response.json()) as { count: number; value: string };
    expect(count).toBe(value.length);
    expect(decodeJwt(value)).toMatchObject({ aud: expected, ref: 'refs/heads/dev' });
  });

  it.each([
    ['without a bearer token', {}],
    ['with a wrong one', { authorization: 'Bearer guessed' }],
  ])('refuses a request %s', async (_name, headers: Readonly<Record<string, string>>) => {
    const emulator = await startForTest();
    const { ACTIONS_ID_TOKEN_REQUEST_URL = '' } = await emulator.jobEnvironment('github');
    const response = await fetch(ACTIONS_ID_TOKEN_REQUEST_URL, { headers });
    expect(response.status).toBe(401);
  });

  it('refuses the job of another CI', async () => {
    const emulator = await startForTest();
    const { ACTIONS_ID_TOKEN_REQUEST_TOKEN } = await emulator.jobEnvironment('github');
    const response = await fetch(`${emulator.url}/forgejo/idtoken`, {
      headers: { authorization: `Bearer ${ACTIONS_ID_TOKEN_REQUEST_TOKEN}` },
    });
    expect(response.status).toBe(401);
  });

  it.each([
    [{ kind: 'throttle', retryAfter: 2 } as const, 429, '2'],
    [{ kind: 'status', status: 500 } as const, 500, null],
    [{ kind: 'garbage' } as const, 200, null],
  ])('fails as it is told: %o', async (fault, status, retryAfter) => {
    const emulator = await startForTest();
    emulator.fault({ on: 'token', ...fault });
    const response = await request(emulator, 'github');
    expect([response.status, response.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect((await request(emulator, 'github')).status).toBe(200);
  });
});
