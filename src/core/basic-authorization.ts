// https://www.rfc-editor.org/rfc/rfc7617

/**
 * The header's value for the user and password before the `@` of a URL; `undefined` where there is neither. As curl and
 * Python read them: in UTF-8, and a percent sign that begins no escape stands for itself.
 */
export function basicAuthorization({ username, password }: Pick<URL, 'username' | 'password'>): string | undefined {
  return username === '' && password === '' ? undefined : `Basic ${btoa(`${bytes(username)}:${bytes(password)}`)}`;
}

/** One character for each byte. The URL has escaped what is not ASCII already. */
function bytes(text: string): string {
  return text.replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
