import type { LintPolicy } from './lint-policy.ts';

export type Severity = 'error' | 'warning' | 'note';

/** One trap. Errors are unsafe or cannot work; warnings are wider than they look or may not work; notes are advice. */
export interface Rule {
  /** Stable: people silence and search for it; `docs/lint/<id>.md` explains it. */
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** The page of AWS, of the CI or of the finder that it rests on. */
  readonly docs: string;
  check(policy: LintPolicy): readonly RuleFinding[];
}

export interface RuleFinding {
  /** What is wrong, with the value at fault. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
  /** Where in the policy. */
  readonly path: string;
}
