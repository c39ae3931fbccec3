import type { Io } from '../core/io.ts';
import { redactedError, redactingLog } from '../core/redact-account-ids.ts';
import type { Settings } from '../options/settings.ts';
import { withDeadline } from './deadline.ts';

/** The world as the settings bound it: by their proxy, within their time. */
export function withRunLimits<T extends Io>(
  { proxy, timeoutSeconds }: Pick<Settings, 'proxy' | 'timeoutSeconds'>,
  world: T,
): T {
  return withDeadline({ ...world, http: world.http.viaProxy(proxy) }, timeoutSeconds);
}

/** Does a task in that world. Where the settings hide the account, neither its log nor its error names one. */
export async function withinRunLimits<T>(settings: Settings, world: Io, task: (io: Io) => Promise<T>): Promise<T> {
  if (!settings.maskAccountId) return task(withRunLimits(settings, world));
  try {
    return await task(withRunLimits(settings, { ...world, log: redactingLog(world.log) }));
  } catch (error) {
    throw redactedError(error);
  }
}
