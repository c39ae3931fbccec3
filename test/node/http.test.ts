import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HttpRequest } from '../../src/core/io.ts';
import { nodeHttp } from '../../src/node/http.ts';
import { failureOf } from '../fakes.ts';

const http = nodeHttp('test');
const get = (url: string): HttpRequest => ({ method: 'GET', url, headers: {} });

let ends: (() => void)[] = [];
beforeEach(() => {
  ends = [];
});
afterEach(() => {
  vi.useRealTimers();
  for (const end of ends) end();
});

/** Returns HOST:PORT; the server ends with the test, and breaks what is still open. */
async function listen(server: Server | HttpServer, host = '127.0.0.1'): Promise<string> {
  const sockets: Socket[] = [];
  server.on('connection', (socket: Socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  ends.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `${host}:${(server.address() as AddressInfo).port}`;
}

/** A proxy that answers every CONNECT with these lines, or opens the tunnel where there are none. */
async function tunnelProxy(...answer: readonly string[]) {
  const asked: { readonly target: string | undefined; readonly authorization: string | undefined }[] = [];
  const server = createServer();
  server.on('connect', ({ url, headers }, client: Socket) => {
    asked.push({ target: url, authorization: headers['proxy-authorization'] });
    client.on('error', () => {});
    if (answer.length > 0) {
      client.end(answer.map((line) => `${line}\r\n`).join(''));
      return;
    }
    const [host, port] = url?.split(':') ?? [];
    const far = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      far.pipe(client).pipe(far);
    });
    far.on('error', () => client.destroy());
  });
  return { asked, host: await listen(server) };
}

const viaProxy = (proxy: string) => http.viaProxy({ proxy, noProxy: [] });

describe('an answer', () => {
  it('of more than a megabyte is not read on', async () => {
    let sent = 0;
    const host = await listen(
      createServer((_request, response) => {
        const more = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x'))) sent += 65_536;
        };
        response.on('drain', more);
        more();
      }),
    );
    expect(await failureOf(() => http.send(get(`http://${host}/`), 5_000))).toMatchObject({
      code: 'network-failed',
      message: expect.stringContaining('a response of more than 1000000 bytes'),
    });
    expect(sent).toBeLessThan(20_000_000);
  });

  it('may have a megabyte', async () => {
    const host = await listen(createServer((_request, response) => response.end('x'.repeat(1_000_000))));
    expect((await http.send(get(`http://${host}/`))).body).toHaveLength(1_000_000);
  });

  it('that drips is not waited for longer than the limit', async () => {
    const host = await listen(createServer((_request, response) => void response.write('<')));
    expect(await failureOf(() => http.send(get(`http://${host}/`), 200))).toMatchObject({
      code: 'deadline-exceeded',
      message: `${host} did not respond within 0.2 s.`,
    });
  });
});

it('an answer that changes the protocol is a failure, not a request without an end', async () => {
  const host = await listen(
    createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end('HTTP/1.1 101 x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'));
    }),
  );
  expect(await failureOf(() => http.send(get(`http://${host}/`), 2_000))).toMatchObject({
    code: 'network-failed',
    message: `The request to ${host} failed: 101 Switching Protocols.`,
  });
});

describe('a connection', () => {
  it('that is not made in ten seconds will not be', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    // It takes the bytes and never says hello.
    const server = createTcpServer();
    const host = await listen(server);
    const taken = new Promise((resolve) => server.once('connection', resolve));
    const failure = failureOf(() => http.send(get(`https://${host}/`)));
    await taken;
    vi.advanceTimersByTime(9_999);
    expect(vi.getTimerCount()).toBe(2);
    vi.advanceTimersByTime(1);
    expect(await failure).toMatchObject({
      code: 'deadline-exceeded',
      message: `${host} did not accept a connection within 10 s.`,
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('by an address and not a name brings no warning of Node’s', async () => {
    const warned = vi.fn();
    process.on('warning', warned);
    ends.push(() => process.off('warning', warned));
    const host = await listen(createTcpServer((socket) => socket.destroy()));
    const own = nodeHttp('test');
    own.preconnect(`https://${host}`);
    await failureOf(() => own.send(get(`https://${host}/`), 2_000));
    await new Promise((resolve) => setImmediate(resolve));
    expect(warned.mock.calls).toEqual([]);
  });
});

describe('a connection that is opened ahead', () => {
  /** Counts connections, and keeps them until the test takes them. */
  async function countingServer() {
    const taken: Socket[] = [];
    const server = createServer((_request, response) => response.end('ok'));
    server.on('connection', (socket: Socket) => taken.push(socket));
    const url = `http://${await listen(server)}/`;
    return { taken, url, arrival: () => vi.waitFor(() => expect(taken).toHaveLength(1)) };
  }

  it('is taken by one request; the others have their own', async () => {
    const own = nodeHttp('test');
    const { taken, url } = await countingServer();
    own.preconnect(url);
    own.preconnect(url);
    await Promise.all([1, 2, 3].map(() => own.send(get(url))));
    expect(taken).toHaveLength(3);
  });

  it('is replaced where it has ended', async () => {
    const own = nodeHttp('test');
    const { taken, url, arrival } = await countingServer();
    own.preconnect(url);
    await arrival();
    taken[0]?.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await own.send(get(url))).toMatchObject({ body: 'ok' });
    expect(taken).toHaveLength(2);
  });
});

describe('a request', () => {
  it('that cannot be sent leaves nothing that still waits', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const request = { ...get('http://127.0.0.1:1/'), headers: { 'x-amz-security-token': 'fake\n' } };
    await expect(http.send(request)).rejects.toMatchObject({ code: 'ERR_INVALID_CHAR' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['me:p%zz', 'me:p%zz'],
    ['me:p%40ss', 'me:p@ss'],
  ])('takes user and password from its URL: %s', async (userinfo, expected) => {
    const host = await listen(
      createServer(({ headers }, response) => response.end(`${headers.host} ${headers.authorization}`)),
    );
    const { body } = await http.send(get(`http://${userinfo}@${host}/`));
    expect(body).toBe(`${host} Basic ${btoa(expected)}`);
  });
});

describe('over a Unix socket', () => {
  it.skipIf(process.platform === 'win32')('a request goes to the path, and never through a proxy', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'socket-'));
    ends.push(() => rmSync(folder, { recursive: true, force: true }));
    const socketPath = join(folder, 'api');
    const server = createServer((request, response) => {
      request.on('data', (data) => response.end(`${request.method} ${request.url} ${data}`));
    });
    await new Promise<void>((resolve) => server.listen(socketPath, resolve));
    ends.push(() => server.close());
    const request = { method: 'POST', url: 'http://localhost/v1/x?y', headers: {}, body: 'z', socketPath } as const;
    expect(await viaProxy('http://127.0.0.1:1').send(request)).toMatchObject({ status: 200, body: 'POST /v1/x?y z' });
    const gone = { ...request, socketPath: join(folder, 'gone') };
    expect((await failureOf(() => http.send(gone))).code).toBe('network-failed');
  });
});

