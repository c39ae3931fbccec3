import type { ConditionResult } from '../trust/evaluate.ts';
import { explainCondition } from '../trust/explain.ts';
import { policyLiteral } from '../trust/generate/trust-plan.ts';
import { issuerAt } from '../trust/issuers/index.ts';
import { patternMatches } from '../trust/issuers/subject-mismatch.ts';
import { wordFor } from '../trust/part-words.ts';
import {
  differingNames,
  hasPlainName,
  isOfOneRun,
  lastingPattern,
  namedParts,
  partNamed,
  withoutForm,
} from '../trust/subject-names.ts';
import { acceptingPlan } from './accepting-policy.ts';
import type { Cause } from './cause.ts';
import { fixSubject, withOnly, withValue } from './fix-subject.ts';
import { logLine } from './log-text.ts';
import { withoutConditions } from './policy-fix.ts';
import type { RefusalContext } from './refusal-context.ts';
import { comparisonLines, failingSubject } from './subject-mismatch-cause.ts';

/** The last resort, if nothing else explains the difference. */
export const otherSubject: Cause = {
  id: 'subject-mismatch',
  page: 'docs/troubleshooting.md#sts-access-denied',
  codes: ['sts-access-denied'],
  find(context) {
    const condition = failingSubject(context);
    if (condition === undefined) return undefined;
    const [nearest] = longestFirst(condition, context)
      .map((pattern) => ({ pattern, names: namesOfOthers(pattern, context) }))
      .filter(({ names }) => names.length > 0)
      .sort((a, b) => a.names.length - b.names.length);
    const fault = faultOf(condition.patterns, context.path);
    const isImpossible = fault?.isImpossible === true;
    const write = isImpossible ? withOnly : withValue;
    const own =
      nearest?.names.some(isOfOneRun) === false ? likeOwn(nearest.pattern, nearest.names, context) : undefined;
    // The CI cannot distinguish jobs any further.
    const generated = acceptingPlan(context)?.subjects ?? [];
    return {
      title: fault ? fault.why : `The policy is for other jobs: ${differingText(nearest?.names ?? [], context)}.`,
      likelihood: 'certain',
      evidence: comparisonLines(condition, context.claims),
      change: fault ? fault.fix : ['Run a job that the policy is for.', ...unreviewedWords(context)].join(' '),
      aside: withoutConditions([condition]),
      fix: fixSubject(
        context,
        condition,
        [
          ...(isImpossible ? condition.patterns.map((pattern) => completed(pattern, context)) : []),
          lastingPattern(context.subject, context.path),
          ...(own === undefined ? [] : [own]),
          ...generated,
        ].map((value) => write(condition, value)),
      ),
    };
  },
};

/** A warning if anyone who can open a pull request can start such a job. */
function unreviewedWords({ path, subject }: RefusalContext): readonly string[] {
  const kind = issuerAt(path)?.unreviewedJobs?.find(
    ({ pullRequest, subjects }) => pullRequest && subjects.some((pattern) => patternMatches(pattern, subject)),
  );
  return kind === undefined ? [] : [`Jobs like this one run unreviewed code (${kind.jobs}).`];
}

/** The values by how much of them the subject matches, as the evidence shows them. */
function longestFirst(condition: ConditionResult, { claims }: RefusalContext): readonly string[] {
  const reach = new Map(explainCondition(condition, claims).differences.map((one) => [one.pattern, one.patternAt]));
  return condition.patterns.toSorted((a, b) => (reach.get(b) ?? 0) - (reach.get(a) ?? 0));
}

interface FormFault {
  readonly why: string;
  readonly fix: string;
  /** No job has such a subject, so the value can go. */
  readonly isImpossible: boolean;
}

/** Explains values of a form that no subject of the issuer has, if all values are like that. */
function faultOf(patterns: readonly string[], path: string): FormFault | undefined {
  const forms = issuerAt(path)?.subjectFaults?.filter(({ rule }) => formRules.has(rule)) ?? [];
  const faults = patterns.map((pattern) => ({ pattern, form: forms.find(({ value }) => value.test(pattern)) }));
  const [{ pattern = '', form } = {}] = faults;
  if (form === undefined || faults.some((fault) => fault.form === undefined)) return undefined;
  return {
    why: `${formRules.get(form.rule)}: ${form.why}`,
    fix: logLine(typeof form.fix === 'string' ? form.fix : form.fix(pattern)),
    isImpossible: faults.every((fault) => fault.form?.rule === 'impossible-value' && !fault.pattern.includes('${')),
  };
}

const formRules: ReadonlyMap<string, string> = new Map([
  ['impossible-value', "No job has a subject like the policy's"],
  ['customized-subject', "Only a customized subject looks like the policy's"],
]);

/** The parts in which the policy means other jobs; differences of form only have causes of their own. */
function namesOfOthers(pattern: string, { subject, path }: RefusalContext): readonly string[] {
  const [wanted, own] = [namedParts(pattern, path), namedParts(subject, path)];
  return differingNames(pattern, subject, path).filter((name) => {
    const [theirs = '', ours = ''] = [partNamed(wanted, name), partNamed(own, name)].map((value = '') =>
      withoutForm(value),
    );
    return !patternMatches(theirs, ours);
  });
}

function differingText(names: readonly string[], { subject, path }: RefusalContext): string {
  const others = namedParts(subject, path).filter(({ name }) => names.includes(name));
  if (others.length === 0 || !others.every(hasPlainName)) return 'none of its values matches the subject';
  const words = [...new Set(names.map(wordFor))].map((word) => `the ${word}`);
  return `${words.join(' and ')} ${words.length === 1 ? 'differs' : 'differ'}`;
}

/** The lasting pattern, with the parts that the policy's value has as it has them: a wildcard stays one. */
function completed(pattern: string, { subject, path }: RefusalContext): string {
  const [theirs, own] = [namedParts(pattern, path), namedParts(subject, path)];
  const lasting = lastingPattern(subject, path);
  return namedParts(lasting, path).reduceRight((text, { name, value, at }) => {
    const given = partNamed(theirs, name);
    const isKept = given !== undefined && patternMatches(given, partNamed(own, name) ?? '');
    return isKept ? `${text.slice(0, at)}${given}${text.slice(at + value.length)}` : text;
  }, lasting);
}

/** The policy's value with the differing parts replaced by those of this job. */
function likeOwn(pattern: string, names: readonly string[], { subject, path }: RefusalContext): string {
  const own = namedParts(subject, path);
  return namedParts(pattern, path)
    .filter(({ name }) => names.includes(name))
    .reduceRight((text, { name, value, at }) => {
      const literal = policyLiteral(partNamed(own, name) ?? '');
      return `${text.slice(0, at)}${literal}${text.slice(at + value.length)}`;
    }, pattern);
}
