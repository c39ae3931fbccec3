import { posixQuote } from '../core/posix-quote.ts';
import { escapeControls } from '../trust/explain.ts';
import type { ConditionOperator } from '../trust/policy.ts';

/** A claim or a condition as it may stand in a log: on one line, and not longer than a screen is wide a few times. */
export function logLine(text: string): string {
  const line = escapeControls(text);
  // By whole characters: half of one is none that a log takes.
  return line.length <= 400 ? line : `${[...line].slice(0, 400).join('')}… (${line.length} characters)`;
}

/** A value as JSON on one line; what could turn the direction of the text or end the line is spelled out. */
export function jsonLine(value: unknown): string {
  return escapeControls(JSON.stringify(value));
}

/** JSON over several lines, for pasting. */
export function jsonBlock(value: unknown): string {
  return JSON.stringify(value, undefined, 2).split('\n').map(escapeControls).join('\n');
}

/** A condition as it stands in a policy. */
export function conditionLine(operator: ConditionOperator | string, key: string, values: readonly string[]): string {
  const [first = '', ...others] = values;
  const name = typeof operator === 'string' ? operator : operator.text;
  return `"${name}": { ${jsonLine(key)}: ${jsonLine(others.length === 0 ? first : values)} }`;
}

/** One word of a command for sh. */
export function shellWord(text: string): string {
  return posixQuote(escapeControls(text));
}
