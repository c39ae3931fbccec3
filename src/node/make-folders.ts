import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode, unless } from './file-error.ts';

/**
 * Makes a folder, and those above it that are missing; nobody else may enter them. Node's own way (`recursive`) never
 * ends where the folder above is there and still has no room for another, as in `/proc`.
 */
export function makeFolders(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (isFolder(path)) return;
    const parent = dirname(path);
    if (systemCode(error) !== 'ENOENT' || isFolder(parent)) throw error;
    makeFolders(parent);
    makeFolders(path);
  }
}

function isFolder(path: string): boolean {
  return unless(['ENOENT', 'ENOTDIR'], () => statSync(path))?.isDirectory() === true;
}
