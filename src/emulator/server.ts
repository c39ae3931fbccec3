import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HelperError } from '../core/errors.ts';
import { jsonReply, type Reply } from './reply.ts';
import type { SignedRequest } from './sts/signature-v4.ts';

export interface LocalServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Closes all connections. Resolves when the port is free. */
  close(): Promise<void>;
}

/** Handles requests, and is told of each reply. */
export interface Handler {
  answer(request: SignedRequest): Promise<Reply>;
  onReply(request: SignedRequest, reply: Reply): void;
}

const loopback = '127.0.0.1';
const largestBody = 1024 * 1024;

/**
 * Listens on the loopback address.
 *
 * @throws HelperError `option-invalid` if the port is in use or not permitted
 */
export async function serve(port: number, handler: Handler): Promise<LocalServer> {
  const server = createServer((message, response) => {
    // The client disconnected before its request was complete.
    respond(message, response, handler).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, port)));
    server.listen(port, loopback, resolve);
  });
  // A server that listens on a port has an `AddressInfo`.
  const address = server.address() as AddressInfo;
  return {
    url: `http://${loopback}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(message: IncomingMessage, response: ServerResponse, handler: Handler): Promise<void> {
  const body = await readBody(message);
  if (body === undefined) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const request: SignedRequest = {
    method: message.method ?? '',
    target: message.url ?? '/',
    headers: headersOf(message),
    body,
  };
  const reply = await handler.answer(request).catch(bugReply);
  handler.onReply(request, reply);
  const { answer } = reply;
  if (answer === 'silence') return;
  if (answer === 'reset') {
    message.socket.resetAndDestroy();
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(answer.body);
}

/** Reports a bug to the client; the log has the stack. */
function bugReply(error: unknown): Reply {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return jsonReply(500, { message: 'This is a bug in the emulator; see its log' }, { outcome: 'bug', reason });
}

/** `undefined` if the body is too large. */
async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > largestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Uses the raw headers: Node's parsed ones drop some repeated headers, which may be signed. */
function headersOf({ rawHeaders }: IncomingMessage): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]?.toLowerCase() ?? '';
    const value = rawHeaders[i + 1] ?? '';
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return headers;
}

function portError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return error;
  const fault = error.code === 'EADDRINUSE' ? 'is in use' : 'requires more privileges';
  return new HelperError('option-invalid', `The port ${port} ${fault}.`, {
    hint: 'Use another --port, or omit it to use a free one.',
    cause: error,
  });
}
