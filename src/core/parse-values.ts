import { didYouMean } from './did-you-mean.ts';
import { HelperError } from './errors.ts';

/** @throws HelperError `option-invalid`, as all functions here */
export function integer(
  name: string,
  text: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new HelperError(
    'option-invalid',
    `${name} must be a whole number from ${least} to ${most}, but is ${JSON.stringify(text)}.`,
  );
}

/** Parses a boolean in the YAML 1.2 core schema, like the GitHub Actions toolkit. */
export function flag(name: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw new HelperError('option-invalid', `${name} must be true or false, but is ${JSON.stringify(text)}.`);
}

export function oneOf<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  throw notAmong(choices, name, text);
}

/** The entry of a registry that has this ID. */
export function withId<T extends { readonly id: string }>(name: string, id: string, entries: readonly T[]): T {
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry !== undefined) return entry;
  throw notAmong(
    entries.map((candidate) => candidate.id),
    name,
    id,
  );
}

function notAmong(choices: readonly string[], name: string, text: string): HelperError {
  return new HelperError('option-invalid', `${name} has an unknown value: ${JSON.stringify(text)}.`, {
    hint: didYouMean(text, choices) ?? `Use one of ${choices.join(', ')}.`,
  });
}

/** Splits at spaces, commas and line breaks. */
export function words(text: string | undefined): readonly string[] {
  return (text ?? '').split(/[\s,]+/).filter((word) => word !== '');
}

export function lines(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
