// https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { CachedCredentials } from '../core/credential-cache.ts';
import type { CredentialEndpoint } from '../core/io.ts';

export interface EndpointLimits {
  /** Connections that have not sent the token. A tool sends it with its first bytes. */
  readonly strangers: number;
  /** Milliseconds to send it. */
  readonly header: number;
}

const usual: EndpointLimits = { strangers: 64, header: 2_000 };

/**
 * Serves credentials from memory to tools of this machine that have the token. Listens on the loopback address and a
 * random port, answers one path, and never waits, since SDKs allow only one second. Other users can reach it: however
 * many connections they hold open, the oldest is closed for a new one.
 */
export async function serveCredentials(
  current: () => CachedCredentials,
  limits: EndpointLimits = usual,
): Promise<CredentialEndpoint> {
  const authorization = randomBytes(32).toString('base64url');
  const path = '/credentials';
  const options = {
    headersTimeout: limits.header,
    requestTimeout: limits.header,
    connectionsCheckingInterval: limits.header,
  };
  const server = createServer(options, (request, response) => {
    const { status, body } = answer(request);
    if (status === 200 || status === 503) strangers.delete(request.socket);
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(body));
  });
  // In the order of arrival.
  const strangers = new Set<Socket>();
  server.on('connection', (socket) => {
    strangers.add(socket);
    socket.once('close', () => strangers.delete(socket));
    const [oldest] = strangers;
    if (strangers.size > limits.strangers) oldest?.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    // Also later: a connection that cannot be accepted must not end the command.
    server.on('error', reject).listen(0, '127.0.0.1', resolve);
  });
  // The server is listening on a port, so it has an address.
  const { port } = server.address() as AddressInfo;

  function answer(request: IncomingMessage): { readonly status: number; readonly body: object } {
    // A web page can send requests, but not with this host.
    const host = request.headers.host;
    if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return refusal(403, 'wrong Host');
    if (request.headers['x-forwarded-for'] !== undefined) return refusal(403, 'not for proxies');
    if (request.url !== path) return refusal(404, 'no such path');
    if (request.method !== 'GET') return refusal(405, 'GET only');
    if (!isSame(request.headers.authorization ?? '', authorization)) return refusal(401, 'wrong Authorization');
    const { credentials } = current();
    if (credentials.expiresAt <= Date.now())
      return refusal(503, 'the credentials have expired and could not be renewed');
    return {
      status: 200,
      body: {
        AccessKeyId: credentials.accessKeyId,
        SecretAccessKey: credentials.secretAccessKey.reveal(),
        Token: credentials.sessionToken.reveal(),
        Expiration: new Date(credentials.expiresAt).toISOString(),
      },
    };
  }

  return {
    url: `http://127.0.0.1:${port}${path}`,
    authorization,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function refusal(status: number, message: string): { readonly status: number; readonly body: object } {
  return { status, body: { message } };
}

/** In constant time. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
