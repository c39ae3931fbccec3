import { inspect } from 'node:util';
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  AssumeRoleWithWebIdentityResponse$,
  STSClient,
} from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { assumeRole } from '../../src/aws-api/assume-role.ts';
import { exchangeToken } from '../../src/aws-api/exchange-token.ts';
import { readRefusal } from '../../src/aws-api/query-protocol.ts';
import type { SessionRequest } from '../../src/aws-api/session-request.ts';
import type { HttpRequest } from '../../src/core/io.ts';
import { Secret } from '../../src/core/secret.ts';
import type { Session } from '../../src/core/session.ts';
import { parseToken, type Token } from '../../src/token/token.ts';
import { assumed, failureOf, fakeToken, granted, roleArn } from '../fakes.ts';
import { makeWorld } from '../world.ts';

const exchange: SessionRequest = {
  endpoint: 'https://sts.eu-central-1.amazonaws.com',
  region: 'eu-central-1',
  roleArn,
  sessionName: 'gha-1',
  durationSeconds: 3600,
  inlinePolicy: undefined,
  managedPolicies: [],
};

const token: Token = { ...parseToken(fakeToken('x'), 'the variable T', false), jwt: new Secret('head.body.sign-_') };

async function requestFor(changes: Partial<SessionRequest>): Promise<HttpRequest | undefined> {
  const { io, requests } = makeWorld({ answer: () => granted() });
  await exchangeToken({ ...exchange, ...changes }, token, io);
  return requests[0];
}

function understood(body: string): Promise<Session> {
  return exchangeToken(exchange, token, makeWorld({ answer: () => ({ status: 200, body }) }).io);
}

describe('the request of an exchange', () => {
  const start = 'Action=AssumeRoleWithWebIdentity&Version=2011-06-15';
  const role = 'RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy';

  it('is a form, unsigned, for the endpoint and nowhere else', async () => {
    expect(await requestFor({})).toMatchObject({
      method: 'POST',
      url: 'https://sts.eu-central-1.amazonaws.com',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    });
  });

  it.each<[what: string, changes: Partial<SessionRequest>, rest: string]>([
    ['nothing but the role', {}, '&RoleSessionName=gha-1&WebIdentityToken=head.body.sign-_&DurationSeconds=3600'],
    [
      'a session name with every sign that may be in one',
      { sessionName: 'a_B9+=,.@-' },
      '&RoleSessionName=a_B9%2B%3D%2C.%40-&WebIdentityToken=head.body.sign-_&DurationSeconds=3600',
    ],
    [
      'a session policy',
      { inlinePolicy: '{"a": "b&c+d\n(*)!\'~é"}', durationSeconds: 900 },
      '&RoleSessionName=gha-1&WebIdentityToken=head.body.sign-_' +
        '&Policy=%7B%22a%22%3A%20%22b%26c%2Bd%0A%28%2A%29%21%27~%C3%A9%22%7D&DurationSeconds=900',
    ],
    [
      'managed policies',
      { managedPolicies: ['arn:aws:iam::aws:policy/A', 'arn:aws:iam::aws:policy/B'] },
      '&RoleSessionName=gha-1&WebIdentityToken=head.body.sign-_' +
        '&PolicyArns.member.1.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FA' +
        '&PolicyArns.member.2.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FB&DurationSeconds=3600',
    ],
  ])('holds, with %s, byte for byte', async (_what, changes, rest) => {
    expect((await requestFor(changes))?.body).toBe(`${start}&${role}${rest}`);
  });
});

