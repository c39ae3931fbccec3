import { isObject, type JsonObject } from '../../src/core/json.ts';
import { newStatement, type StatementEdit } from '../../src/diagnose/statement-edit.ts';

/** A policy with the edits of a finding; the order of members is kept. */
export function changedPolicy(json: unknown, edits: readonly StatementEdit[]): unknown {
  if (!isObject(json)) return json;
  const statements: readonly unknown[] = Array.isArray(json.Statement) ? json.Statement : [json.Statement];
  const pathOf = (index: number): string => (Array.isArray(json.Statement) ? `Statement[${index}]` : 'Statement');
  const changed = statements.map((statement, index) =>
    edits
      .filter((edit) => edit.statement === pathOf(index))
      .reduce((before, edit) => changedStatement(before, edit), isObject(statement) ? statement : {}),
  );
  const added = edits.filter((edit) => edit.statement === newStatement).map((edit) => edit.new);
  const all = [...changed, ...added];
  return { ...json, Statement: all.length === 1 && !Array.isArray(json.Statement) ? all[0] : all };
}

function changedStatement(statement: JsonObject, edit: StatementEdit): JsonObject {
  const gone = Object.keys(edit.old ?? {}).filter((name) => !Object.hasOwn(edit.new, name));
  const kept = Object.entries({ ...statement, ...edit.new }).filter(([name]) => !gone.includes(name));
  return Object.fromEntries(kept);
}
