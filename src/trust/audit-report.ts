import { printable } from '../core/log-safe.ts';
import type { Audit, AuditedRole, Widening } from './audit.ts';
import { escapeControls } from './escape-controls.ts';
import type { LintFinding } from './lint/lint.ts';
import { countsOf, sarifReport } from './lint/lint-report.ts';
import { readingLines } from './reading.ts';

/** An audit, and what its roles admit that they did not admit in the earlier audit; absent without one. */
export interface AuditReport extends Audit {
  readonly wider?: readonly Widening[];
}

interface AuditFormat {
  readonly id: string;
  write(report: AuditReport): string;
}

/** Those for programs contain every value unchanged. */
export const auditFormats: readonly AuditFormat[] = [
  { id: 'text', write: (report) => printable(textOf(report)) },
  { id: 'json', write: (report) => `${JSON.stringify(report, undefined, 2)}\n` },
  { id: 'markdown', write: (report) => printable(markdownOf(report)) },
  { id: 'sarif', write: ({ roles }) => `${JSON.stringify(sarifReport(findingsIn(roles)), undefined, 2)}\n` },
];

function textOf(report: AuditReport): string {
  const { account, roles, unread, seen } = report;
  const { notes, missing, wider } = linesOf(report);
  const rows = roles.flatMap((role) => [
    role.arn,
    ...readingLines(role, true).map((line) => `  ${line}`),
    `  ${sessionWords(role)}`,
    ...role.findings.map(({ severity, rule, message }) => `  ${severity} ${rule}: ${escapeControls(message)}`),
    '',
  ]);
  return [
    ...rows,
    ...section('Identity providers', notes),
    ...section('Missing identity providers', missing),
    ...section('Not read', unread),
    ...section('Wider than before', wider),
    `Account ${account}: ${roles.length} of ${seen} roles are for tokens of a CI. ${countsOf(findingsIn(roles))}`,
    '',
  ].join('\n');
}

/** What follows the roles, one line each. */
function linesOf({ providers, missing, wider = [] }: AuditReport) {
  return {
    notes: providers.flatMap(({ arn, notes }) => notes.map((note) => `${arn}: ${note}`)),
    missing: missing.map(({ arn, roles }) => `${arn}: trusted by ${roles.join(', ')}`),
    wider: wider.map(({ arn, words }) => `${arn}: ${words}`),
  };
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${escapeControls(line)}`), ''];
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
  const { account, roles, unread, seen } = report;
  const { notes, missing, wider } = linesOf(report);
  const rows = roles.map((role) => [
    cell(role.arn.replace(/^.*?:role/, '')),
    readingLines(role, true).map(cell).join('<br>'),
    usedWords(role.lastUsed),
    hours(role.maxSessionSeconds),
    role.findings.map(({ severity, rule, page }) => `${severity} [${rule}](${page})`).join('<br>'),
  ]);
  const head = ['role', 'who can assume it', 'used', 'session', 'findings'];
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [
    `# Roles of account ${account} that a CI can assume`,
    '',
    `${roles.length} of ${seen} roles. ${countsOf(findingsIn(roles))}`,
    '',
    ...markdownSection('Wider than before', wider),
    ...table,
    '',
    ...markdownSection('Identity providers', notes),
    ...markdownSection('Missing identity providers', missing),
    ...markdownSection('Not read', unread),
  ].join('\n');
}

function markdownSection(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines.map((line) => `- ${cell(line)}`), ''];
}

/** Escapes Markdown in a line or a cell: the path of a role can contain nearly any character. */
function cell(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, (character) => `\\${character}`).replace(/\s+/g, ' ');
}
