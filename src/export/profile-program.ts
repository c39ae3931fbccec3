/** What a profile runs, by absolute paths. */
export interface ProfileProgram {
  /** Node, and the program that renews. */
  readonly command: readonly [node: string, program: string];
  /** The folder of the profile, with its cache. */
  readonly folder: string;
  /** The same folder by a path without spaces, if the system has one. */
  readonly plainFolder: string;
}
