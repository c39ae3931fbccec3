import { createServer } from 'node:net';
import { describe, expect } from 'vitest';
import type { Fault } from '../../src/emulator/faults.ts';
import { accountId, deployer, keysOf, target } from './action-account.ts';
import { playRows, type Row } from './action-table.ts';
import type { Scene } from './scene.ts';

const always = 50;
const token = (kind: Extract<Fault, { on: 'token' }>['kind'], more: object = {}): Fault => ({
  on: 'token',
  kind,
  ...more,
});
const sts = (kind: Extract<Fault, { on: 'sts' }>['kind'], more: object = {}): Fault => ({ on: 'sts', kind, ...more });
const times = (count: number, request: string): readonly string[] => Array.from({ length: count }, () => request);

/** However often it is tried: one line, with the reason. */
const retryLine = (reason: string): RegExp =>
  new RegExp(
    `^(?![^]*Trying again[^]*Trying again)[^]*${reason}.* Trying again in [\\d.]+ s, then again until [\\d:]{8} UTC if necessary`,
  );

function answerInstead(status: number, body: string): (scene: Scene) => void {
  return (scene) => scene.interpose(({ target: path }) => (path.includes('/idtoken') ? { status, body } : undefined));
}

function refuseWith(code: string, message: string): (scene: Scene) => void {
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
  return (scene) => scene.interpose(({ method }) => (method === 'POST' ? { status: 400, body } : undefined));
}

describe('what passes is tried again', () => {
  const exchanged = (...before: readonly string[]) => ['token 200', ...before, 'exchange 200'];
  playRows([
    {
      name: 'the token endpoint answers 500 twice',
      faults: [token('status', { status: 500, times: 2 })],
      requests: ['token 500', 'token 500', 'token 200', 'exchange 200'],
      log: [retryLine('The token endpoint .* answered 500')],
    },
    {
      name: 'the token endpoint breaks a connection',
      faults: [token('reset')],
      requests: ['token without answer', 'token 200', 'exchange 200'],
      log: [retryLine('The request to <aws> failed: ECONNRESET')],
    },
    {
      name: 'STS throttles',
      faults: [sts('throttle')],
      requests: exchanged('exchange 400 Throttling'),
      log: [retryLine('Could not assume role with OIDC: Throttling')],
    },
    {
      name: 'STS is not available for three tries',
      faults: [sts('status', { status: 503, times: 3 })],
      requests: exchanged(...times(3, 'exchange 503 ServiceUnavailable')),
      log: [retryLine('ServiceUnavailable')],
    },
    {
      name: 'STS says when to come again',
      faults: [sts('status', { status: 503, retryAfter: 2 })],
      requests: exchanged('exchange 503 ServiceUnavailable'),
      log: [/Trying again in [2-5]\.\d s/],
    },
    {
      name: 'STS breaks a connection',
      faults: [sts('reset')],
      requests: exchanged('exchange without answer'),
      log: [retryLine('ECONNRESET')],
    },
    {
      name: 'STS does not reach the issuer: with a fresh token',
      faults: [sts('idp-communication', { times: 2 })],
      requests: [
        'token 200',
        ...times(2, 'exchange 400 IDPCommunicationError').flatMap((one) => [one, 'token 200']),
        'exchange 200',
      ],
      log: [retryLine('IDPCommunicationError')],
    },
    {
      name: 'STS finds no key of the issuer, for now',
      faults: [sts('jwks')],
      requests: ['token 200', 'exchange 400 InvalidIdentityToken', 'token 200', 'exchange 200'],
    },
    {
      name: 'a token has expired on its way: with a fresh one',
      before: (scene) => {
        let asked = 0;
        scene.interpose(({ method }) =>
          method === 'POST' && ++asked === 1
            ? { status: 400, body: '<Error><Code>ExpiredTokenException</Code><Message>Token expired</Message></Error>' }
            : undefined,
        );
      },
      requests: ['token 200', 'exchange 400 ExpiredTokenException', 'token 200', 'exchange 200'],
      after: (scene) => {
        const tokens = scene.sent.flatMap(({ body }) => new URLSearchParams(body).get('WebIdentityToken') ?? []);
        expect(new Set(tokens).size).toBe(2);
      },
    },
    {
      name: 'GetCallerIdentity is throttled',
      inputs: { 'role-to-assume': '', ...keysOf(deployer) },
      faults: [sts('throttle')],
      requests: ['GetCallerIdentity 400 Throttling', 'GetCallerIdentity 200'],
    },
  ]);
});

