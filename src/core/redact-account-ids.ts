import { HelperError, reworded } from './errors.ts';
import type { Log } from './io.ts';

/**
 * Removes account IDs from a text. Messages of AWS contain accounts that were not known before, so no mask can exist
 * for them.
 */
export function redactAccountIds(text: string): string {
  return text.replace(/(?<![\w-])\d{12}(?![\w-])/g, '***');
}

/** The same log without account IDs. */
export function redactingLog(log: Log): Log {
  return {
    debug: (message) => log.debug(redactAccountIds(message)),
    info: (message) => log.info(redactAccountIds(message)),
    notice: (message) => log.notice(redactAccountIds(message)),
    warning: (message) => log.warning(redactAccountIds(message)),
    error: (message, title) => log.error(redactAccountIds(message), title),
    group: (title, text) => log.group(redactAccountIds(title), redactAccountIds(text)),
    mask: log.mask,
    command: log.command,
  };
}

/** The same error without account IDs. */
export function redactedError(error: unknown): unknown {
  return error instanceof HelperError ? reworded(error, redactAccountIds) : error;
}
