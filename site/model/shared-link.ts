import { isObject, parseJson, stringAt } from '../../src/core/json.ts';
import { holdsToken } from './given.ts';

/** The content of a link. Browsers do not send the part after `#`, but users send links. */
export interface Shared {
  readonly policy?: string | undefined;
  readonly claims?: string | undefined;
}

/** Bytes after decompression, limited because links come from anyone. */
const largest = 1_000_000;

/** The fragment for a policy and claims; `undefined` if they contain what looks like a token. */
export async function fragmentOf(view: string, shared: Shared): Promise<string | undefined> {
  const text = JSON.stringify(shared);
  if (holdsToken(text)) return undefined;
  const packed = await throughStream(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
  return `#${view}/${base64Url(packed)}`;
}

/** The view in a fragment, and the compressed text after it. */
export function partsOfFragment(fragment: string): { readonly view: string; readonly packed: string | undefined } {
  const [, view = '', packed] = /^#?([a-z]*)(?:\/(.*))?$/s.exec(fragment) ?? [];
  return { view, packed };
}

/** The decompressed content; `undefined` if the link is damaged. */
export async function unpacked(packed: string): Promise<Shared | undefined> {
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    const unfolded = await throughStream(bytes, new DecompressionStream('deflate-raw'));
    const value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(unfolded));
    return isObject(value) ? { policy: stringAt(value, 'policy'), claims: stringAt(value, 'claims') } : undefined;
  } catch {
    // Whatever the reason, all that helps is a new link.
    return undefined;
  }
}

async function throughStream(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    chunks.push(chunk.value);
    size += chunk.value.length;
    if (size > largest) throw new RangeError('too large');
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function base64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
