// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
import { numberAt, stringAt } from '../../core/json.ts';
import type { Claims } from '../../token/token.ts';
import { accountOfArn, authorizedRoles, effectiveAudiences, webIdentityContext } from '../../trust/context.ts';
import { evaluateToken } from '../../trust/evaluate-token.ts';
import { federatedPrincipal, isBuiltIn } from '../../trust/federated-principal.ts';
import { type EmulatedProvider, type EmulatedRole, parseIamArn } from '../account.ts';
import type { InspectedToken } from '../token-issuer.ts';
import { type Call, checkMaxSessionDuration, requestKeys, sessionEnd } from './call.ts';
import {
  acceptCall,
  accessDenied,
  type CallOutcome,
  expiredWebToken,
  invalidIdentityToken,
  type RefusedCall,
  refuseCall,
  validationError,
} from './call-outcome.ts';
import { explainToken } from './explain-verdict.ts';
import {
  type Constraint,
  checkParameters,
  durationConstraint,
  roleArnConstraint,
  sessionNameConstraint,
  sessionPolicyConstraint,
} from './parameters.ts';
import { checkSessionPolicies, packedPolicySize } from './session-policy.ts';
import { sessionElements } from './sessions.ts';
import type { Element } from './xml.ts';

const webIdentityConstraints: readonly Constraint[] = [
  roleArnConstraint,
  sessionNameConstraint,
  { name: 'WebIdentityToken', required: true, sensitive: true, length: [4, 20_000] },
  { name: 'ProviderId', length: [4, 2048] },
  sessionPolicyConstraint,
  durationConstraint,
];

/** The error of AWS when it cannot fetch the issuer's keys. */
export const noVerificationKey = invalidIdentityToken(
  "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements",
);

/** Exchanges a token for a session of a role. Checks in the order of AWS, and refuses for the first reason. */
export async function handleWebIdentity(call: Call): Promise<CallOutcome> {
  const { aws, parameters } = call;
  const invalid = checkParameters(parameters, webIdentityConstraints);
  if (invalid !== undefined) return refuseCall(invalid);
  const arn = parameters.get('RoleArn') ?? '';
  if (parseIamArn(arn, 'role') === undefined) {
    return refuseCall(validationError('Request ARN is invalid'), `${arn} is not the ARN of a role`);
  }
  const token = await aws.issuer.inspect(parameters.get('WebIdentityToken') ?? '');
  if (token === undefined) {
    return refuseCall(
      invalidIdentityToken(
        'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
      ),
    );
  }
  const { claims } = token;
  const role = aws.roles.find((known) => known.arn === arn);
  const refusal =
    checkProvider(call, token, arn) ??
    checkTimes(claims, call.now) ??
    checkAudience(claims, findProvider(call, claims, arn)) ??
    checkPinning(claims, arn) ??
    checkTokenTrust(call, claims, role) ??
    checkMaxSessionDuration(call, role);
  if (refusal !== undefined) return refusal;
  const unsuitable = checkSessionPolicies(parameters);
  return unsuitable === undefined ? openSession(call, claims) : refuseCall(unsuitable);
}

/** The provider of the token's issuer, in the account of the role. */
function findProvider({ aws }: Call, claims: Claims, arn: string): EmulatedProvider | undefined {
  const { accountId } = accountOfArn(arn);
  const { iss = '' } = claims;
  // Built into AWS: every account has it, and only the trust policy checks the audience.
  if (isBuiltIn(iss)) return { url: iss, accountId, clientIds: effectiveAudiences(claims) };
  return aws.providers.find((known) => known.url === claims.iss && known.accountId === accountId);
}

/** AWS fetches the keys of a known provider, so an unknown provider is reported before an invalid signature. */
function checkProvider(call: Call, { claims, signature }: InspectedToken, arn: string): RefusedCall | undefined {
  if (findProvider(call, claims, arn) === undefined) {
    const { accountId } = accountOfArn(arn);
    const known = call.aws.providers.filter((provider) => provider.accountId === accountId).map(({ url }) => url);
    return refuseCall(
      invalidIdentityToken(`No OpenIDConnect provider found in your account for ${claims.iss}`),
      `account ${accountId} has no provider for the issuer ${claims.iss}, only for ${known.join(', ') || 'none'}`,
    );
  }
  if (signature === 'foreign') {
    return refuseCall(
      noVerificationKey,
      'the token was not issued by this emulator; tokens of a real CI work only with the real AWS',
    );
  }
  if (signature === 'forged') {
    return refuseCall(
      notValidated,
      'the signature does not match the claims: the token was changed after it was issued',
    );
  }
  return undefined;
}

