/**
 * A placeholder for values that only the deployment knows: a template parameter, an attribute of a resource that does
 * not exist yet. It is not a wildcard, and no claim contains this character.
 */
export const opaque = '\uFFFC';

export function isOpaque(text: string): boolean {
  return text.includes(opaque);
}

/** The string for messages, without the placeholder character. */
export function withoutOpaque(text: string): string {
  return text.replaceAll(opaque, '<unknown>');
}
