import type { Env } from './io.ts';

/** The value of a variable; `undefined` if empty, which CIs and AWS tools treat as not set. */
export function envValue(env: Env, name: string): string | undefined {
  return env[name] || undefined;
}
