import { type Shell, shellLines } from './shell-quote.ts';
import type { ExportTarget } from './target.ts';
import { credentialVariables, rivalsUnset } from './variables.ts';

/** Lines on standard output, for `eval`. */
export function shellExport(shell: Shell): ExportTarget {
  return {
    name: 'shell',
    hands: 'variables',
    rivals: (_request, io) => rivalsUnset(io),
    check() {},
    write: ({ sessions: [session] }, io) =>
      io.print(shellLines(shell, { ...rivalsUnset(io), ...credentialVariables(session, io.env) })),
  };
}
