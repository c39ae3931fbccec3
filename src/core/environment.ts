import type { Env } from './io.ts';

/**
 * A snapshot of the variables of a process. On Windows their names are case-insensitive: they are found in any case, and
 * listed in their own.
 * https://learn.microsoft.com/windows/win32/procthread/environment-variables
 */
export function environmentOf(variables: Env, platform: string): Env {
  // Without a prototype, so that a name from the user (`constructor`) finds only variables.
  const copy: Record<string, string | undefined> = Object.assign(Object.create(null), variables);
  if (platform !== 'win32') return copy;
  const spellings = new Map(Object.keys(copy).map((name) => [name.toUpperCase(), name]));
  const own = (name: string | symbol): string => spellings.get(String(name).toUpperCase()) ?? String(name);
  return new Proxy(copy, { get: (target, name) => target[own(name)], has: (target, name) => own(name) in target });
}
