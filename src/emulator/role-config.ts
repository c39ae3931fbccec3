import { HelperError } from '../core/errors.ts';
import type { Files } from '../core/io.ts';
import type { TrustPolicy } from '../trust/policy.ts';
import { isProviderArn, providerNameInArn, providerPath } from '../trust/provider-name.ts';
import { type EmulatedProvider, type EmulatorConfig, parseIamArn } from './account.ts';
import { defaultConfig } from './default-config.ts';
import { loadTrustPolicy } from './parse-config.ts';

const longestSession = 43_200;

/**
 * An account with one role. It has providers for all CIs and for the issuers in the role's policy, with
 * the audiences in the policy: whether the real IAM has them cannot be known.
 *
 * @throws HelperError `role-invalid`, `input-unreadable`, `policy-invalid`
 */
export function configForRole(arn: string, policyFile: string, files: Pick<Files, 'read'>): EmulatorConfig {
  const parts = parseIamArn(arn, 'role');
  if (parts === undefined) {
    throw new HelperError('role-invalid', `${arn} is not the ARN of a role.`, {
      hint: 'Use the form arn:aws:iam::123456789012:role/NAME.',
    });
  }
  const policy = loadTrustPolicy(policyFile, files);
  const defaults = defaultConfig(parts.accountId);
  return {
    ...defaults,
    providers: withPolicyProviders(defaults.providers, policy.trustPolicy, parts.accountId),
    roles: [{ arn, ...policy, maxSessionDuration: longestSession }],
  };
}

function withPolicyProviders(
  known: readonly EmulatedProvider[],
  policy: TrustPolicy,
  accountId: string,
): readonly EmulatedProvider[] {
  const named = policy.statements
    .flatMap(({ principals }) => principals.federated)
    .filter(isProviderArn)
    .map((arn) => `https://${providerNameInArn(arn)}`);
  const urls = new Set([...known.map(({ url }) => url), ...named]);
  return [...urls].map((url) => {
    const usual = known.find((provider) => provider.url === url)?.clientIds ?? [];
    return { url, accountId, clientIds: [...new Set([...usual, ...audiencesIn(policy, url)])] };
  });
}

function audiencesIn({ statements }: TrustPolicy, issuer: string): readonly string[] {
  const key = `${providerPath(issuer)}:aud`.toLowerCase();
  return statements
    .flatMap(({ conditions }) => conditions)
    .filter((condition) => condition.key.toLowerCase() === key)
    .flatMap(({ values }) => values);
}
