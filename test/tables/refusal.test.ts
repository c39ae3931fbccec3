import { describe, expect, it } from 'vitest';
import { type Asked, errorFromResponse } from '../../src/aws-api/refusal.ts';
import { exitCodeOf } from '../../src/core/errors.ts';
import { refusal } from '../fakes.ts';

const asked: Asked = {
  service: 'STS',
  endpoint: 'https://sts.eu-central-1.amazonaws.com',
  failure: 'Could not assume role with OIDC',
};

function errorFor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
  return errorFromResponse({ headers, ...refusal(status, code, message) }, asked);
}

describe('what STS says', () => {
  it.each([
    [
      400,
      'ExpiredTokenException',
      'Token expired: current date/time 1 must be before the expiration date/time 0',
      'sts-token-expired',
    ],
    [403, 'ExpiredToken', 'The security token included in the request is expired', 'credentials-invalid'],
    [403, 'InvalidClientTokenId', 'x', 'credentials-invalid'],
    [403, 'SignatureDoesNotMatch', 'x', 'credentials-invalid'],
    [403, 'MissingAuthenticationToken', 'x', 'credentials-invalid'],
    [400, 'IncompleteSignature', 'x', 'credentials-invalid'],
    [400, 'IDPCommunicationError', 'Could not communicate', 'sts-idp-unreachable'],
    [400, 'IDPCommunicationErrorException', 'x', 'sts-idp-unreachable'],
    [
      400,
      'InvalidIdentityToken',
      "Couldn't retrieve verification key from your identity provider",
      'sts-idp-unreachable',
    ],
    [400, 'InvalidIdentityToken', 'Incorrect token audience', 'sts-audience'],
    [400, 'InvalidIdentityTokenException', 'Incorrect token audience', 'sts-audience'],
    [
      400,
      'InvalidIdentityToken',
      'No OpenIDConnect provider found in your account for https://x',
      'sts-provider-missing',
    ],
    [
      400,
      'InvalidIdentityToken',
      'The target role ARN is not present in the roles claim of the identity token',
      'sts-role-pinned',
    ],
    [400, 'InvalidIdentityToken', 'The ID Token provided is not a valid JWT', 'sts-token-rejected'],
    [403, 'IDPRejectedClaim', 'x', 'sts-token-rejected'],
    [403, 'IDPRejectedClaimException', 'x', 'sts-token-rejected'],
    [403, 'AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 'sts-access-denied'],
    [403, 'AccessDeniedException', 'x', 'sts-access-denied'],
    [400, 'ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration', 'sts-validation'],
    [400, 'MalformedPolicyDocument', 'x', 'sts-policy-malformed'],
    [400, 'PackedPolicyTooLarge', 'x', 'sts-policy-too-large'],
    [403, 'RegionDisabledException', 'x', 'sts-region-disabled'],
    [400, 'Throttling', 'Rate exceeded', 'sts-throttled'],
    [400, 'ThrottlingException', 'x', 'sts-throttled'],
    [400, 'ThrottledException', 'x', 'sts-throttled'],
    [400, 'RequestLimitExceeded', 'x', 'sts-throttled'],
    [400, 'TooManyRequestsException', 'x', 'sts-throttled'],
    [503, 'SlowDown', 'x', 'sts-throttled'],
    [429, '', '', 'sts-throttled'],
    [503, 'ServiceUnavailable', 'x', 'sts-unavailable'],
    [500, 'InternalFailure', 'x', 'sts-unavailable'],
    [500, 'InternalError', 'x', 'sts-unavailable'],
    [408, 'RequestTimeout', 'x', 'sts-unavailable'],
    [400, 'RequestTimeoutException', 'x', 'sts-unavailable'],
    [502, '', '', 'sts-unavailable'],
    [500, 'SomethingNew', 'x', 'sts-unavailable'],
    [418, 'SomethingNew', 'x', 'sts-refused'],
    [403, '', '', 'sts-refused'],
    [301, '', '', 'sts-refused'],
  ] as const)('%i %s, %s, is our %s', (status, code, message, ours) => {
    const error = errorFor(status, code, message);
    expect(error.code).toBe(ours);
    expect(error.hint).toMatch(/\w/);
    expect([4, 5]).toContain(exitCodeOf(error));
    expect(error.message).toMatch(/^Could not assume role with OIDC: /);
    expect(error.message).toContain(`(${status} from sts.eu-central-1.amazonaws.com`);
  });

  it('a refusal of credentials is not explained by a token', () => {
    const said = 'User: arn:aws:iam::123456789012:user/a is not authorized to perform: sts:AssumeRole on resource: x';
    const { hint } = errorFor(403, 'AccessDenied', said);
    expect(hint).toContain('trust policy must allow this user');
    expect(hint).not.toContain('token');
  });

  it('is quoted, with the request’s id for whoever asks AWS', () => {
    expect(errorFor(403, 'AccessDenied', 'Not authorized.').message).toBe(
      'Could not assume role with OIDC: AccessDenied: Not authorized (403 from sts.eu-central-1.amazonaws.com, request fake-request-2).',
    );
  });

  it('is missed where a server gives no reason', () => {
    expect(errorFromResponse({ status: 403, headers: {}, body: '<Error/>' }, asked).message).toBe(
      'Could not assume role with OIDC: no reason given (403 from sts.eu-central-1.amazonaws.com).',
    );
  });

  it.each([
    ['7', 7],
    ['0', 0],
    ['9999', 9999],
    ['10000', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['Fri, 20 Nov 2026 12:00:00 GMT', undefined],
    ['', undefined],
  ])('with Retry-After %j asks for %s seconds', (value, seconds) => {
    expect(errorFor(503, 'SlowDown', 'x', { 'retry-after': value }).retryAfterSeconds).toBe(seconds);
  });
});

describe('what STS did not say', () => {
  const html = { 'content-type': 'text/html; charset=utf-8' };

  it.each([
    [403, html, '<html><code>AccessDenied</code></html>', 'sts-answer-unreadable', '403 (text/html)'],
    [403, html, '<!DOCTYPE html><Code>AccessDenied</Code>', 'sts-answer-unreadable', '403 (text/html)'],
    [403, {}, '<errors><Code>AccessDenied</Code></errors>', 'sts-answer-unreadable', '403'],
    [403, { 'content-type': 'application/json' }, '{"Code":"x"}', 'sts-answer-unreadable', '403 (application/json)'],
    [302, { location: 'https://login.example' }, '', 'sts-answer-unreadable', '302'],
    [407, { 'content-type': '::error::x' }, '', 'sts-answer-unreadable', '407'],
    [404, {}, 'not found', 'sts-answer-unreadable', '404'],
    [429, html, '<html>', 'sts-throttled', '429 (text/html)'],
    [503, html, '<html><b>Http/1.1 Service Unavailable</b>', 'sts-unavailable', '503 (text/html)'],
    [504, {}, '', 'sts-unavailable', '504'],
  ])('%i %j %s is our %s, and whoever said it is named', (status, headers, body, code, answer) => {
    const error = errorFromResponse({ status, headers, body }, asked);
    expect(error).toMatchObject({
      code,
      message: `Could not assume role with OIDC: sts.eu-central-1.amazonaws.com answered ${answer}, which is not a response of STS.`,
      hint: expect.stringContaining('http-proxy'),
      diagnosis: undefined,
    });
    expect(exitCodeOf(error)).toBe(5);
    expect(errorFromResponse({ status, headers, body, via: 'the proxy 10.0.0.1:3128' }, asked).message).toBe(
      `Could not assume role with OIDC: the proxy 10.0.0.1:3128 answered ${answer}, not STS at sts.eu-central-1.amazonaws.com.`,
    );
  });

  it('may still say when to ask again', () => {
    expect(errorFromResponse({ status: 503, headers: { 'retry-after': '7' }, body: '' }, asked).retryAfterSeconds).toBe(
      7,
    );
  });

  it.each([
    '<Error><Code>AccessDenied</Code></Error>',
    '\uFEFF<?xml version="1.0"?>\n<Error ><Code>AccessDenied</Code>',
  ])('is told from what a server says that speaks for it: %s', (body) => {
    expect(errorFromResponse({ status: 403, headers: html, body }, asked).code).toBe('sts-access-denied');
  });
});
