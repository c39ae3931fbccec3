import { pause } from './pause.ts';
import { systemCode } from './system-code.ts';
import { uptime } from './uptime.ts';

/**
 * The errors of Windows for a file that another program has open or that is being removed. They can also mean missing
 * permission; there is no way to tell. https://learn.microsoft.com/windows/win32/fileio/creating-and-opening-files
 */
export const sharingViolations: readonly string[] = process.platform === 'win32' ? ['EPERM', 'EACCES', 'EBUSY'] : [];

/** A virus scanner or an indexer usually finishes quickly, with a slow disk in some seconds. */
export const usualTimeoutMs = 10_000;

/**
 * Runs a step, and repeats it while another program may have the file open. The step must leave nothing behind when it
 * fails.
 */
export function whenShared<T>(step: () => T, timeoutMs: number = usualTimeoutMs): T {
  const end = uptime() + timeoutMs;
  for (let wait = 4; ; wait = Math.min(wait * 2, 250)) {
    try {
      return step();
    } catch (error) {
      if (!sharingViolations.includes(systemCode(error) ?? '') || uptime() >= end) throw error;
    }
    pause(wait);
  }
}
