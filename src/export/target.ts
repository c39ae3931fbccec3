import type { ProfileType } from '../aws/profile-type.ts';
import type { CiProvider } from '../ci/provider.ts';
import type { ExportIo } from '../core/io.ts';
import type { RegistryLogin } from '../core/registry-login.ts';
import type { Identity, ProfileSession } from '../core/session.ts';
import type { Job } from '../job/job.ts';
import type { Receipt } from '../job/receipts.ts';
import type { Settings } from '../options/settings.ts';
import type { Token } from '../token/token.ts';
import type { VariableChanges } from './variables.ts';

/** The effect of the job's variables on an export. */
export interface Precedence {
  readonly profileType: ProfileType;
  /** A tool would use another identity. */
  readonly conflict: PrecedenceNote | undefined;
  /** A tool would stop, or needs `--profile`. */
  readonly warnings: readonly PrecedenceNote[];
  /** The type is not the usual one, or the session name differs. */
  readonly notices: readonly PrecedenceNote[];
  /** Profiles that AWS_PROFILE does not select, for some tool. */
  readonly byOptionOnly: readonly string[];
}

/** The consequence, and what to do about it. */
export interface PrecedenceNote {
  readonly message: string;
  readonly hint: string;
}

/** What is known before the first request. */
export interface HandoverPlan {
  readonly settings: Settings;
  readonly ci: CiProvider;
  readonly job: Job;
  readonly targets: readonly ExportTarget[];
  /** The profile to write, if any. */
  readonly profileName: string;
  readonly sessionName: string;
  /** The effect of the job's variables on it. */
  readonly precedence: Precedence;
}

/** A plan before its precedence check. */
export type HandoverRequest = Omit<HandoverPlan, 'precedence'>;

/** A plan with its sessions. */
export interface Handover extends HandoverPlan {
  /** One session, or one for each of `roles`. Targets that accept only one use the first. */
  readonly sessions: readonly [ProfileSession, ...ProfileSession[]];
  /** Absent with credentials other than a token. */
  readonly token: Token | undefined;
  /** Logins to container registries, if requested. */
  readonly logins: readonly RegistryLogin[];
  /** The credentials that assumed the first role, for messages. */
  readonly credentialOrigin: string;
}

/** What a target writes with. */
export interface Recording {
  readonly io: ExportIo;
  readonly record: (receipt: Receipt) => void;
}

/** A way to pass sessions to later commands of the job. */
export interface ExportTarget {
  /** Also the `kind` of its receipts. */
  readonly name: string;
  /** How clients find its result; absent if they do not. */
  readonly hands?: 'variables' | 'profile';
  /** Its effect on variables that would take precedence. */
  rivals?(request: HandoverRequest, io: Pick<ExportIo, 'env' | 'platform'>): VariableChanges;
  /** Refuses, before anything is sent, what `write` would refuse. */
  check(plan: HandoverPlan, io: ExportIo): void | Promise<void>;
  /**
   * Exports. The undo is recorded before each change, so that there is always a receipt; undoing a change that was not
   * made does no harm.
   */
  write(handover: Handover, io: ExportIo, record: (receipt: Receipt) => void): void | Promise<void>;
  /** Whether its receipts will contain no secret. */
  isOpen?(io: Pick<ExportIo, 'env'>): boolean;
  /** Restores the previous state; absent if there is nothing to undo. */
  undo?(receipt: Receipt, io: ExportIo): void | Promise<void>;
}

/** The result of a run. */
export type Outcome =
  | ({ readonly kind: 'handed-over' } & Handover)
  /** `use-existing-credentials`: the existing ones work. */
  | ({ readonly kind: 'kept'; readonly identity: Identity } & HandoverPlan & Pick<Handover, 'logins'>)
  /** `unset-current-credentials` only. */
  | ({ readonly kind: 'unset' } & HandoverPlan);

/** Whether a profile is exported. */
export function writesProfile({ targets }: Pick<HandoverPlan, 'targets'>): boolean {
  return targets.some(({ hands }) => hands === 'profile');
}
