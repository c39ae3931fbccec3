/**
 * Stands in a policy for what only the deployment knows: the parameter of a template, an attribute of a
 * resource that does not exist yet. It is no wildcard, and no claim holds this character.
 */
export const opaque = '\uFFFC';

export function isOpaque(text: string): boolean {
  return text.includes(opaque);
}

/** The text for people, who should not have to know the character. */
export function withoutOpaque(text: string): string {
  return text.replaceAll(opaque, '<unknown>');
}
