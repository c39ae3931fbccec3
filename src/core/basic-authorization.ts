// https://www.rfc-editor.org/rfc/rfc7617

/**
 * The header value for the user and password in a URL; `undefined` if it has neither. As in curl and Python: UTF-8, and a
 * percent character that begins no escape is literal.
 */
export function basicAuthorization({ username, password }: Pick<URL, 'username' | 'password'>): string | undefined {
  return username === '' && password === '' ? undefined : `Basic ${btoa(`${bytes(username)}:${bytes(password)}`)}`;
}

/** One character per byte. The URL has already escaped non-ASCII characters. */
function bytes(text: string): string {
  return text.replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
