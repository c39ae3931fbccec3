import { isObject, parseJson } from '../core/json.ts';
import type { Claims } from './token.ts';

/** The claims in a text: JSON, or the lines of a report on a refusal, also as logs of CIs show them. */
export function claimsInText(text: string): Claims | undefined {
  const plain = withoutLogMarks(text);
  const json = parseJson(text) ?? parseJson(plain);
  if (json !== undefined) return isObject(json) ? json : undefined;
  return claimsInReport(plain);
}

const esc = '\u001b';

/** Colors and other control sequences of a terminal. */
const sequences = new RegExp(`${esc}(\\[[0-?]*[ -/]*[@-~]|[\\]_P^][^${esc}\u0007]*(\u0007|${esc}\\\\)?)`, 'g');

/** Before a line: its job and step (`gh run view --log`), its time, its stream (GitLab: `01O`). */
const lineStart =
  /^(?:[^\t\n]*\t){0,2}\[?(?:\d{4}-\d{2}-\d{2}[T ])?\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?\]?(?: \d{2}[OE][ +]| |$)/gm;

/** The text without what CIs and terminals add to the lines of a log. JSON is unchanged. */
export function withoutLogMarks(text: string): string {
  return text.replaceAll('\uFEFF', '').replace(sequences, '').replace(lineStart, '');
}

/** Lines such as `  sub   repo:acme/app:…`, with any prefix. What is copied may begin after the blanks of its first line. */
function claimsInReport(text: string): Claims | undefined {
  const rows = [...` ${text}`.matchAll(/^(?:\S*\d{2}:\d{2}:\d{2}\S*)?\s+([\w./:-]+) {2,}(\S.*?)\s*$/gm)];
  const claims = Object.fromEntries(rows.map(([, name = '', value = '']) => [name, loggedValue(value)]));
  return 'iss' in claims && 'sub' in claims ? claims : undefined;
}

/** The log has lists and objects as JSON, and strings without quotes. */
function loggedValue(text: string): unknown {
  return /^[{[]/.test(text) ? (parseJson(text) ?? text) : text;
}
