import { didYouMean } from '../core/did-you-mean.ts';
import type { Claims } from '../token/token.ts';
import { type Difference, differenceOf, drawDifference } from './difference.ts';
import { escapeControls } from './escape-controls.ts';
import type { ConditionResult, StatementResult } from './evaluate.ts';
import type { ActionVerdict, TokenVerdict } from './evaluate-token.ts';
import { claimKey, claimKeys } from './issuers/index.ts';
import { operators } from './operators.ts';
import { namesSameIssuer, providerPath, splitKey } from './provider-name.ts';
import type { Truth } from './truth.ts';

/** Why a condition fails, as data, for the diagnosis and {@link explain}. */
export interface ConditionExplanation {
  /** One sentence each, without control characters. */
  readonly notes: readonly string[];
  /** Empty if the condition does not compare strings. */
  readonly differences: readonly Difference[];
}

/** The complete comparison of a token with a policy, as lines for a log. */
export function explain(verdict: TokenVerdict, claims: Claims): readonly string[] {
  return verdict.actions.flatMap((action) => [
    `${action.action}: ${outcomeOf(action)}`,
    ...(action.statements.length === 0 ? ['  The policy has no statement.'] : []),
    ...action.statements.flatMap((statement) => indent(explainStatement(statement, claims))),
  ]);
}

function outcomeOf({ allowed, explicitDeny }: ActionVerdict): string {
  if (allowed === 'unknown') return 'depends on what only AWS knows';
  if (allowed) return 'allowed';
  return explicitDeny === true ? 'refused: a Deny applies' : 'refused: no Allow applies';
}

function explainStatement(statement: StatementResult, claims: Claims): readonly string[] {
  const name = statement.sid === undefined ? statement.path : `${statement.path} "${escapeControls(statement.sid)}"`;
  return [
    `${name}, ${statement.effect}: ${effectOf(statement.applies)}`,
    `  ${mark(statement.principalMatched)} principal`,
    `  ${mark(statement.actionMatched)} action`,
    ...statement.conditions.flatMap((condition) => [
      `  ${mark(condition.matched)} ${condition.operator.text} ${escapeControls(condition.key)}`,
      ...(condition.matched === true ? [] : indent(linesOf(explainCondition(condition, claims)), 7)),
    ]),
  ];
}

function effectOf(applies: Truth): string {
  if (applies === 'unknown') return 'only AWS knows whether it applies';
  return applies ? 'applies' : 'does not apply';
}

function mark(matched: Truth): string {
  if (matched === 'unknown') return '?  ';
  return matched ? 'ok ' : 'NO ';
}

function linesOf({ notes, differences }: ConditionExplanation): readonly string[] {
  return [...differences.flatMap(drawDifference), ...notes];
}

/** Why a condition failed, or cannot be evaluated here. */
export function explainCondition(condition: ConditionResult, claims: Claims): ConditionExplanation {
  const { operator, patterns, values } = condition;
  if (condition.matched === 'unknown') return { notes: [unknownNote(condition)], differences: [] };
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
    const policy = `policy: ${patterns.map(escapeControls).join(', ')}`;
    return { notes: [policy, `${sideOf(condition.key)} ${shown}`], differences: [] };
  }
  const comparison = { wildcards, ignoresCase: operator.name === 'StringEqualsIgnoreCase' };
  const differences = values.flatMap((value) => {
    const found = patterns.map((pattern) => differenceOf(pattern, value, comparison));
    // A value that one pattern matches is not at fault; under ForAllValues another value is.
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

/** The session name is the only unknown key that the caller sets. */
function whyUnknown(key: string): string {
  return /^sts:/i.test(key) ? `${escapeControls(key)} is not known here` : `only AWS knows ${escapeControls(key)}`;
}

/** The values of the policy, since only AWS knows those of the request. */
function unknownNote({ key, patterns, values }: ConditionResult): string {
  const shown = patterns.map(escapeControls).join(', ');
  return `policy: ${shown} (${values === undefined ? whyUnknown(key) : 'only AWS knows the variable'})`;
}

/** The origin of the key's value, as wide as `policy:`. */
export function sideOf(key: string): string {
  return splitKey(key).host === undefined ? 'request:' : 'token: ';
}

function absenceNotes({ key, operator }: ConditionResult, claims: Claims): readonly string[] {
  if (operator.name === 'Null') return ['The key must be present, but the token does not have it.'];
  const path = providerPath(claims.iss ?? '');
  const { host, claim } = splitKey(key);
  const isClaim = claimKey(path, claim) !== undefined;
  if (host === undefined && !isClaim) return ['The request has no such key.'];
  if (host?.toLowerCase() !== path.toLowerCase()) {
    if (host === undefined || namesSameIssuer(host, path))
      return [`AWS spells this key ${escapeControls(`${path}:${claim}`)}.`];
    const origin = path === '' ? 'does not name its issuer (iss)' : `is from ${escapeControls(path)}`;
    return [`The key belongs to the issuer ${escapeControls(host)}; the token ${origin}.`];
  }
  if (claim.toLowerCase() === 'iss') return ['AWS has no key for the issuer: the principal names its provider.'];
  if (!isClaim) {
    const meant = Object.hasOwn(claims, claim) ? undefined : didYouMean(claim, claimKeys(path));
    return [
      `AWS does not read the claim ${escapeControls(claim)} from this issuer.${meant === undefined ? '' : ` ${meant}`}`,
    ];
  }
  return [`The token has no claim ${escapeControls(claim)}.`];
}

function indent(lines: readonly string[], columns = 2): readonly string[] {
  return lines.map((line) => ' '.repeat(columns) + line);
}
