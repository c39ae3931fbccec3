import { authorizedRoles, effectiveAudiences } from './context.ts';
import { evaluateToken, type TokenRequest, type TokenVerdict } from './evaluate-token.ts';
import { escapeControls, explain } from './explain.ts';
import type { TrustPolicy } from './policy.ts';
import { providerPath } from './provider-name.ts';

/** The identity provider as it is registered in IAM, so far as one knows it. */
export interface RegisteredProvider {
  readonly url?: string;
  readonly clientIds?: readonly string[];
}

export interface CheckResult {
  readonly accepted: boolean;
  /** What AWS would refuse before it reads the trust policy. */
  readonly problems: readonly string[];
  readonly verdict: TokenVerdict;
  /** The comparison, for people. */
  readonly explanation: readonly string[];
}

/** Would AWS give this role to this token? In AWS's order: the provider, the audience, the roles claim, the policy. */
export function checkToken(policy: TrustPolicy, request: TokenRequest, provider: RegisteredProvider = {}): CheckResult {
  const problems = [
    ...claimProblems(request),
    ...(provider.url === undefined ? [] : providerProblems(provider.url, request.claims.iss ?? '')),
    ...audienceProblems(request, provider.clientIds),
    ...roleProblems(request),
  ];
  const verdict = evaluateToken(policy, request);
  const explanation = explain(verdict, request.claims);
  return { accepted: problems.length === 0 && verdict.allowed, problems, verdict, explanation };
}

function claimProblems({ claims }: TokenRequest): readonly string[] {
  const missing = ['iss', 'sub', 'aud'].filter((claim) => claims[claim] === undefined);
  return missing.map((claim) => `The token has no claim ${claim}, which AWS needs.`);
}

function providerProblems(url: string, issuer: string): readonly string[] {
  const shown = escapeControls(url);
  if (url === issuer) return [];
  if (url.startsWith('http://')) return [`The provider's URL must be https: ${shown}`];
  if (!issuer.endsWith('/') && url.endsWith('/')) {
    return [`The provider's URL ends in a slash, and the token's issuer does not: ${shown}`];
  }
  if (providerPath(url) === providerPath(issuer)) return [];
  return [`The provider is of ${shown}; the token is of ${escapeControls(issuer)}.`];
}

function audienceProblems({ claims }: TokenRequest, clientIds: readonly string[] | undefined): readonly string[] {
  const audiences = effectiveAudiences(claims);
  const shown = audiences.map(escapeControls).join(', ');
  if (audiences.length > 1) return [`The token has several audiences and no azp, which AWS does not take: ${shown}`];
  if (clientIds === undefined || audiences.every((audience) => clientIds.includes(audience))) return [];
  return [
    `The token's audience is ${shown}; the provider's client IDs are ${clientIds.map(escapeControls).join(', ') || 'none'}.`,
  ];
}

function roleProblems({ claims, roleArn }: TokenRequest): readonly string[] {
  const roles = authorizedRoles(claims);
  if (roles === undefined || roles.includes(roleArn)) return [];
  return [`The issuer lets this token have other roles only: ${roles.map(escapeControls).join(', ') || 'none'}.`];
}
