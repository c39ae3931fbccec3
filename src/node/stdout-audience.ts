import { fstatSync, readFileSync, readlinkSync, type Stats, statSync } from 'node:fs';
import { basename } from 'node:path';
import { goesToTheLog, type JobSigns, type SeenProcess } from '../core/seen-output.ts';

/** What can read standard output, as far as the system shows. */
export function stdoutAudience(signs: JobSigns): 'a terminal' | 'the log' | undefined {
  if (process.stdout.isTTY) return 'a terminal';
  return bothAreOne() || goesToTheLog(process.pid, look, signs) ? 'the log' : undefined;
}

/** A shell that captures the output uses a separate pipe; a CI often uses the same pipe for both streams. */
function bothAreOne(): boolean {
  try {
    const [out, err] = [fstatSync(1), fstatSync(2)];
    return identity(out) === identity(err) && out.ino !== 0;
  } catch {
    // A closed stream has no readers.
    return false;
  }
}

/**
 * https://man7.org/linux/man-pages/man5/proc.5.html: a process that has ended or belongs to another user cannot be
 * inspected.
 */
function look(pid: number): SeenProcess | undefined {
  const folder = `/proc/${pid}`;
  try {
    // The name of the program, in parentheses, can contain any character.
    const [, parent] = readFileSync(`${folder}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return {
      parent: Number(parent),
      children: childrenOf(pid),
      program: basename(readlinkSync(`${folder}/exe`)),
      env: variablesIn(readFileSync(`${folder}/environ`, 'utf8')),
      stdin: openFile(`${folder}/fd/0`),
      stdout: openFile(`${folder}/fd/1`),
      stderr: openFile(`${folder}/fd/2`),
    };
  } catch {
    // Unknown; also on macOS and Windows, which have no such folder.
    return undefined;
  }
}

/** Not every kernel shows it. */
function childrenOf(pid: number): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function openFile(path: string): string | undefined {
  try {
    const stats = statSync(path);
    // ksh captures output in a file without a name, and redirects its own output there meanwhile.
    return stats.nlink === 0 ? undefined : identity(stats);
  } catch {
    // It is closed.
    return undefined;
  }
}

function identity({ dev, ino }: Pick<Stats, 'dev' | 'ino'>): string {
  return `${dev}:${ino}`;
}

function variablesIn(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split('\0').flatMap((entry) => {
      const end = entry.indexOf('=');
      return end > 0 ? [[entry.slice(0, end), entry.slice(end + 1)]] : [];
    }),
  );
}
