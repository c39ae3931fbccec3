import { readFileSync } from 'node:fs';
import { AssumeRoleWithWebIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { JobOptions } from '../../src/emulator/jobs/emulated-ci.ts';
import { emulatedCis } from '../../src/emulator/jobs/index.ts';
import { federatedPrincipal } from '../../src/trust/federated-principal.ts';
import { parsePolicy } from '../../src/trust/policy.ts';
import { deployRole, exchangeParameters, post, startForTest, stsClient, textOf } from './start-for-test.ts';

describe('AssumeRoleWithWebIdentity', () => {
  for (const ci of emulatedCis) {
    it(`lets a job of ${ci.name} on main have its role`, async () => {
      const emulator = await startForTest();
      const answer = await stsClient(emulator).send(
        new AssumeRoleWithWebIdentityCommand({
          RoleArn: `arn:aws:iam::123456789012:role/${ci.id}-deploy`,
          RoleSessionName: 'job-1',
          WebIdentityToken: await emulator.issueToken(ci.id),
        }),
      );
      expect(answer).toMatchObject({
        AssumedRoleUser: {
          Arn: `arn:aws:sts::123456789012:assumed-role/${ci.id}-deploy/job-1`,
          AssumedRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:job-1$/),
        },
        Audience: ci.clientId ?? ci.audience,
        Credentials: {
          AccessKeyId: expect.stringMatching(/^ASIAFAKE[A-Z2-7]{12}$/),
          SecretAccessKey: expect.stringMatching(/^FakeSecretKey[\w+/]{27}$/),
          SessionToken: expect.stringMatching(/^FakeSessionToken/),
        },
        Provider: federatedPrincipal(ci.issuer, { accountId: '123456789012', partition: 'aws' }),
      });
      expect(answer.Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now() + 3_590_000);
    });
  }

  it('answers in the XML of AWS', async () => {
    const emulator = await startForTest({}, { now: () => Date.UTC(2026, 10, 20, 10) });
    const response = await post(emulator, await exchangeParameters(emulator, { DurationSeconds: '900' }));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/xml');
    const requestId = response.headers.get('x-amzn-requestid') ?? 'none';
    const shape = (await response.text())
      .replace(requestId, 'REQUEST-ID')
      .replace(/(?<=<AccessKeyId>).*(?=<)/, 'KEY')
      .replace(/(?<=<SecretAccessKey>).*(?=<)/, 'SECRET')
      .replace(/(?<=<SessionToken>).*(?=<)/, 'TOKEN');
    expect(shape).toMatchInlineSnapshot(`
      "<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <AssumeRoleWithWebIdentityResult>
          <Credentials>
            <AccessKeyId>KEY</AccessKeyId>
            <SecretAccessKey>SECRET</SecretAccessKey>
            <SessionToken>TOKEN</SessionToken>
            <Expiration>2026-11-20T10:15:00Z</Expiration>
          </Credentials>
          <SubjectFromWebIdentityToken>repo:octo-org/octo-repo:ref:refs/heads/main</SubjectFromWebIdentityToken>
          <AssumedRoleUser>
            <AssumedRoleId>AROAFAKEQPPIC4HDNN4OA:gha-1</AssumedRoleId>
            <Arn>arn:aws:sts::123456789012:assumed-role/github-deploy/gha-1</Arn>
          </AssumedRoleUser>
          <Provider>arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com</Provider>
          <Audience>sts.amazonaws.com</Audience>
        </AssumeRoleWithWebIdentityResult>
        <ResponseMetadata>
          <RequestId>REQUEST-ID</RequestId>
        </ResponseMetadata>
      </AssumeRoleWithWebIdentityResponse>
      "
    `);
  });

  it('leaves the refusal of a real policy to be understood from the log', async () => {
    const emulator = await startForTest();
    const token = await emulator.issueToken('github', { ref: 'refs/heads/feature' });
    const response = await post(emulator, await exchangeParameters(emulator, { WebIdentityToken: token }));
    expect(textOf(await response.text(), 'Message')).toBe('Not authorized to perform sts:AssumeRoleWithWebIdentity');
    expect(emulator.requests[0]?.reason).toContain('the request has repo:octo-org/octo-repo:ref:refs/heads/feature');
  });

  it('says of a refusal what docs/emulator.md shows', async () => {
    const emulator = await startForTest();
    const RoleArn = 'arn:aws:iam::123456789012:role/refuses';
    const parameters = await exchangeParameters(emulator, { RoleArn });
    await post(emulator, parameters);
    const page = readFileSync(new URL('../../docs/emulator.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');
    expect(page).toContain(emulator.requests[0]?.reason);
  });

  it.each<[what: string, condition: object, status: number]>([
    ['its own address', { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }, 200],
    ['another address', { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } }, 403],
    ['a time to come', { DateLessThan: { 'aws:CurrentTime': '2026-11-20T11:00:00Z' } }, 200],
    ['a time that is over', { NumericLessThan: { 'aws:EpochTime': '1763629200' } }, 403],
    ['a key that it does not have', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 403],
  ])('decides on the keys that only AWS knows: %s', async (_, Condition, status) => {
    const Principal = { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' };
    const Statement = { Effect: 'Allow', Principal, Action: 'sts:AssumeRoleWithWebIdentity', Condition };
    const trustPolicyText = JSON.stringify({ Version: '2012-10-17', Statement });
    const trustPolicy = parsePolicy(trustPolicyText, 'it');
    const emulator = await startForTest(
      { roles: [{ arn: deployRole, trustPolicy, trustPolicyText, maxSessionDuration: 3600 }] },
      { now: () => Date.UTC(2026, 10, 20, 10) },
    );
    expect((await post(emulator, await exchangeParameters(emulator))).status).toBe(status);
  });

  it('gives sessions of a few seconds where the config says so', async () => {
    const now = Date.UTC(2026, 10, 20, 10);
    const emulator = await startForTest({ sessionSeconds: 3 }, { now: () => now });
    const response = await post(emulator, await exchangeParameters(emulator, { DurationSeconds: '3600' }));
    expect(textOf(await response.text(), 'Expiration')).toBe('2026-11-20T10:00:03Z');
  });

  it('does not take a token with tags for a role that says nothing of tags', async () => {
    const emulator = await startForTest();
    const tags = { 'https://aws.amazon.com/tags': { principal_tags: { team: ['ops'] } } };
    const token = await emulator.issueToken('github', { claims: tags });
    const response = await post(emulator, await exchangeParameters(emulator, { WebIdentityToken: token }));
    expect(response.status).toBe(403);
    expect(emulator.requests[0]?.reason).toMatch(/^sts:TagSession: /);
  });

  it('does not take a token with a source identity for a role that says nothing of it', async () => {
    const emulator = await startForTest();
    const claims = { 'https://aws.amazon.com/source_identity': 'alice' };
    const token = await emulator.issueToken('github', { claims });
    const response = await post(emulator, await exchangeParameters(emulator, { WebIdentityToken: token }));
    expect(response.status).toBe(403);
    expect(emulator.requests[0]?.reason).toMatch(/^sts:SetSourceIdentity: /);
  });

  it('says how full the space for policies is', async () => {
    const emulator = await startForTest();
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    const response = await post(emulator, await exchangeParameters(emulator, { Policy }));
    expect(textOf(await response.text(), 'PackedPolicySize')).toBe('2');
  });
});

interface BadToken {
  readonly name: string;
  readonly ci?: string;
  readonly job: JobOptions;
  readonly status: number;
  readonly code: string;
  readonly message: string | RegExp;
}

const notValidated = /^The web identity token that was passed could not be validated by AWS\./;

const badTokens: readonly BadToken[] = [
  {
    name: 'that has expired',
    job: { lifetimeSeconds: -60 },
    status: 400,
    code: 'ExpiredTokenException',
    message: /^Token expired: current date\/time \d+ must be before the expiration date\/time \d+$/,
  },
  {
    name: 'that is not valid yet',
    job: { clockSkewSeconds: 3600 },
    status: 400,
    code: 'InvalidIdentityToken',
    message: notValidated,
  },
  {
    name: 'of an issuer that the account does not know',
    job: { claims: { iss: 'https://ci.example.com' } },
    status: 400,
    code: 'InvalidIdentityToken',
    message: 'No OpenIDConnect provider found in your account for https://ci.example.com',
  },
  {
    name: 'whose issuer ends in a slash too many',
    job: { claims: { iss: 'https://token.actions.githubusercontent.com/' } },
    status: 400,
    code: 'InvalidIdentityToken',
    message: 'No OpenIDConnect provider found in your account for https://token.actions.githubusercontent.com/',
  },
  {
    name: 'for another audience',
    job: { audience: 'https://github.com/octo-org' },
    status: 400,
    code: 'InvalidIdentityToken',
    message: 'Incorrect token audience',
  },
  {
    name: 'whose authorized party is another client, whatever its audience',
    job: { claims: { azp: 'somebody' } },
    status: 400,
    code: 'InvalidIdentityToken',
    message: 'Incorrect token audience',
  },
  {
    name: 'without an audience',
    job: { claims: { aud: null } },
    status: 400,
    code: 'InvalidIdentityToken',
    message: 'Missing a required claim: aud',
  },
  {
    name: 'without a subject',
    job: { claims: { sub: null } },
    status: 400,
    code: 'InvalidIdentityToken',
    message: 'Missing a required claim: sub',
  },
  {
    name: 'without an expiry',
    job: { claims: { exp: null } },
    status: 400,
    code: 'InvalidIdentityToken',
    message: 'Missing a required claim: exp',
  },
  {
    name: 'that is meant for other roles',
    job: { claims: { 'https://aws.amazon.com/roles': ['arn:aws:iam::123456789012:role/other'] } },
    status: 400,
    code: 'InvalidIdentityToken',
    message: 'The target role ARN is not present in the roles claim of the identity token',
  },
  {
    name: 'of another branch',
    job: { ref: 'refs/heads/feature' },
    status: 403,
    code: 'AccessDenied',
    message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  },
  {
    name: 'of a pull request',
    job: { pullRequest: 42 },
    status: 403,
    code: 'AccessDenied',
    message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  },
  {
    name: 'of a job with an environment',
    job: { environment: 'production' },
    status: 403,
    code: 'AccessDenied',
    message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  },
  {
    name: 'of another CI',
    ci: 'gitlab',
    job: {},
    status: 403,
    code: 'AccessDenied',
    message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  },
];

describe('a token', () => {
  it.each(badTokens)('$name is refused as AWS refuses it', async ({ ci, job, status, code, message }) => {
    const emulator = await startForTest();
    const WebIdentityToken = await emulator.issueToken(ci ?? 'github', job);
    const response = await post(emulator, await exchangeParameters(emulator, { WebIdentityToken }));
    const xml = await response.text();
    expect([response.status, textOf(xml, 'Code')]).toEqual([status, code]);
    expect(textOf(xml, 'Type')).toBe('Sender');
    expect(textOf(xml, 'Message')).toMatch(message);
    expect(textOf(xml, 'RequestId')).toBe(response.headers.get('x-amzn-requestid'));
  });

  it('that was changed after it was signed is refused', async () => {
    const emulator = await startForTest();
    const [header, payload = '', signature] = (await emulator.issueToken('github')).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, ref: 'refs/heads/evil' })).toString('base64url');
    const WebIdentityToken = [header, forged, signature].join('.');
    const response = await post(emulator, await exchangeParameters(emulator, { WebIdentityToken }));
    expect(textOf(await response.text(), 'Message')).toMatch(notValidated);
  });

  it('that another issuer signed is refused, and the log says that a real token is of no use here', async () => {
    const [emulator, other] = [await startForTest(), await startForTest()];
    const WebIdentityToken = await other.issueToken('github');
    const response = await post(emulator, await exchangeParameters(emulator, { WebIdentityToken }));
    expect(textOf(await response.text(), 'Message')).toMatch(/^Couldn't retrieve verification key/);
    expect(emulator.requests[0]?.reason).toContain('not issued by this emulator');
  });

  it('may come from an RS256 key as those of the CIs do', async () => {
    const emulator = await startForTest({ signingAlgorithm: 'RS256' });
    const response = await post(emulator, await exchangeParameters(emulator));
    expect(response.status).toBe(200);
  });
});

