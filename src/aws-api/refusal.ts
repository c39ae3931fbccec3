// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html#API_AssumeRoleWithWebIdentity_Errors
import { type ErrorCode, HelperError } from '../core/errors.ts';
import type { HttpResponse } from '../core/io.ts';
import { retryAfter } from '../core/retry-policy.ts';
import { type Refusal, readRefusal } from './query-protocol.ts';

/** Maps codes of STS to ours, by the message if a code has several meanings. The first matching row wins. */
const meanings: readonly (readonly [stsCode: RegExp, message: RegExp, ours: ErrorCode])[] = [
  [/^ExpiredTokenException$/, /^/, 'sts-token-expired'],
  [/^IDPCommunicationError(Exception)?$/, /^/, 'sts-idp-unreachable'],
  [/^InvalidIdentityToken(Exception)?$/, /verification key/i, 'sts-idp-unreachable'],
  [/^InvalidIdentityToken(Exception)?$/, /audience/i, 'sts-audience'],
  [/^InvalidIdentityToken(Exception)?$/, /No OpenIDConnect provider/i, 'sts-provider-missing'],
  [/^InvalidIdentityToken(Exception)?$/, /roles claim/i, 'sts-role-pinned'],
  [/^(InvalidIdentityToken(Exception)?|IDPRejectedClaim(Exception)?)$/, /^/, 'sts-token-rejected'],
  [/^AccessDenied(Exception)?$/, /^/, 'sts-access-denied'],
  [
    /^(InvalidClientTokenId|SignatureDoesNotMatch|ExpiredToken|MissingAuthenticationToken|IncompleteSignature)$/,
    /^/,
    'credentials-invalid',
  ],
  [/^ValidationError$/, /^/, 'sts-validation'],
  [/^MalformedPolicyDocument(Exception)?$/, /^/, 'sts-policy-malformed'],
  [/^PackedPolicyTooLarge(Exception)?$/, /^/, 'sts-policy-too-large'],
  [/^RegionDisabled(Exception)?$/, /^/, 'sts-region-disabled'],
  [
    /^(Throttling(Exception)?|ThrottledException|RequestLimitExceeded|TooManyRequests(Exception)?|SlowDown)$/,
    /^/,
    'sts-throttled',
  ],
  [/^(ServiceUnavailable|InternalFailure|InternalError|RequestTimeout(Exception)?)$/, /^/, 'sts-unavailable'],
];

const hints: Readonly<Partial<Record<ErrorCode, string>>> = {
  'sts-access-denied':
    "AWS does not say why. Either the role does not exist in that account, or its trust policy does not accept this token: compare its conditions with the token's claims.",
  'credentials-invalid':
    'AWS does not recognize these keys, or the secret does not match the access key. Check that access key, secret key and session token belong together, and that the clock of this machine is right to within five minutes.',
  'sts-token-expired': 'Exchange the token earlier in the job.',
  'sts-token-rejected':
    'AWS could not validate the token. Check its signature, its algorithm (RS256 or ES256) and its claims.',
  'sts-audience':
    "Add the token's audience to the audiences (client IDs) of the identity provider in IAM, or request a token for one of them.",
  'sts-provider-missing':
    "Create the identity provider in the role's account. Its URL must be exactly the token's issuer, with the path.",
  'sts-role-pinned':
    'The token lists the roles that it may be used for (claim https://aws.amazon.com/roles). Assume one of those, or add this role to the list.',
  'sts-validation':
    'A value is outside the limits of AWS. For DurationSeconds: lower role-duration-seconds, or raise the maximum session duration of the role.',
  'sts-policy-malformed': 'Check inline-session-policy against the IAM policy grammar.',
  'sts-policy-too-large': 'Shorten inline-session-policy or use fewer managed-session-policies.',
  'sts-region-disabled':
    'The region is not enabled in the account, or STS is deactivated there. Use STS in another region with sts-endpoint; changing aws-region would also move all later calls of the job.',
  'sts-throttled': 'AWS limits the number of calls per account. Spread out the jobs, or request longer sessions.',
  'sts-unavailable': 'Usually temporary: run the job again. If it lasts, check the AWS Health Dashboard.',
  'sts-idp-unreachable':
    "AWS could not fetch the issuer's public keys to verify the token. The issuer must be reachable from the internet and respond within a few seconds.",
  'sts-refused': 'If sts-endpoint or a proxy leads to a server other than AWS, ask the operator of that server.',
};

/** For a call that was signed with credentials. */
const callerRefused =
  'The role must exist, its trust policy must allow this user, and the policies of the user must allow that action on it.';

/** What was asked of AWS. */
export interface Asked {
  readonly service: 'STS' | 'IAM' | 'ECR';
  readonly endpoint: string;
  /** The beginning of an error message, before the reason. */
  readonly failure: string;
}

/** The error for a response whose status is not 200. */
export function errorFromResponse(response: HttpResponse, asked: Asked): HelperError {
  const refusal = readRefusal(response);
  if (refusal === undefined) return notFromAws(response, asked);
  const code = meaningOf(refusal);
  return new HelperError(code, `${asked.failure}: ${describedRefusal(refusal, asked)}`, {
    hint: code === 'sts-access-denied' && refusal.message.startsWith('User: ') ? callerRefused : hints[code],
    retryAfterSeconds: retryAfter(response),
  });
}

/** Whether STS itself refused the token. */
export function isFromSts({ code }: { readonly code: ErrorCode }): boolean {
  return code.startsWith('sts-') && code !== 'sts-answer-unreadable';
}

/** The error for a response that is not from AWS: AWS has not refused anything. */
export function notFromAws({ status, headers, via }: HttpResponse, { service, endpoint, failure }: Asked): HelperError {
  const { host } = new URL(endpoint);
  const [type] = /^[\w.+-]+\/[\w.+-]+/.exec(headers['content-type'] ?? '') ?? [];
  const answer = `${status}${type === undefined ? '' : ` (${type})`}`;
  return new HelperError(
    meaningOfStatus(status) ?? 'sts-answer-unreadable',
    via === undefined
      ? `${failure}: ${host} answered ${answer}, which is not a response of ${service}.`
      : `${failure}: ${via} answered ${answer}, not ${service} at ${host}.`,
    {
      hint: `Another server answers instead of ${service}: a proxy, a firewall's block page, a network login page or another service. Check sts-endpoint, http-proxy and no-proxy, and that this machine may reach ${host}.`,
      retryAfterSeconds: retryAfter({ headers }),
    },
  );
}

function meaningOf({ status, code, message }: Refusal): ErrorCode {
  const row = meanings.find(([codes, messages]) => codes.test(code) && messages.test(message));
  return row?.[2] ?? meaningOfStatus(status) ?? 'sts-refused';
}

/** The transient errors, by status: load balancers return bodies of their own. */
export function meaningOfStatus(status: number): ErrorCode | undefined {
  if (status === 429) return 'sts-throttled';
  return status >= 500 ? 'sts-unavailable' : undefined;
}

/** AWS's message with its status, host and request ID. */
export function describedRefusal({ status, code, message, requestId }: Refusal, { endpoint }: Asked): string {
  const said = [code, message].filter((part) => part !== '').join(': ') || 'no reason given';
  const origin = `${status} from ${new URL(endpoint).host}${requestId === undefined ? '' : `, request ${requestId}`}`;
  return `${said.replace(/[.\s]+$/, '')} (${origin}).`;
}
