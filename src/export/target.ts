import type { ProfileType } from '../aws/profile-type.ts';
import type { CiProvider } from '../ci/provider.ts';
import type { ExportIo } from '../core/io.ts';
import type { Identity, ProfileSession, Session } from '../core/session.ts';
import type { Job } from '../job/job.ts';
import type { Receipt } from '../job/receipts.ts';
import type { ExportName, Settings } from '../options/settings.ts';
import type { Token } from '../token/token.ts';
import type { Precedence } from './precedence.ts';
import type { VariableChanges } from './variables.ts';

/** What was asked for, and where. */
export interface HandoverRequest {
  readonly settings: Settings;
  readonly ci: CiProvider;
  readonly job: Job;
  /** All the ways in which this run hands over. */
  readonly ways: readonly ExportName[];
  /** The profile that is written, if one is. */
  readonly profileName: string;
}

/** What is known before the first request. */
export interface HandoverPlan extends HandoverRequest {
  readonly profileType: ProfileType;
  readonly precedence: Precedence;
}

export interface Handover extends HandoverPlan {
  /** What is handed over where only one can be: the session of the only role, or of the first. */
  readonly session: Session;
  /** One, or with `roles` one for each. */
  readonly grants: readonly ProfileSession[];
  readonly sessionName: string;
  /** Absent where other credentials than a token were used. */
  readonly token: Token | undefined;
  /** By what the session was got, for people. */
  readonly by: string;
}

/** A way to hand a session over to the rest of the job. */
export interface ExportTarget {
  /** Also the `kind` of its receipts. */
  readonly name: string;
  /** How clients find what it hands over; absent where they do not. */
  readonly hands?: 'variables' | 'profile';
  /** What it does to variables that would come before those with the credentials. */
  rivals?(request: HandoverRequest, io: Pick<ExportIo, 'env' | 'platform'>): VariableChanges;
  /** Refuses, before anything is sent, what `write` would have to refuse. */
  check(plan: HandoverPlan, io: ExportIo): void;
  /**
   * Hands over. What undoes it is recorded before it is done, so that nothing is ever left behind without a receipt;
   * undoing what was then not done does no harm.
   */
  write(handover: Handover, io: ExportIo, record: (receipt: Receipt) => void): void | Promise<void>;
  /** Puts back what was there before; absent where nothing is left that could be undone. */
  undo?(receipt: Receipt, io: ExportIo): void | Promise<void>;
}

/** What came of a run. */
export type Outcome = { readonly plan: HandoverPlan } & (
  | { readonly kind: 'handed-over'; readonly handover: Handover }
  /** `use-existing-credentials`: those that were there work. */
  | { readonly kind: 'kept'; readonly identity: Identity }
  /** `unset-current-credentials`, and nothing else. */
  | { readonly kind: 'unset' }
);
