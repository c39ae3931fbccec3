import { oneOrList } from '../trust/generate/trust-plan.ts';
import type { PolicyCondition, Statement } from '../trust/policy.ts';
import { jsonBlock } from './log-text.ts';
import { markedLines } from './marked-lines.ts';

/** The members of a statement, as in JSON: `Condition` and so on. */
type StatementMembers = Readonly<Record<string, unknown>>;

/** A changed statement, with each changed member complete. */
export interface StatementEdit {
  /** `Statement[0]`; without `old`, the statement is new. */
  readonly statement: string;
  readonly old?: StatementMembers;
  readonly new: StatementMembers;
}

/** The path of a new statement. */
export const newStatement = 'Statement[new]';

/** The differences between two versions of a statement; `undefined` if there are none. */
export function statementEdit(before: Statement | undefined, after: Statement): StatementEdit | undefined {
  const members = membersOf(after);
  if (before === undefined) return { statement: after.path, new: members };
  const old = membersOf(before);
  const names = [...new Set([...Object.keys(old), ...Object.keys(members)])];
  const changed = names.filter((name) => JSON.stringify(old[name]) !== JSON.stringify(members[name]));
  const only = (all: StatementMembers) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => changed.includes(name)));
  return changed.length === 0 ? undefined : { statement: after.path, old: only(old), new: only(members) };
}

function membersOf({ effect, principals, actions, conditions }: Statement): StatementMembers {
  const { negated, anyone, federated, others } = principals;
  const kinds = Object.entries({ ...others, ...(federated.length === 0 ? {} : { Federated: federated }) });
  const named = Object.fromEntries(kinds.map(([kind, arns]) => [kind, oneOrList(arns)]));
  return {
    Effect: effect,
    [negated ? 'NotPrincipal' : 'Principal']: anyone && kinds.length === 0 ? '*' : named,
    [actions.negated ? 'NotAction' : 'Action']: oneOrList(actions.patterns),
    ...(conditions.length === 0 ? {} : { Condition: conditionBlock(conditions) }),
  };
}

function conditionBlock(conditions: readonly PolicyCondition[]): StatementMembers {
  const operators = [...new Set(conditions.map(({ operator }) => operator.text))];
  return Object.fromEntries(
    operators.map((text) => {
      const own = conditions.filter(({ operator }) => operator.text === text);
      return [text, Object.fromEntries(own.map(({ key, values }) => [key, oneOrList(values)]))];
    }),
  );
}

/** The edit as text: all lines of the changed members, with removed and added lines marked. */
export function editText({ statement, old, new: members }: StatementEdit): string {
  if (old === undefined) return `Add this statement:\n${jsonBlock(members)}`;
  const lines = (all: StatementMembers) => jsonBlock(all).split('\n').slice(1, -1);
  return [`In ${statement}:`, ...markedLines(lines(old), lines(members))].join('\n');
}
