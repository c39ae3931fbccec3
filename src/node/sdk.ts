// https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } from '@smithy/core/config';
import { getEndpointFromInstructions } from '@smithy/core/endpoints';
import type { Http, ToolFindings, ToolSearch } from '../core/io.ts';

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

/** What a program with the SDK would go to AWS with, and where. */
export interface SdkFindings extends Omit<ToolFindings, 'credentials'> {
  readonly credentials: SdkCredentials;
}

/**
 * Finds credentials, region and endpoint as the SDK does, settings of the profile included. What the SDK sends to STS
 * on the way goes out by our HTTP: the SDK's own knows no proxy.
 */
export async function searchAsSdk({ profile, region, endpoint }: ToolSearch, http: Http): Promise<SdkFindings> {
  const named = profile === undefined ? {} : { profile };
  const find = fromNodeProviderChain({ ...named, parentClientConfig: { requestHandler: handlerBy(http) } });
  const regionOf = loadConfig(NODE_REGION_CONFIG_OPTIONS, { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...named });
  const [credentials, ownRegion, ownEndpoint] = await Promise.all([
    find(),
    region ?? regionOf(),
    endpoint ?? configuredEndpoint(),
  ]);
  return { credentials, region: ownRegion, endpoint: ownEndpoint };
}

/** The endpoint of STS that a variable or a profile names; the SDK's own search, without a client around it. */
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

/** A request as the SDK's clients give it to their request handler. */
interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

function handlerBy(http: Http) {
  return {
    async handle({ method, protocol, hostname, port, path, query = {}, headers, body }: SdkRequest) {
      const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
      for (const [name, values] of Object.entries(query)) {
        for (const value of [values ?? ''].flat()) url.searchParams.append(name, value);
      }
      const text = body === undefined ? {} : { body: String(body) };
      const answer = await http.send({ method: method === 'GET' ? 'GET' : 'POST', url: url.href, headers, ...text });
      return {
        response: {
          statusCode: answer.status,
          headers: answer.headers,
          body: new TextEncoder().encode(answer.body),
        },
      };
    },
  };
}
