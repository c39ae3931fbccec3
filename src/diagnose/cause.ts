import type { ErrorCode } from '../core/errors.ts';
import type { PolicyFix } from './policy-fix.ts';
import type { RefusalContext } from './refusal-context.ts';
import type { StatementEdit } from './statement-edit.ts';

/** `certain`: AWS or the policy shows it. `likely`: the token indicates it. `possible`: worth a look. */
export type Likelihood = 'certain' | 'likely' | 'possible';

/** A cause of a refusal, applied to one case. No string contains control characters. */
export interface Finding {
  readonly id: string;
  readonly title: string;
  /** A fault of the policy is certain only if it alone causes the refusal. */
  readonly likelihood: Likelihood;
  /** The evidence, such as the claim next to the condition. One line each. */
  readonly evidence: readonly string[];
  /** What to do: a change in the job, or the smallest safe policy change, ready to paste. */
  readonly change: string;
  /** The same change as data: the complete new members of each changed statement. */
  readonly edits?: readonly StatementEdit[];
  /** The documentation page: a path from the repository root in a cause, a URL in a diagnosis. */
  readonly page: string;
}

/** A finding before its policy change is tried. */
export interface Found extends Omit<Finding, 'id' | 'page' | 'edits'> {
  /** The policy change. `change` is then the alternative, and may be empty. */
  readonly fix?: PolicyFix;
  /** The policy without the fault, even if that admits anyone: only used to find further faults. */
  readonly aside?: PolicyFix;
}

/** A possible cause. */
export interface Cause {
  /** Stable: users search for it and programs read it. */
  readonly id: string;
  readonly page: string;
  /** The error codes that it explains. Causes of `sts-access-denied` are also checked if AWS was not called. */
  readonly codes: readonly ErrorCode[];
  /** The error code if AWS was not called. Default: `sts-access-denied`. */
  readonly offlineCode?: ErrorCode;
  /** Returns `undefined` if this cannot be the cause. */
  find(context: RefusalContext): Found | undefined;
}
