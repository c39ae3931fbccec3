import { HelperError } from '../../src/core/errors.ts';
import { jsonFault } from './json-fault.ts';

/** What is wrong with a user's text. */
export interface Fault {
  readonly message: string;
  readonly hint?: string | undefined;
  /** The place, if the text is not JSON. */
  readonly place?: FaultPlace;
}

interface FaultPlace {
  /** Starts at one. */
  readonly line: number;
  readonly column: number;
  /** The line, or an excerpt of a long one, with the column of the caret. */
  readonly excerpt: string;
  readonly caretAt: number;
}

/** What is wrong with a text as JSON; `undefined` if it is valid. */
export function faultOfJson(text: string, name: string): Fault | undefined {
  const fault = jsonFault(text);
  if (fault === undefined) return undefined;
  const place = placeIn(text, fault.at);
  return { message: `${name} is not JSON: line ${place.line}, column ${place.column}.`, hint: fault.says, place };
}

/** Characters of the longest excerpt. */
const widest = 60;

function placeIn(text: string, at: number): FaultPlace {
  // If something is missing at the end, the place is after the last character that is not whitespace.
  const end = at === text.length ? text.trimEnd().length : at;
  const lines = text.slice(0, end).split('\n');
  const before = lines.at(-1) ?? '';
  const line = before + (text.slice(end).split('\n', 1)[0] ?? '');
  const start = Math.max(0, before.length - widest / 2);
  return {
    line: lines.length,
    column: before.length + 1,
    excerpt: `${start > 0 ? '…' : ''}${line.slice(start, start + widest)}`.replaceAll('\t', ' '),
    caretAt: before.length - start + (start > 0 ? 1 : 0),
  };
}

/** The result of a task, or its error. Other errors than those of the user are rethrown. */
export function attempt<T>(task: () => T): { readonly value: T } | { readonly fault: Fault } {
  try {
    return { value: task() };
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    return { fault: { message: error.message, hint: error.hint } };
  }
}
