import { createServer } from 'node:net';
import { describe, expect } from 'vitest';
import { type ErrorCode, errorCodes } from '../../src/core/errors.ts';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import type { Fault } from '../../src/emulator/faults.ts';
import { accountId, trusting } from './account.ts';
import type { Answer } from './relay.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';
import type { Scene, Setting } from './scene.ts';

const gitlabRole = 'arn:aws:iam::123456789012:role/gitlab-deploy';
const githubRole = 'arn:aws:iam::123456789012:role/github-deploy';
const region = ['--aws-region', 'eu-central-1'];

interface Refusal {
  readonly setting?: Partial<Setting>;
  readonly prepare?: (scene: Scene) => void;
  readonly role?: string;
  readonly more?: readonly string[];
  readonly code: ErrorCode;
  /** Parts of what is said. */
  readonly says: readonly string[];
  readonly requests: readonly string[];
}

/** AWS says no to a GitLab job: nothing is handed over, and AWS is not asked more often than makes sense. */
function refused(title: string, refusals: Readonly<Record<string, Refusal>>): void {
  describe(title, () => {
    for (const [sentence, refusal] of Object.entries(refusals)) {
      const { setting, prepare, role = gitlabRole, more = [], code, says, requests } = refusal;
      scenario(sentence, { ci: 'gitlab', ...setting }, async (scene) => {
        prepare?.(scene);
        const step = await scene.cli('--role-to-assume', role, ...region, ...more);
        expect(step).toMatchObject({ error: code, exitCode: errorCodes[code], stdout: '', changed: [] });
        for (const part of says) expect(scene.plain(step.stderr)).toContain(part);
        expect(scene.requests()).toEqual(requests);
      });
    }
  });
}

const provider = { url: 'https://gitlab.com', clientIds: ['sts.amazonaws.com'], accountId };

refused('AWS refuses for good, and is asked once:', {
  'there is no identity provider for the issuer': {
    setting: { aws: { providers: [] } },
    code: 'sts-provider-missing',
    says: [
      'Could not assume role with OIDC: InvalidIdentityToken: No OpenIDConnect provider found',
      '<aws>',
      'https://gitlab.com',
    ],
    requests: ['exchange 400 InvalidIdentityToken'],
  },
  'the provider’s URL has a slash at the end': {
    setting: { aws: { providers: [{ ...provider, url: 'https://gitlab.com/' }] } },
    code: 'sts-provider-missing',
    says: ['differs in the host, the path or a trailing slash'],
    requests: ['exchange 400 InvalidIdentityToken'],
  },
  'the provider does not know the audience': {
    setting: { aws: { providers: [{ ...provider, clientIds: ['another'] }] } },
    code: 'sts-audience',
    says: ['Incorrect token audience', 'as a client ID'],
    requests: ['exchange 400 InvalidIdentityToken'],
  },
  'the token names the roles that it is for, and not this one': {
    setting: { job: { claims: { 'https://aws.amazon.com/roles': [githubRole] } } },
    code: 'sts-role-pinned',
    says: ['not present in the roles claim'],
    requests: ['exchange 400 InvalidIdentityToken'],
  },
  'the token was changed after it was signed': {
    prepare: (scene) =>
      void Object.assign(scene.env, {
        AWS_ID_TOKEN: scene.env.AWS_ID_TOKEN?.replace(/\.[^.]{40}([^.]*)$/, `.${'A'.repeat(40)}$1`),
      }),
    code: 'sts-token-rejected',
    says: ['could not be validated'],
    requests: ['exchange 400 InvalidIdentityToken'],
  },
  'the role lasts no longer than an hour': {
    more: ['--role-duration-seconds', '7200'],
    code: 'sts-validation',
    says: ['exceeds the MaxSessionDuration', 'raise the limit of the role'],
    requests: ['exchange 400 ValidationError'],
  },
  'the session policy is not one': {
    more: ['--inline-session-policy', '{"Version":"2012-10-17"}'],
    code: 'sts-policy-malformed',
    says: ['inline-session-policy'],
    requests: ['exchange 400 MalformedPolicyDocument'],
  },
});

