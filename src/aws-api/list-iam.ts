// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOpenIDConnectProviders.html
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOpenIDConnectProvider.html
import { HelperError } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import { isObject, type JsonObject, stringAt } from '../core/json.ts';
import { askIam, type IamAnswer, type IamCall, type IamCaller } from './iam.ts';
import { readResult } from './query-protocol.ts';
import { notFromAws } from './refusal.ts';

/** A role as IAM lists it. */
interface ListedRole {
  readonly arn: string;
  readonly name: string;
  /** JSON, URL-encoded. */
  readonly trustPolicy: string;
  readonly maxSessionSeconds: number;
}

export interface RolePage {
  readonly roles: readonly ListedRole[];
  /** What the next page begins with; absent after the last one. */
  readonly marker: string | undefined;
}

type IamIo = Pick<Io, 'http' | 'sign' | 'env'>;

/** The most that IAM gives at a time. */
const pageSize = '1000';

/** @throws HelperError as {@link askIam}, as all functions here */
export async function listRoles(
  { pathPrefix, marker }: { readonly pathPrefix: string; readonly marker: string | undefined },
  caller: IamCaller,
  io: IamIo,
): Promise<RolePage> {
  const parameters = {
    MaxItems: pageSize,
    PathPrefix: pathPrefix,
    ...(marker === undefined ? {} : { Marker: marker }),
  };
  const result = await listOf({ action: 'ListRoles', parameters, failure: 'The roles cannot be listed' }, caller, io);
  const roles = membersOf(result.Roles).map((role) => ({
    arn: stringAt(role, 'Arn') ?? '',
    name: stringAt(role, 'RoleName') ?? '',
    trustPolicy: stringAt(role, 'AssumeRolePolicyDocument') ?? '',
    maxSessionSeconds: Number(stringAt(role, 'MaxSessionDuration') ?? 3600),
  }));
  return { roles, marker: result.IsTruncated === 'true' ? stringAt(result, 'Marker') : undefined };
}

/** The ARNs of the OIDC providers. */
export async function listProviders(caller: IamCaller, io: IamIo): Promise<readonly string[]> {
  const failure = 'The identity providers cannot be listed';
  const result = await listOf({ action: 'ListOpenIDConnectProviders', parameters: {}, failure }, caller, io);
  return membersOf(result.OpenIDConnectProviderList).flatMap((entry) => stringAt(entry, 'Arn') ?? []);
}

export interface ProviderInIam {
  readonly arn: string;
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
}

/** An OIDC provider; `undefined` where the account has none of this ARN. */
export async function getProvider(arn: string, caller: IamCaller, io: IamIo): Promise<ProviderInIam | undefined> {
  const failure = `The identity provider ${arn} cannot be read`;
  const call = { action: 'GetOpenIDConnectProvider', parameters: { OpenIDConnectProviderArn: arn }, failure };
  const answer = await askIam(call, caller, io);
  if (answer === undefined) return undefined;
  const result = resultIn(answer, call);
  return { arn, clientIds: textsOf(result.ClientIDList), thumbprints: textsOf(result.ThumbprintList) };
}

async function listOf(call: IamCall, caller: IamCaller, io: IamIo): Promise<JsonObject> {
  const answer = await askIam(call, caller, io);
  // IAM always has the list, even if it is empty.
  if (answer === undefined)
    throw new HelperError('sts-answer-unreadable', `${call.failure}: the response contains no such list.`);
  return resultIn(answer, call);
}

function resultIn({ response, asked }: IamAnswer, { action }: IamCall): JsonObject {
  const result = readResult(action, response.body);
  if (isObject(result)) return result;
  // The reader returns an empty element as an empty string.
  if (result === '') return {};
  throw notFromAws(response, asked);
}

/** A list of one is read as the one, and an empty one as text. */
function listIn(list: unknown): readonly unknown[] {
  return isObject(list) ? [list.member].flat() : [];
}

function membersOf(list: unknown): readonly JsonObject[] {
  return listIn(list).filter(isObject);
}

function textsOf(list: unknown): readonly string[] {
  return listIn(list).filter((entry) => typeof entry === 'string');
}
