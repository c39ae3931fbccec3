import type { Env } from './io.ts';

/** What a variable holds; `undefined` where it is empty, which CIs and AWS tools take for not set. */
export function envValue(env: Env, name: string): string | undefined {
  return env[name] || undefined;
}
