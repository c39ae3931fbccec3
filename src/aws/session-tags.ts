// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
import { HelperError } from '../core/errors.ts';
import type { Env } from '../core/io.ts';
import { isObject, parseJson } from '../core/json.ts';
import { strayCharacter } from '../core/stray-character.ts';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

const limits = { tags: 50, key: 128, value: 256 };
/** Fits one character. */
const allowed = /[\p{L}\p{Z}\p{N}_.:/=+\-@]/u;

/** The tags of configure-aws-credentials, and the variables that they are read from. An unset variable gives no tag. */
const builtIn: readonly (readonly [key: string, variable: string, droppable: boolean])[] = [
  ['Repository', 'GITHUB_REPOSITORY', false],
  ['Workflow', 'GITHUB_WORKFLOW', false],
  ['Action', 'GITHUB_ACTION', false],
  ['Actor', 'GITHUB_ACTOR', false],
  ['Commit', 'GITHUB_SHA', false],
  ['Branch', 'GITHUB_REF', false],
  ['EventName', 'GITHUB_EVENT_NAME', true],
  ['BaseRef', 'GITHUB_BASE_REF', true],
  ['HeadRef', 'GITHUB_HEAD_REF', true],
  ['RunId', 'GITHUB_RUN_ID', true],
  ['Job', 'GITHUB_JOB', true],
  ['TriggeringActor', 'GITHUB_TRIGGERING_ACTOR', true],
];

const protectedKeys = ['GitHub', ...builtIn.map(([key]) => key)];

/** The built-in tags of a GitHub job. Characters that STS does not accept become `_`. */
export function builtInTags(env: Env): readonly Tag[] {
  if (env.GITHUB_ACTIONS !== 'true') return [];
  const tags = builtIn.flatMap(([Key, variable]) => {
    const value = env[variable] ?? '';
    return value === '' ? [] : [{ Key, Value: cleaned(value) }];
  });
  return [{ Key: 'GitHub', Value: 'Actions' }, ...tags];
}

function cleaned(value: string): string {
  return value.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '_').slice(0, limits.value);
}

/** The tags without the built-in droppable ones, for when all are too large together. */
export function withoutDroppableTags(tags: readonly Tag[]): readonly Tag[] {
  const droppable = builtIn.filter(([, , drop]) => drop).map(([key]) => key);
  return tags.filter(({ Key }) => !droppable.includes(Key));
}

/** The wanted keys that have a tag: STS accepts no others as transitive. */
export function transitiveKeys(wanted: readonly string[], tags: readonly Tag[]): readonly string[] {
  return wanted.filter((key) => tags.some(({ Key }) => Key === key));
}

/** @throws HelperError `option-invalid` */
export function parseCustomTags(text: string): readonly Tag[] {
  const value = parseJson(text);
  if (value === undefined) throw invalid('input is not valid JSON');
  if (!isObject(value)) throw invalid('input must be a JSON object (not an array or primitive)');
  const tags = Object.entries(value).map(([key, entry]) => parseTag(key, entry));
  const total = tags.length + protectedKeys.length;
  if (total > limits.tags) throw invalid(`total session tags (${total}) would exceed the AWS limit of ${limits.tags}`);
  return tags;
}

function parseTag(key: string, value: unknown): Tag {
  if (!['string', 'number', 'boolean'].includes(typeof value)) {
    throw invalid(`value for key '${key}' must be a string, number, or boolean (not an object or array)`);
  }
  const text = String(value);
  if (key.length < 1 || key.length > limits.key)
    throw invalid(`key '${key}' must be between 1 and ${limits.key} characters`);
  if (text.length > limits.value)
    throw invalid(`value for key '${key}' exceeds maximum length of ${limits.value} characters`);
  for (const [what, part] of [
    [`key '${key}'`, key],
    [`value for key '${key}'`, text],
  ] as const) {
    const stray = strayCharacter(part, allowed);
    if (stray === undefined) continue;
    throw invalid(
      // The message of configure-aws-credentials, with the character added.
      `${what} contains invalid characters. Allowed: unicode letters, digits, spaces, and _.:/=+-@. The first invalid one is ${stray}`,
    );
  }
  if (protectedKeys.includes(key)) {
    throw invalid(`key '${key}' conflicts with a protected session tag set by this action and cannot be overridden`);
  }
  return { Key: key, Value: text };
}

function invalid(what: string): HelperError {
  return new HelperError('option-invalid', `custom-tags: ${what}`, {
    hint: 'Use a JSON object of strings, numbers or booleans: {"Team": "payments", "CostCenter": 42}.',
  });
}
