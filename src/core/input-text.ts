import type { Files, ReadLimits } from './io.ts';

/**
 * The text of a file that the user passes and that is never written back; `undefined` if it does not exist. It may be from
 * `>` of Windows PowerShell, in UTF-16, or begin with a byte order mark.
 */
export function inputText(path: string, files: Pick<Files, 'read'>, limits?: ReadLimits): string | undefined {
  return files.read(path, { utf16: true, ...limits })?.replace(/^\uFEFF/, '');
}
