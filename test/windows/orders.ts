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

export async function sendOrder(portFile: string, order: Order): Promise<unknown> {
  const port = await waitForPort(portFile);
  const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: JSON.stringify(order) });
  const body = await response.text();
  if (!response.ok) throw new Error(body);
  return JSON.parse(body);
}

/** Waits for a launcher that is starting. */
export async function waitForPort(portFile: string): Promise<number> {
  for (let waited = 0; waited < 300; waited += 1) {
    const said = readFileSync(portFile, 'utf8');
    if (said.endsWith('\n')) return Number(said);
    await delay(100);
  }
  throw new Error('The launcher did not start.');
}
