import { errorPage } from '../core/docs-page.ts';
import { HelperError } from '../core/errors.ts';
import type { Log } from '../core/io.ts';

/** Reports an error: to a user in terms that they can act on, for a bug with all details. */
export function reportError(error: unknown, log: Log): void {
  if (error instanceof HelperError) {
    const page = errorPage(error.code);
    // A diagnosis has its own page, often the same one.
    const link = error.hint?.includes(page) ? [] : [page];
    log.error([error.message, ...(error.hint === undefined ? [] : [error.hint]), ...link].join('\n'), error.code);
    if (error.diagnosis !== undefined) log.group('Why AWS refused', error.diagnosis);
    return;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log.error(`This is a bug in ci-aws-credentials. Please report it with this stack trace:\n${stack}`);
}
