/** An XML element without attributes: its name, and either its text or its children. */
export type Element = readonly [name: string, content: string | readonly Element[]];

/** The element as XML, indented as AWS does it. */
export function renderElement([name, content]: Element, indent = ''): string {
  if (typeof content === 'string') return `${indent}<${name}>${escapeXml(content)}</${name}>`;
  if (content.length === 0) return `${indent}<${name}/>`;
  const children = content.map((child) => renderElement(child, `${indent}  `));
  return `${indent}<${name}>\n${children.join('\n')}\n${indent}</${name}>`;
}

/** Text between tags: quotes may stay as they are, as in AWS's own answers. */
export function escapeXml(text: string): string {
  // XML 1.0 has no way at all to write most control characters, not even as a reference.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
  const legal = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
  return legal.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}
