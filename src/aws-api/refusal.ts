// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html#API_AssumeRoleWithWebIdentity_Errors
import { type ErrorCode, HelperError } from '../core/errors.ts';
import type { HttpResponse } from '../core/io.ts';
import { retryAfter } from '../core/retry.ts';
import { type Refusal, readRefusal } from './query-protocol.ts';

/** STS's code, and where one code has several meanings its message, to ours. The first row that fits wins. */
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
    "AWS does not say why. Either there is no such role in that account, or the role's trust policy does not accept this token: compare its conditions with the token's claims.",
  'credentials-invalid':
    'AWS does not know these keys (any more), or the secret is not theirs. Check that key, secret and session token belong together; a clock that is wrong by more than five minutes looks like this, too.',
  'sts-token-expired': 'Exchange the token earlier in the job, or let the CI issue longer-lived ones.',
  'sts-token-rejected':
    'AWS could not validate the token: its signature, its algorithm (RS256 or ES256) or a claim is not as AWS needs it.',
  'sts-audience': "The token's audience is not among the audiences (client IDs) of the identity provider in IAM.",
  'sts-provider-missing':
    "Create the identity provider in the role's account, with exactly the token's issuer as its URL: with the path, without a slash at the end.",
  'sts-role-pinned':
    'The token names the roles that it may be used for (claim https://aws.amazon.com/roles), and this is none of them.',
  'sts-validation':
    'A value is out of its limits. For DurationSeconds: lower role-duration-seconds, or raise the maximum session duration of the role.',
  'sts-policy-malformed': 'Check inline-session-policy against the grammar of IAM policies.',
  'sts-policy-too-large': 'Shorten inline-session-policy, or use fewer managed-session-policies.',
  'sts-region-disabled':
    'STS is not activated for this region in the account: activate it (IAM, account settings), or give another aws-region.',
  'sts-throttled': 'AWS limits the calls of an account. Spread the jobs, or ask for longer sessions.',
  'sts-unavailable': 'This passes: run the job again. The AWS Health Dashboard knows more.',
  'sts-idp-unreachable':
    "AWS fetches the CI's public keys to check the token, and could not. The issuer must be reachable from the internet, and answer within a few seconds.",
  'sts-refused': 'If sts-endpoint or a proxy leads elsewhere than to AWS, ask whoever runs that server.',
};

/** What was asked of AWS. */
export interface Asked {
  readonly service: 'STS' | 'IAM';
  readonly endpoint: string;
  /** The words before the reason of an error. */
  readonly failure: string;
}

/** The error for an answer that is not 200. */
export function errorFromResponse(response: HttpResponse, asked: Asked): HelperError {
  const refusal = readRefusal(response);
  if (refusal === undefined) return notFromAws(response, asked);
  const code = meaningOf(refusal);
  return new HelperError(code, `${asked.failure}: ${described(refusal, new URL(asked.endpoint).host)}`, {
    hint: hints[code],
    retryAfterSeconds: retryAfter(response),
  });
}

/** Whether it is STS's own word, to the token that it was given. */
export function isFromSts({ code }: { readonly code: ErrorCode }): boolean {
  return code.startsWith('sts-') && code !== 'sts-answer-unreadable';
}

/** The error for an answer that AWS did not give. It has refused nothing, and the job's token is no part of it. */
export function notFromAws({ status, headers, via }: HttpResponse, { service, endpoint, failure }: Asked): HelperError {
  const { host } = new URL(endpoint);
  const [type] = /^[\w.+-]+\/[\w.+-]+/.exec(headers['content-type'] ?? '') ?? [];
  const answer = `${status}${type === undefined ? '' : ` (${type})`}`;
  return new HelperError(
    meaningOfStatus(status) ?? 'sts-answer-unreadable',
    via === undefined
      ? `${failure}: ${host} answered ${answer}, but not as ${service} does.`
      : `${failure}: ${via} answered ${answer}, not ${service} at ${host}.`,
    {
      hint: `Something else answers in the place of ${service}: a proxy, a firewall's block page, the network's login page, another service. Check sts-endpoint, http-proxy and no-proxy, and that this machine may reach ${host}.`,
      retryAfterSeconds: retryAfter({ headers }),
    },
  );
}

function meaningOf({ status, code, message }: Refusal): ErrorCode {
  const row = meanings.find(([codes, messages]) => codes.test(code) && messages.test(message));
  return row?.[2] ?? meaningOfStatus(status) ?? 'sts-refused';
}

/** What passes by itself, whoever says it: load balancers answer in their own words. */
function meaningOfStatus(status: number): ErrorCode | undefined {
  if (status === 429) return 'sts-throttled';
  return status >= 500 ? 'sts-unavailable' : undefined;
}

function described({ status, code, message, requestId }: Refusal, host: string): string {
  const said = [code, message].filter((part) => part !== '').join(': ') || 'no reason given';
  const origin = `${status} from ${host}${requestId === undefined ? '' : `, request ${requestId}`}`;
  return `${said.replace(/[.\s]+$/, '')} (${origin}).`;
}
