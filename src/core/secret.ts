const values = new WeakMap<Secret, string>();

/** The texts of all secrets in this process. */
const known = new Set<string>();

/** Those whose spellings were not needed yet, and parts of them. No spelling is shorter than the text. */
const unspelled = new Map<string, (text: string) => readonly string[]>();

/** All spellings of the others, the longest first. */
let spellings: readonly string[] = [];

/** Shorter texts, as on test servers, are not secrets, and masking them would remove words from messages. */
const shortest = 8;

/**
 * A value that must not be seen. It prints as `***` in templates, JSON and `console.log`;
 * only {@link Secret.reveal} returns the text, so its calls are the audit. If another program quotes the
 * text, {@link withoutSecrets} removes it.
 */
export class Secret {
  constructor(value: string) {
    values.set(this, value);
    hideFromNowOn(value);
  }

  reveal(): string {
    return values.get(this) ?? '';
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  /** Called by Node's `util.inspect`. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***';
  }
}

/** Registers a secret that is used as plain text, such as in a URL or by programs that inherit our environment. */
export function hideFromNowOn(value: string): void {
  const text = value.trim();
  // An account ID is a Secret only to be masked. redact-account-ids.ts removes it from messages; data keeps it.
  if (text.length < shortest || /^\d{12}$/.test(text) || known.has(text)) return;
  known.add(text);
  unspelled.set(text, spellingsOf);
  for (const part of partsOf(text)) unspelled.set(part, (plain) => [plain]);
}

/**
 * Replaces every known secret in a text with `***`, in any encoding, and also the user and password
 * in a URL. Servers and programs quote what they were given.
 */
export function withoutSecrets(text: string): string {
  const found = [...unspelled].filter(([secret]) => secret.length <= text.length);
  if (found.length > 0) {
    for (const [secret] of found) unspelled.delete(secret);
    const added = found.flatMap(([secret, spell]) => spell(secret));
    spellings = [...spellings, ...added].sort((a, b) => b.length - a.length);
  }
  return spellings
    .reduce((shown, spelling) => shown.replaceAll(spelling, '***'), text)
    .replace(/(?<=[a-z]:\/\/)[^\s/?#@"']+(?=@)/gi, '***');
}

/** The parts of a JWT after its header that are worth hiding by themselves. */
function partsOf(secret: string): readonly string[] {
  const [, ...parts] = /^[\w-]+\.([\w-]+)\.([\w-]+)$/.exec(secret) ?? [];
  return parts.filter((part) => part.length >= shortest);
}

/** Plain, in JSON, in URLs and forms, in base64 with anything before and after it. */
function spellingsOf(secret: string): readonly string[] {
  const encoded = encodeURIComponent(secret);
  const strictly = encoded.replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const base64 = [0, 1, 2].map((before) => base64Within(secret, before));
  return [
    ...new Set([
      secret,
      JSON.stringify(secret).slice(1, -1),
      JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
      ...[encoded, strictly, strictly.replaceAll('%20', '+')].flatMap(withLowerEscapes),
      ...base64,
      ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    ]),
  ];
}

function withLowerEscapes(text: string): readonly string[] {
  return [text, text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase())];
}

/** The base64 characters that encode only the secret, if `before` bytes precede it. */
function base64Within(secret: string, before: number): string {
  const bytes = bytesOf(secret);
  const text = btoa('\0'.repeat(before) + bytes);
  return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}

/** One character per byte, for `btoa`. ASCII has a fast path, as nearly all secrets are ASCII. */
function bytesOf(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
