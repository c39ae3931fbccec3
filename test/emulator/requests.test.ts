import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { describeRequest, keepRequest, type RecordedRequest } from '../../src/emulator/recorded-request.ts';
import { answeringElsewhere } from '../other-addresses.ts';
import { deployRole, exchange, exchangeParameters, post, startForTest, stsClient } from './start-for-test.ts';

describe('the log', () => {
  it('has a line for every request: what was asked, what was decided, and why', async () => {
    const lines: string[] = [];
    const emulator = await startForTest({}, { onRequest: (request) => lines.push(describeRequest(request)) });
    await stsClient(emulator, await exchange(emulator)).send(new GetCallerIdentityCommand({}));
    await fetch(`${emulator.url}/somewhere`);
    expect(lines).toEqual([
      `AssumeRoleWithWebIdentity RoleArn=${deployRole} RoleSessionName=gha-1 WebIdentityToken=*** -> 200 ok: repo:octo-org/octo-repo:ref:refs/heads/main is arn:aws:sts::123456789012:assumed-role/github-deploy/gha-1`,
      'GetCallerIdentity -> 200 ok: this is arn:aws:sts::123456789012:assumed-role/github-deploy/gha-1',
      'GET /somewhere -> 404 not-found: unknown path',
    ]);
  });

  it('never holds a token or a secret, wherever the client put it', async () => {
    const emulator = await startForTest();
    const environment = await emulator.jobEnvironment('github');
    const { ACTIONS_ID_TOKEN_REQUEST_URL = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN = '' } = environment;
    const token = await emulator.issueToken('github');
    const credentials = await exchange(emulator);
    await stsClient(emulator, credentials).send(new GetCallerIdentityCommand({}));
    await fetch(ACTIONS_ID_TOKEN_REQUEST_URL, {
      headers: { authorization: `Bearer ${ACTIONS_ID_TOKEN_REQUEST_TOKEN}` },
    });
    for (const name of ['WebIdentityToken', 'RoleArn', 'RoleSessionName', 'Action', 'Policy', 'Version']) {
      await post(emulator, await exchangeParameters(emulator, { [name]: token }));
    }
    await fetch(`${emulator.url}/${token}?audience=${token}&${token}=1`);
    await post(emulator, await exchangeParameters(emulator, { RoleSessionName: credentials.secretAccessKey }));
    await fetch(emulator.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
    });
    expect(emulator.requests).toHaveLength(12);
    const log = JSON.stringify(emulator.requests) + emulator.requests.map(describeRequest).join('\n');
    const secrets = [
      token,
      token.split('.')[2],
      ACTIONS_ID_TOKEN_REQUEST_TOKEN,
      credentials.secretAccessKey,
      credentials.sessionToken,
    ];
    for (const secret of secrets) expect(log).not.toContain(secret);
  });

  it('has the last ones of very many', () => {
    const requests: RecordedRequest[] = [];
    const one = { method: 'GET', parameters: {}, outcome: 'ok', reason: '' };
    for (let index = 0; index < 10_003; index += 1) keepRequest(requests, { ...one, path: `/${index}` });
    expect(requests).toHaveLength(10_000);
    expect([requests[0]?.path, requests.at(-1)?.path]).toEqual(['/3', '/10002']);
  });

  it('cannot be forged by a client that sends line breaks', async () => {
    const emulator = await startForTest();
    await post(emulator, await exchangeParameters(emulator, { RoleSessionName: 'a\nGetCallerIdentity -> 200 ok' }));
    expect(emulator.requests.map(describeRequest).join('')).not.toContain('\n');
  });
});

describe('the server', () => {
  it('refuses a body that is larger than any of AWS', async () => {
    const emulator = await startForTest();
    const response = await fetch(emulator.url, { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) }).catch(
      () => undefined,
    );
    expect([413, undefined]).toContain(response?.status);
  });

  it('listens on loopback only', async () => {
    const emulator = await startForTest();
    expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(emulator.url, { method: 'POST' })).status).toBe(400);
    expect(await answeringElsewhere(emulator.url)).toEqual([]);
  });
});
