import type { Claims } from '../token/token.ts';
import { issuers } from '../trust/issuers/index.ts';
import { logLine } from './log-text.ts';

/**
 * What says whose job it is, in the order of interest. Names of people and numbers of runs say nothing of it. Those of all
 * issuers, because a self-managed server is at any address.
 */
const shownNames: ReadonlySet<string> = new Set([
  'iss',
  'sub',
  'aud',
  'azp',
  ...issuers.flatMap((issuer) => issuer.shownClaims ?? []),
  'https://aws.amazon.com/roles',
  'https://aws.amazon.com/source_identity',
  'https://aws.amazon.com/tags',
]);

export interface ShownClaim {
  readonly name: string;
  readonly value: string;
}

/** The claims that a trust policy is about. */
export function shownClaims(claims: Claims): readonly ShownClaim[] {
  return [...shownNames].flatMap((name) => {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
    if (value === undefined || value === '') return [];
    return [{ name, value: logLine(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')) }];
  });
}
