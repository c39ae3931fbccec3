import type { HelperError } from '../core/errors.ts';
import type { PolicyJson } from '../trust/generate/trust-plan.ts';
import type { Finding } from './cause.ts';
import type { Diagnosis } from './diagnose.ts';
import { jsonBlock } from './log-text.ts';

/** What the error says: the usual words, and the first cause if it is more than possible. */
export function headline(
  { findings: [first] }: Diagnosis,
  { code, hint }: Pick<HelperError, 'code' | 'hint'>,
): string | undefined {
  if (first === undefined || first.likelihood === 'possible') return hint;
  const likely = `Most likely cause: ${first.title}\n${first.change}`;
  // That AWS does not say why need not be said any more where we do.
  const usual = first.likelihood === 'certain' && code === 'sts-access-denied' ? undefined : hint;
  return [usual, first.likelihood === 'certain' ? findingText(first) : likely].filter(Boolean).join('\n');
}

/** The most causes that a log lists: what comes after is less likely than a cause that nobody knows. */
const mostCauses = 5;

export const causesHeading = 'Causes, most likely first:';

/** The whole diagnosis for a log. */
export function diagnosisReport({ claims, findings, policy }: Diagnosis): string {
  const width = Math.min(24, Math.max(0, ...claims.map(({ name }) => name.length)));
  return [
    'The claims that matter to a trust policy:',
    ...claims.map(({ name, value }) => `  ${name.padEnd(width)}  ${value}`),
    ...(findings.length === 0 ? [] : ['', causesHeading, findingsText(findings)]),
    ...(policy === undefined ? [] : ['', acceptingPolicyText(policy)]),
  ].join('\n');
}

export function acceptingPolicyText(policy: PolicyJson): string {
  return `A trust policy that accepts tokens of this job only:\n${jsonBlock(policy)}`;
}

/** The first findings, numbered; a change that several have in common stands once. */
export function findingsText(findings: readonly Finding[]): string {
  return findings
    .slice(0, mostCauses)
    .map((finding, index) => {
      const isRepeated = findings.slice(0, index).some(({ change }) => change === finding.change);
      return indentItem(findingText(finding, isRepeated), `${index + 1}. `);
    })
    .join('\n');
}

/** One finding: title, evidence, change. */
function findingText({ id, title, evidence, change, page }: Finding, isRepeated = false): string {
  return [
    `${title} [${id}]`,
    ...evidence.map((line) => `  ${line}`),
    ...(isRepeated ? [] : ['  Change:', ...change.split('\n').map((line) => `    ${line}`)]),
    `  ${page}`,
  ].join('\n');
}

function indentItem(text: string, mark: string): string {
  return text
    .split('\n')
    .map((line, index) => `${index === 0 ? mark : ' '.repeat(mark.length)}${line}`)
    .join('\n');
}
