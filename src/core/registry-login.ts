import type { Secret } from './secret.ts';

/** A login to a container registry. */
export interface RegistryLogin {
  /** Without a scheme, which some clients do not support: `123456789012.dkr.ecr.eu-central-1.amazonaws.com`. */
  readonly host: string;
  readonly username: string;
  readonly password: Secret;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The form in the clients' files: base64 of `USERNAME:PASSWORD`. */
export function authOf({ username, password }: Pick<RegistryLogin, 'username' | 'password'>): string {
  return btoa(`${username}:${password.reveal()}`);
}
