import type { JsonObject } from '../../src/core/json.ts';
import type { EmulatedRole } from '../../src/emulator/account.ts';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { readPolicy, type Statement } from '../../src/trust/policy.ts';

export const accountId = '123456789012';

/** A role with one statement in its trust policy. */
export function trusting(arn: string, statement: JsonObject): EmulatedRole {
  const policy = { Version: '2012-10-17', Statement: [statement] };
  return {
    arn,
    trustPolicy: readPolicy(policy, arn),
    trustPolicyText: JSON.stringify(policy),
    maxSessionDuration: 3600,
  };
}

/** The usual roles, with something else in each statement. */
export function rolesWith(change: Partial<Statement>): readonly EmulatedRole[] {
  return defaultConfig().roles.map((role) => ({
    ...role,
    trustPolicy: {
      ...role.trustPolicy,
      statements: role.trustPolicy.statements.map((statement) => ({ ...statement, ...change })),
    },
  }));
}
