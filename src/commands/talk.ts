import { partitionOfRegion } from '../aws/partition.ts';
import { isKnownCi } from '../ci/index.ts';
import type { Env, Io } from '../core/io.ts';
import { accountlessError, accountlessLog } from '../core/redact-accounts.ts';
import type { Session } from '../core/session.ts';
import { spanText } from '../core/time-text.ts';
import { fillFromEnvironment } from '../options/from-environment.ts';
import { parseSettings, type Settings, withoutUser } from '../options/settings.ts';
import type { GivenOptions } from '../options/table.ts';
import type { Outcome } from '../run.ts';
import { endOfToken } from '../token/end-of-token.ts';

/** Options as given, filled from the environment, checked; what was picked up there is said. */
export function readSettings(options: GivenOptions, io: Pick<Io, 'env' | 'log'>): Settings {
  const filled = fillFromEnvironment(options, io.env, isKnownCi(io.env));
  const { given, pickUps } = filled;
  if (pickUps.length > 0) {
    const list = pickUps.map(({ option, variable }) => `${option} (${variable})`).join(', ');
    io.log.info(`Taken from the environment: ${list}.`);
  }
  const settings = parsed(filled, io.env);
  if (given['aws-region'] === undefined && settings.source !== undefined) {
    const { id } = partitionOfRegion(settings.region);
    io.log.notice(`No region is given: ${settings.region} is taken, as the role is of the partition ${id}.`);
  }
  if (settings.stsEndpoint !== undefined && goesInTheClear(settings.stsEndpoint)) {
    const shown = withoutUser(settings.stsEndpoint);
    io.log.warning(`sts-endpoint is ${shown}: the token and the credentials travel there unencrypted.`);
  }
  return settings;
}

/** On the loopback address nobody listens in. */
function goesInTheClear(endpoint: string): boolean {
  const { protocol, hostname } = new URL(endpoint);
  return protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** What is wrong with an option may name the account that another one hides. */
function parsed({ given, pickUps }: ReturnType<typeof fillFromEnvironment>, env: Env): Settings {
  try {
    return parseSettings(given, env, pickUps);
  } catch (error) {
    throw /^true$/i.test(given['mask-aws-account-id'] ?? '') ? accountlessError(error) : error;
  }
}

/** What came of it: a line or two, and where the credentials are now. */
export function announce(outcome: Outcome, io: Pick<Io, 'log' | 'clock'>): void {
  const { clock } = io;
  const log = outcome.plan.settings.maskAccountId ? accountlessLog(io.log) : io.log;
  if (outcome.kind === 'unset') log.info('The credential variables of earlier steps are emptied.');
  if (outcome.kind === 'kept') log.notice('Pre-existing credentials are valid. No need to generate new ones.');
  if (outcome.kind !== 'handed-over') return;
  const { grants, sessionName, by, ways, precedence } = outcome.handover;
  for (const { session, via } of grants) {
    const { roleArn, principalId, region } = session;
    const means = via === undefined ? by : `the profile ${via}`;
    if (roleArn === undefined) log.info(`Proceeding with the credentials of ${session.arn} (${by}).`);
    else log.info(`Assumed ${roleArn} as ${sessionName} in ${region}, with ${means}.`);
    const who = roleArn === undefined ? principalId : `assumedRoleId ${principalId}`;
    log.info(`Authenticated as ${who}${validity(session, clock.now())}.`);
  }
  if (!ways.includes('profile')) return;
  for (const { profile } of grants) {
    const byVariable = precedence.byOptionOnly.includes(profile) ? '' : `AWS_PROFILE=${profile}, or `;
    const use = profile === 'default' ? '' : ` Use it with ${byVariable}--profile ${profile}.`;
    log.info(`The profile ${profile} is written.${use}`);
  }
  const ends = endOfToken(outcome.handover.token);
  if (ends === undefined || outcome.handover.profileType === 'static') return;
  log.info(`The AWS tools renew the credentials until the token ends, at ${ends}: this job gets no other.`);
}

function validity({ credentials: { expiresAt } }: Session, now: number): string {
  if (expiresAt === undefined) return '';
  return `, until ${new Date(expiresAt).toISOString()} (${spanText((expiresAt - now) / 1000)})`;
}
