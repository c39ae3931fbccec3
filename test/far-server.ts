import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import type { Certificate } from './certificate.ts';

/** A server behind TLS, at a distance. */
export interface FarServer {
  /** With 127.0.0.1 for its host. */
  readonly url: string;
  /** How many connections it has taken. */
  connections(): number;
  /** Breaks all that are open. Returns how many there were. */
  breakConnections(): number;
  close(): void;
}

export interface Distance {
  readonly certificate: Certificate;
  /** Milliseconds that a packet and its answer take together. */
  readonly roundTrip?: number;
}

/**
 * Opens TLS before a server of plain http. A connection on loopback is there at once, so what the handshake of TCP would
 * take comes with the client's first packet.
 */
export async function startFarServer(target: string, { certificate, roundTrip = 0 }: Distance): Promise<FarServer> {
  const open = new Set<Socket>();
  const clients = new Set<Socket>();
  let taken = 0;
  const inner = createTls(certificate, (inside) => {
    const upstream = connect(Number(new URL(target).port), '127.0.0.1');
    inside.on('error', () => upstream.destroy());
    upstream.on('error', () => inside.destroy());
    inside.pipe(upstream).pipe(inside);
  });
  await listen(inner);
  const outer = createServer((client) => {
    taken += 1;
    clients.add(client.on('close', () => clients.delete(client)));
    const near = connect(portOf(inner), '127.0.0.1');
    for (const socket of [client, near]) {
      open.add(socket.setNoDelay(true));
      // Either end may go whenever it has what it wants.
      socket.on('error', () => {}).on('close', () => open.delete(socket));
    }
    carry(client, near, { delay: roundTrip / 2, first: roundTrip });
    carry(near, client, { delay: roundTrip / 2, first: 0 });
  });
  await listen(outer);
  return {
    url: `https://127.0.0.1:${portOf(outer)}`,
    connections: () => taken,
    breakConnections() {
      for (const socket of clients) socket.resetAndDestroy();
      return clients.size;
    },
    close() {
      for (const server of [outer, inner]) server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

/** What comes from one goes to the other later, in order; `first` is the further delay of the first packet. */
function carry(from: Socket, to: Socket, { delay, first }: { readonly delay: number; readonly first: number }): void {
  const passing: (() => void)[] = [];
  let free = performance.now() + first;
  const later = (pass: () => void): void => {
    passing.push(pass);
    free = Math.max(free, performance.now());
    // Not each its own: timers do not keep the order to the millisecond.
    setTimeout(() => passing.shift()?.(), Math.max(0, free + delay - performance.now()));
  };
  from.on('data', (packet) => later(() => to.write(packet)));
  from.on('close', () => later(() => to.destroy()));
}

async function listen(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

function portOf(server: Server): number {
  // A server that listens on a port has an address of this kind.
  return (server.address() as AddressInfo).port;
}
