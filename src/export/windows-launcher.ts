// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
import type { ProfileProgram } from './profile-program.ts';

export const windowsLauncherName = 'credential-process.cmd';

/** cmd cannot start a path longer than 259. */
const longestPath = 250;

/**
 * A batch file that starts the program of a profile. On Windows, the AWS tools agree only on a command of one word
 * without quotes: with a quoted path of Node, .NET and Java let cmd remove the quotes, and Go escapes them with
 * backslashes. `undefined` if it cannot be written: cmd reads non-ASCII characters in the code page of the machine.
 */
export function windowsLauncher({ command, folder }: ProfileProgram): string | undefined {
  const [executable, argument] = command.map((word) => inBatch(fromFolder(word, folder)));
  const text = `@${executable} ${argument} "%~dp0."\r\n`;
  const isTooLong = folder.length + windowsLauncherName.length >= longestPath;
  return isTooLong || !isAscii(text) ? undefined : text;
}

function isAscii(text: string): boolean {
  return /^[ -~\r\n]*$/.test(text);
}

/** One word, quoted only if necessary: Go's SDK cannot start a quoted one. */
export function windowsPath(path: string): string {
  const own = path.replaceAll('/', '\\');
  return /^[\p{L}\p{N}_\\:.~@+-]+$/u.test(own) ? own : `"${own}"`;
}

/** Non-ASCII characters are usually in the user name, which a relative path avoids. */
function fromFolder(path: string, folder: string): string {
  if (isAscii(path)) return path;
  const [to, from] = [path.split(/[\\/]/), folder.split(/[\\/]/)];
  const firstOther = from.findIndex((name, index) => name !== to[index]);
  const shared = firstOther === -1 ? from.length : firstOther;
  if (shared === 0) return path;
  return [here, ...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('\\').replace(`${here}\\`, here);
}

/** The folder of a batch file, with a trailing backslash. */
const here = '%~dp0';

function inBatch(word: string): string {
  if (/^[\w-]+$/.test(word)) return word;
  const literal = (text: string): string => text.replaceAll('%', '%%');
  return word.startsWith(here) ? `"${here}${literal(word.slice(here.length))}"` : `"${literal(word)}"`;
}
