import { HelperError } from '../errors.ts';
import { isObject, type JsonObject } from '../json.ts';
import { nearest } from '../nearest.ts';

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

/** The members of an object; one that is not among the names is an error. */
export function membersOf<Name extends string>(
  place: Place,
  names: readonly Name[],
): Partial<Readonly<Record<Name, Place>>> {
  const object = objectOf(place);
  const stray = Object.keys(object).find((key) => !names.some((name) => name === key));
  if (stray !== undefined) {
    const meant = nearest(stray, names);
    const hint = meant === undefined ? `Known are ${names.join(', ')}.` : `Did you mean ${meant}?`;
    throw invalidPlace(within(place, stray), 'is not known', hint);
  }
  const members = Object.entries(object).map(([name, value]) => [name, { ...within(place, name), value }]);
  // The assertion: there is no other name, as was just checked.
  return Object.fromEntries(members) as Partial<Record<Name, Place>>;
}

/** The members of an object that are there, each as its reader reads it. */
export function readMembers<T extends object>(
  place: Place,
  readers: { readonly [Name in keyof T & string]-?: (member: Place) => T[Name] },
): Partial<T> {
  // The assertion: the keys of an object literal are the names that its type says.
  const names = Object.keys(readers) as (keyof T & string)[];
  const members = membersOf(place, names);
  const read = names.flatMap((name) => {
    const member = members[name];
    return member === undefined ? [] : [[name, readers[name](member)] as const];
  });
  // The assertion: each member was made by the reader of its name.
  return Object.fromEntries(read) as Partial<T>;
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

/** The member of a place that must be there. */
export function required(member: Place | undefined, parent: Place, name: string): Place {
  if (member !== undefined) return member;
  throw invalidPlace(within(parent, name), 'is missing');
}

/** What `read` makes of a member, or `undefined` where there is none. */
export function optional<T>(member: Place | undefined, read: (place: Place) => T): T | undefined {
  return member === undefined ? undefined : read(member);
}

function within(place: Place, name: string): Place {
  const path = /^[\w-]+$/.test(name) ? name : JSON.stringify(name);
  return { ...place, path: place.path === '' ? path : `${place.path}.${path}` };
}
