import { pageUrl } from '../../core/docs-page.ts';
import { escapeControls } from '../escape-controls.ts';
import type { LintFinding } from './lint.ts';
import type { Severity } from './rule.ts';
import { rules } from './rules.ts';

/** Findings as text: one paragraph each, then a count. */
export function textReport(findings: readonly LintFinding[]): string {
  const paragraphs = findings.map(
    ({ severity, rule, message, fix, file, path }) =>
      `${escapeControls(file)}: ${escapeControls(path)}\n  ${severity} ${rule}: ${escapeControls(message)}\n  ${escapeControls(fix)}\n`,
  );
  return [...paragraphs, `${countsOf(findings)}\n`].join('\n');
}

const severities: readonly Severity[] = ['error', 'warning', 'note'];

/** `1 error, 0 warnings, 2 notes.` */
export function countsOf(findings: readonly LintFinding[]): string {
  const counts = severities.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return `${count} ${severity}${count === 1 ? '' : 's'}`;
  });
  return `${counts.join(', ')}.`;
}

/** Findings for code scanning: SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarifReport(findings: readonly LintFinding[]): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ci-aws-credentials',
            rules: rules.map(({ id, severity, title }) => ({
              id,
              shortDescription: { text: title },
              // The documentation page contains the source of the rule.
              helpUri: pageUrl(`docs/lint/${id}.md`),
              defaultConfiguration: { level: severity },
            })),
          },
        },
        results: findings.map(({ rule, severity, message, fix, file, path }) => ({
          ruleId: rule,
          ruleIndex: rules.findIndex(({ id }) => id === rule),
          level: severity,
          message: { text: `${message} ${fix}` },
          locations: [
            {
              physicalLocation: { artifactLocation: { uri: encodeURI(file.replaceAll('\\', '/')) } },
              logicalLocations: [{ fullyQualifiedName: path }],
            },
          ],
        })),
      },
    ],
  };
}
