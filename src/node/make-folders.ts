import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { unless } from './file-error.ts';
import { systemCode } from './system-code.ts';

/**
 * Creates a folder and missing ones above it, accessible only to this user. Node's `recursive` never returns if the
 * folder above exists but cannot contain another, as in `/proc`.
 */
export function makeFolders(path: string, { again = false } = {}): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (isFolder(path)) return;
    const parent = dirname(path);
    const hasParent = isFolder(parent);
    if (systemCode(error) !== 'ENOENT' || (hasParent && again)) throw error;
    if (!hasParent) makeFolders(parent);
    // If it exists now, another process created it at the same time.
    makeFolders(path, { again: hasParent });
  }
}

function isFolder(path: string): boolean {
  return unless(['ENOENT', 'ENOTDIR'], () => statSync(path))?.isDirectory() === true;
}
