import { posixQuote } from '../core/posix-quote.ts';
import { escapeControls } from '../trust/escape-controls.ts';
import type { ConditionOperator } from '../trust/policy.ts';

/** A claim or condition for the log: on one line and of limited length. */
export function logLine(text: string): string {
  const line = escapeControls(text);
  // By code point, so that no surrogate pair is split.
  return line.length <= 400 ? line : `${[...line].slice(0, 400).join('')}… (${line.length} characters)`;
}

/** A value as JSON on one line, with control and bidirectional characters escaped. */
export function jsonLine(value: unknown): string {
  return escapeControls(JSON.stringify(value));
}

/** JSON on several lines, for pasting. */
export function jsonBlock(value: unknown): string {
  return JSON.stringify(value, undefined, 2).split('\n').map(escapeControls).join('\n');
}

/** A condition in policy notation. */
export function conditionLine(operator: ConditionOperator | string, key: string, values: readonly string[]): string {
  const [first = '', ...others] = values;
  const name = typeof operator === 'string' ? operator : operator.text;
  return `"${name}": { ${jsonLine(key)}: ${jsonLine(others.length === 0 ? first : values)} }`;
}

export function literalWildcardTitle({ text }: ConditionOperator): string {
  return `${text} treats * as an ordinary character; wildcards need StringLike.`;
}

/** A quoted argument for sh. */
export function shellWord(text: string): string {
  return posixQuote(escapeControls(text));
}
