import type { Io } from '../core/io.ts';
import { accountlessError, accountlessLog } from '../core/redact-accounts.ts';
import type { Settings } from '../options/settings.ts';
import { withDeadline } from './deadline.ts';

/** The world as the settings bound it: by their proxy, within their time. */
export function boundedBy<T extends Io>(
  { proxy, timeoutSeconds }: Pick<Settings, 'proxy' | 'timeoutSeconds'>,
  world: T,
): T {
  return withDeadline({ ...world, http: world.http.through(proxy) }, timeoutSeconds);
}

/** Does a task in that world. Where the settings hide the account, neither its log nor its error names one. */
export async function withinBounds<T>(settings: Settings, world: Io, task: (io: Io) => Promise<T>): Promise<T> {
  if (!settings.maskAccountId) return task(boundedBy(settings, world));
  try {
    return await task(boundedBy(settings, { ...world, log: accountlessLog(world.log) }));
  } catch (error) {
    throw accountlessError(error);
  }
}
