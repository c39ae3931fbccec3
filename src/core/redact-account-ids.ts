import { HelperError, reworded } from './errors.ts';
import type { Log } from './io.ts';

/**
 * A text without the account IDs in it. AWS's own messages name accounts that nobody knew of before, so that no mask
 * can be there in time.
 */
export function redactAccountIds(text: string): string {
  return text.replace(/(?<![\w-])\d{12}(?![\w-])/g, '***');
}

/** The same log, in which no account ID is ever said. */
export function redactingLog(log: Log): Log {
  return {
    debug: (message) => log.debug(redactAccountIds(message)),
    info: (message) => log.info(redactAccountIds(message)),
    notice: (message) => log.notice(redactAccountIds(message)),
    warning: (message) => log.warning(redactAccountIds(message)),
    error: (message, title) => log.error(redactAccountIds(message), title),
    group: (title, text) => log.group(redactAccountIds(title), redactAccountIds(text)),
    mask: log.mask,
  };
}

/** The same error, told without account IDs. */
export function redactedError(error: unknown): unknown {
  return error instanceof HelperError ? reworded(error, redactAccountIds) : error;
}
