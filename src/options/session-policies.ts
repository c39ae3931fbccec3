// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
import { HelperError } from '../core/errors.ts';
import { isObject, parseJson } from '../core/json.ts';
import { lines } from '../core/parse-values.ts';
import type { GivenOptions } from './table.ts';

/** Characters, in total for both kinds. */
const limit = 2048;

/** Policies that restrict a session. */
export interface SessionPolicies {
  /** Unchanged. */
  readonly inlinePolicy: string | undefined;
  /** ARNs. */
  readonly managedPolicies: readonly string[];
}

/** @throws HelperError `policy-invalid` */
export function parseSessionPolicies(given: GivenOptions): SessionPolicies {
  const inlinePolicy = given['inline-session-policy'];
  const managedPolicies = lines(given['managed-session-policies']);
  const wrong = managedPolicies.find((arn) => !/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/\S+$/.test(arn));
  if (wrong !== undefined) {
    throw new HelperError(
      'policy-invalid',
      `managed-session-policies contains a value that is not a policy ARN: ${JSON.stringify(wrong)}.`,
      {
        hint: 'Write one ARN per line, such as arn:aws:iam::aws:policy/ReadOnlyAccess.',
      },
    );
  }
  if (managedPolicies.length > 10) {
    throw new HelperError(
      'policy-invalid',
      `managed-session-policies contains ${managedPolicies.length} policies; STS accepts at most ten.`,
    );
  }
  if (inlinePolicy !== undefined && !isObject(parseJson(inlinePolicy))) {
    throw new HelperError('policy-invalid', 'inline-session-policy is not a JSON object.', {
      hint: 'Check quotes and commas: {"Version":"2012-10-17","Statement":[…]}. In YAML, use a block scalar (|).',
    });
  }
  const length = [inlinePolicy, ...managedPolicies].join('').length;
  if (length > limit) {
    throw new HelperError(
      'policy-invalid',
      `The session policies have ${length} characters in total; STS accepts at most ${limit}.`,
      {
        hint:
          inlinePolicy === undefined
            ? 'Use fewer managed-session-policies, or policies with shorter names.'
            : 'Remove white space and Sids, or use managed-session-policies.',
      },
    );
  }
  return { inlinePolicy, managedPolicies };
}
