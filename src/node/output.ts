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
