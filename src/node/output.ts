import type { HelperError } from '../core/errors.ts';
import { notWritable, systemCode } from './file-error.ts';

/** How the system says that nobody reads any more; Windows says it in more than one way. */
const closed = ['EPIPE', 'ECONNRESET', 'EOF'];

/**
 * Keeps this program alive where the reader of a stream goes (`… | head -1`): what is written then is lost, and the
 * work is done to its end. What is lost for another reason, a full disk say, is told once.
 */
export function outliveReader(stream: NodeJS.WritableStream, lost: (error: HelperError) => void = () => {}): void {
  let told = false;
  stream.on('error', (error) => {
    if (told || closed.includes(systemCode(error) ?? '')) return;
    told = true;
    lost(notWritable('standard output', error));
  });
}
