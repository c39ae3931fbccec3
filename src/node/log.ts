import * as core from '@actions/core';
import type { Log } from '../core/io.ts';
import { printable } from '../core/log-safe.ts';
import { withoutSecrets } from '../core/secret.ts';

/** Secrets first, since {@link printable} would change their text. */
const shown = (text: string): string => printable(withoutSecrets(text));

/** The action's log: the runner turns commands into annotations and masks. */
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
  command: (line) => core.info(line),
};

export interface StderrLogOptions {
  readonly write: (text: string) => void;
  /** Whether debug lines are enabled. */
  readonly debug: boolean;
  readonly color: () => boolean;
  /** Whether another program writes to the same stream, so that it may have an unfinished line there. */
  readonly linesMayBeOpen?: () => boolean;
}

/** The command line's log, on standard error: standard output is for data. */
export function stderrLog({ write, debug, color, linesMayBeOpen = () => false }: StderrLogOptions): Log {
  const say = (text: string): void => write(`${text}\n`);
  const label = (name: string, code: number): string => (color() ? `\u001b[1;${code}m${name}\u001b[0m` : name);
  return {
    debug: (message) => debug && say(`debug: ${shown(message)}`),
    info: (message) => say(shown(message)),
    notice: (message) => say(`${label('note:', 36)} ${shown(message)}`),
    warning: (message) => say(`${label('warning:', 33)} ${shown(message)}`),
    error: (message, title) =>
      say(`${label(title === undefined ? 'error:' : `error ${title}:`, 31)} ${shown(message)}`),
    group: (title, text) => say(`${shown(title)}:\n${shown(text).replace(/^(?=.)/gm, '  ')}`),
    // The runner reads commands on both streams, and masks each line of a value separately. After other text on the
    // line, it would not be a command, but a secret in the log.
    mask: (value, command = '::add-mask::') =>
      say(`${linesMayBeOpen() ? '\n' : ''}${value.reveal().replace(/^.+$/gm, `${command}$&`)}`),
    command: say,
  };
}
