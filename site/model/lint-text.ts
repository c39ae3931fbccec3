import { parseTemplateYaml } from '../../src/commands/trust/template-yaml.ts';
import { parseJson } from '../../src/core/json.ts';
import { findPolicies } from '../../src/trust/documents.ts';
import { type LintFinding, lint } from '../../src/trust/lint/lint.ts';
import { readPolicy } from '../../src/trust/policy.ts';
import { isForTokens, readingLines, readTrust } from '../../src/trust/reading.ts';
import { attempt, type Fault, faultOfJson } from './fault.ts';

export interface Linted {
  readonly policies: number;
  readonly findings: readonly LintFinding[];
  /** In plain words, for all policies. */
  readonly letsIn: readonly string[];
}

/** Characters. */
const longest = 300_000;

/** The findings for a policy, or for all in a file. */
export function lintText(text: string): Linted | { readonly fault: Fault } {
  if (text.trim() === '') return { policies: 0, findings: [], letsIn: [] };
  if (text.length > longest) {
    return {
      fault: {
        message: `This has ${text.length.toLocaleString('en')} characters; this page accepts up to ${longest.toLocaleString('en')}.`,
        hint: 'The command line accepts more: npx ci-aws-credentials trust lint FILE',
      },
    };
  }
  const json = parseJson(text);
  // A template may be YAML, but a text that begins with a bracket is meant to be JSON.
  const fault = json === undefined && /^\s*[{[]/.test(text) ? faultOfJson(text, 'The policy') : undefined;
  if (fault !== undefined) return { fault };
  const parsing = json === undefined ? { parseYaml: (yaml: string) => parseTemplateYaml(yaml, 'The text') } : { json };
  const done = attempt((): Linted => {
    const documents = findPolicies(text, 'The text', parsing);
    const findings = lint(text, 'The text', parsing);
    const letsIn = documents.flatMap((document) => {
      const policy = readPolicy(document.json, 'The policy');
      return readingLines(readTrust(policy), isForTokens(policy));
    });
    return { policies: documents.length, findings, letsIn: [...new Set(letsIn)] };
  });
  return 'value' in done ? done.value : done;
}

/** The worst first. */
export const severities = ['error', 'warning', 'note'] as const;

/** `1 error, 2 notes` */
export function countText(findings: readonly LintFinding[]): string {
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  return counts.length === 0 ? 'Nothing found' : counts.join(', ');
}
