import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { systemPath } from './requirements.ts';

/** Who a client is, or why it is nobody. */
export interface Answer {
  readonly arn: string;
  readonly error: string;
}

export interface Boto3 {
  identityIn(env: Readonly<Record<string, string>>): Promise<Answer>;
  close(): void;
}

/** boto3, loaded once: each question is a fork of its own, in an environment of its own. */
export function startBoto3(): Boto3 {
  const python = spawn('python3', [path.join(import.meta.dirname, 'identities.py')], {
    env: { PATH: systemPath },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  createInterface({ input: python.stdout }).on('line', (line) => {
    const { id, arn, error } = JSON.parse(line);
    waiting.get(id)?.({ arn, error });
  });
  let last = 0;
  return {
    identityIn(env) {
      last += 1;
      const id = last;
      python.stdin.write(`${JSON.stringify({ id, env })}\n`);
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    close: () => python.stdin.end(),
  };
}
