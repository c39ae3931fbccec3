import { issuers } from '../issuers/index.ts';
import type { SubjectFault } from '../issuers/issuer.ts';
import { type DemandedValue, demandedValues, type LintPolicy } from './lint-policy.ts';
import type { RuleFinding } from './rule.ts';

const faults = issuers.flatMap(({ subjectFaults = [] }) => subjectFaults);

/** The forms of subjects that a rule finds, of every issuer. */
export function faultForms(rule: SubjectFault['rule']): readonly SubjectFault[] {
  return faults.filter((fault) => fault.rule === rule);
}

/** Every subject that a statement demands. */
export function demandedSubjects(policy: LintPolicy): readonly DemandedValue[] {
  return demandedValues(policy).filter(({ condition }) => condition.claim === 'sub');
}

/** The subjects that are of one of the forms. */
export function faultFindings(rule: SubjectFault['rule'], values: readonly DemandedValue[]): readonly RuleFinding[] {
  const forms = faultForms(rule);
  return values.flatMap(({ condition, value }) => {
    const fault = forms.find((form) => form.value.test(value));
    if (fault === undefined) return [];
    const fix = typeof fault.fix === 'string' ? fault.fix : fault.fix(value);
    return [{ message: `${value}: ${fault.why}`, fix, path: condition.path }];
  });
}
