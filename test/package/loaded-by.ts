import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** Programs of the bundle and all that they may load, by their paths in the repository. */
export function loadedBy(programs: readonly string[]): Set<string> {
  const seen = new Set(programs);
  for (const file of seen) {
    for (const [, target = ''] of readFileSync(path.join(root, file), 'utf8').matchAll(/\brequire\("(\.[^"]+)"\)/g)) {
      const next = path.join(path.dirname(file), target);
      if (existsSync(path.join(root, next))) seen.add(next);
    }
  }
  return seen;
}
