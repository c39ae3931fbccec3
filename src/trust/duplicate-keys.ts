import { HelperError } from '../core/errors.ts';
import { memberPath } from '../core/json-place.ts';

type Frame =
  | { readonly kind: 'object'; readonly keys: Set<string>; key: string; expectsKey: boolean }
  | { readonly kind: 'array'; index: number };

/** Far more than any tool writes; the reader is recursive. */
const deepest = 1000;

/**
 * The paths of members that appear twice in an object of a JSON text. `JSON.parse` silently keeps the last one, so that
 * a condition can be in the file without being in effect. The text must be valid JSON; `name` is its name in errors.
 *
 * @throws HelperError `policy-invalid` if the nesting is too deep
 */
export function duplicateKeys(text: string, name: string): readonly string[] {
  const found: string[] = [];
  const stack: Frame[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const frame = stack.at(-1);
    switch (text.charAt(at)) {
      case '{':
        stack.push({ kind: 'object', keys: new Set(), key: '', expectsKey: true });
        break;
      case '[':
        stack.push({ kind: 'array', index: 0 });
        break;
      case '}':
      case ']':
        stack.pop();
        break;
      case ',':
        if (frame?.kind === 'array') frame.index += 1;
        else if (frame !== undefined) frame.expectsKey = true;
        break;
      case '"': {
        const start = at;
        at = endOfText(text, start);
        if (frame?.kind !== 'object' || !frame.expectsKey) break;
        frame.expectsKey = false;
        frame.key = String(JSON.parse(text.slice(start, at + 1)));
        if (frame.keys.has(frame.key)) found.push(stack.reduce(extend, ''));
        frame.keys.add(frame.key);
      }
    }
    if (stack.length > deepest) throw tooDeep(name);
  }
  return found;
}

/**
 * The end of a string that starts at a quote. Without a regular expression, because strings of plans can be too long
 * for one.
 */
function endOfText(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end;
}

function isEscaped(json: string, at: number): boolean {
  let first = at;
  while (json.charAt(first - 1) === '\\') first -= 1;
  return (at - first) % 2 === 1;
}

function extend(path: string, frame: Frame): string {
  return frame.kind === 'array' ? `${path}[${frame.index}]` : memberPath(path, frame.key);
}

function tooDeep(name: string): HelperError {
  return new HelperError('policy-invalid', `${name} is nested more than ${deepest} levels deep.`, {
    hint: 'Policies, plans and templates have about twenty. Check the program that wrote the file.',
  });
}
