import { readFileSync } from 'node:fs';
import { unless } from './file-error.ts';
import { systemCode } from './system-code.ts';

/** Whether a process with this number runs on this machine. The number may have been reused. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
  return !isZombie(pid);
}

/** In a container whose first process does not reap orphans, killed processes stay in the table. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  const status = unless(['ENOENT', 'ESRCH', 'EACCES'], () => readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? '';
  return /^\d+ \(.*\) [ZX] /s.test(status);
}
