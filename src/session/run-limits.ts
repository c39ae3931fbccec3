import { HelperError } from '../core/errors.ts';
import type { Io, ProcessOptions } from '../core/io.ts';
import { redactedError, redactingLog } from '../core/redact-account-ids.ts';
import type { Settings } from '../options/settings.ts';

export type RunLimits = Pick<Settings, 'proxy' | 'timeoutSeconds'>;

/** Does a task within the limits of the settings. Where they hide the account, neither its log nor its error names one. */
export async function withinRunLimits<T>(settings: Settings, world: Io, task: (io: Io) => Promise<T>): Promise<T> {
  if (!settings.maskAccountId) return task(withRunLimits(settings, world));
  try {
    return await task(withRunLimits(settings, { ...world, log: redactingLog(world.log) }));
  } catch (error) {
    throw redactedError(error);
  }
}

/** The world as the settings limit it: by their proxy, within their time. */
export function withRunLimits<T extends Io>({ proxy, timeoutSeconds }: RunLimits, world: T): T {
  return withDeadline({ ...world, http: world.http.viaProxy(proxy) }, timeoutSeconds);
}

/** Milliseconds. It holds up everything else. */
const longestRead = 10_000;

/** The same world, but nothing in it waits longer than what is left of a budget of `seconds`. */
export function withDeadline<T extends Pick<Io, 'clock' | 'http' | 'processes' | 'files'>>(io: T, seconds: number): T {
  const end = io.clock.now() + seconds * 1000;
  const remaining = (): number => Math.max(0, end - io.clock.now());
  const left = (): number => {
    if (remaining() > 0) return remaining();
    throw new HelperError('deadline-exceeded', `Timed out after ${seconds} s.`, {
      hint: 'The lines above say what it was waiting for. Set timeout to allow more time.',
    });
  };
  const least = ({ limit = Number.POSITIVE_INFINITY }: ProcessOptions = {}): number => Math.min(limit, left());
  return {
    ...io,
    clock: { ...io.clock, remaining },
    // Files are read, and written, after the end as well; only what may come from a pipe is not waited for.
    files: {
      ...io.files,
      read: (path, limits) => io.files.read(path, { milliseconds: Math.min(remaining(), longestRead), ...limits }),
    },
    http: { ...io.http, send: (request) => io.http.send(request, left()) },
    processes: {
      run: (command, args, options) => io.processes.run(command, args, { ...options, limit: least(options) }),
      shell: (line, options) => io.processes.shell(line, { ...options, limit: least(options) }),
    },
  };
}