describe('a request of the SDK’s own client', () => {
  const common = {
    RoleArn: roleArn,
    RoleSessionName: 'a_B9+=,.@-',
    DurationSeconds: 900,
    Policy: '{"a": "b&c+d\n(*)!\'~é😀"}',
    PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/A' }, { arn: 'arn:aws:iam::aws:policy/B' }],
  };
  const asked: Partial<SessionRequest> = {
    sessionName: common.RoleSessionName,
    durationSeconds: 900,
    inlinePolicy: common.Policy,
    managedPolicies: common.PolicyArns.map(({ arn }) => arn),
  };
  const credentials = { accessKeyId: 'ASIAFAKE1', secretAccessKey: 'fake', sessionToken: 'fake' };
  const secret = new Secret('fake');

  async function sentBySdk(command: AssumeRoleCommand | AssumeRoleWithWebIdentityCommand): Promise<string> {
    const bodies: string[] = [];
    const client = new STSClient({
      region: 'eu-central-1',
      credentials,
      maxAttempts: 1,
      requestHandler: {
        handle: ({ body }: { body: string }) => {
          bodies.push(body);
          return Promise.reject(new Error('not sent'));
        },
      },
    });
    await expect(client.send(command as AssumeRoleCommand)).rejects.toThrow('not sent');
    return bodies.map(sorted).join();
  }

  it('has the same form for a token', async () => {
    const command = new AssumeRoleWithWebIdentityCommand({ ...common, WebIdentityToken: token.jwt.reveal() });
    expect(sorted((await requestFor(asked))?.body ?? '')).toBe(await sentBySdk(command));
  });

  it('has the same form for a chain of roles', async () => {
    const tags = [
      { Key: 'Project', Value: 'a b/c' },
      { Key: 'Ref', Value: '' },
    ];
    const { io, requests } = makeWorld({ answer: () => assumed() });
    const request = {
      ...exchange,
      ...asked,
      externalId: 'a:b/c',
      tags,
      transitive: ['Project'],
    };
    await assumeRole(request, { ...credentials, secretAccessKey: secret, sessionToken: secret }, io);
    const command = new AssumeRoleCommand({
      ...common,
      ExternalId: 'a:b/c',
      Tags: tags,
      TransitiveTagKeys: ['Project'],
    });
    expect(sorted(requests[0]?.body ?? '')).toBe(await sentBySdk(command));
  });
});

/** The order of parameters means nothing. */
function sorted(form: string): string {
  return form.split('&').sort().join('&');
}

const credentials = (expiration: string): string =>
  `<Credentials><AccessKeyId>ASIAFAKE1</AccessKeyId><SecretAccessKey>fake/secret+key=</SecretAccessKey><SessionToken>fake-session-token</SessionToken><Expiration>${expiration}</Expiration></Credentials>`;
const user = (arn = 'arn:aws:sts::123456789012:assumed-role/deploy/gha-1'): string =>
  `<AssumedRoleUser><Arn>${arn}</Arn><AssumedRoleId>AROAFAKE:gha-1</AssumedRoleId></AssumedRoleUser>`;
const result = (inner: string, attributes = ''): string =>
  `<AssumeRoleWithWebIdentityResponse${attributes}><AssumeRoleWithWebIdentityResult>${inner}</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`;

