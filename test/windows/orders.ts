/** What a test has the launcher do. */
export type Order =
  | Launch
  | { readonly kind: 'hold'; readonly path: string; readonly milliseconds: number }
  | { readonly kind: 'end' };

export interface Launch {
  readonly kind: 'launch';
  readonly file: string;
  readonly args: readonly string[];
  /** All of it. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Whether the arguments are parts of a command line already, as those of cmd are. */
  readonly verbatim?: boolean;
}

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
