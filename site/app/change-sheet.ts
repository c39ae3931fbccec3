import { jsonBlock } from '../../src/diagnose/log-text.ts';
import { markedLines } from '../../src/diagnose/marked-lines.ts';
import type { StatementEdit } from '../../src/diagnose/statement-edit.ts';
import { element, scrollable } from './element.ts';

/** The change of a policy as a line diff. */
export function changeSheet({ statement, old, new: members }: StatementEdit): HTMLElement {
  const lines = (all: object): readonly string[] => jsonBlock(all).split('\n').slice(1, -1);
  const rows = markedLines(old === undefined ? [] : lines(old), lines(members)).map((line) => changeRow(line));
  const label = old === undefined ? 'New statement' : `Change of ${statement}`;
  return scrollable(element('div', { class: 'sheet change' }, element('div', { class: 'lines' }, rows)), label);
}

const kinds: Readonly<Record<string, { readonly tone: string; readonly sign: string; readonly says: string }>> = {
  '+': { tone: 'plus', sign: '+', says: 'Added: ' },
  '-': { tone: 'minus', sign: '−', says: 'Removed: ' },
};

function changeRow(line: string): HTMLElement {
  const kind = kinds[line.charAt(0)];
  return element(
    'div',
    { class: `line ${kind?.tone ?? ''}`.trim() },
    element('span', { class: 'mark', 'aria-hidden': 'true' }, kind?.sign),
    kind && element('span', { class: 'unseen' }, kind.says),
    element('span', { class: 'text' }, line.slice(3)),
  );
}
