import type { Claims } from '../../token/token.ts';
import type { ConditionResult, PolicyVerdict, StatementResult } from '../../trust/evaluate.ts';
import type { TokenVerdict } from '../../trust/evaluate-token.ts';
import { explainCondition } from '../../trust/explain.ts';

/** Why a trust policy refuses a token, in one line for the emulator's log. */
export function explainToken(verdict: TokenVerdict, claims: Claims): string {
  const refused = verdict.actions.find((action) => action.allowed !== true);
  if (refused === undefined) return 'the trust policy allows it';
  const notes = (condition: ConditionResult) => explainCondition(condition, claims).notes;
  return `${refused.action}: ${explainVerdict(refused, notes)}`;
}

/**
 * Why a trust policy refuses: the Deny that applies, or for each Allow the reason why it does not apply. `notes`
 * can add details about a condition.
 */
export function explainVerdict(
  { statements }: PolicyVerdict,
  notes: (condition: ConditionResult) => readonly string[] = () => [],
): string {
  const denial = statements.find((statement) => statement.applies === true && statement.effect === 'Deny');
  if (denial !== undefined) return `denied by ${denial.path}`;
  const allows = statements.filter((statement) => statement.effect === 'Allow');
  if (allows.length === 0) return 'the trust policy has no Allow';
  return allows.map((statement) => `${statement.path} ${unmetParts(statement, notes).join(', ')}`).join('; ');
}

function unmetParts(
  { principalMatched, actionMatched, conditions }: StatementResult,
  notes: (condition: ConditionResult) => readonly string[],
): readonly string[] {
  if (!principalMatched) return ['names other principals'];
  if (!actionMatched) return ['names other actions'];
  return conditions
    .filter((condition) => condition.matched !== true)
    .map((condition) => [conditionMismatch(condition), ...notes(condition).map((note) => `(${note})`)].join(' '));
}

function conditionMismatch({ operator, key, patterns, values }: ConditionResult): string {
  const found = values === undefined ? 'the request has none' : `the request has ${values.join(', ')}`;
  return `requires ${key} ${operator.text} ${patterns.join(' or ')}, but ${found}`;
}
