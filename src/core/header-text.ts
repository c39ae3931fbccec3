/** Whether a key or a token is valid in a header: one word of visible ASCII. */
export function isHeaderText(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}
