/** A CI, a policy for its branch `main`, and jobs that request the role. */
export interface Example {
  readonly id: string;
  readonly name: string;
  readonly policy: string;
  readonly jobs: readonly ExampleJob[];
}

export interface ExampleJob {
  /** `pull request` */
  readonly name: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

// Inserted by scripts/site.ts: the jobs of the emulator, which need Node.
declare const EXAMPLES: readonly Example[];

export const examples: readonly Example[] = EXAMPLES;
