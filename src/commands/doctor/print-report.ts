import { playground } from '../../core/docs-page.ts';
import { type ErrorCode, errorCodes } from '../../core/errors.ts';
import { printable } from '../../core/log-safe.ts';
import { spanText } from '../../core/time-text.ts';
import { acceptingPolicyText, causesHeading, findingsText } from '../../diagnose/diagnosis-report.ts';
import { logLine } from '../../diagnose/log-text.ts';
import type { DoctorReport } from './doctor-report.ts';
import type { Problem } from './gather-evidence.ts';

/** The exit code of the first problem. */
export function exitCodeFor({ problems: [first] }: DoctorReport): number {
  return first === undefined ? 0 : errorCodes[first.code];
}

/** The report as text: the verdict, the reasons, then what was checked. */
export function printReport(report: DoctorReport): string {
  const { trustPolicy, acceptingPolicy, letsIn, findings } = report;
  const parts = [
    verdictText(report),
    causesText(report),
    factsText(report),
    trustPolicy === undefined ? '' : withoutShown(trustPolicy.comparison, findings).join('\n'),
    acceptingPolicy === undefined ? '' : acceptingPolicyText(acceptingPolicy, letsIn),
  ];
  return printable(`${parts.filter(Boolean).join('\n\n')}\n`);
}

/** The comparison without the lines and carets that a cause already shows. */
function withoutShown(comparison: readonly string[], findings: DoctorReport['findings']): readonly string[] {
  const shown = new Set(findings.flatMap(({ evidence }) => evidence).map((line) => line.trim()));
  const isShown = (line = ''): boolean => shown.has(line.trim()) && /[^\s^]/.test(line);
  return comparison.filter((line, index) => {
    const isMark = /^[\s^]+$/.test(line);
    return isMark ? !isShown(comparison[index - 1]) : !isShown(line);
  });
}

function factsText({ ci, role, token, claims, provider, sts, trustPolicy, notFetched, answer }: DoctorReport): string {
  const rows: (readonly [string, string] | false | undefined)[] = [
    ['CI', `${ci.id === 'custom' ? 'not recognized' : ci.name} (${ci.id})`],
    role !== undefined && ['Role', role],
    token && ['Token', `from ${token.source}, ${lifeOf(token)}`],
    ...claims.map(({ name, value }) => [`  ${name}`, value] as const),
    provider && ['In IAM', `the provider ${logLine(provider.arn)}`],
    provider && ['', `with the URL ${logLine(provider.url)}${clientIdText(provider)}`],
    claims.length > 0 && !provider && ['In IAM', 'no provider: AWS has this issuer built in'],
    sts && ['STS', `${sts.endpoint} ${reachedText(sts)}`],
    trustPolicy && ['Trust policy', `${trustPolicy.source} ${acceptanceText(trustPolicy)}`],
    notFetched !== undefined && ['Trust policy', `not read: ${notFetched}`],
    answer && ['AWS', answer.accepted ? `assumed the role: ${answer.said}` : 'refused'],
  ];
  const shownRows = rows.filter((row) => typeof row === 'object');
  // A long claim name must not move all the values.
  const width = Math.max(...shownRows.map(([name]) => name.length).filter((length) => length < 26)) + 2;
  return shownRows.map(([name, text]) => `${name.padEnd(width)}${name.length < width ? '' : ' '}${text}`).join('\n');
}

/** A token without an audience has none. */
function clientIdText({ clientId }: NonNullable<DoctorReport['provider']>): string {
  return clientId === '' ? '' : ` and the client ID ${logLine(clientId)}`;
}

function acceptanceText({ accepts }: NonNullable<DoctorReport['trustPolicy']>): string {
  if (accepts === 'unknown') return 'accepts this token if the conditions that only AWS can evaluate hold';
  return accepts ? 'accepts this token' : 'refuses this token';
}

function lifeOf({ expires, secondsLeft }: NonNullable<DoctorReport['token']>): string {
  if (expires === undefined || secondsLeft === undefined) return 'without an expiry';
  const span = spanText(Math.abs(secondsLeft));
  return secondsLeft < 0 ? `expired ${span} ago (${expires})` : `valid for another ${span} (until ${expires})`;
}

function reachedText({ reachable, milliseconds, failure }: NonNullable<DoctorReport['sts']>): string {
  if (!reachable) return `does not answer${failure === undefined ? '' : `: ${failure}`}`;
  return milliseconds === undefined ? 'answers' : `answers (${milliseconds} ms)`;
}

function causesText({ findings: found, trustPolicy, answer, problems, dependsOn }: DoctorReport): string {
  // The conditions are already part of the verdict.
  const isCondition = (line: string): boolean => dependsOn.includes(line);
  const findings = found.filter(({ evidence }) => evidence.length === 0 || !evidence.every(isCondition));
  if (findings.length === 0) return '';
  const isKnown = trustPolicy !== undefined || answer?.accepted === false || problems.length > 0;
  return `${isKnown ? causesHeading : 'What the trust policy must allow for:'}\n${findingsText(findings)}`;
}

/** One sentence for the first problem; the causes follow below it. */
function verdictText({ problems, findings, trustPolicy, notFetched, answer, dependsOn }: DoctorReport): string {
  const isCause = ({ message }: Problem): boolean => findings.some(({ title }) => title === message);
  const [first, ...others] = problems;
  if (first === undefined) {
    if (trustPolicy?.accepts === 'unknown' && answer === undefined) {
      const conditions = dependsOn.map((line) => `  ${line}`);
      const known = 'Pass what you know about the request with --source-ip ADDRESS and --time TIME.';
      return ['Nothing is wrong, if these conditions, which only AWS can evaluate, hold:', ...conditions, known].join(
        '\n',
      );
    }
    if (trustPolicy !== undefined || answer !== undefined) return 'Nothing is wrong.';
    const options =
      notFetched === undefined ? '--trust-policy, --fetch-trust-policy or --try' : '--trust-policy or --try';
    return `Nothing is wrong so far. To check whether the role accepts the token, use ${options}, or paste its policy and these claims at ${playground}, which sends nothing.`;
  }
  const refuses =
    trustPolicy?.accepts === false ? 'The trust policy refuses this token.' : 'AWS would refuse this token.';
  return [
    verdictLine(first.code, isCause(first) ? refuses : first.message),
    ...(isCause(first) ? [] : hintLines(first)),
    ...others.filter((one) => !isCause(one)).flatMap((one) => [`Also ${one.code}: ${one.message}`, ...hintLines(one)]),
  ].join('\n');
}

function verdictLine(code: ErrorCode, sentence: string): string {
  return `${code} (exit code ${errorCodes[code]}): ${sentence}`;
}

function hintLines({ hint }: Problem): readonly string[] {
  return hint === undefined ? [] : [hint.replace(/^(?=.)/gm, '  ')];
}
