import { partitionOfRegion } from '../aws/partition.ts';
import { isKnownCi } from '../ci/index.ts';
import { withoutUser } from '../core/http-url.ts';
import type { Env, Io } from '../core/io.ts';
import { redactedError } from '../core/redact-account-ids.ts';
import { fillFromEnvironment } from './from-environment.ts';
import { parseSettings, type Settings } from './settings.ts';
import type { GivenOptions } from './table.ts';

/** Reads the options, fills them from the environment, checks them, and logs what came from variables. */
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
    io.log.notice(`No region is set; using ${settings.region} (partition ${id}).`);
  }
  if (settings.stsEndpoint !== undefined && goesInTheClear(settings.stsEndpoint)) {
    const shown = withoutUser(settings.stsEndpoint);
    io.log.warning(`sts-endpoint is ${shown}: the token and the credentials are sent unencrypted.`);
  }
  return settings;
}

/** Whether someone on the way can read what is sent: not on the loopback address. */
function goesInTheClear(endpoint: string): boolean {
  const { protocol, hostname } = new URL(endpoint);
  return protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** An error about one option may contain the account that another option hides. */
function parsed({ given, pickUps }: ReturnType<typeof fillFromEnvironment>, env: Env): Settings {
  try {
    return parseSettings(given, env, pickUps);
  } catch (error) {
    throw /^true$/i.test(given['mask-aws-account-id'] ?? '') ? redactedError(error) : error;
  }
}
