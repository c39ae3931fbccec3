import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { CommandResult } from '../core/io.ts';
import { printable } from '../core/log-safe.ts';
import { parseToken, type Token } from '../token/token.ts';
import type { TokenSource } from '../token/token-source.ts';
import type { CiIo } from './provider.ts';

/** Bytes. AWS accepts up to 20,000 characters. */
const largestToken = 100_000;

/**
 * The token from the source that the user set.
 *
 * @throws HelperError `token-missing`, `token-unreadable`, `token-malformed`, `input-unreadable`
 */
export async function tokenFrom(source: TokenSource, io: CiIo): Promise<Token> {
  if (source.kind === 'env') {
    const value = envValue(io.env, source.name);
    if (value !== undefined) return parseToken(value, `the variable ${source.name}`, false);
    throw new HelperError(
      'token-missing',
      `The variable ${source.name} (token-env) is ${io.env[source.name] === undefined ? 'not set' : 'empty'}.`,
      {
        hint: 'Check its name, and that the CI passes it to this job: many CIs pass no secrets to builds of forks.',
      },
    );
  }
  if (source.kind === 'file') {
    const text = io.files.read(source.path, { bytes: largestToken, utf16: true });
    const token = text === undefined ? undefined : parseToken(text, `the file ${source.path}`, true);
    // AWS tools cannot read a file with a byte order mark, as Windows PowerShell writes it.
    if (token !== undefined) return text?.startsWith('\ufeff') ? token : { ...token, path: source.path };
    throw new HelperError('token-unreadable', `The token file ${source.path} does not exist.`, {
      hint: 'Check the path (a relative one starts at the current folder), and that an earlier step writes the file.',
    });
  }
  return tokenOfCommand(await io.processes.shell(source.line));
}

/** The token that a command printed. If it is not a token, the standard error usually has the reason. */
function tokenOfCommand({ status, stdout, stderr }: CommandResult): Token {
  const said = lastLines(stderr);
  if (status !== 0) {
    throw new HelperError(
      'token-unreadable',
      `The token-command failed with exit code ${status}: ${said.at(-1) ?? 'no message'}`,
      {
        hint:
          said.length > 1
            ? quoted(said)
            : 'Run the command alone in the job, with its output sent to /dev/null, to see its error messages.',
      },
    );
  }
  try {
    return parseToken(stdout, 'the output of token-command', true);
  } catch (error) {
    if (!(error instanceof HelperError) || said.length === 0) throw error;
    throw new HelperError(error.code, error.message, { hint: `${quoted(said)}\n${error.hint}`, cause: error });
  }
}

const shownLines = 10;
const shownCharacters = 300;

/** The last lines of the standard error, safe to log. */
function lastLines(stderr: string): readonly string[] {
  return printable(stderr)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-shownLines)
    .map((line) => (line.length > shownCharacters ? `${[...line].slice(0, shownCharacters).join('')}…` : line));
}

function quoted(said: readonly string[]): string {
  return `See its standard error:\n${said.map((line) => `    ${line}`).join('\n')}`;
}
