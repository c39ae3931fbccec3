// https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';

/** As the SDK has them: plain texts, to be wrapped at once. */
export interface SdkCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** What the SDK's own chain finds. Errors are the SDK's, as they come. */
export async function ambientCredentials(): Promise<SdkCredentials> {
  return fromNodeProviderChain()();
}

export interface CallerIdentityOptions {
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
}

export interface CallerIdentity {
  readonly account: string | undefined;
  readonly arn: string | undefined;
  readonly userId: string | undefined;
}

/**
 * Who the SDK's own chain of credentials is, by the SDK's own client. Errors are the SDK's, as they come; what they may
 * quote is told to `found` before.
 */
export async function callerIdentity(
  { profile, region, endpoint }: CallerIdentityOptions,
  found: (secrets: readonly string[]) => void,
): Promise<CallerIdentity> {
  const chosen = profile === undefined ? {} : { profile };
  const chain = fromNodeProviderChain(chosen);
  const client = new STSClient({
    ...chosen,
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    credentials: async () => {
      const credentials = await chain();
      found([credentials.secretAccessKey, credentials.sessionToken ?? '']);
      return credentials;
    },
  });
  const { Account, Arn, UserId } = await client.send(new GetCallerIdentityCommand({}));
  return { account: Account, arn: Arn, userId: UserId };
}
