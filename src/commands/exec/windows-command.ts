// https://learn.microsoft.com/windows-server/administration/windows-commands/cmd
// https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
import { HelperError } from '../../core/errors.ts';
import type { Env } from '../../core/io.ts';
import type { StartedCommand } from '../command.ts';

interface Surroundings {
  readonly env: Env;
  /** Whether the path, which may be relative, is a file. */
  readonly isFile: (path: string) => boolean;
}

/** What to start, or the exit code and the reason if the command cannot be started. */
export type WindowsCommand = StartedCommand | { readonly exitCode: 126 | 127; readonly reason: string };

/**
 * Finds a command like the shells of Windows, and what starts it: the system starts only programs, and batch files
 * such as npm's require cmd.
 *
 * @throws HelperError `option-invalid` for an argument that cmd would change
 */
export function windowsCommand(command: string, args: readonly string[], world: Surroundings): WindowsCommand {
  const path = candidates(command, world.env).find(world.isFile);
  if (path === undefined) return { exitCode: 127, reason: `${command}: not found.` };
  const extension = extensionOf(path);
  if (programs.includes(extension)) return { file: path, args };
  if (batchFiles.includes(extension)) return byCmd(path, args, world.env);
  const interpreter = interpreters[extension] ?? 'bash';
  return {
    exitCode: 126,
    reason: `${command}: Windows cannot start this file. Name the program that runs it: exec … -- ${interpreter} ${command}`,
  };
}

const programs: readonly string[] = ['.EXE', '.COM'];
const batchFiles: readonly string[] = ['.BAT', '.CMD'];

const interpreters: Readonly<Record<string, string>> = {
  '.PS1': 'powershell -File',
  '.PY': 'python',
  '.JS': 'node',
  '.MJS': 'node',
  '.CJS': 'node',
};

/**
 * The paths that a shell tries, in order. The current folder comes last: a file in a checkout must not replace a
 * tool of the machine. A file found only there that is not a program is named in the error.
 */
function candidates(command: string, env: Env): readonly string[] {
  const hasFolder = /[\\/]|^[A-Za-z]:/.test(command);
  const own = extensionOf(command);
  const startable = (env.PATHEXT || '.COM;.EXE;.BAT;.CMD')
    .split(';')
    .map((extension) => extension.toUpperCase())
    .filter((extension) => programs.includes(extension) || batchFiles.includes(extension));
  const withExtension = startable.map((extension) => `${command}${extension.toLowerCase()}`);
  const asGiven = hasFolder || own !== '' ? [command] : [];
  const names = startable.includes(own) ? [...asGiven, ...withExtension] : [...withExtension, ...asGiven];
  if (hasFolder) return names;
  const folders = (env.PATH ?? '').split(';').map((folder) => folder.replace(/"/g, ''));
  return [...folders.filter(Boolean), '.'].flatMap((folder) =>
    names.map((name) => `${folder.replace(/[\\/]$/, '')}\\${name}`),
  );
}

/** In upper case, with the dot; empty if there is none. */
function extensionOf(path: string): string {
  return (/[^\\/:.](\.[^\\/:.]*)$/.exec(path)?.[1] ?? '').toUpperCase();
}

/**
 * cmd removes the outer pair of quotes, expands variables everywhere, and splits at characters like & outside
 * quotes; the program that the batch file starts parses the quotes.
 */
function byCmd(path: string, args: readonly string[], env: Env): StartedCommand {
  const line = [path.replaceAll('/', '\\'), ...args].map((word) => forCmd(word, path)).join(' ');
  return {
    file: env.ComSpec || 'cmd.exe',
    args: ['/d', '/e:on', '/v:off', '/s', '/c', `"${line}"`],
    verbatim: true,
  };
}

/** Doubles quotes: cmd would treat a backslash and a quote as the end of the quoted part, and the rest as commands. */
function forCmd(word: string, script: string): string {
  if (/[%\r\n\0]/.test(word)) {
    throw new HelperError(
      'option-invalid',
      `${script} is a batch file, and cmd would change ${word === script ? 'its name' : 'an argument'}, which contains % or a line break.`,
      {
        hint: 'Pass it in a file or an environment variable, or start the program that the batch file starts.',
      },
    );
  }
  if (/^[\w.:\\/@+~#?-]+$/.test(word)) return word;
  return `"${word.replace(/(\\*)("|$)/g, (_, backslashes: string, quote: string) => backslashes + backslashes + quote + quote)}"`;
}
