import { timeText } from '../core/time-text.ts';
import type { Token } from './token.ts';

/** When the only token of a job ends, as people read it; `undefined` where another can be had, or it has no end. */
export function endOfToken(token: Token | undefined): string | undefined {
  const exp = token?.claims.exp;
  if (token === undefined || token.renewable || exp === undefined) return undefined;
  return timeText(exp);
}
