import type { ChildProcess, spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Terminates a program on Windows with its child processes. By full path, because a name would first be searched in the
 * folder of the job. The module is a parameter, since not every program loads it at the start.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/taskkill
 */
export function endTree(child: ChildProcess, by: { readonly spawnSync: typeof spawnSync }): void {
  if (child.pid === undefined) return;
  const taskkill = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'taskkill.exe');
  by.spawnSync(taskkill, ['/PID', String(child.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
  // Ignores its result.
  child.kill('SIGKILL');
}
