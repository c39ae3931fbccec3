import type { ErrorCode } from '../core/errors.ts';
import { isObject } from '../core/json.ts';
import type { Claims } from '../token/token.ts';
import { accountOfArn, effectiveAudiences } from '../trust/context.ts';
import type { ConditionResult, StatementResult } from '../trust/evaluate.ts';
import { type ActionVerdict, evaluateToken, type TokenVerdict } from '../trust/evaluate-token.ts';
import type { Statement, TrustPolicy } from '../trust/policy.ts';
import { type AccountRef, providerArn, providerNameInArn, providerPath } from '../trust/provider-name.ts';

/** What STS was asked for, or would be. */
export interface RoleRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly durationSeconds: number;
  readonly region: string;
}

/** An identity provider as it is registered. */
export interface RegisteredProvider {
  readonly url?: string | undefined;
  readonly clientIds?: readonly string[] | undefined;
}

/** What STS said: our code for it, and its own words. */
export interface StsRefusal {
  readonly code: ErrorCode;
  readonly message: string;
}

/** Everything that is known of a refusal. None of it is secret; the token itself is not in it. */
export interface RefusalFacts {
  readonly claims: Claims;
  readonly request: RoleRequest;
  /** Milliseconds since the epoch, by the clock of this machine. */
  readonly now: number;
  /** Absent where AWS was not asked. */
  readonly refusal?: StsRefusal | undefined;
  /** The identity provider as IAM has it, so far as somebody said. */
  readonly provider?: RegisteredProvider | undefined;
  /** The trust policy of the role, where somebody gave it. */
  readonly policy?: TrustPolicy | undefined;
  /** The most that the role allows, in seconds, where that is known. */
  readonly maxSessionSeconds?: number | undefined;
}

/** The question, with what every cause asks of it answered once. */
export interface RefusalContext extends RefusalFacts {
  readonly issuer: string;
  /** The issuer's name in ARNs and condition keys. */
  readonly path: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  readonly account: AccountRef;
  /** What the provider must be called for this token and this role. */
  readonly providerArn: string;
  readonly comparison: PolicyComparison | undefined;
}

/** The token held against the policy. */
interface PolicyComparison {
  readonly verdict: TokenVerdict;
  readonly allowed: boolean;
  /** The first action that the policy refuses. */
  readonly refused: ActionVerdict | undefined;
  /** The Deny that applies. */
  readonly denial: StatementResult | undefined;
  /** The Allow that comes nearest to letting the token in, and how it is written. */
  readonly nearest: { readonly result: StatementResult; readonly statement: Statement } | undefined;
  /** The conditions of that statement that do not hold; none where it is for another issuer. */
  readonly failing: readonly ConditionResult[];
}

export function refusalContext(question: RefusalFacts): RefusalContext {
  const claims = plainClaims(question.claims);
  const issuer = claims.iss ?? '';
  const account = accountOfArn(question.request.roleArn);
  const path = providerPath(issuer);
  return {
    ...question,
    claims,
    issuer,
    path,
    subject: claims.sub ?? '',
    audiences: effectiveAudiences(claims),
    account,
    providerArn: providerArn(issuer, account),
    comparison: question.policy && compareWithPolicy(question.policy, { claims, request: question.request, path }),
  };
}

/** Nobody has verified the token, so its claims may be of any type: what is no text is as good as absent. */
export function plainClaims(claims: Claims): Claims {
  const { iss, sub, azp, ...rest } = isObject(claims) ? claims : {};
  return {
    ...rest,
    ...(typeof iss === 'string' ? { iss } : {}),
    ...(typeof sub === 'string' ? { sub } : {}),
    ...(typeof azp === 'string' ? { azp } : {}),
  };
}

function compareWithPolicy(
  policy: TrustPolicy,
  { claims, request, path }: Pick<RefusalContext, 'claims' | 'request' | 'path'>,
): PolicyComparison {
  const verdict = evaluateToken(policy, { claims, ...request });
  const refused = verdict.actions.find((action) => !action.allowed);
  const denial = refused?.statements.find(({ effect, applies }) => effect === 'Deny' && applies);
  const [nearest] = (refused?.statements ?? [])
    .flatMap((result, index) => {
      const statement = policy.statements[index];
      return result.effect === 'Allow' && statement !== undefined ? [{ result, statement }] : [];
    })
    .sort((a, b) => distance(a.result) - distance(b.result));
  const concerned =
    nearest !== undefined && (nearest.result.principalMatched || namesProvider(nearest.statement, path));
  return {
    verdict,
    allowed: verdict.allowed,
    refused,
    denial,
    nearest,
    failing: concerned ? nearest.result.conditions.filter(({ matched }) => !matched) : [],
  };
}

/** A wrong principal weighs more than any number of conditions, a wrong action nearly as much. */
function distance({ principalMatched, actionMatched, conditions }: StatementResult): number {
  const failing = conditions.filter(({ matched }) => !matched).length;
  return (principalMatched ? 0 : 1000) + (actionMatched ? 0 : 500) + failing;
}

/** The provider of this issuer in whatever account, however its name is written. */
function namesProvider({ principals }: Statement, path: string): boolean {
  return principals.federated.some((arn) => providerPath(providerNameInArn(arn)).toLowerCase() === path.toLowerCase());
}

/** The condition on a claim of the token's issuer that does not hold, where there is a policy and it has one. */
export function failingCondition({ comparison, path }: RefusalContext, claim: string): ConditionResult | undefined {
  const key = `${path}:${claim}`.toLowerCase();
  return comparison?.failing.find((condition) => condition.key.toLowerCase() === key);
}
