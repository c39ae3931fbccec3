import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire: unlike the emulator's own record, nothing in it is masked. */
export interface SentRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request and what came back; nothing did if the connection broke or stayed silent. */
export interface Exchange {
  readonly request: SentRequest;
  answer?: Answer;
}

type Interposed = (request: SentRequest) => Answer | undefined;

export interface Relay {
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  /** Answers in the emulator's place where it returns something. */
  interpose(answer: Interposed): void;
  close(): Promise<void>;
}

/** Stands before the emulator and writes down what passes, so that a scenario knows every secret that was given away. */
export async function startRelay(emulatorUrl: string): Promise<Relay> {
  let interposed: Interposed = () => undefined;
  const exchanges: Exchange[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const sent: SentRequest = {
      method: incoming.method ?? '',
      target: incoming.url ?? '',
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    };
    const exchange: Exchange = { request: sent };
    exchanges.push(exchange);
    const own = interposed(sent);
    if (own === undefined) return forward({ emulatorUrl, exchange, outgoing });
    exchange.answer = own;
    outgoing.writeHead(own.status, own.headers).end(own.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // A server that listens on a port has an address of this kind.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    interpose: (answer) => {
      interposed = answer;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Forwarding {
  readonly emulatorUrl: string;
  readonly exchange: Exchange;
  readonly outgoing: ServerResponse;
}

function forward({ emulatorUrl, exchange, outgoing }: Forwarding): void {
  const { method, target, headers, body } = exchange.request;
  const further = request(new URL(target, emulatorUrl), { method, headers, agent: false });
  // The emulator broke the connection: so is this one.
  further.on('error', () => outgoing.socket?.resetAndDestroy());
  further.on('response', (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      exchange.answer = { status: answer.statusCode ?? 0, body: text };
      outgoing.writeHead(answer.statusCode ?? 0, answer.headers).end(text);
    });
  });
  outgoing.on('close', () => further.destroy());
  further.end(body);
}

/** An exchange as a word or two: `token 200`, `exchange 403 AccessDenied`, `exchange without answer`. */
export function describeExchange({ request: { method, target, headers, body }, answer }: Exchange): string {
  const [, inHeader] = String(headers['x-amz-target'] ?? '').split('.');
  const action = new URLSearchParams(body).get('Action') ?? inHeader;
  const path = target.split('?')[0];
  const asked = action === 'AssumeRoleWithWebIdentity' ? 'exchange' : (action ?? askedOf(method, path));
  if (answer === undefined) return `${asked} without answer`;
  const code = /<Code>([^<]*)<\/Code>/.exec(answer.body)?.[1];
  return [asked, answer.status, code].filter((part) => part !== undefined).join(' ');
}

function askedOf(method: string, path: string | undefined): string {
  return /\/(idtoken|id_token\.json|oidctoken|oidc\/tokens|tokens\/oidc|identity)$/.test(path ?? '')
    ? 'token'
    : `${method} ${path}`;
}

/** What was given away in an answer. */
export function secretsIn({ answer }: Exchange): readonly string[] {
  const text = answer?.body ?? '';
  const pattern =
    /"(?:value|oidcToken|id_token|token)":"([^"]+)"|^(?=eyJ)(\S+)$|<(?:SecretAccessKey|SessionToken)>([^<]+)</g;
  const ofEcr = [...text.matchAll(/"authorizationToken":"([^"]+)"/g)].flatMap(([, auth = '']) => [
    auth,
    atob(auth).slice(4),
  ]);
  const ofSts = [...text.matchAll(pattern)].map(([, token, alone, key]) => token ?? alone ?? unescapeXml(key ?? ''));
  return [...ofSts, ...ofEcr];
}

function unescapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text
    .replace(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '');
}
