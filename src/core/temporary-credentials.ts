import { Secret } from './secret.ts';
import type { TemporaryCredentials } from './session.ts';

interface Parts {
  readonly accessKeyId: string | undefined;
  readonly secretAccessKey: string | undefined;
  readonly sessionToken: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number | undefined;
}

/** Credentials from unchecked parts; `undefined` if a part is missing or the expiry is not a time. */
export function temporaryCredentials(parts: Parts): TemporaryCredentials | undefined {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = parts;
  if (!accessKeyId || !secretAccessKey || !sessionToken) return undefined;
  if (expiresAt === undefined || Number.isNaN(new Date(expiresAt).getTime())) return undefined;
  return {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    sessionToken: new Secret(sessionToken),
    expiresAt,
  };
}
