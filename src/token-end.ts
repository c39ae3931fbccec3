import type { Token } from './jwt.ts';

/** When the only token of a job ends, as people read it; `undefined` where another can be had, or it has no end. */
export function endOfToken(token: Token | undefined): string | undefined {
  const exp = token?.claims.exp;
  if (token === undefined || token.renewable || exp === undefined) return undefined;
  const end = new Date(exp * 1000);
  // What somebody else wrote need not be a time.
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString();
}
