// https://learn.microsoft.com/windows-server/administration/windows-commands/for
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** The 8.3 path of a folder on Windows; the same path if the drive has no short names. Only cmd returns it. */
export function shortPath(folder: string): string {
  // cmd would expand it as a variable.
  if (folder.includes('%')) return folder;
  const line = `"for %I in ("${folder.replaceAll('/', '\\')}") do @echo %~sI"`;
  const { stdout } = spawnSync(process.env.ComSpec || 'cmd.exe', ['/d', '/v:off', '/u', '/s', '/c', line], {
    windowsVerbatimArguments: true,
    windowsHide: true,
  });
  const short = stdout?.toString('utf16le').trim() ?? '';
  return short !== '' && identity(short) === identity(folder) ? short : folder;
}

function identity(folder: string): string | undefined {
  try {
    const { dev, ino } = statSync(folder, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    // The output of cmd is not a path, or the folder does not exist, which the writer reports.
    return undefined;
  }
}
