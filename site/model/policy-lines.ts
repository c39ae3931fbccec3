import { isObject } from '../../src/core/json.ts';
import { memberPath } from '../../src/core/json-place.ts';
import { escapeControls } from '../../src/trust/escape-controls.ts';

/** A line of formatted JSON. */
export interface JsonLine {
  /** The path of the value that begins or ends on the line. */
  readonly path: string;
  readonly indent: number;
  /** `"Effect"`; empty for items of a list. */
  readonly name: string;
  /** The part after the name: the value or bracket, and the comma. */
  readonly text: string;
  /** The value, if it is a string, number or Boolean on this line. */
  readonly value?: string;
  readonly closes?: true;
}

/** JSON as formatted by `JSON.stringify`, each line with the path of its value. */
export function jsonLines(value: unknown): readonly JsonLine[] {
  return linesOf(value, { path: '', indent: 0, name: '', comma: '' });
}

interface Spot {
  readonly path: string;
  readonly indent: number;
  readonly name: string;
  readonly comma: string;
}

function linesOf(value: unknown, spot: Spot): readonly JsonLine[] {
  const { path, indent, name, comma } = spot;
  const parts = partsOf(value, spot);
  if (parts === undefined || parts.length === 0) {
    const own = isScalar(value) ? { value: String(value) } : {};
    return [{ path, indent, name, text: `${written(value)}${comma}`, ...own }];
  }
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return [
    { path, indent, name, text: open ?? '' },
    ...parts.flatMap(([part, at], index) => linesOf(part, { ...at, comma: index < parts.length - 1 ? ',' : '' })),
    { path, indent, name: '', text: `${close}${comma}`, closes: true },
  ];
}

function partsOf(
  value: unknown,
  { path, indent }: Spot,
): readonly (readonly [unknown, Omit<Spot, 'comma'>])[] | undefined {
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => [item, { path: `${path}[${index}]`, indent: indent + 1, name: '' }]);
  }
  if (!isObject(value)) return undefined;
  return Object.entries(value).map(([key, member]) => [
    member,
    { path: memberPath(path, key), indent: indent + 1, name: written(key) },
  ]);
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Escapes characters that end the line or change the writing direction. */
export function written(value: unknown): string {
  return escapeControls(JSON.stringify(value) ?? 'null');
}

/** The width of the first characters of a string in JSON, without the opening quote. */
export function writtenWidth(text: string, length: number): number {
  return written(text.slice(0, length)).length - 2;
}