const longPolicy = JSON.stringify({ Statement: [{ Sid: 'x'.repeat(1500) }] });
const constraint = (value: string, member: string, rule: string) =>
  `1 validation error detected: Value${value} at '${member}' failed to satisfy constraint: Member must ${rule}`;

describe('a request', () => {
  it.each([
    ['without a role', { RoleArn: undefined }, 400, 'ValidationError', constraint(' null', 'roleArn', 'not be null')],
    [
      'with a role that is no ARN',
      { RoleArn: 'github-deploy-role-of-ours' },
      400,
      'ValidationError',
      'Request ARN is invalid',
    ],
    [
      'with a space in the session name',
      { RoleSessionName: 'my job' },
      400,
      'ValidationError',
      constraint(" 'my job'", 'roleSessionName', String.raw`satisfy regular expression pattern: [\w+=,.@-]*`),
    ],
    [
      'with too long a session name',
      { RoleSessionName: 'x'.repeat(65) },
      400,
      'ValidationError',
      constraint(` '${'x'.repeat(65)}'`, 'roleSessionName', 'have length less than or equal to 64'),
    ],
    [
      'with too short a duration',
      { DurationSeconds: '899' },
      400,
      'ValidationError',
      constraint(" '899'", 'durationSeconds', 'have value greater than or equal to 900'),
    ],
    [
      'with too long a duration for any role',
      { DurationSeconds: '43201' },
      400,
      'ValidationError',
      constraint(" '43201'", 'durationSeconds', 'have value less than or equal to 43200'),
    ],
    [
      'with too long a duration for this role',
      { DurationSeconds: '7200' },
      400,
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    ],
    [
      'without a token',
      { WebIdentityToken: undefined },
      400,
      'ValidationError',
      constraint(' null', 'webIdentityToken', 'not be null'),
    ],
    [
      'with an enormous token',
      { WebIdentityToken: 'x'.repeat(20_001) },
      400,
      'ValidationError',
      constraint('', 'webIdentityToken', 'have length less than or equal to 20000'),
    ],
    [
      'with something else for a token',
      { WebIdentityToken: 'gho_something' },
      400,
      'InvalidIdentityToken',
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    ],
    [
      'for a role that does not exist',
      { RoleArn: 'arn:aws:iam::123456789012:role/nobody' },
      403,
      'AccessDenied',
      'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    ],
    [
      'for a role of an account that knows no provider',
      { RoleArn: 'arn:aws:iam::999999999999:role/github-deploy' },
      400,
      'InvalidIdentityToken',
      'No OpenIDConnect provider found in your account for https://token.actions.githubusercontent.com',
    ],
    [
      'with a policy that is not JSON',
      { Policy: '{' },
      400,
      'MalformedPolicyDocument',
      'This policy contains invalid Json',
    ],
    ['with a policy without statements', { Policy: '{}' }, 400, 'MalformedPolicyDocument', 'Syntax errors in policy.'],
    [
      'with more policies than there is space for',
      { Policy: longPolicy, 'PolicyArns.member.1.arn': `arn:aws:iam::123456789012:policy/${'x'.repeat(900)}` },
      400,
      'PackedPolicyTooLarge',
      'Packed policy consumes 121% of allotted space, please use smaller policy.',
    ],
    [
      'for an unknown action',
      { Action: 'AssumeRol' },
      400,
      'InvalidAction',
      'Could not find operation AssumeRol for version 2011-06-15',
    ],
    [
      'for another version',
      { Version: '2020-01-01' },
      400,
      'InvalidAction',
      'Could not find operation AssumeRoleWithWebIdentity for version 2020-01-01',
    ],
    [
      'without an action',
      { Action: undefined },
      400,
      'MissingAction',
      'The request is missing an action or a required parameter.',
    ],
  ])('%s is refused as AWS refuses it', async (_name, changes, status, code, message) => {
    const emulator = await startForTest();
    const response = await post(emulator, await exchangeParameters(emulator, changes));
    const xml = await response.text();
    expect([response.status, textOf(xml, 'Code'), textOf(xml, 'Message')]).toEqual([status, code, message]);
  });

  it('with two faults is told both', async () => {
    const emulator = await startForTest();
    const changes = { RoleArn: undefined, RoleSessionName: undefined };
    const response = await post(emulator, await exchangeParameters(emulator, changes));
    expect(textOf(await response.text(), 'Message')).toMatch(
      /^2 validation errors detected: .*'roleArn'.*; .*'roleSessionName'/,
    );
  });

  it('is escaped where the answer quotes it', async () => {
    const emulator = await startForTest();
    const response = await post(emulator, await exchangeParameters(emulator, { RoleSessionName: '<a>&\r\u0001' }));
    expect(await response.text()).toContain("Value '&lt;a&gt;&amp;&#13;\ufffd' at");
  });

  it('may come as a GET', async () => {
    const emulator = await startForTest();
    const query = new URLSearchParams(await exchangeParameters(emulator, { RoleArn: deployRole }));
    const response = await fetch(`${emulator.url}/?${query}`);
    expect(response.status).toBe(200);
  });
});
