import type { Claims } from '../token/token.ts';
import { accountOfArn, isUnknownKey, requiredActions, type WebIdentityRequest, webIdentityContext } from './context.ts';
import { evaluate, type PolicyVerdict } from './evaluate.ts';
import { federatedPrincipal } from './federated-principal.ts';
import type { TrustPolicy } from './policy.ts';
import { allTrue, type Truth } from './truth.ts';

export interface TokenRequest extends WebIdentityRequest {
  readonly claims: Claims;
}

export interface TokenVerdict {
  /** Whether every action that this token needs is allowed. */
  readonly allowed: Truth;
  /** AssumeRoleWithWebIdentity first, then the actions for session tags and source identity. */
  readonly actions: readonly ActionVerdict[];
}

export interface ActionVerdict extends PolicyVerdict {
  readonly action: string;
}

/** Evaluates a trust policy for a token. The signature and the provider are not checked. */
export function evaluateToken(policy: TrustPolicy, request: TokenRequest): TokenVerdict {
  const { claims, roleArn } = request;
  const federated = federatedPrincipal(claims.iss ?? '', accountOfArn(roleArn));
  const context = webIdentityContext(claims, request);
  const isUnknown = (key: string) => isUnknownKey(key, request);
  const actions = requiredActions(claims).map((action) => ({
    action,
    ...evaluate(policy, { action, federated, context, isUnknown }),
  }));
  return { allowed: allTrue(actions.map(({ allowed }) => allowed)), actions };
}
