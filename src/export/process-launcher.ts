// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html

import type { ExportIo } from '../core/io.ts';
import { posixQuote } from '../core/posix-quote.ts';
import type { ProfileProgram } from './profile-program.ts';
import { windowsLauncher, windowsLauncherName, windowsPath } from './windows-launcher.ts';

interface Launcher {
  readonly name: string;
  readonly text: string;
}

type LauncherIo = Pick<ExportIo, 'files' | 'platform'>;

/** The file that a profile runs instead of Node: a shell starts faster than Node. */
export function launcherOf(run: ProfileProgram, { files, platform }: LauncherIo): Launcher | undefined {
  const text = platform === 'win32' ? windowsLauncher(run) : files.identity('/bin/sh') && launcher(run);
  return text === undefined ? undefined : { name: platform === 'win32' ? windowsLauncherName : launcherName, text };
}

const launcherName = 'credential-process.sh';

/**
 * A script for any POSIX shell that prints a cached answer, and starts Node only if it is not fresh or not trusted:
 * `credential-cache.ts` and `read-private.ts` have the same rules, with messages. It uses only builtins and two
 * programs by absolute path, independent of `PATH`.
 */
export function launcher({ command, folder }: Pick<ProfileProgram, 'command' | 'folder'>): string {
  return `# Written by ci-aws-credentials: prints the cached credentials while they are fresh; Node renews them.
set +x # Bash takes SHELLOPTS from the environment, and a trace would show the credentials.
folder=${posixQuote(folder)}
cache=$folder/cache

fresh() {
  [ -O "$folder" ] && [ -O "$cache" ] || return 1
  # A folder and a plain file, no links, and closed to others.
  case $(/bin/ls -dn "$folder" "$cache") in
  d???--[S-]--[T-]*'
'-???------*) ;;
  *) return 1 ;;
  esac
  # A line without its ending is not whole.
  { read -r issued renewal && IFS= read -r answer; } <"$cache" || return 1
  # Every shell has echo built in: no other process sees what is printed. Some change backslashes.
  case $answer in
  *\\\\*) return 1 ;;
  '{'*'}') ;;
  *) return 1 ;;
  esac
  now=$(/bin/date +%s)999
  [ "$now" -ge "$issued" ] && [ "$now" -lt "$renewal" ]
}

if fresh 2>/dev/null; then
  echo "$answer"
  exit
fi
exec ${command.map(posixQuote).join(' ')} "$folder"
`;
}

/** The line for the AWS config file. Temporary folders may be mounted noexec. */
export function commandLine(run: ProfileProgram, io: LauncherIo): string {
  const { command, folder, plainFolder } = run;
  const found = launcherOf(run, io);
  if (found !== undefined && io.platform === 'win32') return windowsPath(`${plainFolder}/${found.name}`);
  const words = found === undefined ? [...command, folder] : ['/bin/sh', `${folder}/${found.name}`];
  return words.map((word) => quoted(word, io.platform)).join(' ');
}

/**
 * Some tools pass the line to a shell, others split it like a shell, and some split it at spaces: quotes only if
 * necessary. AWS documents double quotes, the only ones on Windows, where paths cannot contain them. On other systems
 * they would not protect a `$`: all tools that know single quotes treat them the same.
 */
function quoted(path: string, platform: string): string {
  if (platform === 'win32') return /^[\w\\/:.~-]+$/.test(path) ? path : `"${path}"`;
  if (/^[\w/.,:@%+=-]+$/.test(path)) return path;
  return /["$`\\]/.test(path) ? posixQuote(path) : `"${path}"`;
}
