import type { Claims } from '../token/token.ts';
import { issuers } from '../trust/issuers/index.ts';
import { logLine } from './log-text.ts';

/**
 * Claims that identify the job, in order of interest, without users and run numbers. From all issuers, because a
 * self-managed server can have any URL.
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

/** The claims that matter to a trust policy. */
export function shownClaims(claims: Claims): readonly ShownClaim[] {
  return [...shownNames].flatMap((name) => {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
    if (value === undefined || value === '') return [];
    return [{ name, value: logLine(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')) }];
  });
}
