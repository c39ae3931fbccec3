import { fstatSync, ftruncateSync, readSync, writeFileSync } from 'node:fs';

/**
 * Appends all of a text to a file, beginning on a new line, or nothing: a disk may become full halfway, also within a
 * secret. The file must be open for appending and reading.
 */
export function appendWhole(file: number, text: string): void {
  const stats = fstatSync(file);
  try {
    writeFileSync(file, endsInNewline(file, stats.size) ? text : `\n${text}`);
  } catch (error) {
    if (stats.isFile()) ftruncateSync(file, stats.size);
    throw error;
  }
}

function endsInNewline(file: number, size: number): boolean {
  if (size === 0) return true;
  const last = new Uint8Array(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] === 0x0a;
}
