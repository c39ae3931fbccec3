import { errorCodes } from '../../core/errors.ts';
import { printable } from '../../core/log-safe.ts';
import { spanText } from '../../core/time-text.ts';
import { acceptingPolicyText, causesHeading, findingsText } from '../../diagnose/diagnosis-report.ts';
import { logLine } from '../../diagnose/log-text.ts';
import type { DoctorReport } from './doctor-report.ts';

/** That of the first thing that is wrong. */
export function exitCodeFor({ problems: [first] }: DoctorReport): number {
  return first === undefined ? 0 : errorCodes[first.code];
}

/** The report for people. */
export function printReport(report: DoctorReport): string {
  const { ci, role, token, claims, provider, sts, trustPolicy, notFetched, answer } = report;
  const rows: (readonly [string, string] | false | undefined)[] = [
    ['CI', `${ci.name} (${ci.id})`],
    role !== undefined && ['Role', role],
    token && ['Token', `from ${token.source}, ${lifeOf(token)}`],
    ...claims.map(({ name, value }) => [`  ${name}`, value] as const),
    provider && ['In IAM', `the provider ${logLine(provider.arn)}`],
    provider && ['', `with the URL ${logLine(provider.url)} and the client ID ${logLine(provider.clientId)}`],
    ['STS', `${sts.endpoint} ${reachedText(sts)}`],
    trustPolicy && ['Trust policy', `${trustPolicy.source} ${trustPolicy.accepts ? 'accepts' : 'refuses'} this token`],
    notFetched !== undefined && ['Trust policy', `not read: ${notFetched}`],
    answer && ['AWS', `${answer.accepted ? 'gave the role' : 'refused'}: ${answer.said}`],
  ];
  const shownRows = rows.filter((row) => typeof row === 'object');
  // A claim with a URL for a name need not push all others aside.
  const width = Math.max(...shownRows.map(([name]) => name.length).filter((length) => length < 26)) + 2;
  const lines = shownRows.map(([name, text]) => `${name.padEnd(width)}${name.length < width ? '' : ' '}${text}`);
  const parts = [
    lines.join('\n'),
    trustPolicy === undefined ? '' : trustPolicy.comparison.join('\n'),
    causesText(report),
    report.acceptingPolicy === undefined ? '' : acceptingPolicyText(report.acceptingPolicy),
    verdictText(report),
  ];
  return printable(`${parts.filter(Boolean).join('\n\n')}\n`);
}

function lifeOf({ expires, secondsLeft }: NonNullable<DoctorReport['token']>): string {
  const span = spanText(Math.abs(secondsLeft));
  return secondsLeft < 0 ? `expired ${span} ago (${expires})` : `valid for another ${span} (until ${expires})`;
}

function reachedText({ reachable, milliseconds }: DoctorReport['sts']): string {
  if (!reachable) return 'does not answer';
  return milliseconds === undefined ? 'answers' : `answers (${milliseconds} ms)`;
}

function causesText({ findings, trustPolicy, answer }: DoctorReport): string {
  if (findings.length === 0) return '';
  const isKnown = trustPolicy !== undefined || answer?.accepted === false;
  return `${isKnown ? causesHeading : 'What a trust policy must consider:'}\n${findingsText(findings)}`;
}

function verdictText({ problems, trustPolicy, answer }: DoctorReport): string {
  const [first] = problems;
  if (first !== undefined) {
    const all = problems.map(({ code, message, hint }) =>
      [`${code}: ${message}`, ...(hint ? [hint] : [])].join('\n  '),
    );
    return `What is wrong (exit code ${errorCodes[first.code]}):\n${all.map((text) => `- ${text}`).join('\n')}`;
  }
  if (trustPolicy !== undefined || answer !== undefined) return 'Nothing is wrong.';
  return 'Nothing is wrong so far. To check whether the role accepts the token, use --trust-policy, --fetch-trust-policy or --try.';
}
