import { type Shell, shellLines } from './shell-quote.ts';
import type { ExportTarget } from './target.ts';
import { credentialVariables } from './variables.ts';

/** Lines on standard output, for `eval`. */
export function shellExport(shell: Shell): ExportTarget {
  return {
    name: 'shell',
    check() {},
    write: ({ session }, io) => io.print(shellLines(shell, credentialVariables(session, io.env))),
  };
}
