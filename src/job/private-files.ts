import type { Files } from '../core/io.ts';

/** Removes files of ours, and the folders that are then empty. What a receipt says need not be a list of paths. */
export function removePrivateFiles(paths: unknown, files: Pick<Files, 'remove' | 'removeFolder'>): void {
  if (!Array.isArray(paths)) return;
  const texts = paths.filter((path) => typeof path === 'string');
  for (const path of texts) files.remove(path);
  const folders = new Set(texts.map((path) => path.slice(0, path.lastIndexOf('/'))));
  // The longest first: a folder is empty only when those in it are gone.
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) files.removeFolder(folder);
}
