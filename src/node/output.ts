import { writeSync } from 'node:fs';
import type { HelperError } from '../core/errors.ts';
import { notWritable } from './file-error.ts';
import { systemCode } from './system-code.ts';

/** The errors of the system for a closed reader, of which Windows has several. */
const closed = ['EPIPE', 'ECONNRESET', 'EOF'];

/**
 * Keeps the program running if the reader of a stream has gone (`… | head -1`): the output is lost, but the work is
 * finished. Other losses, such as a full disk, are reported once.
 */
export function outliveReader(stream: NodeJS.WritableStream, lost: (error: HelperError) => void = () => {}): void {
  let told = false;
  stream.on('error', (error) => {
    if (told || closed.includes(systemCode(error) ?? '')) return;
    told = true;
    lost(notWritable('standard output', error));
  });
}

export interface Output {
  write(text: string): void;
  /** Whether all of it is written when `write` returns, so that the process can end at once. */
  isDirect(): boolean;
}

/**
 * Writes without a stream of Node, which takes a millisecond to create. If the reader is slow or has gone, the stream
 * takes over; and on Windows for other characters than ASCII, which only the stream can show in a console.
 */
export function directly(file: number, stream: () => NodeJS.WritableStream): Output {
  let fallback: NodeJS.WritableStream | undefined;
  return {
    write(text) {
      let rest = Buffer.from(text);
      if (process.platform === 'win32' && rest.length > text.length) fallback ??= stream();
      try {
        while (fallback === undefined && rest.length > 0) rest = rest.subarray(writeSync(file, rest));
      } catch {
        fallback = stream();
      }
      fallback?.write(rest);
    },
    isDirect: () => fallback === undefined,
  };
}

/** Standard error, which may have no reader. */
export const standardError = directly(2, () => {
  outliveReader(process.stderr);
  return process.stderr;
});

/** Standard output, where losing it does not matter: the log of a step, which nothing else reads. */
export const standardOutput = directly(1, () => {
  outliveReader(process.stdout);
  return process.stdout;
});
