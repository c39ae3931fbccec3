// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
import { type ConditionContext, evaluate, type PolicyVerdict } from '../../trust/evaluate.ts';
import { type EmulatedRole, parseIamArn } from '../account.ts';
import { checkMaxSessionDuration, durationOf, requestKeys, type SignedCall, sessionEnd } from './call.ts';
import {
  acceptCall,
  accessDenied,
  type CallOutcome,
  type RefusedCall,
  refuseCall,
  validationError,
} from './call-outcome.ts';
import { explainVerdict } from './explain-verdict.ts';
import {
  type Constraint,
  checkParameters,
  durationConstraint,
  memberList,
  type Parameters,
  roleArnConstraint,
  sessionNameConstraint,
  sessionPolicyConstraint,
} from './parameters.ts';
import { checkSessionPolicies, packedPolicySize } from './session-policy.ts';
import { type Caller, sessionElements } from './sessions.ts';
import type { Element } from './xml.ts';

const assumeRoleConstraints: readonly Constraint[] = [
  roleArnConstraint,
  sessionNameConstraint,
  sessionPolicyConstraint,
  durationConstraint,
  { name: 'ExternalId', length: [2, 1224], pattern: /^[\w+=,.@:\\/-]*$/ },
  { name: 'SourceIdentity', length: [2, 64], pattern: /^[\w+=,.@-]*$/ },
];

const longestChainedSession = 3600;

/** Exchanges the credentials of a principal for a session of a role that trusts it. */
export function handleAssumeRole(call: SignedCall): CallOutcome {
  const { aws, parameters, caller } = call;
  const invalid = checkParameters(parameters, assumeRoleConstraints);
  if (invalid !== undefined) return refuseCall(invalid);
  const arn = parameters.get('RoleArn') ?? '';
  if (parseIamArn(arn, 'role') === undefined) return refuseCall(validationError(`${arn} is invalid`));
  const role = aws.roles.find((known) => known.arn === arn);
  const refusal = checkTags(call) ?? checkCallerTrust(call, role) ?? checkChainedDuration(call, role);
  if (refusal !== undefined) return refusal;
  const unsuitable = checkSessionPolicies(parameters);
  if (unsuitable !== undefined) return refuseCall(unsuitable);

  const tags = requestedTags(parameters);
  const transitiveTags = new Map([
    ...(caller.session?.transitiveTags ?? []),
    ...transitiveTagKeys(parameters).map((key) => [key, tags.get(key) ?? ''] as const),
  ]);
  const sessionName = parameters.get('RoleSessionName') ?? '';
  const sourceIdentity = sourceIdentityOf(call);
  const session = aws.sessions.open({
    roleArn: arn,
    sessionName,
    expiresAt: sessionEnd(call),
    sourceIdentity,
    transitiveTags,
  });
  const { credentials, assumedRoleUser } = sessionElements(session);
  const result: readonly Element[] = [
    credentials,
    assumedRoleUser,
    ...packedPolicySize(parameters),
    ...(sourceIdentity === undefined ? [] : [['SourceIdentity', sourceIdentity] as const]),
  ];
  return acceptCall(result, `${caller.arn} is now ${session.arn}`);
}

function checkTags({ parameters, caller }: SignedCall): RefusedCall | undefined {
  const tags = requestedTags(parameters);
  const stray = transitiveTagKeys(parameters).find((key) => !tags.has(key));
  if (stray !== undefined) {
    return refuseCall(
      validationError(`The specified transitive tag key must be included in the requested tags.`),
      `${stray} is not a tag of this call`,
    );
  }
  const overwritten = [...tags.keys()].find((key) => caller.session?.transitiveTags.has(key));
  if (overwritten === undefined) return undefined;
  return refuseCall(
    validationError(
      `One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.`,
    ),
    `${overwritten} is set by the calling session`,
  );
}

