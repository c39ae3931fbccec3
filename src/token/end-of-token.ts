import { timeText } from '../core/time-text.ts';
import type { Token } from './token.ts';

/** When the only token of a job expires, for messages; `undefined` if another is available or it has no expiry. */
export function endOfToken(token: Token | undefined): string | undefined {
  const exp = token?.claims.exp;
  if (token === undefined || token.renewable || exp === undefined) return undefined;
  return timeText(exp);
}
