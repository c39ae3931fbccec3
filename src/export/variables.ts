import type { Env } from '../ports.ts';
import type { Session } from '../session.ts';

export type Variables = Readonly<Record<string, string>>;

/**
 * The variables that every AWS tool reads, in the order in which configure-aws-credentials exports them. A session
 * token of other credentials would spoil keys that have none, so it is emptied.
 * https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
 */
export function credentialVariables({ credentials, region }: Session, env: Env): Variables {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const stale = (env.AWS_SESSION_TOKEN ?? '') !== '';
  return {
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey.reveal(),
    ...(sessionToken !== undefined || stale ? { AWS_SESSION_TOKEN: sessionToken?.reveal() ?? '' } : {}),
  };
}

/** What makes every AWS tool forget the credentials and the region of earlier steps. */
export const emptyCredentialVariables: Variables = {
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_SESSION_TOKEN: '',
  AWS_REGION: '',
  AWS_DEFAULT_REGION: '',
};
