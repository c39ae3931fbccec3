import { issuerAt } from './issuers/index.ts';
import { subjectForm } from './lint/subjects.ts';
import { wordFor } from './part-words.ts';
import { hasWildcard } from './pattern.ts';
import { hasPlainName, isOfOneRun, namedParts, partNamed } from './subject-names.ts';

/** The origin of a pattern for subjects. */
export interface SubjectPlace {
  /** The issuer, as in condition keys. */
  readonly path: string;
  /** A subject of this issuer, which shows the names of parts that the pattern omits; empty if there is none. */
  readonly subject: string;
}

/** A claim, or a part of a subject, with its required value. */
export interface Part {
  readonly name: string;
  readonly value: string;
}

/** Splits a pattern for subjects into parts with plain words; otherwise unchanged. */
export function subjectWords(
  pattern: string,
  place: SubjectPlace,
): { readonly parts: readonly Part[]; readonly words: readonly string[] } {
  const parts = hasNames(pattern, place.path) ? partsIn(pattern, place) : [];
  return { parts, words: parts.length === 0 ? [wholeText(pattern)] : parts.map(partText) };
}

/** Whether a subject consists of names and values, and does not just begin with a name. */
function hasNames(pattern: string, path: string): boolean {
  const [first] = namedParts(pattern, path);
  if (first === undefined || !hasPlainName(first)) return false;
  const { subjectNames, unnamedSubjects } = issuerAt(path) ?? {};
  const isKnown = subjectNames !== undefined || unnamedSubjects !== undefined;
  return isKnown || subjectForm(pattern) !== undefined || isOfOneRun(first.name);
}

function wholeText(pattern: string): string {
  if (pattern === '*') return 'any subject';
  return pattern.endsWith('*') ? `any subject that begins with ${pattern.slice(0, -1)}` : `subject ${pattern}`;
}

function partsIn(pattern: string, { subject, path }: SubjectPlace): readonly Part[] {
  const parts = namedParts(pattern, path);
  const known = issuerAt(path)?.subjectNames?.names ?? namedParts(subject, path).map(({ name }) => name);
  // What a trailing star covers.
  const taken = pattern.endsWith('*') ? known.filter((name) => partNamed(parts, name) === undefined) : [];
  const all: readonly Part[] = [...parts, ...taken.map((name) => ({ name, value: '*' }))];
  // If a part names the kind of the reference, that is used as its word.
  const kind = partNamed(parts, 'ref_type');
  if (kind === undefined || hasWildcard(kind)) return all;
  return all
    .filter(({ name }) => name !== 'ref_type')
    .map(({ name, value }) => ({ name: name === 'ref' ? kind : name, value }));
}

export function partText({ name, value }: Part): string {
  const [, folder, ref = value] = /^refs\/(heads|tags)\/(.+)$/s.exec(value) ?? [];
  const word = folder === undefined ? wordFor(name) : folder === 'heads' ? 'branch' : 'tag';
  if (value === '') return word;
  return ref === '*' ? `any ${word}` : `${word} ${ref}`;
}
