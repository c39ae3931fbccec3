import { folderOf } from '../core/folder-of.ts';
import type { Files } from '../core/io.ts';

/** Removes private files and the folders that are then empty. The value from a receipt may not be a list of paths. */
export function removePrivateFiles(paths: unknown, files: Pick<Files, 'remove' | 'removeFolder'>): void {
  if (!Array.isArray(paths)) return;
  const texts = paths.filter((path) => typeof path === 'string');
  for (const path of texts) files.remove(path);
  // Longest first, because a folder is empty only after those in it are removed.
  for (const folder of foldersOf(texts).sort((a, b) => b.length - a.length)) files.removeFolder(folder);
}

/** The folders of these paths, without duplicates. */
export function foldersOf(paths: readonly string[]): string[] {
  return [...new Set(paths.map(folderOf))];
}
