import { fstatSync, ftruncateSync, writeFileSync } from 'node:fs';

/** Appends all of a text to an open file, or nothing: a disk may become full halfway, also within a secret. */
export function appendWhole(file: number, text: string): void {
  const stats = fstatSync(file);
  try {
    writeFileSync(file, text);
  } catch (error) {
    if (stats.isFile()) ftruncateSync(file, stats.size);
    throw error;
  }
}
