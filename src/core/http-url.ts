/** Whether the text is an http or https URL. */
export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** A URL for messages: without `user:password@`. */
export function withoutUser(url: string): string {
  return url.replace(/\/\/[^/?#]*@/, '//***@');
}
