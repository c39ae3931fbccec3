import { policyLiteral } from './generate/trust-plan.ts';
import { issuerAt, issuers } from './issuers/index.ts';
import { patternMatches } from './issuers/subject-mismatch.ts';

/** A part of a subject, or of a pattern for one: `repo` and `acme/app`, `ref` and `refs/heads/main`. */
export interface NamedPart {
  readonly name: string;
  /** Empty if there is only a name, as in `pull_request`. */
  readonly value: string;
  /** Index of the value in the string. */
  readonly at: number;
}

/** Splits a subject, or a pattern for one, of the issuer at this path. Parts without a name are omitted. */
export function namedParts(text: string, path: string): readonly NamedPart[] {
  const { subjectNames: known, unnamedSubjects } = issuerAt(path) ?? {};
  for (const form of unnamedSubjects ?? []) {
    const groups = new RegExp(form, 'd').exec(text)?.indices?.groups;
    if (groups !== undefined) return groupedParts(text, groups);
  }
  if (known === undefined) return unnamedSubjects === undefined ? alternatingParts(text) : [];
  const { separator, names } = known;
  const heads = [...text.matchAll(new RegExp(`(?:^|${separator})(${names.join('|')})${separator}`, 'g'))];
  return heads.map(({ 0: head, 1: name = '', index }, place) => {
    const at = index + head.length;
    return { name, value: text.slice(at, heads[place + 1]?.index), at };
  });
}

type Groups = Readonly<Record<string, readonly [start: number, end: number] | undefined>>;

function groupedParts(text: string, groups: Groups): readonly NamedPart[] {
  return Object.entries(groups).flatMap(([name, place]) =>
    place === undefined ? [] : [{ name, value: text.slice(...place), at: place[0] }],
  );
}

/** Whether the name of a part is a plain word, and not an ID or the scheme of a URL. */
export function hasPlainName({ name, value }: NamedPart): boolean {
  return /^[a-z][\w-]*$/i.test(name) && !value.startsWith('//');
}

/** `NAME:VALUE:NAME:VALUE`; a wildcard in place of a name stands alone. */
function alternatingParts(text: string): readonly NamedPart[] {
  const parts: NamedPart[] = [];
  const pieces = text.split(':');
  for (let index = 0; index < pieces.length; index++) {
    const name = pieces[index] ?? '';
    if (name === '' || /[*?]/.test(name)) continue;
    const at = pieces.slice(0, index + 1).join(':').length + 1;
    parts.push({ name, value: pieces[++index] ?? '', at });
  }
  return parts;
}

export function partNamed(parts: readonly NamedPart[], name: string): string | undefined {
  return parts.find((part) => part.name === name)?.value;
}

/** The names of the parts that both have and that do not match. */
export function differingNames(pattern: string, subject: string, path: string): readonly string[] {
  const wanted = namedParts(pattern, path);
  return namedParts(subject, path).flatMap(({ name, value }) => {
    const own = partNamed(wanted, name);
    return own === undefined || patternMatches(own, value) ? [] : [name];
  });
}

/** A value without IDs and reference prefixes, since policies use both forms. */
export function withoutForm(value: string): string {
  return withoutIds(value).replace(/^refs\/(heads|tags)\//, '');
}

/** The names without the IDs that follow them. */
export function withoutIds(text: string): string {
  return text.replace(/@\d+(?=[/:]|$)/g, '');
}

const runNames: ReadonlySet<string> = new Set(issuers.flatMap((issuer) => issuer.runNames ?? []));

/**
 * Whether a claim, or a part of a subject, identifies one run or its user. For all issuers, since a self-hosted server
 * can have any URL.
 */
export function isOfOneRun(name: string): boolean {
  return runNames.has(name);
}

/** The pattern for a subject, with `*` for the parts that identify one run or its user. */
export function lastingPattern(subject: string, path: string): string {
  const issuer = issuerAt(path);
  const [start] = issuer?.lastingSubject?.exec(subject) ?? [];
  if (start !== undefined) return `${policyLiteral(start)}*`;
  const lasting = namedParts(subject, path).toReversed();
  return lasting
    .filter(({ name, value }) => isOfOneRun(name) && value !== '')
    .reduce((pattern, { value, at }) => `${pattern.slice(0, at)}${runMark}${pattern.slice(at + value.length)}`, subject)
    .split(runMark)
    .map(policyLiteral)
    .join('*');
}

/** A character that no claim contains. */
const runMark = '\uFFFF';
