import { envValue } from '../core/env-value.ts';
import type { Env, Io } from '../core/io.ts';
import type { Session } from '../core/session.ts';

export type Variables = Readonly<Record<string, string>>;

/**
 * The variables that every AWS tool reads, in the order of configure-aws-credentials. The session token of other
 * credentials would break keys without one, so it is emptied.
 * https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
 */
export function credentialVariables({ credentials, region }: Session, env: Env): Variables {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const stale = envValue(env, 'AWS_SESSION_TOKEN') !== undefined;
  return {
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey.reveal(),
    ...(sessionToken !== undefined || stale ? { AWS_SESSION_TOKEN: sessionToken?.reveal() ?? '' } : {}),
  };
}

/** New values; `undefined` for variables to unset. */
export type VariableChanges = Readonly<Record<string, string | undefined>>;

/**
 * Variables that some client prefers to the keys, or sends with keys that they do not belong to
 * (`src/aws/client-table.ts`).
 */
const choosers = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'];
const companions = ['AWS_SECURITY_TOKEN', 'AWS_CREDENTIAL_EXPIRATION'];

/** For a shell, which can unset them. */
export function rivalsUnset(io: Pick<Io, 'env' | 'platform'>): VariableChanges {
  return { ...changed([...choosers, ...companions], undefined, io), ...otherSpellings(io) };
}

/** A case-sensitive shell such as Git Bash would pass on two variables that are the same on Windows. */
function otherSpellings({ env, platform }: Pick<Io, 'env' | 'platform'>): VariableChanges {
  const isOther = (name: string): boolean =>
    name !== name.toUpperCase() && name.toUpperCase() in emptyCredentialVariables;
  return Object.fromEntries(
    (platform === 'win32' ? Object.keys(env) : []).filter(isOther).map((name) => [name, undefined]),
  );
}

/**
 * For a CI that can only set variables. An empty AWS_PROFILE stops the AWS CLI, so it is set to the profile with the
 * same credentials, or not changed if there is none.
 */
export function rivalsOverwritten(profile: string | undefined, io: Pick<Io, 'env' | 'platform'>): VariableChanges {
  const chosen = profile === undefined ? {} : changed(choosers, profile, io);
  return { ...chosen, ...changed(companions, '', io) };
}

/** With their actual names; variables that are not set are omitted. */
function changed(
  names: readonly string[],
  to: string | undefined,
  { env, platform }: Pick<Io, 'env' | 'platform'>,
): VariableChanges {
  const isMeant = (name: string): boolean => names.includes(platform === 'win32' ? name.toUpperCase() : name);
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      isMeant(name) && value !== undefined && value !== to ? [[name, to]] : [],
    ),
  );
}

/** Makes every AWS tool forget the credentials and the region of earlier steps. */
export const emptyCredentialVariables: Variables = {
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_SESSION_TOKEN: '',
  AWS_REGION: '',
  AWS_DEFAULT_REGION: '',
};
