/** Whether a key or a token can stand in a header as it is: one word of visible ASCII. */
export function isHeaderText(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}
