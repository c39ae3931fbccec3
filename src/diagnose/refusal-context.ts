import type { ErrorCode } from '../core/errors.ts';
import { isObject } from '../core/json.ts';
import type { Claims } from '../token/token.ts';
import { accountOfArn, effectiveAudiences } from '../trust/context.ts';
import type { ConditionContext, ConditionResult, StatementResult } from '../trust/evaluate.ts';
import { type ActionVerdict, evaluateToken, type TokenVerdict } from '../trust/evaluate-token.ts';
import { federatedPrincipal } from '../trust/federated-principal.ts';
import type { Statement, TrustPolicy } from '../trust/policy.ts';
import { type AccountRef, namesSameIssuer, providerPath } from '../trust/provider-name.ts';
import type { Truth } from '../trust/truth.ts';

/** The request that was, or would be, sent to STS. */
export interface RoleRequest {
  readonly roleArn: string;
  /** Absent if it is not known here. */
  readonly sessionName: string | undefined;
  readonly durationSeconds: number;
  readonly region: string;
  /** Values of condition keys that only AWS knows, if given. */
  readonly extra?: ConditionContext | undefined;
}

/** An identity provider in IAM. */
export interface RegisteredProvider {
  readonly url?: string | undefined;
  readonly clientIds?: readonly string[] | undefined;
}

/** The answer of STS: our error code and its message. */
export interface StsRefusal {
  readonly code: ErrorCode;
  readonly message: string;
}

/** All facts about a refusal. Contains no secret and not the token itself. */
export interface RefusalFacts {
  readonly claims: Claims;
  readonly request: RoleRequest;
  /** Milliseconds since the epoch, by the clock of this machine. */
  readonly now: number;
  /** Absent if AWS was not called. */
  readonly refusal?: StsRefusal | undefined;
  /** The identity provider in IAM, as far as given. */
  readonly provider?: RegisteredProvider | undefined;
  /** The trust policy of the role, if given. */
  readonly policy?: TrustPolicy | undefined;
  /** The CI of this job, unless the user set the token source. */
  readonly ci?: { readonly id: string; readonly name: string } | undefined;
  /** The maximum session duration of the role, in seconds, if known. */
  readonly maxSessionSeconds?: number | undefined;
}

/** The facts, with the values that all causes need computed once. */
export interface RefusalContext extends RefusalFacts {
  readonly issuer: string;
  /** The issuer as in ARNs and condition keys. */
  readonly path: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  readonly account: AccountRef;
  /** The ARN that the provider must have for this token and this role. */
  readonly providerArn: string;
  readonly comparison: PolicyComparison | undefined;
}

/** The token compared with the policy. */
interface PolicyComparison {
  readonly verdict: TokenVerdict;
  readonly allowed: Truth;
  /** The first action that the policy refuses. */
  readonly refused: ActionVerdict | undefined;
  /** The Deny that applies. */
  readonly denial: StatementResult | undefined;
  /** The Allow that is nearest to accepting the token. */
  readonly nearest: { readonly result: StatementResult; readonly statement: Statement } | undefined;
  /** Whether that statement is for tokens of this issuer. */
  readonly concerned: boolean;
  /** The failing conditions of that statement; empty if it is for another issuer. */
  readonly failing: readonly ConditionResult[];
  /** The statements that depend on what only AWS knows, with those conditions. */
  readonly open: readonly StatementResult[];
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
    providerArn: federatedPrincipal(issuer, account),
    comparison: question.policy && compareWithPolicy(question.policy, { claims, request: question.request, path }),
  };
}

/** The token is not verified, so claims may have any type: those that are not strings are treated as absent. */
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
  const refused = verdict.actions.find((action) => action.allowed === false);
  const denial = refused?.statements.find(({ effect, applies }) => effect === 'Deny' && applies === true);
  const [nearest] = (refused?.statements ?? [])
    .flatMap((result, index) => {
      const statement = policy.statements[index];
      return result.effect === 'Allow' && statement !== undefined ? [{ result, statement }] : [];
    })
    .sort((a, b) => distance(a.result, path) - distance(b.result, path));
  const concerned =
    nearest !== undefined && (nearest.result.principalMatched || namesProvider(nearest.statement, path));
  return {
    verdict,
    allowed: verdict.allowed,
    refused,
    denial,
    nearest,
    concerned,
    failing: concerned ? nearest.result.conditions.filter(({ matched }) => matched === false) : [],
    open: openStatements(verdict),
  };
}

function openStatements({ allowed, actions }: TokenVerdict): readonly StatementResult[] {
  if (allowed !== 'unknown') return [];
  const all = actions.flatMap(({ statements }) => statements.filter(({ applies }) => applies === 'unknown'));
  return all
    .filter(({ path }, index) => all.findIndex((other) => other.path === path) === index)
    .map((result) => ({ ...result, conditions: result.conditions.filter(({ matched }) => matched === 'unknown') }));
}

/**
 * A wrong principal outweighs any number of conditions, a wrong action nearly so. Of as many failing conditions, one on
 * the subject counts more: a statement for other jobs is farther than a faulty one for this job.
 */
function distance({ principalMatched, actionMatched, conditions }: StatementResult, path: string): number {
  const failing = conditions.filter(({ matched }) => matched === false);
  const isForOthers = failing.some(({ key }) => key.toLowerCase() === `${path}:sub`.toLowerCase());
  return (principalMatched ? 0 : 1000) + (actionMatched ? 0 : 500) + failing.length + (isForOthers ? 0.5 : 0);
}

/** The provider of this issuer in any account, in any spelling. */
function namesProvider({ principals }: Statement, path: string): boolean {
  return !principals.negated && principals.federated.some((arn) => namesSameIssuer(arn, path));
}

/** The failing condition on a claim of the token's issuer, if there is a policy with one. */
export function failingCondition({ comparison, path }: RefusalContext, claim: string): ConditionResult | undefined {
  const key = `${path}:${claim}`.toLowerCase();
  return comparison?.failing.find((condition) => condition.key.toLowerCase() === key);
}
