// https://circleci.com/docs/set-environment-variable/

import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { Env } from '../core/io.ts';
import { warnOfCheckout } from './checkout-warning.ts';
import { shellLines } from './shell-quote.ts';
import type { ExportTarget } from './target.ts';
import { credentialVariables, rivalsUnset } from './variables.ts';

/** Export lines in the file that CircleCI's shells read at the start of every later step. */
export const bashEnv: ExportTarget = {
  name: 'bash-env',
  hands: 'variables',
  rivals: (_request, io) => rivalsUnset(io),
  check(plan, io) {
    const path = pathIn(io.env);
    io.files.checkAppendable(path);
    // Throws as `write` would.
    io.files.read(path);
    warnOfCheckout(path, plan, io);
  },
  write({ sessions: [session] }, io, record) {
    // Absolute, because the undo may run in another folder.
    const path = io.files.absolute(pathIn(io.env));
    const before = io.files.read(path) ?? '';
    const lines = shellLines('sh', { ...rivalsUnset(io), ...credentialVariables(session, io.env) });
    // Appending terminates an unfinished line.
    const block = before === '' || before.endsWith('\n') ? lines : `\n${lines}`;
    record({ kind: 'bash-env', path, block });
    io.files.append(path, lines);
  },
  undo({ path, block }, io) {
    if (typeof path !== 'string' || typeof block !== 'string') return;
    const text = io.files.read(path);
    const start = text?.lastIndexOf(block) ?? -1;
    if (text === undefined || start === -1) return;
    io.files.replace(path, text.slice(0, start) + text.slice(start + block.length));
  },
};

function pathIn(env: Env): string {
  const path = envValue(env, 'BASH_ENV');
  if (path !== undefined) return path;
  throw new HelperError(
    'runner-file-missing',
    'BASH_ENV is not set, so environment variables cannot be passed to later steps.',
    {
      hint: 'Use --export profile, or eval "$(ci-aws-credentials env …)". CircleCI sets BASH_ENV in every job.',
    },
  );
}
