import type { Io } from '../core/io.ts';
import { redactingLog } from '../core/redact-account-ids.ts';
import type { Session } from '../core/session.ts';
import { spanText } from '../core/time-text.ts';
import type { Handover, Outcome } from '../export/target.ts';
import { endOfToken } from '../token/end-of-token.ts';

/** The result: a line or two, and where the credentials are. */
export function announce(outcome: Outcome, io: Pick<Io, 'log' | 'clock'>): void {
  const { clock } = io;
  const log = outcome.settings.maskAccountId ? redactingLog(io.log) : io.log;
  if (outcome.kind === 'unset') log.info('Cleared the credential environment variables of earlier steps.');
  if (outcome.kind === 'kept') {
    log.notice('Pre-existing credentials are valid. No need to generate new ones.');
    sayLogins(outcome, log);
  }
  if (outcome.kind !== 'handed-over') return;
  const { sessions, sessionName, credentialOrigin, targets, precedence, token } = outcome;
  for (const session of sessions) {
    const { roleArn, principalId, region, via } = session;
    const origin = token === undefined ? credentialOrigin : `the token from ${credentialOrigin}`;
    const means = via === undefined ? origin : `the profile ${via}`;
    if (roleArn === undefined) log.info(`Proceeding with the credentials of ${session.arn} (${credentialOrigin}).`);
    else log.info(`Assumed ${roleArn} as ${sessionName} in ${region}, with ${means}.`);
    const who = roleArn === undefined ? principalId : `assumedRoleId ${principalId}`;
    log.info(`Authenticated as ${who}${validity(session, clock.now())}.`);
  }
  sayLogins(outcome, log);
  if (!targets.some(({ hands }) => hands === 'profile')) return;
  for (const { profile } of sessions) {
    const byVariable = precedence.byOptionOnly.includes(profile) ? '' : `AWS_PROFILE=${profile}, or `;
    const use = profile === 'default' ? '' : ` Use it with ${byVariable}--profile ${profile}.`;
    log.info(`Wrote the profile ${profile}.${use}`);
  }
  const ends = endOfToken(token);
  if (ends === undefined || precedence.profileType === 'static') return;
  log.info(`AWS tools can renew the credentials until the job's only token expires at ${ends}.`);
}

/** Each login has its own expiry, and none is renewed. */
export function sayLogins({ logins }: Pick<Handover, 'logins'>, log: Pick<Io['log'], 'info'>): void {
  for (const { host, expiresAt } of logins) {
    log.info(`Logged in to ${host} until ${new Date(expiresAt).toISOString()}; the login is not renewed.`);
  }
}

function validity({ credentials: { expiresAt } }: Session, now: number): string {
  if (expiresAt === undefined) return '';
  return `, until ${new Date(expiresAt).toISOString()} (${spanText((expiresAt - now) / 1000)})`;
}
