// https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } from '@smithy/core/config';
import { getEndpointFromInstructions } from '@smithy/core/endpoints';
import type { NamedRole, ToolFindings, ToolSearch } from '../core/io.ts';

export { checkSdkFiles } from './sdk-files.ts';

/** As in the SDK: plain strings, to be wrapped immediately. */
export interface SdkCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** The last step of the search, which this program sends to STS itself: the source is other credentials or a token. */
export type SdkTakeRole = (role: NamedRole, source: SdkCredentials | string) => Promise<SdkCredentials>;

/** The result of the SDK's chain. Errors of the SDK are thrown unchanged. */
export async function chainCredentials(takeRole: SdkTakeRole): Promise<SdkCredentials> {
  return fromNodeProviderChain(rolesBy(takeRole, {}))();
}

/** The credentials, region and endpoint that a program with the SDK would use. */
export interface SdkFindings extends Omit<ToolFindings, 'credentials'> {
  readonly credentials: SdkCredentials;
}

/** Finds credentials, region and endpoint like the SDK, including profile settings. */
export async function searchAsSdk(
  { profile, region, usualRegion, endpoint }: ToolSearch,
  takeRole: SdkTakeRole,
): Promise<SdkFindings> {
  const named = profile === undefined ? {} : { profile };
  const find = fromNodeProviderChain({ ...named, ...rolesBy(takeRole, named) });
  const options = { ...NODE_REGION_CONFIG_OPTIONS, ...(usualRegion === undefined ? {} : { default: usualRegion }) };
  const regionOf = loadConfig(options, { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...named });
  const [credentials, ownRegion, ownEndpoint] = await Promise.all([
    find(),
    region ?? regionOf(),
    endpoint ?? configuredEndpoint(),
  ]);
  return { credentials, region: ownRegion, endpoint: ownEndpoint };
}

/** The parameters of AssumeRole and AssumeRoleWithWebIdentity that the SDK takes from a profile or from variables. */
interface RoleParameters {
  readonly RoleArn: string | undefined;
  readonly RoleSessionName: string | undefined;
  readonly DurationSeconds?: number | undefined;
  readonly ExternalId?: string | undefined;
}

/** The SDK would load another client. */
function rolesBy(takeRole: SdkTakeRole, named: { readonly profile?: string }) {
  const ask = async (source: SdkCredentials | string, parameters: RoleParameters): Promise<SdkCredentials> => {
    const { RoleArn = '', RoleSessionName = '', DurationSeconds = 3600, ExternalId } = parameters;
    return takeRole(
      {
        roleArn: RoleArn,
        sessionName: RoleSessionName,
        durationSeconds: DurationSeconds,
        externalId: ExternalId,
        region: await regionForRoles(named),
        endpoint: await configuredEndpoint(),
      },
      source,
    );
  };
  return {
    roleAssumer: (source: SdkCredentials, parameters: RoleParameters) => ask(source, parameters),
    roleAssumerWithWebIdentity: (parameters: RoleParameters & { readonly WebIdentityToken: string | undefined }) =>
      ask(parameters.WebIdentityToken ?? '', parameters),
  };
}

/**
 * Here the profile takes precedence over the variable:
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 */
function regionForRoles(named: { readonly profile?: string }): Promise<string> {
  const settings = {
    environmentVariableSelector: () => undefined,
    configFileSelector: ({ region }: Readonly<Record<string, string | undefined>>) => region,
    default: () => process.env.AWS_REGION || 'us-east-1',
  };
  return loadConfig(settings, named)();
}

/** The STS endpoint from a variable or a profile, by the SDK's own search without a client. */
async function configuredEndpoint(): Promise<string | undefined> {
  const config: { endpoint?: () => Promise<EndpointParts> } & Record<string, unknown> = {
    serviceId: 'STS',
    endpointProvider: () => ({}),
  };
  await getEndpointFromInstructions({}, {}, config);
  const found = await config.endpoint?.();
  if (found === undefined) return undefined;
  const port = found.port === undefined ? '' : `:${found.port}`;
  return `${found.protocol}//${found.hostname}${port}${found.path}`;
}

interface EndpointParts {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
}
