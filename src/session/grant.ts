import type { Session } from '../core/session.ts';

/** A session, and the profile that it becomes if profiles are written. */
export interface Grant {
  readonly profile: string;
  /** The profile whose credentials assumed it; absent where it came first. */
  readonly via: string | undefined;
  readonly session: Session;
}
