import { HelperError } from '../core/errors.ts';
import type { Http, Io, ProcessOptions } from '../core/io.ts';
import { redactedError, redactingLog } from '../core/redact-account-ids.ts';
import type { Settings } from '../options/settings.ts';

export type RunLimits = Pick<Settings, 'proxy' | 'timeoutSeconds'>;

/**
 * Runs a task within the limits of the settings. If they hide the account, neither its log nor its error contains one.
 */
export async function withinRunLimits<T>(settings: Settings, world: Io, task: (io: Io) => Promise<T>): Promise<T> {
  if (!settings.maskAccountId) return task(withRunLimits(settings, world));
  try {
    return await task(withRunLimits(settings, { ...world, log: redactingLog(world.log) }));
  } catch (error) {
    throw redactedError(error);
  }
}

/** The ports with the proxy and the time limit of the settings. */
export function withRunLimits<T extends Io>({ proxy, timeoutSeconds }: RunLimits, world: T): T {
  return withDeadline({ ...world, http: world.http.viaProxy(proxy) }, timeoutSeconds);
}

/** Milliseconds. It delays everything else. */
const longestRead = 10_000;

/** The same ports, in which nothing waits longer than the rest of `seconds`. */
export function withDeadline<T extends Pick<Io, 'clock' | 'http' | 'processes' | 'files'>>(io: T, seconds: number): T {
  const end = io.clock.uptime() + seconds * 1000;
  io.files.waitUntil(end);
  const remaining = (): number => Math.max(0, end - io.clock.uptime());
  const left = (): number => {
    if (remaining() > 0) return remaining();
    throw new HelperError('deadline-exceeded', `Timed out after ${seconds} s.`, {
      hint: 'See the lines above for the cause, or set timeout to allow more time.',
    });
  };
  const least = ({ limit = Number.POSITIVE_INFINITY }: ProcessOptions = {}): number => Math.min(limit, left());
  const bounded = (http: Http): Http => ({
    ...http,
    send: (request) => http.send(request, left()),
    viaProxy: (proxy) => bounded(http.viaProxy(proxy)),
  });
  return {
    ...io,
    clock: { ...io.clock, remaining },
    // Files are also read and written after the deadline; only pipes are limited.
    files: {
      ...io.files,
      read: (path, limits) => io.files.read(path, { milliseconds: Math.min(remaining(), longestRead), ...limits }),
    },
    http: bounded(io.http),
    processes: {
      run: (command, args, options) => io.processes.run(command, args, { ...options, limit: least(options) }),
      shell: (line, options) => io.processes.shell(line, { ...options, limit: least(options) }),
    },
  };
}
