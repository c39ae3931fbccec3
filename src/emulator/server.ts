import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HelperError } from '../core/errors.ts';
import { jsonReply, type Reply } from './reply.ts';
import type { SignedRequest } from './sts/signature-v4.ts';

export interface LocalServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Breaks all connections, and is done when the port is free. */
  close(): Promise<void>;
}

/** What a handler answers, and somebody to tell about it. */
export interface Handler {
  answer(request: SignedRequest): Promise<Reply>;
  onReply(request: SignedRequest, reply: Reply): void;
}

const loopback = '127.0.0.1';
const largestBody = 1024 * 1024;

/**
 * Serves on this machine and for this machine only.
 *
 * @throws HelperError `option-invalid` where the port is taken or not for us
 */
export async function serve(port: number, handler: Handler): Promise<LocalServer> {
  const server = createServer((message, response) => {
    // The client went away before its request was whole: there is nobody to answer.
    respond(message, response, handler).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, port)));
    server.listen(port, loopback, resolve);
  });
  // A server that listens on a port has an address of this kind.
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

/** Our fault: the client is told so, and the log has the stack. */
function bugReply(error: unknown): Reply {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return jsonReply(500, { message: 'This is a bug of the emulator; its log has more' }, { outcome: 'bug', reason });
}

/** `undefined` where there is more than any honest client sends. */
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

/** From the raw headers: Node's own reading drops some that come twice, and a signature may be over them. */
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
  const fault = error.code === 'EADDRINUSE' ? 'is taken by another program' : 'is not open to you';
  return new HelperError('option-invalid', `The port ${port} ${fault}.`, {
    hint: 'Choose another one with --port, or leave it out to get a free one.',
    cause: error,
  });
}
