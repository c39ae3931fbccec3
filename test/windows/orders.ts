import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** What a test has the launcher do. */
export type Order = Launch | { readonly kind: 'hold'; readonly path: string; readonly milliseconds: number };

export interface Launch {
  readonly kind: 'launch';
  readonly file: string;
  readonly args: readonly string[];
  /** All of it. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Whether the arguments are parts of a command line already, as those of cmd are. */
  readonly verbatim?: boolean;
}

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where the launcher does not listen, it is started again soon. */
export async function sendOrder(portFile: string, order: Order, attempts = 30): Promise<unknown> {
  const port = await waitForPort(portFile);
  let response: Response;
  try {
    response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: JSON.stringify(order) });
  } catch (error) {
    if (attempts === 1 || !wasRefused(error)) throw error;
    await delay(1000);
    return sendOrder(portFile, order, attempts - 1);
  }
  const body = await response.text();
  if (!response.ok) throw new Error(body);
  return JSON.parse(body);
}

function wasRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}

export async function waitForPort(portFile: string): Promise<number> {
  for (let waited = 0; waited < 500; waited += 1) {
    const said = readFileSync(portFile, 'utf8');
    if (said.endsWith('\n')) return Number(said);
    await delay(100);
  }
  throw new Error('The launcher did not start.');
}
