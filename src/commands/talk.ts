import type { GivenOptions } from '../options.ts';
import type { Io } from '../ports.ts';
import type { Outcome } from '../run.ts';
import { fillFromEnvironment, parseSettings, type Settings } from '../settings.ts';

/** Options as given, filled from the environment, checked; what was picked up there is said. */
export function readSettings(options: GivenOptions, io: Pick<Io, 'env' | 'log'>): Settings {
  const { given, pickUps } = fillFromEnvironment(options, io.env);
  for (const { option, variable } of pickUps) io.log.info(`${option} is taken from ${variable}.`);
  const settings = parseSettings(given, io.env);
  if (given['aws-region'] === undefined) {
    io.log.notice(
      `No region is given: ${settings.region} is taken, as the role is of the partition ${settings.role.partition}.`,
    );
  }
  return settings;
}

/** One line of result, and where the credentials are now. */
export function announce(outcome: Outcome, { log, clock }: Pick<Io, 'log' | 'clock'>): void {
  const { session, sessionName, token, ways, profileName } = outcome;
  const { expiresAt } = session.credentials;
  const minutes = Math.round((expiresAt - clock.now()) / 60_000);
  log.info(`Assumed ${session.roleArn} as ${sessionName} in ${session.region}, with ${token.source}.`);
  log.info(
    `Authenticated as assumedRoleId ${session.assumedRoleId}, until ${new Date(expiresAt).toISOString()} (${minutes} min).`,
  );
  if (!ways.includes('profile')) return;
  const use = profileName === 'default' ? '' : ` Use it with AWS_PROFILE=${profileName}, or --profile ${profileName}.`;
  log.info(`The profile ${profileName} is written.${use}`);
}
