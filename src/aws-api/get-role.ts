// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html

import { partitionById } from '../aws/partition.ts';
import type { Role } from '../aws/role.ts';
import { HelperError } from '../core/errors.ts';
import { isHttpUrl } from '../core/http-url.ts';
import type { Env, Io } from '../core/io.ts';
import type { Credentials } from '../core/session.ts';
import { elementText } from './query-protocol.ts';
import { errorFromResponse, notFromAws } from './refusal.ts';

export interface RoleInIam {
  /** As IAM sends it: JSON, URL-encoded. */
  readonly trustPolicy: string;
  readonly maxSessionSeconds: number;
}

/**
 * A role as IAM has it, in the account of whoever asks; `undefined` where that account has none of this name.
 *
 * @throws HelperError `sts-…`, `network-failed`, `deadline-exceeded`
 */
export async function getRole(
  { name, partition }: Pick<Role, 'name' | 'partition'>,
  credentials: Credentials,
  io: Pick<Io, 'http' | 'sign' | 'env'>,
): Promise<RoleInIam | undefined> {
  const { endpoint, region } = iamOf(partition, io.env);
  const unsigned = {
    method: 'POST',
    url: endpoint,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: `Action=GetRole&Version=2010-05-08&RoleName=${encodeURIComponent(name)}`,
  } as const;
  const response = await io.http.send(await io.sign(unsigned, credentials, { service: 'iam', region }));
  if (response.status === 404 && elementText('Code', response.body) === 'NoSuchEntity') return undefined;
  const asked = { service: 'IAM', endpoint, failure: `The role ${name} cannot be read` } as const;
  if (response.status !== 200) throw errorFromResponse(response, asked);
  const document = elementText('AssumeRolePolicyDocument', response.body);
  const seconds = Number(elementText('MaxSessionDuration', response.body) ?? 3600);
  if (document === undefined) throw notFromAws(response, asked);
  return { trustPolicy: document, maxSessionSeconds: seconds };
}

interface IamEndpoint {
  readonly endpoint: string;
  /** IAM is one for all regions of a partition; its signatures name this one. */
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
  const custom = env.AWS_ENDPOINT_URL_IAM || env.AWS_ENDPOINT_URL;
  if (custom) return { endpoint: checkedEndpoint(custom), region };
  if (id === 'aws') return { endpoint: `https://iam.${dnsSuffix}`, region };
  if (id === 'aws-us-gov') return { endpoint: `https://iam.us-gov.${dnsSuffix}`, region };
  return { endpoint: `https://iam.${region}.${dnsSuffix}`, region };
}

function checkedEndpoint(url: string): string {
  if (isHttpUrl(url)) return url;
  throw new HelperError('option-invalid', 'The endpoint of IAM is not an http or https URL.', {
    hint: 'Correct AWS_ENDPOINT_URL_IAM or AWS_ENDPOINT_URL, or unset it.',
  });
}