describe('an answer with credentials', () => {
  it.each([
    ["AWS's", granted().body],
    ["Ceph's, with nanoseconds and no namespace", result(credentials('2026-11-20T13:00:00.123456789Z') + user())],
    [
      "moto's, in another order",
      result(
        `${user()}${credentials('2026-11-20T13:00:00.000Z')}<PackedPolicySize>6</PackedPolicySize>`,
        ' xmlns="https://sts.amazonaws.com/doc/2011-06-15/"',
      ),
    ],
    [
      'one with a declaration',
      `<?xml version="1.0" encoding="UTF-8"?>\n${result(credentials('2026-11-20T13:00:00Z') + user())}`,
    ],
  ])('of %s is understood', async (_whose, body) => {
    const session = await understood(body);
    expect(session).toMatchObject({
      arn: expect.stringMatching(/^arn:aws:sts::123456789012:assumed-role\/deploy\//),
      principalId: expect.stringMatching(/^AROAFAKE:/),
      accountId: '123456789012',
      roleArn,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'ASIAFAKE1' },
    });
    expect(Math.floor((session.credentials.expiresAt ?? 0) / 1000)).toBe(Date.parse('2026-11-20T13:00:00Z') / 1000);
    expect(session.credentials.secretAccessKey.reveal()).toMatch(/^fake/);
    expect(session.credentials.sessionToken?.reveal()).toMatch(/^fake-session-token/);
  });

  // https://docs.aws.amazon.com/STS/latest/APIReference/API_TrustedIdentityPropagationContext.html
  it('may name the person behind the session, and nothing of that is kept', async () => {
    expect(AssumeRoleWithWebIdentityResponse$[4]).toContain('TrustedIdentityPropagationContext');
    const person =
      '<TrustedIdentityPropagationContext><OriginIdentity><Subject>jane@example.com</Subject></OriginIdentity>' +
      '<TransactionContext><IdentityProvider><entry><key>team</key><value>payroll</value></entry></IdentityProvider>' +
      '</TransactionContext></TrustedIdentityPropagationContext>';
    const session = await understood(result(credentials('2026-11-20T13:00:00Z') + user() + person));
    expect(session.credentials.accessKeyId).toBe('ASIAFAKE1');
    expect(inspect(session, { depth: 9 })).not.toMatch(/jane|payroll/);
    const error = await failureOf(() => understood(result(user() + person)));
    expect(inspect(error, { depth: 9 })).not.toMatch(/jane|payroll/);
  });

  it('holds entities, which are text', async () => {
    const body = result(credentials('2026-11-20T13:00:00Z').replace('fake/secret', 'a&amp;b&lt;c') + user());
    expect((await understood(body)).credentials.secretAccessKey.reveal()).toBe('a&b<c+key=');
  });

  it('may be of a server without accounts', async () => {
    const body = result(credentials('2026-11-20T13:00:00Z') + user('arn:aws:sts:::assumed-role/deploy/gha-1'));
    expect((await understood(body)).accountId).toBe('');
  });

  it('need not say who one is, as MinIO’s does not', async () => {
    const body = result(`${credentials('2026-11-20T13:00:00Z')}<AssumedRoleUser><Arn></Arn></AssumedRoleUser>`);
    expect(await understood(body)).toMatchObject({ arn: '', accountId: '', principalId: '' });
  });

  it('need not have the id of a role', async () => {
    const arn = '<AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/deploy/gha-1</Arn></AssumedRoleUser>';
    const body = result(credentials('2026-11-20T13:00:00Z') + arn);
    expect((await understood(body)).principalId).toBe('');
  });

  const whole = result(credentials('2026-11-20T13:00:00Z') + user());
  it.each([
    ['nothing', ''],
    ['a login page', '<!DOCTYPE html><html><body>Sign in<br></body></html>'],
    ['JSON', '{"Credentials":{"AccessKeyId":"ASIAFAKE1","SecretAccessKey":"fake-secret"}}'],
    ['half of it', whole.slice(0, 200)],
    ['all but the end', whole.slice(0, -10)],
    ['another action’s answer', whole.replaceAll('WithWebIdentity', '')],
    ['no credentials', result(user())],
    ['no expiration', result(credentials('') + user())],
    ['an expiration that is none', result(credentials('tomorrow') + user())],
    ['an empty key', result(credentials('2026-11-20T13:00:00Z').replace('ASIAFAKE1', '') + user())],
    ['an empty secret', result(credentials('2026-11-20T13:00:00Z').replace('fake/secret+key=', '') + user())],
    ['an empty session token', result(credentials('2026-11-20T13:00:00Z').replace('fake-session-token', '') + user())],
  ])('of %s is refused, and nothing of it is shown', async (_what, body) => {
    const error = await failureOf(() => understood(body));
    expect(error).toMatchObject({
      code: 'sts-answer-unreadable',
      message:
        'Could not assume role with OIDC: sts.eu-central-1.amazonaws.com answered 200, which is not a response of STS.',
      hint: expect.stringContaining('sts-endpoint'),
    });
    expect(error).not.toHaveProperty('cause');
    expect(JSON.stringify(error)).not.toMatch(/fake|ASIA/);
  });
});

describe('a refusal', () => {
  it.each<[whose: string, headers: Record<string, string>, body: string, read: object]>([
    [
      "AWS's",
      { 'x-amzn-requestid': 'header-id' },
      '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\n <Error>\n  <Type>Sender</Type>\n  <Code>AccessDenied</Code>\n  <Message>Not authorized</Message>\n </Error>\n <RequestId>body-id</RequestId>\n</ErrorResponse>',
      { code: 'AccessDenied', message: 'Not authorized', requestId: 'header-id' },
    ],
    [
      "Ceph's, bare and without a message",
      {},
      '<Error><Code>AccessDenied</Code><Message></Message><RequestId>tx1</RequestId><HostId>h</HostId></Error>',
      { code: 'AccessDenied', message: '', requestId: 'tx1' },
    ],
    [
      'one with entities and line ends',
      {},
      '<Error><Code> X </Code><Message>a &lt;b&gt; &amp;lt; &quot;c&quot;\n\t &apos;d&apos; &#39;e&#x27;</Message></Error>',
      { code: 'X', message: "a <b> &lt; \"c\" 'd' 'e'", requestId: undefined },
    ],
    ['one without a word', {}, '<Error/>', { code: '', message: '', requestId: undefined }],
    [
      'one cut short',
      {},
      '<ErrorResponse><Error><Code>AccessDenied</Code><Mess',
      { code: 'AccessDenied', message: '' },
    ],
  ])('of %s is read as far as it goes', (_whose, headers, body, read) => {
    expect(readRefusal({ status: 403, headers, body })).toMatchObject({ status: 403, ...read });
  });

  it.each([
    '<html><h1>403 Forbidden</h1></html>',
    '',
    '{"message":"Forbidden"}',
    '<html><Error><Code>AccessDenied</Code>',
  ])('is not %j: no STS said that', (body) => {
    expect(readRefusal({ status: 403, headers: {}, body })).toBeUndefined();
  });
});
