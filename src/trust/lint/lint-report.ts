import { escapeControls } from '../explain.ts';
import type { LintFinding } from './lint.ts';
import { rules } from './rules.ts';

/** Findings for people: one paragraph each, a count at the end. */
export function textReport(findings: readonly LintFinding[]): string {
  const paragraphs = findings.map(
    ({ severity, rule, message, fix, file, path }) =>
      `${escapeControls(file)}: ${escapeControls(path)}\n  ${severity} ${rule}: ${escapeControls(message)}\n  ${escapeControls(fix)}\n`,
  );
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return [...paragraphs, `${count('error')} errors, ${count('warning')} warnings, ${count('note')} notes.\n`].join(
    '\n',
  );
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
            rules: rules.map(({ id, severity, title, docs }) => ({
              id,
              shortDescription: { text: title },
              helpUri: docs,
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
