import { HelperError } from '../core/errors.ts';
import type { Log } from '../core/io.ts';

/** Says what went wrong: to a user in words that they can act on, of a bug all that is known. */
export function reportError(error: unknown, log: Log): void {
  if (error instanceof HelperError) {
    log.error(error.hint === undefined ? error.message : `${error.message}\n${error.hint}`, error.code);
    if (error.diagnosis !== undefined) log.group('Why AWS refused', error.diagnosis);
    return;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log.error(`This is a bug in ci-aws-credentials. Please report it with these lines:\n${stack}`);
}
