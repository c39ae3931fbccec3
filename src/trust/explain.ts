import { didYouMean } from '../core/did-you-mean.ts';
import type { Claims } from '../token/token.ts';
import type { ConditionResult, StatementResult } from './evaluate.ts';
import type { ActionVerdict, TokenVerdict } from './evaluate-token.ts';
import { claimKeys } from './issuers/index.ts';
import { operators } from './operators.ts';
import { providerPath, splitKey } from './provider-name.ts';

/** A value of the policy beside a value of the token, with the place where they part. */
interface Difference {
  readonly pattern: string;
  readonly value: string;
  /** Index of the first character of the pattern that the value does not meet. */
  readonly patternAt: number;
  /** Index of the first character of the value that the pattern does not take. */
  readonly valueAt: number;
  /** Only upper and lower case differ. */
  readonly caseOnly: boolean;
}

/** Why a condition does not hold, in data: for the diagnosis, and for {@link explain}. */
export interface ConditionExplanation {
  /** One sentence each, without control characters. */
  readonly notes: readonly string[];
  /** Empty where the comparison is not one of texts. */
  readonly differences: readonly Difference[];
}

/** The whole comparison of a token with a policy, as lines for a log. */
export function explain(verdict: TokenVerdict, claims: Claims): readonly string[] {
  return verdict.actions.flatMap((action) => [
    `${action.action}: ${outcomeOf(action)}`,
    ...(action.statements.length === 0 ? ['  The policy has no statement.'] : []),
    ...action.statements.flatMap((statement) => indent(explainStatement(statement, claims))),
  ]);
}

function outcomeOf(verdict: ActionVerdict): string {
  if (verdict.allowed) return 'allowed';
  return verdict.explicitDeny ? 'refused: a Deny applies' : 'refused: no Allow applies';
}

function explainStatement(statement: StatementResult, claims: Claims): readonly string[] {
  const name = statement.sid === undefined ? statement.path : `${statement.path} "${escapeControls(statement.sid)}"`;
  return [
    `${name}, ${statement.effect}: ${statement.applies ? 'applies' : 'does not apply'}`,
    `  ${mark(statement.principalMatched)} principal`,
    `  ${mark(statement.actionMatched)} action`,
    ...statement.conditions.flatMap((condition) => [
      `  ${mark(condition.matched)} ${condition.operator.text} ${escapeControls(condition.key)}`,
      ...(condition.matched ? [] : indent(linesOf(explainCondition(condition, claims)), 7)),
    ]),
  ];
}

function mark(matched: boolean): string {
  return matched ? 'ok ' : 'NO ';
}

function linesOf({ notes, differences }: ConditionExplanation): readonly string[] {
  return [...differences.flatMap(drawDifference), ...notes];
}

/** The two texts, one below the other, each with a caret under the character where they part. */
export function drawDifference(difference: Difference): readonly string[] {
  const caret = (text: string, at: number) => ' '.repeat(escapeControls(text.slice(0, at)).length);
  return [
    `policy: ${escapeControls(difference.pattern)}`,
    `        ${caret(difference.pattern, difference.patternAt)}^`,
    `token:  ${escapeControls(difference.value)}`,
    `        ${caret(difference.value, difference.valueAt)}^`,
  ];
}

/** Why a condition that did not hold did not. */
export function explainCondition(condition: ConditionResult, claims: Claims): ConditionExplanation {
  const { operator, patterns, values } = condition;
  if (values === undefined) return { notes: absenceNotes(condition, claims), differences: [] };
  if (operator.name === 'Null') return { notes: ['The key must be absent, but the token has it.'], differences: [] };
  if (values.length > 1 && operator.set === undefined) {
    return {
      notes: ['The key has several values; only ForAnyValue: and ForAllValues: compare those.'],
      differences: [],
    };
  }
  const shown = values.map(escapeControls).join(', ');
  const { negated, variables, wildcards } = operators[operator.name];
  if (negated) return { notes: [`The policy excludes this value: ${shown}`], differences: [] };
  if (!variables || patterns.some((pattern) => pattern.includes('${'))) {
    return { notes: [`policy: ${patterns.map(escapeControls).join(', ')}`, `token:  ${shown}`], differences: [] };
  }
  const comparison = { wildcards, ignoresCase: operator.name === 'StringEqualsIgnoreCase' };
  const differences = values.flatMap((value) => {
    const found = patterns.map((pattern) => differenceOf(pattern, value, comparison));
    // A value that one pattern takes is not at fault; under ForAllValues another one is.
    return found.every((difference) => difference !== undefined) ? found : [];
  });
  return {
    notes: [
      ...(patterns.length === 0 ? ['The policy lists no values, so nothing matches.'] : []),
      ...(differences.some(({ caseOnly }) => caseOnly)
        ? ['The two differ only in case, and IAM is case-sensitive.']
        : []),
      ...(!wildcards && patterns.some((pattern) => /[*?]/.test(pattern))
        ? [`${operator.text} treats \`*\` and \`?\` as ordinary characters; wildcards need StringLike.`]
        : []),
    ],
    differences,
  };
}

