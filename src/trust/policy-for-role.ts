import { HelperError } from '../core/errors.ts';
import { findPolicies, onePolicyHint } from './documents.ts';
import { isOpaque } from './opaque.ts';
import { readPolicy, type TrustPolicy } from './policy.ts';

export interface RolePolicy {
  readonly policy: TrustPolicy;
  /** If the file contains it. */
  readonly roleArn: string | undefined;
}

/**
 * The trust policy of a role in a file: the only policy, or that of the role.
 *
 * @throws HelperError `policy-invalid`
 */
export function policyForRole(text: string, name: string, roleArn?: string): RolePolicy {
  const documents = findPolicies(text, name);
  const own = documents.filter((document) => roleArn !== undefined && document.roleArn === roleArn);
  const [document, another] = own.length > 0 ? own : documents;
  if (document === undefined || another !== undefined) throw notOne(name, document ? 'several policies' : 'no policy');
  const [duplicate] = document.duplicates;
  if (duplicate !== undefined) {
    throw new HelperError('policy-invalid', `${name}: ${duplicate} appears twice; only the last one would count.`);
  }
  const policy = readPolicy(document.json, name);
  if (isOpaque(JSON.stringify(policy))) throw notOne(name, 'a policy with values that only the deployment knows');
  return { policy, roleArn: document.roleArn };
}

function notOne(name: string, found: string): HelperError {
  return new HelperError('policy-invalid', `${name} contains ${found}.`, {
    hint: onePolicyHint,
  });
}
