import type { Difference } from '../../src/trust/difference.ts';
import type { Truth } from '../../src/trust/truth.ts';
import type { Annotation } from '../model/annotations.ts';
import { type JsonLine, jsonLines, written, writtenWidth } from '../model/policy-lines.ts';
import { type Child, element, scrollable } from './element.ts';

/** The whole policy with a mark at each evaluated line, and a caret where policy and token differ. */
export function policySheet(json: unknown, annotations: ReadonlyMap<string, Annotation>): HTMLElement {
  const step = matchMedia('(max-width: 40rem)').matches ? 1 : 2;
  const rows = jsonLines(json).flatMap((line) => rowsOf(line, annotations, step));
  const sheet = element('div', { class: 'sheet' }, element('div', { class: 'lines' }, rows));
  requestAnimationFrame(() => bringIntoSight(sheet));
  return scrollable(sheet, 'The policy, line by line');
}

/** The caret may be outside the visible part, especially on a phone. */
function bringIntoSight(sheet: HTMLElement): void {
  const caret = sheet.querySelector<HTMLElement>('.caret i');
  if (caret === null) return;
  const from = caret.getBoundingClientRect().left - sheet.getBoundingClientRect().left;
  // No further than needed: the text on the left shows the context.
  sheet.scrollLeft = Math.max(0, from - sheet.clientWidth * 0.8);
}

function rowsOf(line: JsonLine, annotations: ReadonlyMap<string, Annotation>, step: number): readonly Child[] {
  const annotation = line.closes ? undefined : annotations.get(line.path);
  // Annotations of a list also apply to its items.
  const { differences = [] } = annotation ?? annotations.get(line.path.replace(/\[\d+\]$/, '')) ?? {};
  const own = differences.filter(({ pattern }) => pattern === line.value);
  const notes = annotation?.notes ?? [];
  const column = line.indent * step;
  const [first] = own;
  if (first === undefined) {
    return [
      textRow(line, column, annotation?.matched),
      ...notes.map((note) => noteRow(note, column, annotation?.matched)),
    ];
  }
  const isItem = line.name === '';
  // The value on a separate line: after a long key, the caret would be far to the right.
  const at = isItem ? column : column + step;
  const nearest = nearestOf(differences);
  return [
    isItem ? undefined : row('no', markOf(false), [named(line, column), ':']),
    own.includes(nearest)
      ? [row('parted', undefined, cutText(line, nearest, at)), caretRow(nearest, at), valueRow(nearest, at)]
      : row('other', undefined, cutText(line, first, at)),
    notes.map((note) => noteRow(note, at, false)),
  ];
}

/** The value that matches most of the token. */
function nearestOf(differences: readonly Difference[]): Difference {
  return differences.reduce((best, one) => (one.valueAt > best.valueAt ? one : best));
}

function textRow(line: JsonLine, column: number, matched: Truth | undefined): HTMLElement {
  const text = line.name === '' ? [' '.repeat(column), line.text] : [named(line, column), `: ${line.text}`];
  return row(matched === undefined ? '' : toneOf(matched), matched === undefined ? undefined : markOf(matched), text);
}

function named({ name }: JsonLine, column: number): Child {
  return [' '.repeat(column), element('span', { class: 'name' }, name)];
}

/** The pattern, from the difference on in bold. */
function cutText({ text }: JsonLine, { pattern, patternAt }: Difference, at: number): readonly Child[] {
  const cut = 1 + writtenWidth(pattern, patternAt);
  return [' '.repeat(at), text.slice(0, cut), element('b', {}, text.slice(cut))];
}

function caretRow({ pattern, patternAt }: Difference, at: number): HTMLElement {
  const made = row('parted caret', undefined, [
    ' '.repeat(at + 1 + writtenWidth(pattern, patternAt)),
    element('i', {}, '^'),
  ]);
  made.setAttribute('aria-hidden', 'true');
  return made;
}

/** Aligned with the pattern. */
function valueRow({ value, valueAt }: Difference, at: number): HTMLElement {
  const text = written(value).slice(1, -1);
  const cut = writtenWidth(value, valueAt);
  const made = row('parted', undefined, [
    element('span', { class: 'unseen' }, 'The token has: '),
    ' '.repeat(at + 1),
    text.slice(0, cut),
    element('b', {}, text.slice(cut)),
  ]);
  made.append(element('span', { class: 'tag', 'aria-hidden': 'true' }, 'the token'));
  return made;
}

function noteRow(note: string, column: number, matched: Truth | undefined): HTMLElement {
  const made = row(`said ${toneOf(matched ?? false)}`, undefined, [' '.repeat(column)]);
  made.append(element('span', { class: 'says' }, note));
  return made;
}

interface Mark {
  readonly sign: string;
  /** The meaning for screen readers. */
  readonly says: string;
}

function row(tone: string, mark: Mark | undefined, text: readonly Child[]): HTMLElement {
  const sign =
    mark === undefined
      ? element('span', { class: 'mark', 'aria-hidden': 'true' })
      : element(
          'span',
          { class: 'mark' },
          element('span', { 'aria-hidden': 'true' }, mark.sign),
          element('span', { class: 'unseen' }, `${mark.says}: `),
        );
  return element('div', { class: `line ${tone}`.trim() }, sign, element('span', { class: 'text' }, text));
}

function markOf(matched: Truth): Mark {
  if (matched === 'unknown') return { sign: '?', says: 'Only AWS knows' };
  return matched ? { sign: '✓', says: 'Met' } : { sign: '✗', says: 'Not met' };
}

function toneOf(matched: Truth): string {
  if (matched === 'unknown') return 'maybe';
  return matched ? 'yes' : 'no';
}
