import { didYouMean } from './did-you-mean.ts';
import { type ErrorCode, HelperError } from './errors.ts';
import { isObject, type JsonObject } from './json.ts';

/** A JSON document of the user's, as its faults are told. */
export interface JsonDocument {
  /** The file, or whatever else it was read from. */
  readonly name: string;
  /** What the whole is called: `the policy`. */
  readonly whole: string;
  readonly code: ErrorCode;
}

/** A value in a document, and where it stands, for messages. */
export interface Place {
  readonly value: unknown;
  /** `roles[0].arn`; empty for the whole. */
  readonly path: string;
  readonly document: JsonDocument;
}

/** A fault of a place: what is there, and what should be. */
export function invalidPlace({ path, document }: Omit<Place, 'value'>, fault: string, hint?: string): HelperError {
  const message = `${document.name}: ${path || document.whole} ${fault}.`;
  return new HelperError(document.code, message, { hint });
}

/** How each member of an object is read. */
export type Readers<T> = { readonly [Name in keyof T & string]-?: (member: Place) => Exclude<T[Name], undefined> };

/** The members of an object, each as its reader reads it. One that has no reader, and one that is missing, is an error. */
export function readMembers<T extends object>(
  place: Place,
  readers: Readers<T>,
  needed: readonly (keyof T & string)[] = [],
): T {
  const object = objectOf(place);
  // The assertion: the keys of an object literal are the names that its type says.
  const names = Object.keys(readers) as (keyof T & string)[];
  const stray = strayMember(object, names);
  if (stray !== undefined) {
    throw invalidPlace(
      memberAt(place, stray),
      'is not known',
      didYouMean(stray, names) ?? `Known are ${names.join(', ')}.`,
    );
  }
  const missing = needed.find((name) => !Object.hasOwn(object, name));
  if (missing !== undefined) throw invalidPlace(memberAt(place, missing), 'is missing');
  const members = names
    .filter((name) => Object.hasOwn(object, name))
    .map((name) => [name, readers[name](memberAt(place, name))]);
  // The assertion: each member was made by the reader of its name, and what T must have is needed.
  return Object.fromEntries(members) as T;
}

export function objectOf(place: Place): JsonObject {
  if (isObject(place.value)) return place.value;
  throw invalidPlace(place, place.value === undefined ? 'is missing' : 'is not an object');
}

/** The first member that has none of these names. */
export function strayMember(object: JsonObject, names: readonly string[]): string | undefined {
  return Object.keys(object).find((key) => !names.includes(key));
}

export function itemsOf(place: Place): readonly Place[] {
  if (!Array.isArray(place.value)) throw invalidPlace(place, 'is not a list');
  return place.value.map((value: unknown, index) => ({ ...place, path: `${place.path}[${index}]`, value }));
}

export function textOf(place: Place): string {
  if (typeof place.value === 'string' && place.value !== '') return place.value;
  throw invalidPlace(place, 'is not a text');
}

/** A text of this form; `meaning` says in the error what it should be. */
export function matching(place: Place, form: RegExp, meaning: string): string {
  if (typeof place.value === 'string' && form.test(place.value)) return place.value;
  throw invalidPlace(place, `is not ${meaning}`);
}

export function wholeNumberOf(place: Place, range: readonly [least: number, most: number]): number {
  const { value } = place;
  if (typeof value === 'number' && Number.isInteger(value) && value >= range[0] && value <= range[1]) return value;
  throw invalidPlace(place, `is not a whole number from ${range[0]} to ${range[1]}`);
}

export function choiceOf<Choice extends string>(place: Place, choices: readonly Choice[]): Choice {
  const chosen = choices.find((choice) => choice === place.value);
  if (chosen !== undefined) return chosen;
  throw invalidPlace(place, `is none of ${choices.join(', ')}`);
}

/** The place of a member; it need not be there. */
export function memberAt(place: Place, name: string): Place {
  const value = isObject(place.value) && Object.hasOwn(place.value, name) ? place.value[name] : undefined;
  return { ...place, path: memberPath(place.path, name), value };
}

/** `Condition.StringEquals["gitlab.com:sub"]`: dots for plain names, brackets for all others. */
export function memberPath(path: string, key: string): string {
  if (!/^[A-Za-z_]\w*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
