/** An XML element without attributes: its name, and either its text or its children. */
export type Element = readonly [name: string, content: string | readonly Element[]];

/** The element as XML, indented like AWS. */
export function renderElement([name, content]: Element, indent = ''): string {
  if (typeof content === 'string') return `${indent}<${name}>${escapeXml(content)}</${name}>`;
  if (content.length === 0) return `${indent}<${name}/>`;
  const children = content.map((child) => renderElement(child, `${indent}  `));
  return `${indent}<${name}>\n${children.join('\n')}\n${indent}</${name}>`;
}

/** Escapes text between tags. Quotes are not escaped, as in AWS responses. */
export function escapeXml(text: string): string {
  // XML 1.0 cannot represent most control characters, not even as references.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
  const legal = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
  return legal.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}
