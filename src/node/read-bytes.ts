import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { HelperError } from '../core/errors.ts';
import type { ReadLimits } from '../core/io.ts';
import { unless } from './file-error.ts';
import { pause } from './pause.ts';

/** What a user names may be a pipe that nobody writes to, or a device without an end. */
const usual = { bytes: 5_000_000, milliseconds: 10_000 };

/**
 * The bytes of a file or a pipe; `undefined` where there is none.
 *
 * @throws HelperError `input-unreadable` for one that is too large, or that does not come to its end in time
 */
export function readBytes(path: string, limits: ReadLimits = {}): Buffer | undefined {
  // O_NONBLOCK is missing on Windows. Without it, a pipe holds us until somebody writes.
  const { O_RDONLY, O_NONBLOCK = 0 } = constants;
  const file = unless(['ENOENT'], () => openSync(path, O_RDONLY | O_NONBLOCK));
  if (file === undefined) return undefined;
  try {
    return readAll({ path, file, stats: fstatSync(file) }, { ...usual, ...limits });
  } finally {
    closeSync(file);
  }
}

interface Opened {
  readonly path: string;
  readonly file: number;
  readonly stats: Stats;
}

function readAll({ path, file, stats }: Opened, { bytes, milliseconds }: Required<ReadLimits>): Buffer {
  const end = performance.now() + milliseconds;
  const chunks: Buffer[] = [];
  let size = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(65_536);
    // EAGAIN: there is a writer, and nothing has come from it yet.
    const count = unless(['EAGAIN'], () => readSync(file, chunk));
    size += count ?? 0;
    if (size > bytes) throw tooLarge(path, bytes);
    // At the end of an empty pipe, its writer may not have come yet.
    if (count === 0 && (size > 0 || !stats.isFIFO())) return Buffer.concat(chunks);
    if (count) chunks.push(chunk.subarray(0, count));
    if (!stats.isFile() && performance.now() >= end) throw endless(path, size, milliseconds);
    if (!count) pause(10);
  }
}

function tooLarge(path: string, bytes: number): HelperError {
  return new HelperError('input-unreadable', `${path} is larger than ${bytes / 1000} kB and was not read on.`, {
    hint: 'Nothing that belongs there is as large. Check the path.',
  });
}

function endless(path: string, size: number, milliseconds: number): HelperError {
  const seconds = (milliseconds / 1000).toFixed(1);
  return new HelperError(
    'input-unreadable',
    size === 0
      ? `Nothing came from ${path} within ${seconds} s.`
      : `${path} did not come to an end within ${seconds} s.`,
    { hint: 'It is a pipe or a device, and not a file. Check the path, and that its writer runs and closes it.' },
  );
}
