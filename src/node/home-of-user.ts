import { homedir } from 'node:os';
import { systemCode } from './system-code.ts';

/** A container may run as a user without an entry in /etc/passwd; and Node refuses paths of 4,096 bytes or more. */
export function homeOfUser(): string | undefined {
  try {
    return homedir() || undefined;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return process.env.HOME || undefined;
  }
}
