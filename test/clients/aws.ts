// https://docs.aws.amazon.com/general/latest/gr/sts.html
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createProxy } from 'node:http';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer as createTls } from 'node:tls';
import type { EmulatorConfig } from '../../src/emulator/account.ts';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { makeCertificate } from '../certificate.ts';

export const region = 'eu-central-1';
const hosts = [`sts.${region}.amazonaws.com`, 'sts.amazonaws.com'];

/** The emulator under AWS's own host names. */
export interface AwsByName {
  readonly emulator: Emulator;
  /** Port of the proxy that leads there. */
  readonly proxyPort: number;
  /** The certificate to trust. */
  readonly caFile: string;
  /** Hosts that were asked for and are not AWS's STS. */
  readonly strangers: readonly string[];
  close(): Promise<void>;
}

/**
 * Old clients know no setting for another endpoint. They ask a proxy for the real host, and this one opens the TLS
 * connection itself and passes on what is inside.
 */
export async function startAwsByName(config: Partial<EmulatorConfig> = {}): Promise<AwsByName> {
  const folder = mkdtempSync(path.join(tmpdir(), 'aws-by-name-'));
  const certificate = makeCertificate(folder, hosts);
  const emulator = await startEmulator({ ...defaultConfig(), ...config });
  const sockets = new Set<Socket>();
  const strangers: string[] = [];
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    // A client may go whenever it has its answer.
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };

  const tls = createTls(certificate, (inside) => {
    const upstream = connect(Number(new URL(emulator.url).port), '127.0.0.1');
    keep(upstream);
    inside.on('error', () => upstream.destroy());
    inside.pipe(upstream).pipe(inside);
  });
  const proxy = createProxy((request, response) => {
    strangers.push(request.url ?? '');
    response.writeHead(403).end();
  });
  proxy.on('connection', keep);
  proxy.on('connect', ({ url = '' }, socket: Socket) => {
    const host = url.replace(/:443$/, '');
    if (!hosts.includes(host)) {
      strangers.push(url);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    tls.emit('connection', socket);
  });
  const proxyPort = await listen(proxy);

  return {
    emulator,
    proxyPort,
    caFile: certificate.file,
    strangers,
    async close() {
      proxy.close();
      for (const socket of sockets) socket.destroy();
      await emulator.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      // A server that listens on a port has an address of this kind.
      resolve((server.address() as AddressInfo).port);
    });
  });
}
