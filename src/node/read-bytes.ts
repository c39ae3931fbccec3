import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { HelperError } from '../core/errors.ts';
import type { ReadLimits } from '../core/io.ts';
import { unless } from './file-error.ts';
import { pause } from './pause.ts';
import { uptime } from './uptime.ts';

/** The limits unless others are given. A user's path may be a pipe without a writer, or an endless device. */
const usual = { bytes: 20_000_000, milliseconds: 10_000 };

/**
 * The bytes of a file or a pipe; `undefined` if it does not exist.
 *
 * @throws HelperError `input-unreadable` if it is too large or does not end in time
 */
export function readBytes(path: string, limits: ReadLimits = {}): Buffer | undefined {
  // O_NONBLOCK is missing on Windows. Without it, a pipe blocks until it has a writer.
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

function readAll({ path, file, stats }: Opened, { bytes, milliseconds }: Required<Omit<ReadLimits, 'utf16'>>): Buffer {
  if (stats.isFile() && stats.size > bytes) throw tooLarge(path, bytes);
  const end = uptime() + milliseconds;
  const chunks: Buffer[] = [];
  let size = 0;
  for (;;) {
    // Reads a file in one piece: joining chunks would need twice the memory.
    const chunk = Buffer.allocUnsafe(Math.max(65_536, Math.min(stats.size, bytes + 1) - size));
    // EAGAIN: the pipe has a writer but no data yet.
    const count = unless(['EAGAIN'], () => readSync(file, chunk));
    size += count ?? 0;
    if (size > bytes) throw tooLarge(path, bytes);
    // An empty pipe may not have a writer yet.
    if (count === 0 && (size > 0 || !stats.isFIFO())) return joined(chunks);
    if (count) chunks.push(chunk.subarray(0, count));
    if (!stats.isFile() && uptime() >= end) throw endless(path, size, milliseconds);
    if (!count) pause(10);
  }
}

function joined(chunks: readonly Buffer[]): Buffer {
  const [first, ...more] = chunks;
  return first !== undefined && more.length === 0 ? first : Buffer.concat(chunks);
}

function tooLarge(path: string, bytes: number): HelperError {
  return new HelperError('input-unreadable', `${path} is larger than the limit of ${bytes / 1000} kB.`, {
    hint: 'Check the path: no valid file of this kind is that large.',
  });
}

function endless(path: string, size: number, milliseconds: number): HelperError {
  const seconds = (milliseconds / 1000).toFixed(1);
  return new HelperError(
    'input-unreadable',
    size === 0 ? `${path} returned no data within ${seconds} s.` : `${path} did not end within ${seconds} s.`,
    { hint: 'Check the path, which is a pipe or a device, and that its writer runs and closes it.' },
  );
}
