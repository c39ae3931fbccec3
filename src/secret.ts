const values = new WeakMap<Secret, string>();

/**
 * A value that must not be seen. It prints as `***` in templates, JSON and `console.log`;
 * {@link Secret.reveal} is the only way to the text, and searching for it is the audit.
 */
export class Secret {
  constructor(value: string) {
    values.set(this, value);
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
