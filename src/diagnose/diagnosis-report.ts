import type { HelperError } from '../core/errors.ts';
import type { PolicyJson } from '../trust/generate/trust-plan.ts';
import type { Finding } from './cause.ts';
import type { Diagnosis } from './diagnose.ts';
import { jsonBlock } from './log-text.ts';
import { roleElsewhere } from './policy-causes.ts';

/** The text of the error: the cause if it is known; otherwise how to find it, and the likely ones. */
export function headline({ findings }: Diagnosis, { hint }: Pick<HelperError, 'hint'>): string | undefined {
  const [first] = findings;
  if (isUnknown(findings)) return waysToKnow(findings);
  if (first === undefined) return hint;
  // The cause is known, so the general hint adds nothing.
  if (first.likelihood === 'certain') return findingText(first);
  return first.likelihood === 'likely' ? `Most likely: ${findingText(first)}` : hint;
}

/** Whether AWS gave no reason and there is no policy. */
function isUnknown(findings: readonly Finding[]): boolean {
  return findings[0]?.likelihood !== 'certain' && findings.some(({ id }) => id === roleElsewhere.id);
}

/** The command that prints the policy, and the two most likely causes for this token. */
function waysToKnow(findings: readonly Finding[]): string {
  const policy = findings.find(({ id }) => id === roleElsewhere.id);
  const likeliest = findings.filter((finding) => finding !== policy).slice(0, 2);
  return [
    ...(policy === undefined ? [] : [policy.title, policy.change]),
    ...(likeliest.length === 0 ? [] : ['Why policies most often refuse tokens like this one:']),
    ...likeliest.flatMap((finding, index) => [
      `${index + 1}. ${finding.title} [${finding.id}]`,
      ...(index === 0 && hasShortChange(finding) ? finding.change.split('\n').map((line) => `   ${line}`) : []),
    ]),
  ].join('\n');
}

/** Whether the changes of findings that are more than possible fit into the first lines. */
function hasShortChange({ likelihood, change }: Finding): boolean {
  return likelihood === 'likely' && change.split('\n').length <= 2;
}

/** More causes would be less likely than an unknown one. */
const mostCauses = 5;

export const causesHeading = 'Causes, most likely first:';

/** What the error does not contain yet, for the log. */
export function diagnosisReport({ claims, findings, policy, letsIn }: Diagnosis): string {
  const width = Math.min(24, Math.max(0, ...claims.map(({ name }) => name.length)));
  const causes = remainingCauses(findings);
  return [
    'The claims that matter to a trust policy:',
    ...claims.map(({ name, value }) => `  ${name.padEnd(width)}  ${value}`),
    ...(causes === '' ? [] : ['', causes]),
    ...(policy === undefined ? [] : ['', acceptingPolicyText(policy, letsIn)]),
  ].join('\n');
}

/** The causes without those in {@link headline}. */
function remainingCauses(findings: readonly Finding[]): string {
  const [first, ...others] = shown(findings);
  if (first === undefined) return '';
  if (isUnknown(findings)) {
    const possible = findings.filter(({ id }) => id !== roleElsewhere.id).slice(0, mostCauses);
    const changes = possible.map((finding, index) => {
      const text = findingText(
        { ...finding, title: index < 2 ? '' : finding.title },
        index === 0 && hasShortChange(finding),
      );
      return indentItem(text, `${index + 1}. `);
    });
    return changes.length === 0 ? '' : ['What to change for these causes:', ...changes].join('\n');
  }
  const left = first.likelihood === 'possible' ? [first, ...others] : others;
  if (left.length === 0) return '';
  return `${left.length === others.length ? 'Other causes:' : causesHeading}\n${findingsText(left)}`;
}

/** Only the certain findings, if there are any. */
function shown(findings: readonly Finding[]): readonly Finding[] {
  const certain = findings.filter(({ likelihood }) => likelihood === 'certain');
  return certain.length > 0 ? certain : findings;
}

/** Always with the description of who it admits, since a wildcard is easily overlooked. */
export function acceptingPolicyText(policy: PolicyJson, letsIn: readonly string[]): string {
  const lines = letsIn.map((line) => `  ${line}`);
  return ['A trust policy that accepts this job. It lets in:', ...lines, jsonBlock(policy)].join('\n');
}

/** The first findings, numbered; a change shared by several is printed once. */
export function findingsText(findings: readonly Finding[]): string {
  return shown(findings)
    .slice(0, mostCauses)
    .map((finding, index) => {
      const isRepeated = findings.slice(0, index).some(({ change }) => change === finding.change);
      return indentItem(findingText(finding, isRepeated), `${index + 1}. `);
    })
    .join('\n');
}

/** Title, evidence and change of one finding. */
function findingText({ id, title, evidence, change, page }: Finding, isRepeated = false): string {
  return [
    title === '' ? `[${id}]` : `${title} [${id}]`,
    ...evidence.map((line) => `  ${line}`),
    ...(isRepeated ? [] : ['  Change:', ...change.split('\n').map((line) => (line === '' ? '' : `    ${line}`))]),
    `  ${page}`,
  ].join('\n');
}

function indentItem(text: string, mark: string): string {
  return text
    .split('\n')
    .map((line, index) => `${index === 0 ? mark : line === '' ? '' : ' '.repeat(mark.length)}${line}`)
    .join('\n');
}
