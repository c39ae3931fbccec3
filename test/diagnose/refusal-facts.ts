import type { RefusalFacts, StsRefusal } from '../../src/diagnose/refusal-context.ts';
import type { StatementEdit } from '../../src/diagnose/statement-edit.ts';
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
  return evaluateToken(readPolicy(policy, 'trust.json'), { claims, ...request }).allowed === true;
}

/** The policy with the edits made. */
export function edited(policy: PolicyJson, edits: readonly StatementEdit[]): PolicyJson {
  const Statement: Record<string, unknown>[] = policy.Statement.map((statement) => ({ ...statement }));
  for (const { statement, old = {}, new: members } of edits) {
    const [, index] = /\[(\d+)\]/.exec(statement) ?? [];
    const before = index === undefined ? {} : (Statement[Number(index)] ?? {});
    const kept = Object.entries(before).filter(([name]) => !Object.hasOwn(old, name));
    Statement.splice(index === undefined ? Statement.length : Number(index), 1, {
      ...Object.fromEntries(kept),
      ...members,
    });
  }
  return JSON.parse(JSON.stringify({ ...policy, Statement }));
}

/** The members that stand in the text of a change once the lines with a minus are gone. */
export function pastedFrom(change: string): unknown {
  const [, added] = /^Add this statement:\n(.*)$/ms.exec(change) ?? [];
  if (added !== undefined) return JSON.parse(added);
  const [, lines = ''] = /^In Statement.*?:\n(.*)$/ms.exec(change) ?? [];
  const kept = lines.split('\n').filter((line) => !line.startsWith('-'));
  return JSON.parse(`{${kept.map((line) => line.slice(1)).join('\n')}}`);
}
