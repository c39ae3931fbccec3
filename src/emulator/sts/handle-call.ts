// https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html
import { handleAssumeRole } from './assume-role.ts';
import { handleWebIdentity } from './assume-role-with-web-identity.ts';
import type { Call, SignedCall } from './call.ts';
import {
  accessDenied,
  type CallOutcome,
  expiredToken,
  invalidAction,
  invalidClientTokenId,
  missingAction,
  type RefusedCall,
  refuseCall,
} from './call-outcome.ts';
import { handleGetCallerIdentity } from './caller-identity.ts';
import { handleGetRole } from './get-role.ts';
import { handleGetProvider, handleListProviders, handleListRoles } from './list-iam.ts';
import type { Parameters } from './parameters.ts';
import { denialOf } from './permissions.ts';
import type { Caller } from './sessions.ts';
import { checkSignature, readSignature, type SignedRequest } from './signature-v4.ts';

/** A service with the query protocol: its version, namespace and actions. */
interface Service {
  readonly name: 'sts' | 'iam';
  readonly version: string;
  readonly namespace: string;
  readonly unsigned: Readonly<Record<string, (call: Call) => CallOutcome | Promise<CallOutcome>>>;
  readonly signed: Readonly<Record<string, (call: SignedCall) => CallOutcome>>;
}

const stsService: Service = {
  name: 'sts',
  version: '2011-06-15',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  unsigned: { AssumeRoleWithWebIdentity: handleWebIdentity },
  signed: { AssumeRole: handleAssumeRole, GetCallerIdentity: handleGetCallerIdentity },
};

const iamService: Service = {
  name: 'iam',
  version: '2010-05-08',
  namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  unsigned: {},
  signed: {
    GetOpenIDConnectProvider: handleGetProvider,
    GetRole: handleGetRole,
    ListOpenIDConnectProviders: handleListProviders,
    ListRoles: handleListRoles,
  },
};

/** A call to AWS, possibly invalid. */
export interface AwsCall {
  /** `none` if the request has no action. */
  readonly action: string;
  readonly version: string | undefined;
  readonly parameters: Parameters;
  readonly request: SignedRequest;
}

/** The parameters of a request, from the query and the form. */
export function parametersOf(request: SignedRequest): Parameters {
  const [, query = ''] = request.target.split('?');
  return new Map([...new URLSearchParams(query), ...new URLSearchParams(request.body.toString())]);
}

/** Reads a request in the query protocol. */
export function readCall(request: SignedRequest): AwsCall {
  const parameters = parametersOf(request);
  return { action: parameters.get('Action') ?? 'none', version: parameters.get('Version'), parameters, request };
}

/** The XML namespace of the response. */
export function namespaceOf({ version }: AwsCall): string {
  return serviceOf(version).namespace;
}

/** Handles a call like AWS. */
export async function handleCall({ aws, now }: Pick<Call, 'aws' | 'now'>, awsCall: AwsCall): Promise<CallOutcome> {
  const { action, version, parameters, request } = awsCall;
  const service = serviceOf(version);
  const call: Call = { aws, parameters, now };
  if (!parameters.has('Action')) {
    return refuseCall(missingAction('The request is missing an action or a required parameter.'));
  }
  const actions = version === service.version ? service : { unsigned: {}, signed: {} };
  const unsigned = memberOf(actions.unsigned, action);
  if (unsigned !== undefined) return unsigned(call);
  const signed = memberOf(actions.signed, action);
  if (signed === undefined) {
    return refuseCall(
      invalidAction(`Could not find operation ${action} for version ${version ?? 'NO_VERSION_SPECIFIED'}`),
    );
  }
  const caller = authenticate(call, request, service.name);
  if ('error' in caller) return caller;
  // Signed STS calls require no permission here.
  const denial = service === iamService ? denialOf(caller, `iam:${action}`, aws) : undefined;
  return denial === undefined ? signed({ ...call, caller }) : refuseCall(accessDenied(denial));
}

/** STS and IAM share the endpoint here and differ in their versions. */
function serviceOf(version: string | undefined): Service {
  return version === iamService.version ? iamService : stsService;
}

function memberOf<T>(members: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

/** The caller that signed a request, or the error of AWS. */
export function authenticate(
  { aws, now }: Pick<Call, 'aws' | 'now'>,
  request: SignedRequest,
  service: string,
): Caller | RefusedCall {
  const signature = readSignature(request);
  if ('code' in signature) return refuseCall(signature);
  const { accessKeyId, sessionToken } = signature;
  const caller = aws.sessions.find(accessKeyId);
  if (caller === undefined) return refuseCall(invalidToken, `${accessKeyId} was not issued by this emulator`);
  if (caller.session?.sessionToken !== sessionToken) {
    return refuseCall(
      invalidToken,
      sessionToken === undefined
        ? `${accessKeyId} requires a session token`
        : `the session token does not belong to ${accessKeyId}`,
    );
  }
  const wrong = checkSignature(request, signature, { secret: caller.secretAccessKey, service, now });
  if (wrong !== undefined) return refuseCall(wrong);
  if (caller.session === undefined || now < caller.session.expiresAt) return caller;
  const seconds = Math.floor((now - caller.session.expiresAt) / 1000);
  return refuseCall(
    expiredToken('The security token included in the request is expired'),
    `it expired ${seconds} s ago`,
  );
}

const invalidToken = invalidClientTokenId('The security token included in the request is invalid.');
