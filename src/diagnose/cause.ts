import type { ErrorCode } from '../core/errors.ts';
import type { RefusalContext } from './refusal-context.ts';

/** How sure a finding is: AWS or the policy says so, the token speaks for it, or it is worth a look. */
export type Likelihood = 'certain' | 'likely' | 'possible';

/** One cause of a refusal, as it stands in this case. All texts are without control characters. */
export interface Finding {
  readonly id: string;
  readonly title: string;
  readonly likelihood: Likelihood;
  /** What it is seen by: the claim beside the condition. One line each. */
  readonly evidence: readonly string[];
  /** The smallest safe change, ready to paste. */
  readonly change: string;
  /** Our page about it, from the root of the repository. */
  readonly page: string;
}

/** One thing that can be wrong. */
export interface Cause {
  /** Stable: people search for it, and programs read it. */
  readonly id: string;
  readonly page: string;
  /** The refusals that it explains. A cause of `sts-access-denied` is also looked for where AWS was not asked. */
  readonly codes: readonly ErrorCode[];
  /** What it is called where AWS was not asked; `sts-access-denied`, unless said. */
  readonly offlineCode?: ErrorCode;
  /** What speaks for it, or `undefined` where it cannot be the reason. */
  find(context: RefusalContext): Omit<Finding, 'id' | 'page'> | undefined;
}
