import { createServer, type IncomingMessage, request } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Certificate } from '../clients/certificate.ts';

export interface HttpProxy {
  readonly port: number;
  /** What it was asked for: `POST http://127.0.0.1`, `CONNECT sts.eu-central-1.amazonaws.com`. */
  readonly asked: readonly string[];
  /** What came as `Proxy-Authorization`. */
  readonly credentials: readonly (string | undefined)[];
  close(): Promise<void>;
}

/** An HTTP proxy. Whatever host a tunnel is asked for, it ends at `tunnelsTo`, on this machine. */
export async function startProxy(tunnelsTo = 0): Promise<HttpProxy> {
  const asked: string[] = [];
  const credentials: (string | undefined)[] = [];
  const note = ({ method, url, headers }: IncomingMessage): void => {
    asked.push(`${method} ${(url ?? '').replace(/:\d+.*/, '')}`);
    credentials.push(headers['proxy-authorization']);
  };
  const server = createServer((incoming, outgoing) => {
    note(incoming);
    const { 'proxy-authorization': _own, ...headers } = incoming.headers;
    const further = request(incoming.url ?? '', { method: incoming.method, headers, agent: false });
    further.on('response', (answer) => answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers)));
    further.on('error', () => outgoing.destroy());
    incoming.pipe(further);
  });
  server.on('connect', (incoming, client: Socket) => {
    note(incoming);
    const far = connect(tunnelsTo, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      far.pipe(client).pipe(far);
    });
    for (const socket of [far, client]) socket.on('error', () => void [far.destroy(), client.destroy()]);
  });
  const port = await listen(server);
  return { port, asked, credentials, close: () => close(server) };
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
  const port = await listen(server);
  return { port, close: () => close(server) };
}

type Server = ReturnType<typeof createServer> | ReturnType<typeof createTlsServer>;

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  return (server.address() as AddressInfo).port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
