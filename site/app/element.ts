export type Child = Node | string | undefined | readonly Child[];

type Attributes = Readonly<Record<string, string | undefined>>;

/** An element with attributes and children. Strings become text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
  made.append(...nodesOf(children));
  return made;
}

function nodesOf(children: readonly Child[]): readonly (Node | string)[] {
  return children.flatMap((child) => {
    if (child === undefined) return [];
    return typeof child === 'object' && 'length' in child ? nodesOf(child) : [child as Node | string];
  });
}

/** Replaces the content of an element. */
export function show(place: HTMLElement, ...children: readonly Child[]): void {
  place.replaceChildren(...nodesOf(children));
}

/** The element with this ID. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${kind.name} #${id}`);
}

export function button(text: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', onClick);
  return made;
}

/** A link without a referrer. */
export function link(href: string, text: string): HTMLAnchorElement {
  return element('a', { href, rel: 'noreferrer' }, text);
}

/** Sentences with code in backticks. */
export function prose(text: string): readonly Child[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part));
}

/** Text on several lines; indented lines are code. */
export function paragraphs(text: string): readonly Child[] {
  const blocks: { readonly isCode: boolean; readonly lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const isCode = /^\s{2,}\S/.test(line);
    const last = blocks.at(-1);
    if (isCode && last?.isCode) last.lines.push(line);
    else if (line.trim() !== '') blocks.push({ isCode, lines: [line] });
  }
  return blocks.map(({ isCode, lines }) =>
    isCode
      ? element('pre', { class: 'sheet wrap' }, lines.map((line) => line.replace(/^ {4}/, '')).join('\n'))
      : element('p', {}, prose(lines.join(' '))),
  );
}

/** Makes a wide element scrollable by keyboard. */
export function scrollable<Kind extends HTMLElement>(box: Kind, label: string): Kind {
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', label);
  return box;
}