describe('a name that cannot be resolved', () => {
  it.each([
    ['of a server', http, 'aws-region, sts-endpoint and DNS'],
    ['of a proxy', viaProxy('http://proxy.invalid:3128'), 'Check http-proxy and DNS'],
  ])('%s is named with where to look', async (_name, way, hint) => {
    for (const scheme of ['http', 'https']) {
      expect(await failureOf(() => way.send(get(`${scheme}://sts.invalid/`)))).toMatchObject({
        code: 'network-failed',
        hint: expect.stringContaining(hint),
      });
    }
  });
});

describe('through a proxy', () => {
  it('a plain-http target is the proxy’s to reach, whatever address it has', async () => {
    const proxy = await listen(
      createServer(({ url, headers }, response) =>
        response.end(JSON.stringify([url, headers.host, headers['proxy-authorization']])),
      ),
    );
    const answer = await viaProxy(`http://me:hush%@${proxy}`).send(get('http://127.0.0.2:8080/path?a=b'));
    expect(JSON.parse(answer.body)).toEqual([
      'http://127.0.0.2:8080/path?a=b',
      '127.0.0.2:8080',
      `Basic ${btoa('me:hush%')}`,
    ]);
    expect(answer.via).toBe(`the proxy ${proxy}`);
  });

  it('a name that only the proxy knows is no matter of ours', async () => {
    const proxy = await listen(createServer(({ url }, response) => response.end(url)));
    expect((await viaProxy(`http://${proxy}`).send(get('http://sts.invalid/'))).body).toBe('http://sts.invalid/');
  });

  it.each([
    ['me:p%zz', 'me:p%zz'],
    ['me:p€ss', 'me:p\u00e2\u0082\u00acss'],
    ['me:p%40ss', 'me:p@ss'],
  ])('a tunnel is asked for with user and password: %s', async (userinfo, expected) => {
    const proxy = await tunnelProxy('HTTP/1.1 407 Proxy Authentication Required', '');
    await failureOf(() => viaProxy(`http://${userinfo}@${proxy.host}`).send(get('https://127.0.0.2/')));
    expect(proxy.asked).toEqual([{ target: '127.0.0.2:443', authorization: `Basic ${btoa(expected)}` }]);
  });

  it.each([
    ['407 Proxy Authentication Required', 'proxy-refused', 'refused the connection to', 'USER:PASSWORD'],
    ['403 Forbidden', 'proxy-refused', 'refused the connection to', 'no-proxy'],
    ['302 Found', 'proxy-refused', 'refused the connection to', 'no-proxy'],
    ['502 Bad Gateway', 'network-failed', 'could not reach', 'proxy may reach'],
  ])('a tunnel that is refused with %s is refused by the proxy', async (status, code, says, advice) => {
    const { host } = await tunnelProxy(`HTTP/1.1 ${status}`, 'Content-Length: 4', '', '<hi>');
    const failure = await failureOf(() => viaProxy(`http://me:hush@${host}`).send(get('https://sts.invalid/')));
    expect(failure).toMatchObject({
      code,
      message: `The proxy ${host} ${says} sts.invalid: ${status}.`,
      hint: expect.stringContaining(advice),
    });
    expect(`${failure.message} ${failure.hint}`).not.toContain('hush');
  });

  it('a plain-http request that is refused with 407 is refused by the proxy, too', async () => {
    const proxy = await listen(createServer((_request, response) => response.writeHead(407).end('<html>')));
    expect(await failureOf(() => viaProxy(`http://${proxy}`).send(get('http://sts.invalid/')))).toMatchObject({
      code: 'proxy-refused',
      message: `The proxy ${proxy} refused the connection to sts.invalid: 407 Proxy Authentication Required.`,
    });
  });

  it('what fails names both ends', async () => {
    const { host } = await tunnelProxy();
    const target = await listen(createTcpServer((socket) => socket.destroy()));
    const failure = await failureOf(() => viaProxy(`http://${host}`).send(get(`https://${target}/`)));
    expect(failure).toMatchObject({
      code: 'network-failed',
      message: expect.stringContaining(`${target} through the proxy ${host}`),
    });
  });
});
