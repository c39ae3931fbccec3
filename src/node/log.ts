import * as core from '@actions/core';
import type { Log } from '../core/io.ts';
import { printable } from '../core/log-safe.ts';
import { withoutSecrets } from '../core/secret.ts';

/** Secrets first: what {@link printable} defuses would be another text. */
const shown = (text: string): string => printable(withoutSecrets(text));

/** The action's log: the runner makes annotations of it, and masks. */
export const actionLog: Log = {
  debug: (message) => core.debug(shown(message)),
  info: (message) => core.info(shown(message)),
  notice: (message) => core.notice(shown(message)),
  warning: (message) => core.warning(shown(message)),
  error: (message, title) => core.error(shown(message), title === undefined ? {} : { title }),
  group(title, text) {
    core.startGroup(shown(title));
    core.info(shown(text));
    core.endGroup();
  },
  mask: (value) => core.setSecret(value.reveal()),
};

export interface StderrLogOptions {
  /** Whether debug lines are wanted. */
  readonly debug: boolean;
  readonly color: boolean;
  /** Whether another program writes to the same stream, so that a line of its may be open there. */
  readonly linesMayBeOpen?: () => boolean;
}

/** The command line's log. It goes to standard error: standard output is for data. */
export function stderrLog({ debug, color, linesMayBeOpen = () => false }: StderrLogOptions): Log {
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  const label = (name: string, code: number): string => (color ? `\u001b[1;${code}m${name}\u001b[0m` : name);
  return {
    debug: (message) => debug && say(`debug: ${shown(message)}`),
    info: (message) => say(shown(message)),
    notice: (message) => say(`${label('note:', 36)} ${shown(message)}`),
    warning: (message) => say(`${label('warning:', 33)} ${shown(message)}`),
    error: (message, title) =>
      say(`${label(title === undefined ? 'error:' : `error ${title}:`, 31)} ${shown(message)}`),
    group: (title, text) => say(`${shown(title)}:\n${shown(text).replace(/^(?=.)/gm, '  ')}`),
    // The runner reads commands on either stream. Each line of a value is masked by itself there.
    // Behind anything else on its line, it would be no command but a secret in the log.
    mask: (value) => say(`${linesMayBeOpen() ? '\n' : ''}${value.reveal().replace(/^.+$/gm, '::add-mask::$&')}`),
  };
}
