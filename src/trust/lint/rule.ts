import type { LintPolicy } from './lint-policy.ts';

export type Severity = 'error' | 'warning' | 'note';

/**
 * A mistake in a policy. Errors are unsafe or cannot work; warnings admit more than it seems or may not work; notes are
 * advice.
 */
export interface Rule {
  /** Stable: users search for it and suppress it; documented in `docs/lint/<id>.md`. */
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** The source: a page of AWS or of the CI, or of the person who found it. */
  readonly docs: string;
  check(policy: LintPolicy): readonly RuleFinding[];
}

export interface RuleFinding {
  /** What is wrong, with the value. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
  /** The path in the policy. */
  readonly path: string;
}
