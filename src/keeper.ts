import { HelperError } from './errors.ts';
import type { Clock, Log } from './ports.ts';

/** What ends and can be had anew: credentials, or a token. Times are milliseconds since the epoch. */
export interface Perishable {
  readonly renewAt: number;
  readonly endsAt: number;
}

export interface Keeper<T extends Perishable> {
  /** The last one that was had, ended or not. */
  current(): T;
  stop(): void;
}

/** After a failure: a part of what is left, so that many tries fit in, but not the server's patience. */
const longestPause = 60_000;
const shortestPause = 1_000;

/**
 * Keeps something fresh from the start on, ahead of its end, until stopped. A renewal that fails is said and tried
 * again; meanwhile the last one serves.
 */
export function keepFresh<T extends Perishable>(
  first: T,
  renew: () => Promise<T>,
  { clock, log, what }: { readonly clock: Clock; readonly log: Log; readonly what: string },
): Keeper<T> {
  let current = first;
  let stopped = false;
  const keep = async (): Promise<void> => {
    let pause = current.renewAt - clock.now();
    while (!stopped) {
      await clock.sleep(Math.max(0, pause));
      if (stopped) return;
      try {
        current = await renew();
        pause = Math.max(shortestPause, current.renewAt - clock.now());
      } catch (error) {
        if (!(error instanceof HelperError)) throw error;
        const left = Math.max(0, current.endsAt - clock.now());
        pause = Math.min(longestPause, Math.max(shortestPause, left / 4));
        const state = left === 0 ? 'have ended' : `serve until ${new Date(current.endsAt).toISOString()}`;
        log.warning(`${what} could not be renewed; the last ones ${state}. ${error.message}`);
      }
    }
  };
  void keep();
  return {
    current: () => current,
    stop() {
      stopped = true;
    },
  };
}
