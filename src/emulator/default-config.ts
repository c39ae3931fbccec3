// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
import type { JsonObject } from '../core/json.ts';
import { federatedPrincipal, isBuiltIn } from '../trust/federated-principal.ts';
import { issuerAt } from '../trust/issuers/index.ts';
import { readPolicy } from '../trust/policy.ts';
import { type AccountRef, providerPath } from '../trust/provider-name.ts';
import type { EmulatedRole, EmulatorConfig } from './account.ts';
import type { EmulatedCi } from './jobs/emulated-ci.ts';
import { emulatedCis } from './jobs/index.ts';

export const defaultAccountId = '123456789012';

/**
 * An account with recommended settings: a provider for every CI, and a role for its branch `main`.
 * Also two roles: `refuses`, which trusts another repository, and `chained`, which trusts the roles of the CIs.
 */
export function defaultConfig(accountId: string = defaultAccountId): EmulatorConfig {
  const account = { accountId, partition: 'aws' };
  const deployRoles = emulatedCis.map((ci) =>
    roleWithStatement(roleArnIn(account, `${ci.id}-deploy`), deployStatement(ci, account)),
  );
  const chained = roleWithStatement(roleArnIn(account, 'chained'), {
    Effect: 'Allow',
    Principal: { AWS: deployRoles.map((role) => role.arn) },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  });
  return {
    providers: emulatedCis
      .filter(({ issuer }) => !isBuiltIn(issuer))
      .map((ci) => ({ url: ci.issuer, clientIds: [ci.clientId ?? ci.audience], accountId })),
    roles: [...deployRoles, roleWithStatement(roleArnIn(account, 'refuses'), refusingStatement(account)), chained],
    users: [],
    jobs: {},
    faults: [],
    sessionSeconds: undefined,
    registry: undefined,
    signingAlgorithm: 'ES256',
  };
}

function roleArnIn({ accountId, partition }: AccountRef, name: string): string {
  return `arn:${partition}:iam::${accountId}:role/${name}`;
}

function roleWithStatement(arn: string, statement: JsonObject): EmulatedRole {
  const policy = { Version: '2012-10-17', Statement: [statement] };
  return {
    arn,
    trustPolicy: readPolicy(policy, arn),
    trustPolicyText: JSON.stringify(policy),
    maxSessionDuration: 3600,
  };
}

function deployStatement(ci: EmulatedCi, account: AccountRef): JsonObject {
  const actions = ['sts:AssumeRoleWithWebIdentity', ...(mayTag(ci) ? ['sts:TagSession'] : [])];
  return {
    Effect: 'Allow',
    Principal: { Federated: federatedPrincipal(ci.issuer, account) },
    Action: actions.length === 1 ? actions[0] : actions,
    Condition: ci.trustCondition,
  };
}

/** Whether tokens of this CI may contain session tags, which the trust policy must allow. */
function mayTag({ issuer }: EmulatedCi): boolean {
  return issuerAt(providerPath(issuer))?.sessionTags?.setBy === 'organization';
}

function refusingStatement(account: AccountRef): JsonObject {
  return {
    Effect: 'Allow',
    Principal: { Federated: emulatedCis.map((ci) => federatedPrincipal(ci.issuer, account)) },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: emulatedCis.find(({ otherCondition }) => otherCondition !== undefined)?.otherCondition ?? {},
  };
}
