import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { basicAuthorization } from '../core/basic-authorization.ts';
import { HelperError } from '../core/errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../core/io.ts';
import { type ProxySettings, proxyFor } from '../core/proxy.ts';
import {
  answerTimedOut,
  connectionTimedOut,
  type ProxyAnswer,
  proxyName,
  proxyRefused,
  requestFailed,
} from './http-faults.ts';

/** Milliseconds. A host that has not accepted the connection by then will not. */
const connectLimit = 10_000;
/** Milliseconds. STS answers in well under a second; a CI's token endpoint may take several. */
const answerLimit = 30_000;
/** Bytes. Answers have a few thousand. More must be from another server and is not worth the memory. */
const bodyLimit = 1_000_000;

const direct: ProxySettings = { proxy: undefined, noProxy: [] };

/**
 * `node:http` and `node:https`, not `fetch`, which loads undici and takes longer than both requests of a plain run.
 * `node:https` is loaded with the first https URL, for the same reason.
 */
export function nodeHttp(userAgent: string, proxying: ProxySettings = direct): Http {
  const prepared = new Map<string, Promise<Socket>>();
  return {
    async send(request, limit = Number.POSITIVE_INFINITY) {
      const url = new URL(request.url);
      const { socketPath } = request;
      const proxy = socketPath === undefined ? proxyFor(url, proxying) : undefined;
      const route =
        socketPath !== undefined
          ? { options: { socketPath, path: `${url.pathname}${url.search}`, agent: false } }
          : proxy === undefined
            ? await directRoute(url, prepared)
            : await routeThrough(new URL(proxy), url);
      return send(
        { ...request, headers: { 'user-agent': userAgent, ...request.headers } },
        { url, route, limit: Math.min(limit, answerLimit) },
      );
    },
    preconnect(text) {
      const url = new URL(text);
      if (prepared.has(url.origin) || proxyFor(url, proxying) !== undefined) return;
      prepared.set(url.origin, connect(url));
    },
    viaProxy: (proxy) => nodeHttp(userAgent, proxy),
  };
}

/** How a request reaches its server: options of Node's `request`, and the proxy. */
interface Route {
  readonly options: RequestOptions;
  readonly proxy?: URL;
}

/** Uses the connection that was opened ahead, unless it has ended since. */
async function directRoute(url: URL, prepared: Map<string, Promise<Socket>>): Promise<Route> {
  const taken = prepared.get(url.origin);
  // Immediately, so that the next request does not use the same.
  prepared.delete(url.origin);
  const socket = await taken;
  // Node calls `createConnection` only without an agent, not even `false`.
  const connection =
    socket === undefined || socket.destroyed ? { agent: false } : { createConnection: () => socket.ref() };
  return { options: { ...addressOf(url), ...connection } };
}

/** A tunnel for https; for http, the proxy gets the full URL. */
async function routeThrough(proxy: URL, url: URL): Promise<Route> {
  const authorization = basicAuthorization(proxy);
  const headers = authorization === undefined ? {} : { 'proxy-authorization': authorization };
  if (url.protocol === 'https:' || proxy.protocol === 'https:') {
    const { proxyAgent } = await import('./proxy-agent.ts');
    return { options: { ...addressOf(url), agent: proxyAgent(proxy, headers) }, proxy };
  }
  const path = `${url.origin}${url.pathname}${url.search}`;
  return { options: { ...addressOf(proxy), agent: false, path, headers }, proxy };
}

function addressOf(url: URL): RequestOptions {
  const { protocol, port } = url;
  return { protocol, hostname: hostOf(url), port, path: `${url.pathname}${url.search}` };
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

async function connect(url: URL): Promise<Socket> {
  const host = hostOf(url);
  const secure = url.protocol === 'https:';
  const port = Number(url.port) || (secure ? 443 : 80);
  const socket = secure
    ? (await import('node:tls')).connect({
        host,
        port,
        ALPNProtocols: ['http/1.1'],
        // A name, by RFC 6066: Node warns about an address.
        ...(isIP(host) === 0 ? { servername: host } : {}),
      })
    : (await import('node:net')).connect({ host, port });
  // The request that uses it reports errors; until then it must neither keep the process alive nor end it.
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
  const authorization = basicAuthorization(url);
  const headers = {
    host: url.host,
    ...(authorization === undefined ? {} : { authorization }),
    ...request.headers,
    ...length,
    ...route.options.headers,
  };
  const via = route.proxy === undefined ? {} : { via: proxyName(route.proxy) };
  return new Promise((resolve, reject) => {
    // Before the timers, because it throws for an invalid header.
    const outgoing = open({ ...route.options, method, headers });
    let connected = false;
    const giveUp = (): void => {
      outgoing.destroy(
        connected ? answerTimedOut(url, limit) : connectionTimedOut(url, route.proxy, Math.min(limit, connectLimit)),
      );
    };
    const connecting = setTimeout(giveUp, Math.min(limit, connectLimit));
    const answering = setTimeout(giveUp, limit);
    const settle = (): void => {
      clearTimeout(connecting);
      clearTimeout(answering);
    };
    const fail = (error: Error): void => {
      settle();
      reject(error instanceof HelperError ? error : requestFailed(url, route.proxy, error));
    };
    outgoing.on('socket', (socket) => {
      const whenConnected = (): void => {
        connected = true;
        clearTimeout(connecting);
      };
      if (!isConnecting(socket)) return whenConnected();
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', whenConnected);
    });
    outgoing.on('error', fail);
    outgoing.on('response', (incoming) => {
      const { statusCode: status = 0 } = incoming;
      // 407 always comes from a proxy.
      if (status === 407 && route.proxy !== undefined) outgoing.destroy(proxyRefused(route.proxy, url, incoming));
      readAll(incoming, (text) => {
        settle();
        resolve({
          status,
          // Read only if something went wrong.
          get headers() {
            return textHeaders(incoming.headers);
          },
          body: text,
          ...via,
        });
      });
      incoming.on('error', fail);
    });
    // Nothing was asked for that needs another protocol. Without a listener, Node ends such a request without an error.
    outgoing.on('upgrade', (_, socket) => {
      socket.destroy();
      fail(new Error('101 Switching Protocols'));
    });
    outgoing.on('proxyConnect', (answer: ProxyAnswer) => {
      // The agent would pass on the proxy's answer as if it were the server's.
      if (route.proxy !== undefined && answer.statusCode !== 200)
        outgoing.destroy(proxyRefused(route.proxy, url, answer));
    });
    outgoing.end(body);
  });
}

/** With TLS, until the handshake has finished. */
function isConnecting(socket: Socket & { readonly secureConnecting?: boolean }): boolean {
  return socket.connecting || socket.secureConnecting === true;
}

function readAll(incoming: IncomingMessage, done: (text: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > bodyLimit) incoming.destroy(new Error(`a response of more than ${bodyLimit} bytes`));
    else chunks.push(chunk);
  });
  incoming.on('end', () => done(Buffer.concat(chunks).toString('utf8')));
}

function textHeaders(headers: IncomingHttpHeaders): HttpResponse['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}
