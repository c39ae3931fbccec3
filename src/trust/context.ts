// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp
import { isObject } from '../core/json.ts';
import { audiencesOf, type Claims } from '../token/token.ts';
import type { ConditionContext } from './evaluate.ts';
import { derivedKeys, extraClaimKeys } from './issuers/index.ts';
import { type AccountRef, providerArn, providerPath } from './provider-name.ts';

/** The part of an AssumeRoleWithWebIdentity request that is not in the token. */
export interface WebIdentityRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  /** Keys that only the caller knows, `aws:SourceIp` or `aws:CurrentTime` say. */
  readonly extra?: ConditionContext;
}

/** The condition keys that AWS has when a token asks for a role. */
export function webIdentityContext(claims: Claims, request: WebIdentityRequest): ConditionContext {
  const issuer = claims.iss ?? '';
  const path = providerPath(issuer);
  const tags = sessionTags(claims);
  const roles = authorizedRoles(claims);
  const context: Record<string, readonly string[]> = {
    ...request.extra,
    [`${path}:aud`]: effectiveAudiences(claims),
    'aws:FederatedProvider': [providerArn(issuer, accountOfArn(request.roleArn))],
    'sts:RoleSessionName': [request.sessionName],
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

/** What the role's trust policy must allow for this token; a token with tags needs more than the obvious. */
export function requiredActions(claims: Claims): readonly string[] {
  const tagged = Object.keys(sessionTags(claims).values).length > 0;
  const named = stringValues(claims[sourceIdentityClaim]).length > 0;
  return [
    'sts:AssumeRoleWithWebIdentity',
    ...(tagged ? ['sts:TagSession'] : []),
    ...(named ? ['sts:SetSourceIdentity'] : []),
  ];
}

/** The audience that AWS compares with the client IDs of the provider: `azp` where the token has one. */
export function effectiveAudiences(claims: Claims): readonly string[] {
  return typeof claims.azp === 'string' ? [claims.azp] : audiencesOf(claims);
}

/**
 * The only roles that the issuer lets this token have, or `undefined` where it does not say. STS refuses
 * all others before it reads the trust policy.
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

/** Session tags come as one nested claim or as flattened claims, one for each tag. */
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

/** A claim as the texts that AWS compares; what is neither text, number nor boolean is no value. */
function stringValues(claim: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return values.filter((value) => ['string', 'number', 'boolean'].includes(typeof value)).map(String);
}
