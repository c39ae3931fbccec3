/** One folder, as the test calls it and as Windows does. */
export interface Folder {
  readonly here: string;
  readonly there: string;
}

export function windowsPath(...names: readonly string[]): string {
  return names.join('\\');
}
