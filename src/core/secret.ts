const values = new WeakMap<Secret, string>();

/** The texts of all secrets of this process, each with the spellings that were looked for so far. */
const known = new Map<string, readonly string[] | undefined>();

/** Shorter ones, as test servers take them, would cut words out of what is said; and they are no secrets. */
const shortest = 8;

/**
 * A value that must not be seen. It prints as `***` in templates, JSON and `console.log`;
 * {@link Secret.reveal} is the only way to the text, and searching for it is the audit. Where somebody else quotes the
 * text, {@link withoutSecrets} finds it.
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

  /** What Node's `util.inspect` calls. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***';
  }
}

/** Makes a secret known that is used as plain text: in a URL, say, or by programs that inherit our environment. */
export function hideFromNowOn(value: string): void {
  const text = value.trim();
  // An account ID becomes a Secret only to be masked. In data it stays, and what is said is a matter of redact-account-ids.ts.
  if (text.length >= shortest && !/^\d{12}$/.test(text) && !known.has(text)) known.set(text, undefined);
}

/**
 * A text as it may be said: every secret that this process knows is `***` in it, in whatever spelling, and so is what
 * stands before the host in a URL. Servers and programs quote what they were given.
 */
export function withoutSecrets(text: string): string {
  const spellings = [...known].flatMap(([secret, found]) => found ?? remember(secret));
  return spellings
    .sort((a, b) => b.length - a.length)
    .reduce((shown, spelling) => shown.replaceAll(spelling, '***'), text)
    .replace(/(?<=[a-z]:\/\/)[^\s/?#@"']+(?=@)/gi, '***');
}

function remember(secret: string): readonly string[] {
  const spellings = spellingsOf(secret);
  known.set(secret, spellings);
  return spellings;
}

/** As it is, in JSON, in URLs and forms, in base64 with anything before and behind it; of a JWT also what follows its header. */
function spellingsOf(secret: string): readonly string[] {
  const [, payload, signature] = /^[\w-]+\.([\w-]+)\.([\w-]+)$/.exec(secret) ?? [];
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
      ...[payload, signature].filter((part) => part !== undefined && part.length >= shortest),
    ]),
  ].filter((spelling) => spelling !== undefined);
}

function withLowerEscapes(text: string): readonly string[] {
  return [text, text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase())];
}

/** The characters of base64 that are the secret's alone, where so many bytes stand before it. */
function base64Within(secret: string, before: number): string {
  const bytes = Array.from(new TextEncoder().encode(secret), (byte) => String.fromCharCode(byte)).join('');
  const text = btoa('\0'.repeat(before) + bytes);
  return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}
