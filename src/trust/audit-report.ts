import type { Audit, AuditedRole, Widening } from './audit.ts';
import { escapeControls } from './escape-controls.ts';
import type { LintFinding } from './lint/lint.ts';
import { countsOf, sarifReport } from './lint/lint-report.ts';
import { readingLines } from './reading.ts';

/** An audit, and what its roles admit that they did not admit in the earlier audit; absent without one. */
export interface AuditReport extends Audit {
  readonly wider?: readonly Widening[];
}

export const auditFormats = {
  text: textOf,
  json: (report: AuditReport) => `${JSON.stringify(report, undefined, 2)}\n`,
  markdown: markdownOf,
  sarif: ({ roles }: AuditReport) => `${JSON.stringify(sarifReport(findingsIn(roles)), undefined, 2)}\n`,
} as const;

function textOf(report: AuditReport): string {
  const { account, roles, providers, missing, unread, seen, wider = [] } = report;
  const rows = roles.flatMap((role) => [
    role.arn,
    ...readingLines(role, true).map((line) => `  ${line}`),
    `  ${sessionWords(role)}`,
    ...role.findings.map(({ severity, rule, message }) => `  ${severity} ${rule}: ${escapeControls(message)}`),
    '',
  ]);
  const odd = providers.flatMap(({ arn, notes }) => notes.map((note) => `${arn}: ${note}`));
  return [
    ...rows,
    ...section('Identity providers', odd),
    ...section(
      'Missing identity providers',
      missing.map(({ arn, roles: named }) => `${arn}: trusted by ${named.join(', ')}`),
    ),
    ...section('Not read', unread),
    ...section(
      'Wider than before',
      wider.map(({ arn, words }) => `${arn}: ${escapeControls(words)}`),
    ),
    `Account ${account}: ${roles.length} of ${seen} roles are for tokens of a CI. ${countsOf(findingsIn(roles))}`,
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];
}

function sessionWords({ maxSessionSeconds, lastUsed }: AuditedRole): string {
  return `${usedWords(lastUsed)}; sessions of up to ${hours(maxSessionSeconds)}`;
}

function hours(seconds: number): string {
  return `${Math.round(seconds / 360) / 10} h`;
}

function usedWords(lastUsed: AuditedRole['lastUsed']): string {
  if (lastUsed === undefined) return 'last use not known';
  return lastUsed === null ? 'not used in 400 days' : `last used ${lastUsed.slice(0, 10)}`;
}

function findingsIn(roles: readonly AuditedRole[]): readonly LintFinding[] {
  return roles.flatMap(({ findings }) => findings);
}

function markdownOf(report: AuditReport): string {
  const { account, roles, providers, missing, unread, seen, wider = [] } = report;
  const rows = roles.map((role) => [
    cell(role.arn.replace(/^.*?:role/, '')),
    readingLines(role, true).map(cell).join('<br>'),
    usedWords(role.lastUsed),
    hours(role.maxSessionSeconds),
    role.findings.map(({ severity, rule, page }) => `${severity} [${rule}](${page})`).join('<br>'),
  ]);
  const head = ['role', 'who may assume it', 'used', 'session', 'findings'];
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const odd = providers.flatMap(({ arn, notes }) => notes.map((note) => `- ${cell(`${arn}: ${note}`)}`));
  return [
    `# Roles of account ${account} that a CI may assume`,
    '',
    `${roles.length} of ${seen} roles. ${countsOf(findingsIn(roles))}`,
    '',
    ...(wider.length === 0
      ? []
      : ['## Wider than before', '', ...wider.map(({ arn, words }) => `- ${cell(`${arn}: ${words}`)}`), '']),
    ...table,
    '',
    ...(odd.length === 0 ? [] : ['## Identity providers', '', ...odd, '']),
    ...(missing.length === 0
      ? []
      : [
          '## Missing identity providers',
          '',
          ...missing.map(({ arn, roles: named }) => `- ${cell(`${arn}: trusted by ${named.join(', ')}`)}`),
          '',
        ]),
    ...(unread.length === 0 ? [] : ['## Not read', '', ...unread.map((line) => `- ${cell(line)}`), '']),
  ].join('\n');
}

/** Escapes Markdown in a line or a cell: the path of a role can contain nearly any character. */
function cell(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, (character) => `\\${character}`).replace(/\s+/g, ' ');
}
