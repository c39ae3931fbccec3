import type { JsonObject } from '../../core/json.ts';
import type { GenerateOptions } from './generate-options.ts';

/** A claim as a string: IDs are strings in some tokens and numbers in others. */
export function claimText(claims: JsonObject, claim: string): string | undefined {
  const value = claims[claim];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** The options without those that no claim sets. */
export function definedOptions(options: Readonly<Record<string, string | true | undefined>>): GenerateOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
