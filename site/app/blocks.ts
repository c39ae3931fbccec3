import { type Child, element } from './element.ts';

/** Shown instead of an answer: the reason, and what to do. */
export function emptyState(title: string, says: string, ...more: readonly Child[]): HTMLElement {
  return element('div', { class: 'empty' }, element('h2', {}, title), element('p', {}, says), more);
}

export function verdictBlock(tone: string, title: string, says: Child): HTMLElement {
  return element('div', { class: `verdict ${tone}`.trim() }, element('h2', {}, title), element('p', {}, says));
}

/** A part of an answer with its heading. */
export function part(title: string, ...children: readonly Child[]): HTMLElement {
  return element('section', { class: 'part' }, element('h2', {}, title), children);
}

/** Who a policy lets in, one line each. */
export function plainList(lines: readonly string[]): HTMLElement {
  const items = lines.map((line) => element('li', {}, line));
  return element('ul', { class: 'plain' }, items);
}
