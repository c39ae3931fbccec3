import { didYouMean } from './did-you-mean.ts';
import { type ErrorCode, HelperError } from './errors.ts';
import { isObject, type JsonObject } from './json.ts';

/** A JSON document from the user, with its names for error messages. */
export interface JsonDocument {
  /** The file, or another source. */
  readonly name: string;
  /** The name of the whole document: `the policy`. */
  readonly whole: string;
  readonly code: ErrorCode;
}

/** A value in a document, with its path for messages. */
export interface Place {
  readonly value: unknown;
  /** `roles[0].arn`; empty for the whole. */
  readonly path: string;
  readonly document: JsonDocument;
}

/** The error for a fault at a place. */
export function invalidPlace({ path, document }: Omit<Place, 'value'>, fault: string, hint?: string): HelperError {
  const message = `${document.name}: ${path || document.whole} ${fault}.`;
  return new HelperError(document.code, message, { hint });
}

/** A reader for each member of an object. */
export type Readers<T> = { readonly [Name in keyof T & string]-?: (member: Place) => Exclude<T[Name], undefined> };

/** Reads the members of an object. Unknown and missing members are errors. */
export function readMembers<T extends object>(
  place: Place,
  readers: Readers<T>,
  needed: readonly (keyof T & string)[] = [],
): T {
  const object = objectOf(place);
  // The keys of an object literal are those of its type.
  const names = Object.keys(readers) as (keyof T & string)[];
  const stray = strayMember(object, names);
  if (stray !== undefined) {
    throw invalidPlace(
      memberAt(place, stray),
      'is unknown',
      didYouMean(stray, names) ?? `Use one of ${names.join(', ')}.`,
    );
  }
  const missing = needed.find((name) => !Object.hasOwn(object, name));
  if (missing !== undefined) throw invalidPlace(memberAt(place, missing), 'is missing');
  const members = names
    .filter((name) => Object.hasOwn(object, name))
    .map((name) => [name, readers[name](memberAt(place, name))]);
  // Each member was read by its own reader, and the required ones are present.
  return Object.fromEntries(members) as T;
}

export function objectOf(place: Place): JsonObject {
  if (isObject(place.value)) return place.value;
  throw invalidPlace(place, place.value === undefined ? 'is missing' : 'is not an object');
}

/** The first member whose name is not in the list. */
export function strayMember(object: JsonObject, names: readonly string[]): string | undefined {
  return Object.keys(object).find((key) => !names.includes(key));
}

export function itemsOf(place: Place): readonly Place[] {
  if (!Array.isArray(place.value)) throw invalidPlace(place, 'is not a list');
  return place.value.map((value: unknown, index) => ({ ...place, path: `${place.path}[${index}]`, value }));
}

export function textOf(place: Place): string {
  if (typeof place.value === 'string' && place.value !== '') return place.value;
  throw invalidPlace(place, 'is not a string');
}

/** A string that matches `form`; `meaning` describes it in the error. */
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
  throw invalidPlace(place, `is not one of ${choices.join(', ')}`);
}

/** The place of a member, which need not exist. */
export function memberAt(place: Place, name: string): Place {
  const value = isObject(place.value) && Object.hasOwn(place.value, name) ? place.value[name] : undefined;
  return { ...place, path: memberPath(place.path, name), value };
}

/** `Condition.StringEquals["gitlab.com:sub"]`: dots for plain names, brackets for all others. */
export function memberPath(path: string, key: string): string {
  if (!/^[A-Za-z_]\w*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
