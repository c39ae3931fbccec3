import { HelperError } from '../errors.ts';
import { isObject, type JsonObject } from '../json.ts';
import { suggestion } from '../nearest.ts';

/** A value in a JSON file of the user's, and where it stands, for messages. */
export interface Place {
  readonly value: unknown;
  /** `roles[0].arn`; empty for the whole. */
  readonly path: string;
  readonly file: string;
}

/** A fault of a place: what is there, and what should be. */
export function invalidPlace({ path, file }: Place, fault: string, hint?: string): HelperError {
  return new HelperError(
    'option-invalid',
    `${file}: ${path || 'the config'} ${fault}.`,
    hint === undefined ? {} : { hint },
  );
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
  const stray = Object.keys(object).find((key) => !names.some((name) => name === key));
  if (stray !== undefined) {
    throw invalidPlace(
      within(place, stray),
      'is not known',
      suggestion(stray, names) ?? `Known are ${names.join(', ')}.`,
    );
  }
  const missing = needed.find((name) => !Object.hasOwn(object, name));
  if (missing !== undefined) throw invalidPlace(within(place, missing), 'is missing');
  const members = names
    .filter((name) => Object.hasOwn(object, name))
    .map((name) => [name, readers[name]({ ...within(place, name), value: object[name] })]);
  // The assertion: each member was made by the reader of its name, and what T must have is needed.
  return Object.fromEntries(members) as T;
}

export function objectOf(place: Place): JsonObject {
  if (isObject(place.value)) return place.value;
  throw invalidPlace(place, 'is not an object');
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

function within(place: Place, name: string): Place {
  const path = /^[\w-]+$/.test(name) ? name : JSON.stringify(name);
  return { ...place, path: place.path === '' ? path : `${place.path}.${path}` };
}
