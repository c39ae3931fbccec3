// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
import { isObject, parseJson } from '../../core/json.ts';
import { type AwsError, malformedPolicy, packedPolicyTooLarge, validationError } from './call-outcome.ts';
import { memberList, type Parameters } from './parameters.ts';
import type { Element } from './xml.ts';

const spaceForPolicies = 2048;
const maxManagedPolicies = 10;

/** The error of AWS about the session policies of a call. */
export function checkSessionPolicies(parameters: Parameters): AwsError | undefined {
  const policy = parameters.get('Policy');
  if (policy !== undefined) {
    const json = parseJson(policy);
    if (json === undefined) return malformedPolicy('This policy contains invalid Json');
    if (!isObject(json) || !('Statement' in json)) return malformedPolicy('Syntax errors in policy.');
  }
  const count = memberList(parameters, 'PolicyArns').length;
  if (count > maxManagedPolicies) {
    return validationError(
      `1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to ${maxManagedPolicies}`,
    );
  }
  const size = packedSize(parameters);
  if (size <= 100) return undefined;
  return packedPolicyTooLarge(`Packed policy consumes ${size}% of allotted space, please use smaller policy.`);
}

/** The element with the percentage, which AWS returns only if the call has policies or tags. */
export function packedPolicySize(parameters: Parameters): readonly Element[] {
  const size = packedSize(parameters);
  return size === 0 ? [] : [['PackedPolicySize', String(size)]];
}

/** AWS's packing format is unknown; the plain text is an upper bound, so nothing passes that AWS would refuse. */
function packedSize(parameters: Parameters): number {
  const texts = [
    parameters.get('Policy') ?? '',
    ...memberList(parameters, 'PolicyArns').map((arn) => arn.get('arn') ?? ''),
    ...memberList(parameters, 'Tags').map((tag) => `${tag.get('Key')}${tag.get('Value')}`),
  ];
  return Math.ceil((100 * texts.join('').length) / spaceForPolicies);
}
