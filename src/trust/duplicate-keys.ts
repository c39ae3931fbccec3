import { memberPath } from '../core/json-place.ts';

type Frame =
  | { readonly kind: 'object'; readonly keys: Set<string>; key: string; expectsKey: boolean }
  | { readonly kind: 'array'; index: number };

/**
 * The paths of members that a JSON text names twice in one object. `JSON.parse` keeps the last one
 * without a word, so that a condition which can be read in the file is not in force.
 * The text must be valid JSON.
 */
export function duplicateKeys(text: string): readonly string[] {
  const found: string[] = [];
  const stack: Frame[] = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
    const frame = stack.at(-1);
    if (token === '{') stack.push({ kind: 'object', keys: new Set(), key: '', expectsKey: true });
    else if (token === '[') stack.push({ kind: 'array', index: 0 });
    else if (token === '}' || token === ']') stack.pop();
    else if (frame?.kind === 'array') {
      if (token === ',') frame.index++;
    } else if (frame && token === ',') frame.expectsKey = true;
    else if (frame?.expectsKey) {
      frame.expectsKey = false;
      frame.key = String(JSON.parse(token));
      if (frame.keys.has(frame.key)) found.push(stack.reduce(extend, ''));
      frame.keys.add(frame.key);
    }
  }
  return found;
}

function extend(path: string, frame: Frame): string {
  return frame.kind === 'array' ? `${path}[${frame.index}]` : memberPath(path, frame.key);
}