const notValidated = invalidIdentityToken(
  'The web identity token that was passed could not be validated by AWS. Get a new identity token from the identity provider and then retry the request.',
);

function checkTimes(claims: Claims, now: number): RefusedCall | undefined {
  const seconds = Math.floor(now / 1000);
  const missing = ['exp', 'iat'].find((claim) => numberAt(claims, claim) === undefined) ?? missingText(claims);
  if (missing !== undefined) return refuseCall(invalidIdentityToken(`Missing a required claim: ${missing}`));
  const { exp = 0, nbf = 0 } = claims;
  if (seconds >= exp) {
    const message = `Token expired: current date/time ${seconds} must be before the expiration date/time ${exp}`;
    return refuseCall(expiredWebToken(message), `the token expired ${seconds - exp} s ago`);
  }
  if (seconds >= nbf) return undefined;
  return refuseCall(
    notValidated,
    `the token is not valid until ${nbf - seconds} s from now: the clocks of issuer and AWS differ`,
  );
}

function missingText(claims: Claims): string | undefined {
  if (stringAt(claims, 'sub') === undefined) return 'sub';
  return effectiveAudiences(claims).length === 0 ? 'aud' : undefined;
}

function checkAudience(claims: Claims, provider: EmulatedProvider | undefined): RefusedCall | undefined {
  const audiences = effectiveAudiences(claims);
  const known = provider?.clientIds ?? [];
  if (audiences.some((audience) => known.includes(audience))) return undefined;
  const claim = claims.azp === undefined ? 'aud' : 'azp';
  return refuseCall(
    invalidIdentityToken('Incorrect token audience'),
    `${claim} is ${audiences.join(', ')}; the client IDs of the provider are ${known.join(', ')}`,
  );
}

function checkPinning(claims: Claims, arn: string): RefusedCall | undefined {
  const roles = authorizedRoles(claims);
  if (roles === undefined || roles.includes(arn)) return undefined;
  return refuseCall(
    invalidIdentityToken('The target role ARN is not present in the roles claim of the identity token'),
    `the token is for ${roles.join(', ') || 'no role'} only`,
  );
}

function checkTokenTrust(call: Call, claims: Claims, role: EmulatedRole | undefined): RefusedCall | undefined {
  const { aws, parameters } = call;
  const denied = accessDenied('Not authorized to perform sts:AssumeRoleWithWebIdentity');
  if (role === undefined) {
    const roles = aws.roles.map(({ arn }) => arn).join(', ');
    return refuseCall(denied, `the role ${parameters.get('RoleArn')} does not exist, only ${roles}`);
  }
  const sessionName = parameters.get('RoleSessionName') ?? '';
  const request = { claims, roleArn: role.arn, sessionName, extra: requestKeys(call), complete: true } as const;
  const verdict = evaluateToken(role.trustPolicy, request);
  return verdict.allowed === true ? undefined : refuseCall(denied, explainToken(verdict, claims));
}

function openSession(call: Call, claims: Claims): CallOutcome {
  const roleArn = call.parameters.get('RoleArn') ?? '';
  const sessionName = call.parameters.get('RoleSessionName') ?? '';
  const context = webIdentityContext(claims, { roleArn, sessionName });
  const sourceIdentity = context['sts:SourceIdentity']?.[0];
  const transitiveTags = new Map(
    (context['sts:TransitiveTagKeys'] ?? []).map((key) => [key, context[`aws:RequestTag/${key}`]?.[0] ?? '']),
  );
  const caller = call.aws.sessions.open({
    roleArn,
    sessionName,
    expiresAt: sessionEnd(call),
    sourceIdentity,
    transitiveTags,
  });
  const { credentials, assumedRoleUser } = sessionElements(caller);
  const result: readonly Element[] = [
    credentials,
    ['SubjectFromWebIdentityToken', claims.sub ?? ''],
    assumedRoleUser,
    ...packedPolicySize(call.parameters),
    // The API reference says `iss`, but AWS returns the ARN of the provider.
    ['Provider', federatedPrincipal(claims.iss ?? '', accountOfArn(roleArn))],
    ['Audience', effectiveAudiences(claims)[0] ?? ''],
    ...(sourceIdentity === undefined ? [] : [['SourceIdentity', sourceIdentity] as const]),
  ];
  return acceptCall(result, `${claims.sub} is ${caller.arn}`);
}
