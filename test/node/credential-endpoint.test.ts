import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CredentialEndpoint } from '../../src/core/io.ts';
import { Secret } from '../../src/core/secret.ts';
import { type EndpointLimits, serveCredentials } from '../../src/node/credential-endpoint.ts';
import { nodeHttp } from '../../src/node/http.ts';
import { answeringElsewhere } from '../other-addresses.ts';

const credentials = {
  accessKeyId: 'ASIAFAKE1',
  secretAccessKey: new Secret('fake-secret'),
  sessionToken: new Secret('fake-session-token'),
  expiresAt: Date.now() + 3_600_000,
};

let endpoint: CredentialEndpoint;
let sockets: Socket[] = [];
beforeEach(() => {
  sockets = [];
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  endpoint.close();
});

async function serve(limits?: EndpointLimits): Promise<void> {
  endpoint = await serveCredentials(() => ({ credentials, issuedAt: 0, renewAt: 0 }), limits);
}

/** A connection of somebody who does not know the token; resolves when it is made. */
function stranger(): Promise<Socket> {
  const socket = connect(Number(new URL(endpoint.url).port), '127.0.0.1');
  sockets.push(socket.on('error', () => {}));
  return new Promise((resolve) => socket.once('connect', () => resolve(socket)));
}

const ended = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => (socket.closed ? resolve(true) : socket.resume().once('close', resolve)));

const ask = () =>
  nodeHttp('test').send(
    { method: 'GET', url: endpoint.url, headers: { authorization: endpoint.authorization } },
    5_000,
  );

describe('the endpoint of exec', () => {
  it('serves its tools, however many connections another user holds', async () => {
    await serve({ strangers: 64, header: 60_000 });
    const held: Socket[] = [];
    for (let count = 0; count < 200; count += 1) held.push(await stranger());
    expect(await ask()).toMatchObject({ status: 200 });
    await Promise.all(held.slice(0, 136).map(ended));
    expect(held.slice(137).every((socket) => !socket.closed)).toBe(true);
  });

  it('does not count a tool that keeps its connection among the strangers', async () => {
    await serve({ strangers: 64, header: 60_000 });
    const tool = await stranger();
    const { host, pathname } = new URL(endpoint.url);
    const answered = new Promise((resolve) => tool.once('data', resolve));
    tool.write(`GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${endpoint.authorization}\r\n\r\n`);
    expect(String(await answered)).toMatch(/^HTTP\/1\.1 200 /);
    const held: Socket[] = [];
    for (let count = 0; count < 100; count += 1) held.push(await stranger());
    await Promise.all(held.slice(0, 36).map(ended));
    expect(tool.closed).toBe(false);
  });

  it('waits a moment only for a header that does not end', async () => {
    await serve();
    const socket = await stranger();
    socket.write('GET /credentials HTTP/1.1\r\nX-Slow:');
    await ended(socket);
    expect(await ask()).toMatchObject({ status: 200 });
  });
});

it('is at the loopback address, and at no other of this machine', async () => {
  await serve();
  const headers = { authorization: endpoint.authorization };
  expect((await fetch(endpoint.url, { headers })).status).toBe(200);
  expect(await answeringElsewhere(endpoint.url)).toEqual([]);
});
