import { isObject, parseJson } from '../../src/core/json.ts';
import { claimsInText, withoutLogMarks } from '../../src/token/claims-text.ts';
import { type Claims, claimsOf, parseToken } from '../../src/token/token.ts';
import { findPolicies, withoutUrlEncoding } from '../../src/trust/documents.ts';
import type { TrustPolicy } from '../../src/trust/policy.ts';
import { policyForRole } from '../../src/trust/policy-for-role.ts';
import { attempt, type Fault, faultOfJson } from './fault.ts';

/** A policy from the user. */
export interface GivenPolicy {
  readonly policy: TrustPolicy;
  /** The JSON of the policy, without what surrounds it. */
  readonly json: unknown;
  /** The role of the policy, if the text contains it. */
  readonly roleArn: string | undefined;
}

/** Characters. IAM accepts 4096; a plan with one policy may be longer. More would block the page. */
const longest = 300_000;

/** Characters that are searched for a token. */
const longestWithToken = 50_000;

export type Read<T> = { readonly value: T } | { readonly fault: Fault } | 'empty';

/** Reads a trust policy, or a document that contains one: the output of `aws iam get-role`, a plan, a template. */
export function readGivenPolicy(given: string): Read<GivenPolicy> {
  const decoded = attempt(() => withoutUrlEncoding(given, 'The policy'));
  if ('fault' in decoded) return decoded;
  const text = decoded.value;
  const fault = faultOfText(text, 'The policy');
  if (fault !== undefined) return fault;
  const json = parseJson(text);
  if (isObject(json) && 'iss' in json && 'sub' in json) {
    return { fault: { message: 'These are claims, not a policy.', hint: 'Paste them into the field below.' } };
  }
  return attempt(() => {
    const { policy, roleArn } = policyForRole(text, 'The policy');
    const [document] = findPolicies(text, 'The policy');
    return { policy, json: document?.json, roleArn };
  });
}

const claimsHint =
  'Paste the token, its claims as JSON, or the lines below "The claims that matter to a trust policy" in the log.';

/** Reads claims: JSON, or lines of a log. Tokens are replaced by their claims earlier. */
export function readGivenClaims(given: string): Read<Claims> {
  const text = given.length <= longest ? withoutLogMarks(given) : given;
  if (text.trim() !== '' && text.length <= longest && !/^\s*[{["]/.test(text)) {
    const logged = claimsInText(text);
    if (logged !== undefined) return { value: logged };
    const read = attempt(() => parseToken(text, 'this field', false).claims);
    return 'value' in read ? read : { fault: { ...read.fault, hint: claimsHint } };
  }
  const fault = faultOfText(text, 'The text in the field for claims');
  if (fault !== undefined) return fault;
  const value: unknown = JSON.parse(text);
  if (
    isObject(value) &&
    !('iss' in value) &&
    ['Statement', 'Role', 'AssumeRolePolicyDocument'].some((name) => name in value)
  ) {
    return { fault: { message: 'This is a policy, not claims.', hint: 'Paste it into the field above.' } };
  }
  if (isObject(value)) return { value };
  return {
    fault: {
      message: 'The claims are not an object.',
      hint: 'Paste the payload of one token: { "iss": …, "sub": … }.',
    },
  };
}

/**
 * The claims of a token in a text: alone, after `Bearer`, wrapped by a terminal, or in the answer of an endpoint. Not
 * of a token inside claims.
 */
export function claimsOfTokenIn(text: string): Claims | undefined {
  if (text.length > longestWithToken) return undefined;
  const json = parseJson(text);
  if (isObject(json)) {
    if ('sub' in json) return undefined;
    return Object.values(json).reduce<Claims | undefined>(
      (found, member) => found ?? claimsOf(String(member)),
      undefined,
    );
  }
  const [token] = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*/.exec(text.replace(/\s+/g, '')) ?? [];
  return token === undefined ? undefined : claimsOf(token);
}

/** Whether a text contains what looks like a token: links must not contain one. */
export function holdsToken(text: string): boolean {
  return /eyJ[\w-]{8,}\.[\w-]{8,}/.test(text);
}

function faultOfText(text: string, name: string): { readonly fault: Fault } | 'empty' | undefined {
  if (text.trim() === '') return 'empty';
  if (text.length > longest) {
    return {
      fault: {
        message: `${name} has ${text.length.toLocaleString('en')} characters; this page accepts up to ${longest.toLocaleString('en')}.`,
        hint: 'The command line accepts more: npx ci-aws-credentials trust check FILE',
      },
    };
  }
  const fault = faultOfJson(text, name);
  return fault === undefined ? undefined : { fault };
}
