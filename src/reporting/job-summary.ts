import type { Handover } from '../export/target.ts';

/** The result as Markdown for the summary of a GitHub run. Contains no secrets; the account is masked if requested. */
export function jobSummary({ sessions: [session], sessionName, settings, credentialOrigin }: Handover): string {
  const { expiresAt } = session.credentials;
  const visible = (text: string): string =>
    settings.maskAccountId && session.accountId !== '' ? text.replaceAll(session.accountId, '***') : text;
  const rows = [
    ['Role', session.roleArn ?? 'none (existing credentials)'],
    ['Account', session.accountId],
    ['Session name', sessionName],
    ['Region', session.region],
    ['Obtained with', credentialOrigin],
    ['Expires', expiresAt === undefined ? 'unknown' : new Date(expiresAt).toISOString()],
  ];
  const lines = rows.map(([name, value = '']) => `| ${name} | ${cell(visible(value))} |`);
  return ['### AWS credentials', '', '| | |', '| --- | --- |', ...lines, '', ''].join('\n');
}

function cell(text: string): string {
  return `\`${text.replace(/[`|\r\n]/g, ' ')}\``;
}
