// https://docs.aws.amazon.com/IAM/latest/APIReference/Welcome.html
import { partitionById } from '../aws/partition.ts';
import { HelperError } from '../core/errors.ts';
import type { Env, HttpResponse, Io } from '../core/io.ts';
import type { Credentials } from '../core/session.ts';
import { customEndpoint } from './custom-endpoint.ts';
import { elementText } from './query-protocol.ts';
import { type Asked, errorFromResponse } from './refusal.ts';

/** The caller, and the partition whose IAM is called. */
export interface IamCaller {
  readonly partition: string;
  readonly credentials: Credentials;
}

export interface IamCall {
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The beginning of an error message, before the reason. */
  readonly failure: string;
}

export interface IamAnswer {
  /** Its status is 200. */
  readonly response: HttpResponse;
  readonly asked: Asked;
}

/**
 * IAM's response to a call; `undefined` if nothing has that name.
 *
 * @throws HelperError `iam-access-denied` with the action to allow, `sts-…`, `network-failed`, `deadline-exceeded`
 */
export async function askIam(
  { action, parameters, failure }: IamCall,
  { partition, credentials }: IamCaller,
  io: Pick<Io, 'http' | 'sign' | 'env'>,
): Promise<IamAnswer | undefined> {
  const { endpoint, region } = iamOf(partition, io.env);
  const pairs = Object.entries({ Action: action, Version: '2010-05-08', ...parameters });
  const unsigned = {
    method: 'POST',
    url: endpoint,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&'),
  } as const;
  const response = await io.http.send(await io.sign(unsigned, credentials, { service: 'iam', region }));
  const asked = { service: 'IAM', endpoint, failure } as const;
  if (response.status === 200) return { response, asked };
  if (response.status === 404 && elementText('Code', response.body) === 'NoSuchEntity') return undefined;
  const error = errorFromResponse(response, asked);
  if (error.code !== 'sts-access-denied') throw error;
  throw new HelperError('iam-access-denied', error.message, {
    hint: `Allow the action iam:${action} for the identity that runs this command.`,
  });
}

interface IamEndpoint {
  readonly endpoint: string;
  /** IAM is global in a partition; requests are signed for this region. */
  readonly region: string;
}

/** https://docs.aws.amazon.com/general/latest/gr/iam-service.html */
function iamOf(partitionId: string, env: Env): IamEndpoint {
  const { id, defaultRegion, dnsSuffix } = partitionById(partitionId) ?? {
    id: partitionId,
    defaultRegion: 'us-east-1',
    dnsSuffix: 'amazonaws.com',
  };
  const region = id === 'aws-cn' ? 'cn-north-1' : defaultRegion;
  const custom = customEndpoint('IAM', env);
  if (custom !== undefined) return { endpoint: custom, region };
  if (id === 'aws') return { endpoint: `https://iam.${dnsSuffix}`, region };
  if (id === 'aws-us-gov') return { endpoint: `https://iam.us-gov.${dnsSuffix}`, region };
  return { endpoint: `https://iam.${region}.${dnsSuffix}`, region };
}
