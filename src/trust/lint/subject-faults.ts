import { issuerAt, issuers } from '../issuers/index.ts';
import type { SubjectFault } from '../issuers/issuer.ts';
import { type DemandedValue, demandedValues, issuersOf, type LintPolicy, type LintStatement } from './lint-policy.ts';
import type { RuleFinding } from './rule.ts';

/** Subjects in a statement that have the form of a rule. */
export function faultIn(
  rule: SubjectFault['rule'],
  { statement, value }: Pick<DemandedValue, 'statement' | 'value'>,
): SubjectFault | undefined {
  return faultsOf(statement).find((fault) => fault.rule === rule && fault.value.test(value));
}

/** The facts about the statement's issuers; for an unknown server, those of all issuers with such subjects. */
function faultsOf(statement: LintStatement): readonly SubjectFault[] {
  const known = issuersOf(statement).flatMap((path) => issuerAt(path) ?? []);
  const candidates = known.length > 0 ? known : issuers.filter(({ paths }) => paths.oneTenant === undefined);
  return candidates.flatMap(({ subjectFaults = [] }) => subjectFaults);
}

/** All subjects that a statement requires. */
export function demandedSubjects(policy: LintPolicy): readonly DemandedValue[] {
  return demandedValues(policy).filter(({ condition }) => condition.claim === 'sub');
}

/** The subjects of one of the forms. */
export function faultFindings(rule: SubjectFault['rule'], values: readonly DemandedValue[]): readonly RuleFinding[] {
  return values.flatMap(({ statement, condition, value }) => {
    const fault = faultIn(rule, { statement, value });
    if (fault === undefined) return [];
    const fix = typeof fault.fix === 'string' ? fault.fix : fault.fix(value);
    return [{ message: `${value}: ${fault.why}`, fix, path: condition.path }];
  });
}
