/**
 * The current user. Windows has no such number: owners and modes are not checked there, because access is controlled by
 * inherited lists that Node does not show. ADR 19 describes the consequences.
 */
export const ownUser: number | undefined = process.geteuid?.();
