import type { Session } from '../session.ts';

export type Variables = Readonly<Record<string, string>>;

/**
 * The variables that every AWS tool reads, in the order in which configure-aws-credentials exports them.
 * https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
 */
export function credentialVariables({ credentials, region }: Session): Variables {
  return {
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey.reveal(),
    AWS_SESSION_TOKEN: credentials.sessionToken.reveal(),
  };
}
