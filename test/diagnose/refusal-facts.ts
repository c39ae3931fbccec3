import type { RefusalFacts, StsRefusal } from '../../src/diagnose/refusal-context.ts';
import type { Claims } from '../../src/token/token.ts';
import { evaluateToken } from '../../src/trust/evaluate-token.ts';
import { readPolicy } from '../../src/trust/policy.ts';

const roleArn = 'arn:aws:iam::123456789012:role/deploy';

export const request = { roleArn, sessionName: 'job-1', durationSeconds: 3600, region: 'eu-central-1' };

/** Noon of the day on which everything in these tests happens. */
export const now = Date.parse('2026-11-20T12:00:00Z');

export const denied: StsRefusal = {
  code: 'sts-access-denied',
  message: 'AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity',
};

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

export interface PolicyParts {
  /** By operator; a key without a colon is a claim of the issuer. */
  readonly condition?: Conditions;
  readonly federated?: string;
  readonly action?: string | readonly string[];
  readonly effect?: string;
}

interface PolicyJson {
  readonly Version: string;
  readonly Statement: readonly StatementJson[];
}

interface StatementJson {
  readonly Effect: string;
  readonly Principal: { readonly Federated: string };
  readonly Action: string | readonly string[];
  readonly Condition: Conditions;
}

/** A policy of one statement, for the provider of an issuer. */
export function policyOf(path: string, parts: PolicyParts): PolicyJson {
  const condition = Object.entries(parts.condition ?? {}).map(([operator, keys]) => [
    operator,
    Object.fromEntries(
      Object.entries(keys).map(([key, value]) => [/[:]/.test(key) ? key : `${path}:${key}`, value] as const),
    ),
  ]);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: parts.effect ?? 'Allow',
        Principal: { Federated: parts.federated ?? `arn:aws:iam::123456789012:oidc-provider/${path}` },
        Action: parts.action ?? 'sts:AssumeRoleWithWebIdentity',
        Condition: Object.fromEntries(condition),
      },
    ],
  };
}

export function questionOf(claims: Claims, policy?: PolicyJson): RefusalFacts {
  return {
    claims,
    request,
    now,
    refusal: denied,
    policy: policy && readPolicy(policy, 'trust.json'),
  };
}

export function accepts(policy: PolicyJson, claims: Claims): boolean {
  return evaluateToken(readPolicy(policy, 'trust.json'), { claims, ...request }).allowed;
}

/** The policy with the lines of a change pasted where they belong: a key of a condition has one operator. */
export function pasted(policy: PolicyJson, change: string): PolicyJson {
  let changed = policy;
  for (const [, name = '', json = ''] of change.matchAll(/^"([\w:]+)": (.+)$/gm)) {
    changed = { ...changed, Statement: changed.Statement.map((one) => withMember(one, name, JSON.parse(json))) };
  }
  return changed;
}

function withMember(statement: StatementJson, name: string, value: unknown): StatementJson {
  if (name === 'Principal' || name === 'Action') return { ...statement, [name]: value };
  // Anything else is an operator with its keys.
  const keys = value as Record<string, string>;
  const others = Object.entries(statement.Condition).map(([operator, members]) => [
    operator,
    Object.fromEntries(Object.entries(members).filter(([key]) => !isReplaced(key, Object.keys(keys)))),
  ]);
  const condition: Conditions = Object.fromEntries(others);
  return { ...statement, Condition: { ...condition, [name]: { ...condition[name], ...keys } } };
}

/** Also a key whose issuer was the wrong one. */
function isReplaced(key: string, by: readonly string[]): boolean {
  return by.some((other) => other === key || other.split(':').at(-1) === key.split(':').at(-1));
}
