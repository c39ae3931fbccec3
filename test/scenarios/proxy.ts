import { createServer, type IncomingMessage, request } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Certificate } from '../certificate.ts';

export interface HttpProxy {
  readonly port: number;
  /** What it was asked for: `POST http://127.0.0.1`, `CONNECT sts.eu-central-1.amazonaws.com`. */
  readonly asked: readonly string[];
  /** What came as `Proxy-Authorization`. */
  readonly credentials: readonly (string | undefined)[];
  close(): Promise<void>;
}

/**
 * An HTTP proxy. Whatever host a tunnel is asked for, it ends at `tunnelsTo`, on this machine. One that refuses answers
 * everything with this status and a page of its own.
 */
export async function startProxy(tunnelsTo = 0, refuses?: number): Promise<HttpProxy> {
  const asked: string[] = [];
  const credentials: (string | undefined)[] = [];
  const note = ({ method, url, headers }: IncomingMessage): void => {
    asked.push(`${method} ${(url ?? '').replace(/:\d+.*/, '')}`);
    credentials.push(headers['proxy-authorization']);
  };
  const server = createServer((incoming, outgoing) => {
    note(incoming);
    if (refuses !== undefined) {
      outgoing.writeHead(refuses, { 'content-type': 'text/html' }).end('<html>Blocked</html>');
      return;
    }
    const { 'proxy-authorization': _own, ...headers } = incoming.headers;
    const further = request(incoming.url ?? '', { method: incoming.method, headers, agent: false });
    further.on('response', (answer) => answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers)));
    further.on('error', () => outgoing.destroy());
    incoming.pipe(further);
  });
  server.on('connect', (incoming, client: Socket) => {
    note(incoming);
    if (refuses !== undefined) {
      client.end(`HTTP/1.1 ${refuses} No\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const far = connect(tunnelsTo, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      far.pipe(client).pipe(far);
    });
    for (const socket of [far, client]) socket.on('error', () => void [far.destroy(), client.destroy()]);
  });
  return { asked, credentials, ...(await listen(server)) };
}

export interface TlsFront {
  readonly port: number;
  close(): Promise<void>;
}

/** TLS before a server that has none. */
export async function startTlsFront(url: string, { cert, key }: Certificate): Promise<TlsFront> {
  const server = createTlsServer({ cert, key }, (incoming, outgoing) => {
    const { method, headers } = incoming;
    const further = request(new URL(incoming.url ?? '/', url), { method, headers, agent: false });
    further.on('response', (answer) => answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers)));
    further.on('error', () => outgoing.destroy());
    incoming.pipe(further);
  });
  return listen(server);
}

type Server = ReturnType<typeof createServer> | ReturnType<typeof createTlsServer>;

/** Returns the port, and what ends the server: with all its connections, tunnels too, of which it knows no more itself. */
async function listen(server: Server): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // A server that listens on a port has an address of this kind.
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
