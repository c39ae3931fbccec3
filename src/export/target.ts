import type { CiProvider } from '../ci/provider.ts';
import type { ExportIo } from '../core/io.ts';
import type { Identity, ProfileSession } from '../core/session.ts';
import type { Job } from '../job/job.ts';
import type { Receipt } from '../job/receipts.ts';
import type { Settings } from '../options/settings.ts';
import type { Token } from '../token/token.ts';
import type { Precedence } from './precedence.ts';
import type { VariableChanges } from './variables.ts';

/** What is known before the first request. */
export interface HandoverPlan {
  readonly settings: Settings;
  readonly ci: CiProvider;
  readonly job: Job;
  readonly targets: readonly ExportTarget[];
  /** The profile that is written, if one is. */
  readonly profileName: string;
  readonly sessionName: string;
  /** What the variables of the job make of it. */
  readonly precedence: Precedence;
}

/** A plan whose precedence has yet to be weighed. */
export type HandoverRequest = Omit<HandoverPlan, 'precedence'>;

/** A plan with the sessions that it hands over. */
export interface Handover extends HandoverPlan {
  /** One, or with `roles` one for each. The first is what is handed over where only one can be. */
  readonly sessions: readonly [ProfileSession, ...ProfileSession[]];
  /** Absent where other credentials than a token were used. */
  readonly token: Token | undefined;
  /** Where the credentials come from that assumed the first role, for people. */
  readonly credentialOrigin: string;
}

/** One way to hand sessions over to the rest of the job. */
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
export type Outcome =
  | ({ readonly kind: 'handed-over' } & Handover)
  /** `use-existing-credentials`: those that were there work. */
  | ({ readonly kind: 'kept'; readonly identity: Identity } & HandoverPlan)
  /** `unset-current-credentials`, and nothing else. */
  | ({ readonly kind: 'unset' } & HandoverPlan);

/** Whether a profile is among what is handed over. */
export function writesProfile({ targets }: Pick<HandoverPlan, 'targets'>): boolean {
  return targets.some(({ hands }) => hands === 'profile');
}
