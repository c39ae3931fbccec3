// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp
import { isObject } from '../core/json.ts';
import { audiencesOf, type Claims } from '../token/token.ts';
import type { ConditionContext } from './evaluate.ts';
import { federatedPrincipal } from './federated-principal.ts';
import { derivedKeys, extraClaimKeys } from './issuers/index.ts';
import { type AccountRef, providerPath } from './provider-name.ts';

/** The part of an AssumeRoleWithWebIdentity request that is not in the token. */
export interface WebIdentityRequest {
  readonly roleArn: string;
  /** Absent if it is not known here. */
  readonly sessionName: string | undefined;
  /** Given values of keys that only AWS knows, such as `aws:SourceIp` and `aws:CurrentTime`. */
  readonly extra?: ConditionContext | undefined;
  /** Whether those are all keys, so that others are absent. Only the emulator, which acts as AWS, can know that. */
  readonly complete?: true;
}

/** The condition keys that AWS sets for AssumeRoleWithWebIdentity. */
export function webIdentityContext(claims: Claims, request: WebIdentityRequest): ConditionContext {
  const issuer = claims.iss ?? '';
  const path = providerPath(issuer);
  const tags = sessionTags(claims);
  const roles = authorizedRoles(claims);
  const context: Record<string, readonly string[]> = {
    // STS has no endpoint without TLS: https://docs.aws.amazon.com/general/latest/gr/sts.html
    'aws:SecureTransport': ['true'],
    ...request.extra,
    [`${path}:aud`]: effectiveAudiences(claims),
    'aws:FederatedProvider': [federatedPrincipal(issuer, accountOfArn(request.roleArn))],
    'sts:RoleSessionName': stringValues(request.sessionName),
    'sts:SourceIdentity': stringValues(claims[sourceIdentityClaim]),
    'sts:RoleAuthorizedByIdp': roles ? [String(roles.includes(request.roleArn))] : [],
    'sts:TransitiveTagKeys': tags.transitiveKeys,
    'aws:TagKeys': Object.keys(tags.values),
  };
  const derived = derivedKeys(path);
  for (const claim of ['sub', 'amr', ...extraClaimKeys(path)]) {
    context[`${path}:${claim}`] = derived[claim]?.(claims) ?? stringValues(claims[claim]);
  }
  for (const [key, value] of Object.entries(tags.values)) context[`aws:RequestTag/${key}`] = [value];
  return Object.fromEntries(Object.entries(context).filter(([, values]) => values.length > 0));
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
/**
 * Whether AWS may set a key that is not in the context: source and time of the call, the user behind it
 * (`aws:OriginIdentity/*`), values that the provider derives (`aws:TransactionContext/*`). The keys of the token are
 * known.
 */
export function isKnownToAwsAlone(key: string): boolean {
  return /^aws:(?!RequestTag\/|TagKeys$|FederatedProvider$)/i.test(key);
}

/** Whether the value of a key that is not in the context is unknown here. */
export function isUnknownKey(key: string, { sessionName, complete }: WebIdentityRequest): boolean {
  if (complete === true) return false;
  return isKnownToAwsAlone(key) || (sessionName === undefined && /^sts:RoleSessionName$/i.test(key));
}

/** The actions that the trust policy must allow for this token; session tags require more than one. */
export function requiredActions(claims: Claims): readonly string[] {
  const tagged = Object.keys(sessionTags(claims).values).length > 0;
  const named = stringValues(claims[sourceIdentityClaim]).length > 0;
  return [
    'sts:AssumeRoleWithWebIdentity',
    ...(tagged ? ['sts:TagSession'] : []),
    ...(named ? ['sts:SetSourceIdentity'] : []),
  ];
}

/** The audience that AWS compares with the client IDs of the provider: `azp` if the token has one. */
export function effectiveAudiences(claims: Claims): readonly string[] {
  return typeof claims.azp === 'string' ? [claims.azp] : audiencesOf(claims);
}

/**
 * The only roles that the issuer permits for this token; `undefined` if it sets no limit. STS refuses other roles
 * before it reads the trust policy.
 */
export function authorizedRoles(claims: Claims): readonly string[] | undefined {
  const roles = claims['https://aws.amazon.com/roles'];
  return roles === undefined ? undefined : stringValues(roles);
}

/** Account and partition of an ARN. */
export function accountOfArn(arn: string): AccountRef {
  const [, partition = 'aws', , , accountId = ''] = arn.split(':');
  return { accountId, partition };
}

/** The name of the role in an ARN, without its path. */
export function roleNameInArn(arn: string): string {
  return arn.split('/').at(-1) ?? arn;
}

const sourceIdentityClaim = 'https://aws.amazon.com/source_identity';
const tagsClaim = 'https://aws.amazon.com/tags';

interface SessionTags {
  readonly values: Readonly<Record<string, string>>;
  readonly transitiveKeys: readonly string[];
}

/** Session tags are one nested claim, or one flattened claim per tag. */
function sessionTags(claims: Claims): SessionTags {
  const nested = claims[tagsClaim];
  if (isObject(nested)) {
    const tags = isObject(nested.principal_tags) ? Object.entries(nested.principal_tags) : [];
    return { values: tagValues(tags), transitiveKeys: stringValues(nested.transitive_tag_keys) };
  }
  const prefix = `${tagsClaim}/principal_tags/`;
  const flat = Object.entries(claims).filter(([claim]) => claim.startsWith(prefix));
  return {
    values: tagValues(flat.map(([claim, value]) => [claim.slice(prefix.length), value])),
    transitiveKeys: stringValues(claims[`${tagsClaim}/transitive_tag_keys`]),
  };
}

function tagValues(tags: readonly (readonly [string, unknown])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.flatMap(([key, value]) => stringValues(value).map((text) => [key, text])));
}

/** A claim as the strings that AWS compares; only strings, numbers and Booleans have values. */
function stringValues(claim: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return values.filter((value) => ['string', 'number', 'boolean'].includes(typeof value)).map(String);
}