function checkCallerTrust(call: SignedCall, role: EmulatedRole | undefined): RefusedCall | undefined {
  const { caller, parameters } = call;
  const denied = (action: string) =>
    accessDenied(
      `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${parameters.get('RoleArn')}`,
    );
  if (role === undefined)
    return refuseCall(denied('sts:AssumeRole'), `the role ${parameters.get('RoleArn')} does not exist`);
  const verdicts = requiredRoleActions(call).map((action) => ({
    action,
    verdict: evaluateForCaller(role, action, call),
  }));
  const refused = verdicts.find(({ verdict }) => verdict.allowed !== true);
  return refused === undefined
    ? undefined
    : refuseCall(denied(refused.action), `${refused.action}: ${explainVerdict(refused.verdict)}`);
}

/** Tags and a source identity from the calling session require the same permissions as new ones. */
function requiredRoleActions(call: SignedCall): readonly string[] {
  const { parameters, caller } = call;
  const tagged = requestedTags(parameters).size + (caller.session?.transitiveTags.size ?? 0) > 0;
  return [
    'sts:AssumeRole',
    ...(tagged ? ['sts:TagSession'] : []),
    ...(sourceIdentityOf(call) !== undefined ? ['sts:SetSourceIdentity'] : []),
  ];
}

/** The condition keys of the call that trust policies usually use. */
function contextOf(call: SignedCall): ConditionContext {
  const { parameters, caller } = call;
  const tags = new Map([...(caller.session?.transitiveTags ?? []), ...requestedTags(parameters)]);
  const known = {
    'aws:PrincipalArn': [caller.session?.roleArn ?? caller.arn],
    'aws:PrincipalAccount': [caller.accountId],
    'aws:userid': [caller.userId],
    'sts:RoleSessionName': [parameters.get('RoleSessionName') ?? ''],
    'sts:ExternalId': [parameters.get('ExternalId')],
    'sts:SourceIdentity': [sourceIdentityOf(call)],
    'aws:TagKeys': [...tags.keys()],
    'sts:TransitiveTagKeys': transitiveTagKeys(parameters),
  };
  const requestTags = [...tags].map(([key, value]) => [`aws:RequestTag/${key}`, [value]] as const);
  const present = Object.entries(known).map(
    ([key, values]) => [key, values.filter((value) => value !== undefined)] as const,
  );
  const own = Object.fromEntries([...present, ...requestTags].filter(([, values]) => values.length > 0));
  return { ...requestKeys(call), ...own };
}

/**
 * Evaluates the role's policy for an AWS principal. The evaluator compares federated principals only, so
 * each statement gets the caller as one where its AWS principals match the caller.
 */
function evaluateForCaller(role: EmulatedRole, action: string, call: SignedCall): PolicyVerdict {
  const { caller } = call;
  const context = contextOf(call);
  const statements = role.trustPolicy.statements.map((statement) => {
    const { AWS: principals = [] } = statement.principals.others;
    const isCaller = principals.some((principal) => matchesCaller(principal, caller));
    return { ...statement, principals: { ...statement.principals, federated: isCaller ? [caller.arn] : [] } };
  });
  return evaluate({ ...role.trustPolicy, statements }, { action, federated: caller.arn, context });
}

/** Whether a principal in a policy is the caller, its role or its account. */
function matchesCaller(principal: string, { arn, accountId, session }: Caller): boolean {
  const account = principal === accountId || new RegExp(`^arn:aws[a-z-]*:iam::${accountId}:root$`).test(principal);
  return account || principal === arn || principal === session?.roleArn;
}

function checkChainedDuration(call: SignedCall, role: EmulatedRole | undefined): RefusedCall | undefined {
  if (call.caller.session !== undefined && durationOf(call) > longestChainedSession) {
    return refuseCall(
      validationError(
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      ),
    );
  }
  return checkMaxSessionDuration(call, role);
}

/** A source identity is kept for the whole chain. */
function sourceIdentityOf({ caller, parameters }: SignedCall): string | undefined {
  return caller.session?.sourceIdentity ?? parameters.get('SourceIdentity');
}

function requestedTags(parameters: Parameters): ReadonlyMap<string, string> {
  return new Map(memberList(parameters, 'Tags').map((tag) => [tag.get('Key') ?? '', tag.get('Value') ?? '']));
}

function transitiveTagKeys(parameters: Parameters): readonly string[] {
  return memberList(parameters, 'TransitiveTagKeys').map((key) => key.get('') ?? '');
}
