import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { HelperError } from '../errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../ports.ts';

/** Milliseconds. A host that has not taken the connection by then is not going to. */
const connectLimit = 10_000;
/** STS answers in well under a second; a CI's token endpoint may take some. */
const answerLimit = 30_000;
/** What we ask for has some kilobytes. More comes from something else and is not worth the memory. */
const bodyLimit = 1_000_000;

/**
 * `node:http` and `node:https`, not `fetch`: that one loads undici, which takes longer than both requests of a plain
 * run. `node:https` is loaded with the first https URL, for the same reason.
 */
export function nodeHttp(): Http {
  const warm = new Map<string, Promise<Socket>>();
  return {
    async send(request, limit = Number.POSITIVE_INFINITY) {
      const url = new URL(request.url);
      const ready = await warm.get(url.origin);
      warm.delete(url.origin);
      const socket = ready !== undefined && !ready.destroyed ? ready : undefined;
      return send(request, { url, limit: Math.min(limit, answerLimit), socket });
    },
    warm(text) {
      const url = new URL(text);
      warm.set(url.origin, connect(url));
    },
  };
}

async function connect(url: URL): Promise<Socket> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'https:';
  const port = Number(url.port) || (secure ? 443 : 80);
  const socket = secure
    ? (await import('node:tls')).connect({ host, port, servername: host, ALPNProtocols: ['http/1.1'] })
    : (await import('node:net')).connect({ host, port });
  // The request that uses it reports what is wrong; until then it must not keep the process, nor end it.
  socket.on('error', () => {}).unref();
  return socket;
}

interface Sending {
  readonly url: URL;
  readonly limit: number;
  readonly socket: Socket | undefined;
}

async function send(request: HttpRequest, { url, limit, socket }: Sending): Promise<HttpResponse> {
  const open = url.protocol === 'https:' ? (await import('node:https')).request : httpRequest;
  const { method, body = '' } = request;
  const headers = {
    'user-agent': 'ci-aws-credentials',
    ...request.headers,
    ...(method === 'POST' ? { 'content-length': Buffer.byteLength(body) } : {}),
  };
  return new Promise((resolve, reject) => {
    const outgoing = open(url, {
      method,
      headers,
      agent: false,
      ...(socket === undefined ? {} : { createConnection: () => socket.ref() }),
    });
    let connected = false;
    const giveUp = (): void => {
      outgoing.destroy(connected ? noAnswer(url, limit) : noConnection(url, Math.min(limit, connectLimit)));
    };
    const connecting = setTimeout(giveUp, Math.min(limit, connectLimit));
    const answering = setTimeout(giveUp, limit);
    const settle = (): void => {
      clearTimeout(connecting);
      clearTimeout(answering);
    };
    const whenConnected = (): void => {
      connected = true;
      clearTimeout(connecting);
    };
    outgoing.on('socket', (used) => {
      if (!used.connecting) return whenConnected();
      used.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', whenConnected);
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      settle();
      reject(error instanceof HelperError ? error : failed(url, error));
    });
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > bodyLimit) outgoing.destroy(failed(url, new Error(`answer of more than ${bodyLimit} bytes`)));
        else chunks.push(chunk);
      });
      incoming.on('error', (error: NodeJS.ErrnoException) => {
        settle();
        reject(error instanceof HelperError ? error : failed(url, error));
      });
      incoming.on('end', () => {
        settle();
        resolve({
          status: incoming.statusCode ?? 0,
          headers: textHeaders(incoming.headers),
          body: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    outgoing.end(body);
  });
}

function textHeaders(headers: IncomingHttpHeaders): HttpResponse['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

function noConnection(url: URL, limit: number): HelperError {
  return new HelperError('deadline-exceeded', `${url.host} did not take a connection within ${seconds(limit)} s.`, {
    hint: 'Check that this machine may reach it: firewall, security group, proxy, VPC endpoint.',
  });
}

function noAnswer(url: URL, limit: number): HelperError {
  return new HelperError(
    'deadline-exceeded',
    `${url.host} took the request and did not answer within ${seconds(limit)} s.`,
    {
      hint: 'A proxy or a firewall that swallows packets looks like this, and so does a server that is overloaded.',
    },
  );
}

function failed(url: URL, error: NodeJS.ErrnoException): HelperError {
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(error.code ?? '')) {
    return new HelperError('tls-untrusted', `The certificate of ${url.host} is not trusted (${error.code}).`, {
      hint: 'Behind a proxy that opens TLS, or with a private CA, set NODE_EXTRA_CA_CERTS to the file of its certificate before this program starts.',
      cause: error,
    });
  }
  return new HelperError('network-failed', `The request to ${url.host} failed: ${error.code ?? error.message}.`, {
    hint:
      error.code === 'ENOTFOUND'
        ? 'There is no such name, as far as this machine knows: check aws-region, sts-endpoint and the DNS.'
        : 'Check that this machine may reach it: firewall, proxy, VPC endpoint.',
    cause: error,
  });
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0);
}