describe('what does not pass ends, with its last reason', () => {
  const few = { 'retry-max-attempts': '3' };
  playRows([
    ...(
      [
        [
          'the token endpoint answers 500',
          token('status', { status: 500, times: always }),
          'token 500',
          'token-endpoint-unavailable',
        ],
        [
          'the token endpoint answers 503',
          token('status', { status: 503, times: always }),
          'token 503',
          'token-endpoint-unavailable',
        ],
        [
          'the token endpoint breaks every connection',
          token('reset', { times: always }),
          'token without answer',
          'network-failed',
        ],
      ] as const
    ).map(
      ([name, fault, request, error]): Row => ({
        name,
        inputs: few,
        faults: [fault],
        requests: times(3, request),
        error,
      }),
    ),
    ...(
      [
        [
          'STS answers 500',
          sts('status', { status: 500, times: always }),
          'exchange 500 InternalFailure',
          'sts-unavailable',
        ],
        [
          'STS answers 503',
          sts('status', { status: 503, times: always }),
          'exchange 503 ServiceUnavailable',
          'sts-unavailable',
        ],
        ['STS breaks every connection', sts('reset', { times: always }), 'exchange without answer', 'network-failed'],
      ] as const
    ).map(
      ([name, fault, request, error]): Row => ({
        name,
        inputs: few,
        faults: [fault],
        requests: ['token 200', ...times(3, request)],
        error,
      }),
    ),
    {
      name: 'STS throttles again and again',
      inputs: { 'retry-max-attempts': '2' },
      faults: [sts('throttle', { times: always })],
      requests: ['token 200', ...times(2, 'exchange 400 Throttling')],
      error: 'sts-throttled',
      log: [/Trying again in [\d.]+ s \(at most 1 more attempt\)/],
    },
    {
      name: 'STS never reaches the issuer',
      inputs: few,
      faults: [sts('idp-communication', { times: always })],
      requests: times(3, 'exchange 400 IDPCommunicationError').flatMap((one) => ['token 200', one]),
      error: 'sts-idp-unreachable',
    },
  ]);
});

describe('what never answers ends with the budget', () => {
  const short = { timeout: '2' };
  playRows([
    {
      name: 'the token endpoint takes the request and is silent',
      inputs: short,
      faults: [token('silence', { times: always })],
      requests: ['token without answer'],
      error: 'deadline-exceeded',
      log: ['did not respond within'],
      seconds: 6,
    },
    {
      name: 'STS takes the request and is silent, without retries',
      inputs: { ...short, 'disable-retry': 'true' },
      faults: [sts('silence', { times: always })],
      requests: ['token 200', 'exchange without answer'],
      error: 'deadline-exceeded',
      log: ['did not respond within'],
      seconds: 6,
    },
    {
      name: 'STS takes its time, and the budget is enough',
      inputs: { timeout: '10' },
      faults: [sts('slow', { seconds: 2 })],
      seconds: 7,
    },
    {
      name: 'action-timeout-s is the budget, too, and what failed before it ends at once',
      inputs: {
        'action-timeout-s': '20',
        'disable-retry': 'true',
        'role-to-assume': `arn:aws:iam::${accountId}:role/refuses`,
      },
      requests: ['token 200', 'exchange 403 AccessDenied'],
      error: 'sts-access-denied',
    },
  ]);
});

