import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';

/** The addresses of this machine under which a server on 127.0.0.1 alone is not found. */
const others = [
  // On Linux all of 127.0.0.0/8 is this machine.
  '127.0.0.2',
  '::1',
  ...Object.values(networkInterfaces()).flatMap((addresses = []) =>
    addresses.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address),
  ),
];

/** Those of them at which somebody answers at this port. */
export async function answeringElsewhere(url: string): Promise<readonly string[]> {
  const port = Number(new URL(url).port);
  const answers = await Promise.all(others.map(async (host) => [host, await accepts(host, port)] as const));
  return answers.filter(([, accepted]) => accepted).map(([host]) => host);
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 3_000 });
    const end = (accepted: boolean) => (): void => {
      socket.destroy();
      resolve(accepted);
    };
    socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false));
  });
}
