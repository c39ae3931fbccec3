import type { Claims } from '../token/token.ts';
import { accountOfArn, requiredActions, type WebIdentityRequest, webIdentityContext } from './context.ts';
import { evaluate, type PolicyVerdict } from './evaluate.ts';
import type { TrustPolicy } from './policy.ts';
import { providerArn } from './provider-name.ts';

export interface TokenRequest extends WebIdentityRequest {
  readonly claims: Claims;
}

export interface TokenVerdict {
  /** Every action that this token needs is allowed. */
  readonly allowed: boolean;
  /** AssumeRoleWithWebIdentity first; then what the token's tags and source identity ask for. */
  readonly actions: readonly ActionVerdict[];
}

export interface ActionVerdict extends PolicyVerdict {
  readonly action: string;
}

/** What a role's trust policy says to a token. That the token is genuine and the provider exists is taken for granted. */
export function evaluateToken(policy: TrustPolicy, request: TokenRequest): TokenVerdict {
  const { claims, roleArn } = request;
  const federated = providerArn(claims.iss ?? '', accountOfArn(roleArn));
  const context = webIdentityContext(claims, request);
  const actions = requiredActions(claims).map((action) => ({
    action,
    ...evaluate(policy, { action, federated, context }),
  }));
  return { allowed: actions.every((action) => action.allowed), actions };
}
