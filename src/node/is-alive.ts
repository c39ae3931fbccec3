import { readFileSync } from 'node:fs';
import { systemCode, unless } from './file-error.ts';

/** Whether a process of this number runs on this machine. It need not be the one that had the number before. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
  return !isZombie(pid);
}

/** In a container whose first process does not wait for orphans, the killed stay in the table. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  const status = unless(['ENOENT', 'ESRCH', 'EACCES'], () => readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? '';
  return /^\d+ \(.*\) [ZX] /s.test(status);
}