function absenceNotes({ key, operator }: ConditionResult, claims: Claims): readonly string[] {
  if (operator.name === 'Null') return ['The key must be present, but the token does not have it.'];
  const path = providerPath(claims.iss ?? '');
  const { host, claim } = splitKey(key);
  if (host === undefined) return ['The request has no such key.'];
  if (host.toLowerCase() !== path.toLowerCase()) {
    return [`The key belongs to the issuer ${escapeControls(host)}; the token is from ${escapeControls(path)}.`];
  }
  const known = claimKeys(path);
  if (!known.some((name) => name.toLowerCase() === claim.toLowerCase())) {
    const meant = didYouMean(claim, known);
    return [
      `AWS does not read the claim ${escapeControls(claim)} from this issuer.${meant === undefined ? '' : ` ${meant}`}`,
    ];
  }
  return [`The token has no claim ${escapeControls(claim)}.`];
}

interface MatchOptions {
  readonly wildcards: boolean;
  readonly ignoresCase: boolean;
}

function differenceOf(
  pattern: string,
  value: string,
  { wildcards, ignoresCase }: MatchOptions,
): Difference | undefined {
  const lower = { pattern: pattern.toLowerCase(), value: value.toLowerCase() };
  const position = ignoresCase
    ? firstDifference(lower.pattern, lower.value, wildcards)
    : firstDifference(pattern, value, wildcards);
  return position && { pattern, value, ...position, caseOnly: lower.pattern === lower.value };
}

interface Position {
  readonly patternAt: number;
  readonly valueAt: number;
}

/**
 * Takes the pieces between the stars one after the other; the first one that is not found is where the
 * two part. The last piece must stand at the very end. `undefined` where the pattern takes the value.
 */
function firstDifference(pattern: string, value: string, wildcards: boolean): Position | undefined {
  const pieces = wildcards ? pattern.split('*') : [pattern];
  let patternAt = 0;
  let valueAt = 0;
  for (const [i, piece] of pieces.entries()) {
    const isLast = i === pieces.length - 1;
    const found = i === 0 ? 0 : findPiece(piece, value, { from: valueAt, atEnd: isLast, wildcards });
    if (found === undefined) return { patternAt, valueAt };
    const common = commonLength(piece, value.slice(found), wildcards);
    if (common < piece.length || (isLast && found + piece.length < value.length)) {
      return { patternAt: patternAt + common, valueAt: found + common };
    }
    patternAt += piece.length + 1;
    valueAt = found + piece.length;
  }
  return undefined;
}

interface PieceSearch {
  readonly from: number;
  readonly atEnd: boolean;
  readonly wildcards: boolean;
}

function findPiece(piece: string, value: string, { from, atEnd, wildcards }: PieceSearch): number | undefined {
  const last = value.length - piece.length;
  for (let at = atEnd ? Math.max(from, last) : from; at <= last; at++) {
    if (commonLength(piece, value.slice(at), wildcards) === piece.length) return at;
  }
  return undefined;
}

function commonLength(piece: string, value: string, wildcards: boolean): number {
  let length = 0;
  while (length < piece.length && length < value.length) {
    if (piece[length] !== value[length] && !(wildcards && piece[length] === '?')) break;
    length++;
  }
  return length;
}

/** A text on one line: what moves the cursor, ends the line or turns the writing direction is spelled out. */
export function escapeControls(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
}

function indent(lines: readonly string[], columns = 2): readonly string[] {
  return lines.map((line) => ' '.repeat(columns) + line);
}
