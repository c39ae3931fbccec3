import { expect, it, onTestFinished } from 'vitest';
import { serveCredentials } from '../../src/node/credential-endpoint.ts';
import { Secret } from '../../src/secret.ts';
import { answeringElsewhere } from '../other-addresses.ts';

it('the endpoint of exec is at the loopback address, and at no other of this machine', async () => {
  const credentials = {
    accessKeyId: 'ASIAFAKE',
    secretAccessKey: new Secret('fake-secret-key'),
    sessionToken: new Secret('fake-session-token'),
    expiresAt: Date.now() + 3_600_000,
  };
  const endpoint = await serveCredentials(() => ({ credentials, renewAt: Date.now() + 60_000 }));
  onTestFinished(() => endpoint.close());
  const headers = { authorization: endpoint.authorization };
  expect((await fetch(endpoint.url, { headers })).status).toBe(200);
  expect(await answeringElsewhere(endpoint.url)).toEqual([]);
});