describe('what is final ends with one answer', () => {
  const refused = (code: string) => ['token 200', `exchange 400 ${code}`];
  playRows([
    ...[401, 403, 404].map(
      (status): Row => ({
        name: `the token endpoint answers ${status}`,
        before: answerInstead(status, '{"message":"no"}'),
        requests: [`token ${status}`],
        error: 'token-endpoint-failed',
        log: [`The token endpoint http://<aws> answered ${status}`],
      }),
    ),
    {
      name: 'the token endpoint answers without a token',
      before: answerInstead(200, '{"value":null}'),
      requests: ['token 200'],
      error: 'token-endpoint-failed',
      log: ['answered 200 without a token'],
    },
    {
      name: 'the token endpoint answers a page',
      before: answerInstead(200, '<html>Sign in</html>'),
      requests: ['token 200'],
      error: 'token-endpoint-failed',
    },
    {
      name: 'AWS knows no such provider',
      before: refuseWith('InvalidIdentityToken', 'No OpenIDConnect provider found in your account for https://x'),
      requests: refused('InvalidIdentityToken'),
      error: 'sts-provider-missing',
      log: ['Could not assume role with OIDC: InvalidIdentityToken: No OpenIDConnect provider found'],
    },
    {
      name: 'the duration is longer than the role allows',
      inputs: { 'role-duration-seconds': '7200' },
      requests: refused('ValidationError'),
      error: 'sts-validation',
      log: ['role-duration-seconds: 3600'],
    },
    {
      name: 'the policies are too large',
      before: refuseWith('PackedPolicyTooLarge', 'Packed size consumes 120%'),
      requests: refused('PackedPolicyTooLarge'),
      error: 'sts-policy-too-large',
    },
    {
      name: 'the region is not active',
      before: refuseWith('RegionDisabledException', 'STS is not activated in this region'),
      requests: refused('RegionDisabledException'),
      error: 'sts-region-disabled',
    },
    {
      name: 'the credentials are somebody else’s',
      inputs: { 'role-to-assume': target, ...keysOf({ ...deployer, accessKeyId: 'AKIAFAKEUNKNOWN00001' }) },
      requests: ['AssumeRole 403 InvalidClientTokenId'],
      error: 'credentials-invalid',
    },
    {
      name: 'the token expires again and again: with one fresh one only',
      before: refuseWith('ExpiredTokenException', 'Token expired'),
      requests: times(2, 'token 200').flatMap((one) => [one, 'exchange 400 ExpiredTokenException']),
      error: 'sts-token-expired',
    },
    {
      name: 'a token in a file has expired: it is not even sent',
      inputs: { 'web-identity-token-file': 'token' },
      before: async (scene) => scene.write('work/token', await scene.token('github', { lifetimeSeconds: -600 })),
      secretsIn: ['work/token'],
      error: 'token-expired',
    },
    {
      name: 'the trust policy refuses: after two short retries, for a role that is new',
      inputs: { 'role-to-assume': `arn:aws:iam::${accountId}:role/refuses` },
      requests: ['token 200', ...times(3, 'exchange 403 AccessDenied')],
      error: 'sts-access-denied',
      log: [
        /AWS refused\. A new role or trust policy can take .* Trying again in 0\.\d s \(at most 2 more attempts\)/,
        /Could not assume role with OIDC: AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity/,
      ],
    },
  ]);
});

describe('mistakes that need no network end at once', () => {
  const noToken = { ACTIONS_ID_TOKEN_REQUEST_URL: undefined, ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined };
  const forkEvent = JSON.stringify({ pull_request: { head: { repo: { full_name: 'stranger/octo-repo' } } } });
  playRows([
    {
      name: 'the permission id-token is missing',
      env: noToken,
      error: 'token-permission-missing',
      log: ['id-token: write'],
    },
    {
      name: 'the run is of a fork',
      env: noToken,
      before: (scene) => scene.write('event.json', forkEvent),
      error: 'token-fork',
    },
    { name: 'Dependabot runs it', env: { ...noToken, GITHUB_ACTOR: 'dependabot[bot]' }, error: 'token-dependabot' },
    { name: 'a secret that is not set arrives as nothing', inputs: { 'role-to-assume': '' }, error: 'role-missing' },
    { name: 'the role is a name', inputs: { 'role-to-assume': 'deploy' }, error: 'role-invalid' },
    {
      name: 'the token file is not there',
      inputs: { 'web-identity-token-file': 'nowhere' },
      error: 'token-unreadable',
    },
    { name: 'custom-tags is not JSON', inputs: { ...keysOf(deployer), 'custom-tags': '{' }, error: 'option-invalid' },
    {
      name: 'the role and the region are of two partitions',
      inputs: { 'aws-region': 'us-gov-west-1' },
      error: 'region-invalid',
      log: ['role and region must be in the same partition'],
    },
    {
      name: 'the runner gave no file for variables: nothing is printed in its place',
      env: { GITHUB_ENV: '' },
      error: 'runner-file-missing',
      silence: ['set-env'],
    },
    {
      name: 'without the file for the post step nothing is sent',
      env: { GITHUB_STATE: '' },
      error: 'runner-file-missing',
    },
  ]);
});

describe('a port that takes connections and says nothing', () => {
  playRows([
    {
      name: 'is named when the budget ends',
      inputs: { timeout: '2', 'disable-retry': 'true' },
      before: async (scene) => {
        const server = createServer(() => {}).unref();
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        const address = server.address();
        const port = typeof address === 'object' && address !== null ? address.port : 0;
        scene.env.AWS_ENDPOINT_URL_STS = `https://127.0.0.1:${port}`;
      },
      requests: ['token 200'],
      error: 'deadline-exceeded',
      log: [/127\.0\.0\.1:\d+ did not accept a connection within/],
      seconds: 6,
    },
  ]);
});
