import type { Handover } from '../export/target.ts';

/** The result as Markdown for the page of a GitHub run. Nothing in it is secret; the account is where it is to be masked. */
export function jobSummary({ sessions: [session], sessionName, settings, credentialOrigin }: Handover): string {
  const { expiresAt } = session.credentials;
  const visible = (text: string): string =>
    settings.maskAccountId && session.accountId !== '' ? text.replaceAll(session.accountId, '***') : text;
  const rows = [
    ['Role', session.roleArn ?? 'none: the credentials are handed over as they are'],
    ['Account', session.accountId],
    ['Session name', sessionName],
    ['Region', session.region],
    ['Obtained with', credentialOrigin],
    ['Expires', expiresAt === undefined ? 'not known' : new Date(expiresAt).toISOString()],
  ];
  const lines = rows.map(([name, value = '']) => `| ${name} | ${cell(visible(value))} |`);
  return ['### AWS credentials', '', '| | |', '| --- | --- |', ...lines, '', ''].join('\n');
}

function cell(text: string): string {
  return `\`${text.replace(/[`|\r\n]/g, ' ')}\``;
}