refused('AWS does not know the token’s role yet, or never will, and is asked three times:', {
  'there is no such role': {
    role: 'arn:aws:iam::123456789012:role/nobody',
    code: 'sts-access-denied',
    says: ['Not authorized to perform sts:AssumeRoleWithWebIdentity', 'trust policy'],
    requests: Array(3).fill('exchange 403 AccessDenied'),
  },
  'the trust policy wants another branch': {
    setting: { job: { ref: 'refs/heads/feature' } },
    code: 'sts-access-denied',
    says: ['Not authorized to perform sts:AssumeRoleWithWebIdentity'],
    requests: Array(3).fill('exchange 403 AccessDenied'),
  },
});

const error = (code: string, message: string, status = 400): Answer => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': '11111111-2222-3333-4444-555555555555' },
  body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});

describe('an answer is told by its code, in AWS’s own words and with its request:', () => {
  const answers: Readonly<
    Record<string, { answer: Answer; code: ErrorCode; says: string; requests: readonly string[] }>
  > = {
    'STS not activated in the region': {
      answer: error('RegionDisabledException', 'STS is not activated in this region for account:123456789012.', 403),
      code: 'sts-region-disabled',
      says: 'STS is not activated in this region for account:123456789012 (403 from <aws>, request 11111111-2222-3333-4444-555555555555).',
      requests: ['exchange 403 RegionDisabledException'],
    },
    'policies that are too large when packed': {
      answer: error(
        'PackedPolicyTooLarge',
        'Packed policy consumes 130% of allotted space, please use smaller policy.',
      ),
      code: 'sts-policy-too-large',
      says: '130%',
      requests: ['exchange 400 PackedPolicyTooLarge'],
    },
    'a claim that the provider rejects': {
      answer: error('IDPRejectedClaim', 'The identity provider rejected the claim', 403),
      code: 'sts-token-rejected',
      says: 'IDPRejectedClaim',
      requests: ['exchange 403 IDPRejectedClaim'],
    },
    'a token that AWS cannot validate': {
      answer: error('InvalidIdentityToken', 'The web identity token that was passed could not be validated by AWS.'),
      code: 'sts-token-rejected',
      says: 'could not be validated',
      requests: ['exchange 400 InvalidIdentityToken'],
    },
    'a token that has expired, where the CI gives no other': {
      answer: error('ExpiredTokenException', 'Token expired'),
      code: 'sts-token-expired',
      says: 'exchange it earlier',
      requests: ['exchange 400 ExpiredTokenException'],
    },
    'a code that nobody knows': {
      answer: error('SomethingNew', 'Tea only', 418),
      code: 'sts-refused',
      says: 'SomethingNew: Tea only (418 from <aws>',
      requests: ['exchange 418 SomethingNew'],
    },
    'entities in the message': {
      answer: error('AccessDeniedToAll', 'a &lt;b&gt; &amp; &quot;c&quot;', 403),
      code: 'sts-refused',
      says: 'a <b> & "c"',
      requests: ['exchange 403 AccessDeniedToAll'],
    },
    'a refusal of Ceph’s, in S3’s form': {
      answer: {
        status: 403,
        body: '<Error><Code>InvalidIdentityToken</Code><Message></Message><RequestId>tx0</RequestId><HostId>ceph</HostId></Error>',
      },
      code: 'sts-token-rejected',
      says: 'InvalidIdentityToken (403 from <aws>, request tx0)',
      requests: ['exchange 403 InvalidIdentityToken'],
    },
    'a page of a proxy, which is no refusal of AWS’s': {
      answer: {
        status: 407,
        headers: { 'content-type': 'text/html' },
        body: '<html><h1>Proxy authentication required</h1></html>',
      },
      code: 'sts-answer-unreadable',
      says: '<aws> answered 407 (text/html), which is not a response of STS',
      requests: ['exchange 407'],
    },
    'a firewall’s page that says no in STS’s words': {
      answer: {
        status: 403,
        headers: { 'content-type': 'text/html' },
        body: '<html><Code>AccessDenied</Code><Message>Not authorized to perform sts:AssumeRoleWithWebIdentity</Message>',
      },
      code: 'sts-answer-unreadable',
      says: '<aws> answered 403 (text/html), which is not a response of STS',
      requests: ['exchange 403 AccessDenied'],
    },
    'a page that says it is all right': {
      answer: { status: 200, headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><p>Log in</p>' },
      code: 'sts-answer-unreadable',
      says: '<aws> answered 200 (text/html), which is not a response of STS',
      requests: ['exchange 200'],
    },
    'nothing at all': {
      answer: { status: 200, body: '' },
      code: 'sts-answer-unreadable',
      says: 'answered 200',
      requests: ['exchange 200'],
    },
    'credentials without a secret': {
      answer: {
        status: 200,
        body: '<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIAFAKE</AccessKeyId></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>',
      },
      code: 'sts-answer-unreadable',
      says: 'answered 200',
      requests: ['exchange 200'],
    },
    'a redirect, which is not followed': {
      answer: { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' },
      code: 'sts-answer-unreadable',
      says: '<aws> answered 302, which is not a response of STS',
      requests: ['exchange 302'],
    },
  };
  for (const [sentence, { answer, code, says, requests }] of Object.entries(answers)) {
    scenario(sentence, { ci: 'gitlab' }, async (scene) => {
      scene.interpose(() => answer);
      const step = await scene.cli('--role-to-assume', gitlabRole, ...region);
      expect(step).toMatchObject({ error: code, exitCode: errorCodes[code], changed: [] });
      expect(scene.plain(step.stderr)).toContain(says);
      // Who did not refuse is not explained.
      expect(step.stderr.includes('Why AWS refused')).toBe(errorCodes[code] === 4);
      expect(scene.requests()).toEqual(requests);
    });
  }

  scenario('a message that would be a command of GitHub’s', { ci: 'github' }, async (scene) => {
    const evil = 'x&#10;::add-mask::a&#10;::set-output name=x::y&#27;[2K##[error]z';
    scene.interpose(({ target }) => (target === '/' ? error('Evil', evil.replaceAll('&#10;', '\n'), 403) : undefined));
    const step = await scene.action({ 'role-to-assume': githubRole, 'aws-region': 'eu-central-1' });
    expect(step).toMatchObject({ exitCode: 1, error: 'sts-refused' });
    expect(step.masks).toHaveLength(1);
    expect(step.stdout).not.toMatch(/^::set-output|##\[/m);
    expect(step.stdout).not.toContain('\u001b');
    expect(scene.requests()).toEqual(['token 200', 'exchange 403 Evil']);
  });
});

describe('what passes is tried again, and each reason is said once:', () => {
  const passing: Readonly<
    Record<string, { faults: readonly Fault[]; requests: readonly string[]; says: readonly string[] }>
  > = {
    throttling: {
      faults: [{ on: 'sts', kind: 'throttle' }],
      requests: ['exchange 400 Throttling', 'exchange 200'],
      says: ['Rate exceeded'],
    },
    'an internal error': {
      faults: [{ on: 'sts', kind: 'status', status: 500 }],
      requests: ['exchange 500 InternalFailure', 'exchange 200'],
      says: ['InternalFailure'],
    },
    'a service that is not available': {
      faults: [{ on: 'sts', kind: 'status', status: 503, times: 3 }],
      requests: [...Array(3).fill('exchange 503 ServiceUnavailable'), 'exchange 200'],
      says: ['ServiceUnavailable'],
    },
    'a connection that breaks': {
      faults: [{ on: 'sts', kind: 'reset' }],
      requests: ['exchange without answer', 'exchange 200'],
      says: ['ECONNRESET'],
    },
    'an issuer that AWS cannot reach': {
      faults: [{ on: 'sts', kind: 'idp-communication' }],
      requests: ['exchange 400 IDPCommunicationError', 'exchange 200'],
      says: ['IDPCommunicationError'],
    },
    'keys of the issuer that AWS cannot get': {
      faults: [{ on: 'sts', kind: 'jwks' }],
      requests: ['exchange 400 InvalidIdentityToken', 'exchange 200'],
      says: ['verification key'],
    },
    'one after the other': {
      faults: [
        { on: 'sts', kind: 'throttle' },
        { on: 'sts', kind: 'reset' },
        { on: 'sts', kind: 'status', status: 502 },
      ],
      requests: [
        'exchange 400 Throttling',
        'exchange without answer',
        'exchange 502 ServiceUnavailable',
        'exchange 200',
      ],
      says: ['Rate exceeded', 'ECONNRESET', 'ServiceUnavailable'],
    },
  };
  for (const [sentence, { faults, requests, says }] of Object.entries(passing)) {
    scenario(sentence, { ci: 'gitlab', faults }, async (scene) => {
      const step = await scene.cli('--role-to-assume', gitlabRole, ...region, '--export', 'none');
      expect(step).toMatchObject({ exitCode: 0, error: undefined, changed: [] });
      expect(scene.requests()).toEqual(requests);
      expect(step.log.filter((line) => line.includes('Trying again in'))).toEqual(
        says.map((reason) =>
          expect.stringMatching(`${reason}.* Trying again in [\\d.]+ s, then again until [\\d:]{8} UTC`),
        ),
      );
    });
  }

  scenarioOnEveryNode(
    'and not before the server wants it',
    { ci: 'gitlab', faults: [{ on: 'sts', kind: 'throttle', retryAfter: 1 }] },
    async (scene) => {
      const begin = performance.now();
      const step = await scene.cli('--role-to-assume', gitlabRole, ...region, '--export', 'none');
      expect(performance.now() - begin).toBeGreaterThan(1000);
      expect(step.log.join('\n')).toMatch(/Trying again in [1-4]\.\d s/);
      expect(scene.requests()).toEqual(['exchange 400 Throttling', 'exchange 200']);
    },
  );

  scenario(
    'but not where the wait would outlast the budget',
    { ci: 'gitlab', faults: [{ on: 'sts', kind: 'throttle', retryAfter: 60 }] },
    async (scene) => {
      const step = await scene.cli('--role-to-assume', gitlabRole, ...region, '--timeout', '10');
      expect(step).toMatchObject({ exitCode: 5, error: 'sts-throttled', changed: [] });
      expect(scene.requests()).toEqual(['exchange 400 Throttling']);
    },
  );

  scenario(
    'and not for longer than the budget',
    { ci: 'gitlab', faults: [{ on: 'sts', kind: 'reset', times: 100 }] },
    async (scene) => {
      const step = await scene.cli('--role-to-assume', gitlabRole, ...region, '--timeout', '3');
      expect(step).toMatchObject({ exitCode: 5, error: 'network-failed', changed: [] });
      expect(step.log.filter((line) => line.includes('Trying again in'))).toHaveLength(1);
      const requests = scene.requests();
      expect(requests.length).toBeGreaterThan(2);
      expect(new Set(requests)).toEqual(new Set(['exchange without answer']));
    },
  );

  scenario(
    'or never, with disable-retry',
    { ci: 'gitlab', faults: [{ on: 'sts', kind: 'throttle', times: 100 }] },
    async (scene) => {
      const step = await scene.cli('--role-to-assume', gitlabRole, ...region, '--disable-retry');
      expect(step).toMatchObject({ exitCode: 5, error: 'sts-throttled', changed: [] });
      expect(scene.requests()).toEqual(['exchange 400 Throttling']);
    },
  );
});

describe('on GitHub', () => {
  const inputs = { 'role-to-assume': githubRole, 'aws-region': 'eu-central-1', export: 'none' };

  scenario(
    'a token that AWS calls expired is asked for anew, once',
    { ci: 'github', faults: [{ on: 'sts', kind: 'clock-skew', seconds: 3600 }] },
    async (scene) => {
      const main = await scene.action(inputs);
      expect(main).toMatchObject({ exitCode: 0, error: undefined });
      expect(scene.requests()).toEqual([
        'token 200',
        'exchange 400 ExpiredTokenException',
        'token 200',
        'exchange 200',
      ]);
      const jwts = scene.sent.flatMap(({ body }) => new URLSearchParams(body).get('WebIdentityToken') ?? []);
      expect(new Set(jwts).size).toBe(2);
      expect(main.masks.slice(0, 2)).toEqual(jwts);
    },
  );

  scenario(
    'and not twice',
    { ci: 'github', faults: [{ on: 'sts', kind: 'clock-skew', seconds: 3600, times: 9 }] },
    async (scene) => {
      expect(await scene.action(inputs)).toMatchObject({ exitCode: 1, error: 'sts-token-expired' });
      expect(scene.requests()).toEqual([
        'token 200',
        'exchange 400 ExpiredTokenException',
        'token 200',
        'exchange 400 ExpiredTokenException',
      ]);
    },
  );

  scenario(
    'a token endpoint in trouble is asked again',
    {
      ci: 'github',
      faults: [
        { on: 'token', kind: 'status', status: 503 },
        { on: 'token', kind: 'reset' },
        { on: 'token', kind: 'throttle' },
      ],
    },
    async (scene) => {
      expect(await scene.action(inputs)).toMatchObject({ exitCode: 0 });
      expect(scene.requests()).toEqual(['token 503', 'token without answer', 'token 429', 'token 200', 'exchange 200']);
    },
  );

  scenario('a request token that is no longer good is told at once', { ci: 'github' }, async (scene) => {
    scene.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN = 'FakeRequestTokenOfYesterday';
    const main = await scene.action(inputs);
    expect(main).toMatchObject({ exitCode: 1, error: 'token-endpoint-failed' });
    expect(main.stdout).toContain('it expires with the job');
    expect(scene.requests()).toEqual(['token 401']);
  });

  scenario(
    'a page in the place of a token is told at once',
    { ci: 'github', faults: [{ on: 'token', kind: 'garbage' }] },
    async (scene) => {
      const main = await scene.action(inputs);
      expect(main).toMatchObject({ exitCode: 1, error: 'token-endpoint-failed' });
      expect(main.stdout).toContain('answered 200 without a token');
      expect(scene.requests()).toEqual(['token 200']);
    },
  );
});

describe('nothing hangs', () => {
  scenarioOnEveryNode(
    'where STS takes the request and never answers',
    { ci: 'gitlab', faults: [{ on: 'sts', kind: 'silence', times: 9 }] },
    async (scene) => {
      const step = await scene.cli('--role-to-assume', gitlabRole, ...region, '--timeout', '2');
      expect(step).toMatchObject({ exitCode: 5, error: 'deadline-exceeded', changed: [] });
      expect(scene.plain(step.stderr)).toContain('<aws> did not respond within');
      expect(scene.requests()).toEqual(['exchange without answer']);
    },
  );

  scenarioOnEveryNode(
    'where the token endpoint takes the request and never answers',
    { ci: 'github', faults: [{ on: 'token', kind: 'silence', times: 9 }] },
    async (scene) => {
      const step = await scene.action({ 'role-to-assume': githubRole, 'aws-region': 'eu-central-1', timeout: '2' });
      expect(step).toMatchObject({ exitCode: 1, error: 'deadline-exceeded', changed: [] });
      expect(scene.plain(step.stdout)).toContain('<aws> did not respond within');
      expect(scene.requests()).toEqual(['token without answer']);
    },
  );

  scenarioOnEveryNode(
    'where a server takes the connection and says nothing, not even in TLS',
    { ci: 'gitlab' },
    async (scene) => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      try {
        const endpoint = ['--sts-endpoint', `https://127.0.0.1:${port}`, '--timeout', '1'];
        const step = await scene.cli('--role-to-assume', gitlabRole, ...region, ...endpoint);
        expect(step).toMatchObject({ exitCode: 5, error: 'deadline-exceeded', changed: [] });
        expect(step.stderr).toContain(`127.0.0.1:${port} did not accept a connection within`);
      } finally {
        server.close();
      }
    },
  );

  scenarioOnEveryNode('where nobody is there', { ci: 'gitlab' }, async (scene) => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await new Promise((resolve) => server.close(resolve));
    const step = await scene.cli(
      '--role-to-assume',
      gitlabRole,
      ...region,
      '--timeout',
      '2',
      '--sts-endpoint',
      `http://127.0.0.1:${port}`,
    );
    expect(step).toMatchObject({ exitCode: 5, error: 'network-failed', changed: [] });
    expect(step.stderr).toContain(`The request to 127.0.0.1:${port} failed: ECONNREFUSED.`);
  });

  scenarioOnEveryNode('where the name of the host is none', { ci: 'gitlab' }, async (scene) => {
    const endpoint = ['--sts-endpoint', 'http://sts.invalid', '--timeout', '3'];
    const step = await scene.cli('--role-to-assume', gitlabRole, ...region, ...endpoint);
    expect(step).toMatchObject({ exitCode: 5, error: 'network-failed', changed: [] });
    expect(step.stderr).toMatch(/sts\.invalid failed: (ENOTFOUND|EAI_AGAIN)/);
  });
});

describe('servers that are not AWS’s but speak like it', () => {
  const credentials = (inside: string): Answer => ({
    status: 200,
    body: `<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult>${inside}</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
  });

  scenario('Ceph', { ci: 'gitlab', faults: [{ on: 'sts', kind: 'ceph' }] }, async (scene) => {
    const step = await scene.cli('--role-to-assume', gitlabRole, ...region, '--export', 'none');
    expect(step).toMatchObject({ exitCode: 0, error: undefined });
    expect(step.log.at(-1)).toContain('(60 min)');
    expect(scene.requests()).toEqual(['exchange 200']);
  });

  scenario(
    'Ceph, where it refuses: every refusal is the same, so that it is asked as often as for a new role',
    { ci: 'gitlab', faults: [{ on: 'sts', kind: 'ceph', times: 9 }] },
    async (scene) => {
      const step = await scene.cli('--role-to-assume', 'arn:aws:iam::123456789012:role/nobody', ...region);
      expect(step).toMatchObject({ exitCode: 4, error: 'sts-access-denied', changed: [] });
      expect(scene.requests()).toEqual(Array(3).fill('exchange 403 AccessDenied'));
    },
  );

  scenario('one whose account is nobody’s', { ci: 'gitlab' }, async (scene) => {
    scene.interpose(() =>
      credentials(
        `<Credentials><AccessKeyId>FAKE</AccessKeyId><SecretAccessKey>FakeSecretKey0</SecretAccessKey><SessionToken>FakeSessionToken0</SessionToken><Expiration>2036-01-01T00:00:00Z</Expiration></Credentials>
         <AssumedRoleUser><Arn>arn:aws:sts::999999999999:assumed-role/gitlab-deploy/x</Arn><AssumedRoleId>x</AssumedRoleId></AssumedRoleUser>`,
      ),
    );
    const step = await scene.cli('--role-to-assume', gitlabRole, ...region, '--allowed-account-ids', accountId);
    expect(step).toMatchObject({ exitCode: 6, error: 'account-not-allowed', changed: [] });
    expect(scene.requests()).toEqual(['exchange 200']);
  });
});

describe('a role in another partition', () => {
  const arn = 'arn:aws-us-gov:iam::123456789012:role/deploy';
  const federated = 'arn:aws-us-gov:iam::123456789012:oidc-provider/gitlab.com';
  const statement = { Effect: 'Allow', Principal: { Federated: federated }, Action: 'sts:AssumeRoleWithWebIdentity' };
  scenario(
    'is assumed in its region',
    { ci: 'gitlab', aws: { ...defaultConfig(), roles: [trusting(arn, statement)] } },
    async (scene) => {
      const step = await scene.cli('--role-to-assume', arn, '--export', 'none');
      expect(step).toMatchObject({ exitCode: 0, error: undefined });
      expect(step.log.join('\n')).toContain('No region is set; using us-gov-west-1');
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );
});
