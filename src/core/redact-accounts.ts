import { HelperError, reworded } from './errors.ts';
import type { Log } from './io.ts';

/**
 * A text without the account IDs in it. AWS's own messages name accounts that nobody knew of before, so that no mask
 * can be there in time.
 */
export function withoutAccounts(text: string): string {
  return text.replace(/(?<![\w-])\d{12}(?![\w-])/g, '***');
}

/** The same log, in which no account ID is ever said. */
export function accountlessLog(log: Log): Log {
  return {
    debug: (message) => log.debug(withoutAccounts(message)),
    info: (message) => log.info(withoutAccounts(message)),
    notice: (message) => log.notice(withoutAccounts(message)),
    warning: (message) => log.warning(withoutAccounts(message)),
    error: (message, title) => log.error(withoutAccounts(message), title),
    group: (title, text) => log.group(withoutAccounts(title), withoutAccounts(text)),
    mask: log.mask,
  };
}

/** The same error, told without account IDs. */
export function accountlessError(error: unknown): unknown {
  return error instanceof HelperError ? reworded(error, withoutAccounts) : error;
}
