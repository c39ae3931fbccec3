// https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_character_encoding

/** Text in UTF-16, as written by `>` of Windows PowerShell; `undefined` without a byte order mark. The mark is kept. */
export function utf16Text(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  if (bytes.length % 2 !== 0) return undefined;
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le');
  if (first === 0xfe && second === 0xff) return Buffer.from(bytes).swap16().toString('utf16le');
  return undefined;
}
