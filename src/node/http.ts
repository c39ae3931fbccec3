import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import type { Socket } from 'node:net';
import { HelperError } from '../errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../ports.ts';
import { type ProxySettings, proxyFor } from '../proxy.ts';

/** Milliseconds. A host that has not taken the connection by then is not going to. */
const connectLimit = 10_000;
/** STS answers in well under a second; a CI's token endpoint may take some. */
const answerLimit = 30_000;
/** What we ask for has some kilobytes. More comes from something else and is not worth the memory. */
const bodyLimit = 1_000_000;

const direct: ProxySettings = { proxy: undefined, noProxy: [] };

/**
 * `node:http` and `node:https`, not `fetch`: that one loads undici, which takes longer than both requests of a plain
 * run. `node:https` is loaded with the first https URL, for the same reason.
 */
export function nodeHttp(userAgent: string, proxying: ProxySettings = direct): Http {
  const warm = new Map<string, Promise<Socket>>();
  return {
    async send(request, limit = Number.POSITIVE_INFINITY) {
      const url = new URL(request.url);
      const proxy = proxyFor(url, proxying);
      const route = proxy === undefined ? await directRoute(url, warm) : await routeThrough(proxy, url);
      return send(
        { ...request, headers: { 'user-agent': userAgent, ...request.headers } },
        { url, route, limit: Math.min(limit, answerLimit) },
      );
    },
    warm(text) {
      const url = new URL(text);
      if (proxyFor(url, proxying) === undefined) warm.set(url.origin, connect(url));
    },
    through: (proxy) => nodeHttp(userAgent, proxy),
  };
}

/** How a request gets to its server: options of Node's `request`, and who is at the other end of the connection. */
interface Route {
  readonly options: RequestOptions;
  readonly via: string;
}

async function directRoute(url: URL, warm: Map<string, Promise<Socket>>): Promise<Route> {
  const ready = await warm.get(url.origin);
  warm.delete(url.origin);
  const usable = ready !== undefined && !ready.destroyed;
  return { options: { agent: false, ...(usable ? { createConnection: () => ready.ref() } : {}) }, via: url.host };
}

/** A tunnel for https; for http the proxy gets the whole URL, as proxies want it. */
async function routeThrough(proxy: string, url: URL): Promise<Route> {
  const { host, hostname, port, protocol, username, password } = new URL(proxy);
  const via = `the proxy ${host}`;
  if (url.protocol === 'https:' || protocol === 'https:') {
    const { proxyAgent } = await import('./proxy-agent.ts');
    return { options: { agent: proxyAgent(proxy) }, via };
  }
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = username === '' ? {} : { 'proxy-authorization': `Basic ${btoa(credentials)}` };
  return {
    options: {
      agent: false,
      host: hostname,
      port: port || 80,
      path: url.href,
      headers: { host: url.host, ...authorization },
    },
    via,
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
  readonly route: Route;
  readonly limit: number;
}

async function send(request: HttpRequest, { url, route, limit }: Sending): Promise<HttpResponse> {
  const open = url.protocol === 'https:' ? (await import('node:https')).request : httpRequest;
  const { method, body = '' } = request;
  const length = method === 'POST' ? { 'content-length': Buffer.byteLength(body) } : {};
  const headers = { ...request.headers, ...length, ...route.options.headers };
  return new Promise((resolve, reject) => {
    let connected = false;
    const giveUp = (): void => {
      outgoing.destroy(connected ? noAnswer(url, limit) : noConnection(route.via, Math.min(limit, connectLimit)));
    };
    const connecting = setTimeout(giveUp, Math.min(limit, connectLimit));
    const answering = setTimeout(giveUp, limit);
    const settle = (): void => {
      clearTimeout(connecting);
      clearTimeout(answering);
    };
    const fail = (error: Error): void => {
      settle();
      reject(error instanceof HelperError ? error : failed(url, route.via, error));
    };
    const outgoing = open(url, { ...route.options, method, headers });
    outgoing.on('socket', (socket) => {
      const whenConnected = (): void => {
        connected = true;
        clearTimeout(connecting);
      };
      if (!socket.connecting) return whenConnected();
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', whenConnected);
    });
    outgoing.on('error', fail);
    outgoing.on('response', (incoming) => {
      readAll(incoming, (text) => {
        settle();
        resolve({ status: incoming.statusCode ?? 0, headers: textHeaders(incoming.headers), body: text });
      });
      incoming.on('error', fail);
    });
    outgoing.end(body);
  });
}

function readAll(incoming: IncomingMessage, done: (text: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > bodyLimit) incoming.destroy(new Error(`an answer of more than ${bodyLimit} bytes`));
    else chunks.push(chunk);
  });
  incoming.on('end', () => done(Buffer.concat(chunks).toString('utf8')));
}

function textHeaders(headers: IncomingHttpHeaders): HttpResponse['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

function noConnection(via: string, limit: number): HelperError {
  return new HelperError('deadline-exceeded', `${via} did not take a connection within ${seconds(limit)} s.`, {
    hint: 'Check that this machine may reach it: firewall, security group, proxy, VPC endpoint.',
  });
}

function noAnswer(url: URL, limit: number): HelperError {
  return new HelperError(
    'deadline-exceeded',
    `${url.host} took the request and did not answer within ${seconds(limit)} s.`,
    { hint: 'A proxy or a firewall that swallows packets looks like this, and so does a server that is overloaded.' },
  );
}

function failed(url: URL, via: string, error: NodeJS.ErrnoException): HelperError {
  const place = via === url.host ? url.host : `${url.host}, by way of ${via},`;
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(error.code ?? '')) {
    return new HelperError('tls-untrusted', `The certificate of ${url.host} is not trusted (${error.code}).`, {
      hint: 'Behind a proxy that opens TLS, or with a private CA, set NODE_EXTRA_CA_CERTS to the file of its certificate before this program starts.',
      cause: error,
    });
  }
  return new HelperError('network-failed', `The request to ${place} failed: ${error.code ?? error.message}.`, {
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
