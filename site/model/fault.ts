import { HelperError } from '../../src/core/errors.ts';
import { invalidJson, type JsonFault, jsonFault } from '../../src/core/json-fault.ts';

/** What is wrong with a user's text. */
export interface Fault {
  readonly message: string;
  readonly hint?: string | undefined;
  /** The place, if the text is not JSON. */
  readonly place?: FaultPlace;
}

interface FaultPlace extends Pick<JsonFault, 'line' | 'column'> {
  /** The line, or an excerpt of a long one, with the column of the caret. */
  readonly excerpt: string;
  readonly caretAt: number;
}

/** What is wrong with a text as JSON; `undefined` if it is valid. */
export function faultOfJson(text: string, name: string): Fault | undefined {
  const fault = jsonFault(text);
  if (fault === undefined) return undefined;
  const { message, hint } = invalidJson(text, name, 'policy-invalid');
  return { message, hint, place: placeOf(text, fault) };
}

/** Characters of the longest excerpt. */
const widest = 60;

function placeOf(text: string, { at, line, column }: JsonFault): FaultPlace {
  const lineStart = at - (column - 1);
  const [whole = ''] = text.slice(lineStart).split('\n', 1);
  const start = Math.max(0, column - 1 - widest / 2);
  return {
    line,
    column,
    excerpt: `${start > 0 ? '…' : ''}${whole.slice(start, start + widest)}`.replaceAll('\t', ' '),
    caretAt: column - 1 - start + (start > 0 ? 1 : 0),
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
