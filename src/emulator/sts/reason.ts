import type { ConditionResult, StatementResult, Verdict } from '../../trust/evaluate.ts';
import type { TokenVerdict } from '../../trust/evaluate-token.ts';

/** Why a trust policy turns a token away, in one line for the emulator's log. */
export function explainToken(verdict: TokenVerdict): string {
  const refused = verdict.actions.find((action) => !action.allowed);
  return refused === undefined ? 'the trust policy allows it' : `${refused.action}: ${explainVerdict(refused)}`;
}

/** Why a trust policy says no: the Deny that applies, or for each Allow what keeps it from applying. */
export function explainVerdict({ statements }: Verdict): string {
  const denial = statements.find((statement) => statement.applies && statement.effect === 'Deny');
  if (denial !== undefined) return `${denial.path} denies it`;
  const allows = statements.filter((statement) => statement.effect === 'Allow');
  if (allows.length === 0) return 'the trust policy has no Allow';
  return allows.map((statement) => `${statement.path} ${obstacles(statement).join(', ')}`).join('; ');
}

function obstacles({ principalMatched, actionMatched, conditions }: StatementResult): readonly string[] {
  return [
    ...(principalMatched ? [] : ['is for another principal']),
    ...(actionMatched ? [] : ['is for other actions']),
    ...conditions.filter((condition) => !condition.matched).map(mismatch),
  ];
}

function mismatch({ operator, key, patterns, values }: ConditionResult): string {
  const found = values === undefined ? 'the request has none' : `the request has ${values.join(', ')}`;
  return `wants ${key} ${operator.text} ${patterns.join(' or ')} and ${found}`;
}
