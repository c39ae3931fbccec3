import { ciProviders } from '../ci/index.ts';
import type { Session } from '../core/session.ts';
import type { Handover, Outcome } from '../export/target.ts';
import { readSettings } from '../options/read-settings.ts';
import { announce } from '../reporting/announce.ts';
import { run } from '../run.ts';
import { type Accepted, parseArguments, tableOptions } from './arguments.ts';
import type { Command } from './command.ts';
import { optionsHelp } from './help.ts';

const accepted: Accepted = {
  options: tableOptions(),
  flags: [{ name: 'json', help: 'Print the session as JSON: account, ARN, session name, region, expiry.' }],
};

export const assume: Command = {
  get help() {
    const withVariables = ciProviders().filter(({ defaults }) => defaults.exports.includes('env'));
    return `Usage: ci-aws-credentials [assume] --role-to-assume ARN [options]

Exchanges the job's OIDC token for credentials at AWS STS, and passes them to the rest of the job:
as environment variables (${withVariables.map(({ name }) => name).join(', ')}) or as a profile (everywhere else).

Example:
  npx ci-aws-credentials --role-to-assume arn:aws:iam::123456789012:role/deploy --aws-region eu-central-1
  aws s3 ls

Options:
${optionsHelp(accepted)}
`;
  },
  async run(args, io) {
    const { given, flags } = parseArguments(args, accepted);
    const settings = readSettings(given, io);
    const outcome = await run(settings, io);
    announce(outcome, io);
    if (flags.json) io.print(`${JSON.stringify(summaryOf(outcome))}\n`);
    return 0;
  },
};

function summaryOf(outcome: Outcome): object {
  const { ci, settings, sessionName } = outcome;
  if (outcome.kind === 'unset') return { ci: ci.id };
  const registries = loginSummary(outcome);
  if (outcome.kind === 'kept') return { ci: ci.id, ...outcome.identity, registries };
  const { sessions } = outcome;
  const first = { ...sessionSummary(sessions[0]), sessionName, registries };
  if (settings.roles.length === 0) return { ci: ci.id, ...first };
  const roles = sessions.map((session) => {
    const { profile, via } = session;
    return { profile, via, ...sessionSummary(session), sessionName };
  });
  // The first session is also at the top level, so that programs can read it with and without `roles`.
  return { ci: ci.id, ...first, roles };
}

/** `undefined` if no login was requested. */
export function loginSummary({ logins }: Pick<Handover, 'logins'>): readonly object[] | undefined {
  if (logins.length === 0) return undefined;
  return logins.map(({ host, expiresAt }) => ({ host, expiration: new Date(expiresAt).toISOString() }));
}

function sessionSummary({ accountId, arn, principalId, roleArn, region, credentials }: Session): object {
  const expiration = credentials.expiresAt === undefined ? undefined : new Date(credentials.expiresAt).toISOString();
  return { accountId, arn, principalId, roleArn, region, expiration };
}
