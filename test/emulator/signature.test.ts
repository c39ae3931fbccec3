import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { checkSignature, readSignature, type SignedRequest } from '../../src/emulator/sts/signature-v4.ts';
import { exchange, post, postSigned, startForTest, stsClient, textOf } from './start-for-test.ts';

const whoAmI = new GetCallerIdentityCommand({});

describe('GetCallerIdentity', () => {
  it('tells who signed', async () => {
    const emulator = await startForTest();
    const answer = await stsClient(emulator, await exchange(emulator)).send(whoAmI);
    expect(answer).toMatchObject({
      Account: '123456789012',
      Arn: 'arn:aws:sts::123456789012:assumed-role/github-deploy/gha-1',
      UserId: expect.stringMatching(/^AROA[A-Z2-7]{17}:gha-1$/),
    });
  });

  it('tells the user of a key in the config', async () => {
    const user = {
      arn: 'arn:aws:iam::123456789012:user/ops/alice',
      accessKeyId: 'AKIAFAKE000000000000',
      secretAccessKey: 'FakeSecretOfAlice',
    };
    const emulator = await startForTest({ users: [user] });
    const answer = await stsClient(emulator, user).send(whoAmI);
    expect(answer.Arn).toBe(user.arn);
  });

  it('refuses a wrong secret', async () => {
    const emulator = await startForTest();
    const credentials = { ...(await exchange(emulator)), secretAccessKey: 'FakeSecretKeyOfSomebodyElse' };
    await expect(stsClient(emulator, credentials).send(whoAmI)).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it.each([
    ['a wrong session token', { sessionToken: 'FakeSessionTokenOfSomebodyElse' }],
    ['an unknown key', { accessKeyId: 'ASIAFAKEUNKNOWN22222' }],
  ])('refuses %s', async (_name, change) => {
    const emulator = await startForTest();
    const credentials = { ...(await exchange(emulator)), ...change };
    await expect(stsClient(emulator, credentials).send(whoAmI)).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      message: 'The security token included in the request is invalid.',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('refuses what is not signed', async () => {
    const emulator = await startForTest();
    const response = await post(emulator, { Action: 'GetCallerIdentity', Version: '2011-06-15' });
    const xml = await response.text();
    expect([response.status, textOf(xml, 'Code')]).toEqual([403, 'MissingAuthenticationToken']);
  });

  it('refuses what was changed on the way', async () => {
    const emulator = await startForTest();
    const parameters = { Action: 'GetCallerIdentity', Version: '2011-06-15' };
    const tampered = { ...parameters, Extra: '1' };
    const call = { credentials: await exchange(emulator), service: 'sts', parameters } as const;
    expect((await postSigned(emulator, call)).status).toBe(200);
    const response = await postSigned(emulator, { ...call, tampered });
    expect(textOf(await response.text(), 'Code')).toBe('SignatureDoesNotMatch');
  });

  it('says in the log which part of the credentials is wrong', async () => {
    const emulator = await startForTest();
    const credentials = await exchange(emulator);
    const others = [{ sessionToken: 'wrong' }, { sessionToken: undefined }, { accessKeyId: 'ASIAFAKEUNKNOWN22222' }];
    for (const other of others) {
      const { accessKeyId, secretAccessKey, sessionToken } = { ...credentials, ...other };
      const given = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
      await expect(stsClient(emulator, given).send(whoAmI)).rejects.toThrow();
    }
    expect(emulator.requests.slice(1).map(({ reason }) => reason)).toEqual([
      `the session token does not belong to ${credentials.accessKeyId}`,
      `${credentials.accessKeyId} requires a session token`,
      'ASIAFAKEUNKNOWN22222 was not issued by this emulator',
    ]);
  });

  it('refuses credentials that have expired', async () => {
    let now = Date.now();
    const emulator = await startForTest({ sessionSeconds: 2 }, { now: () => now });
    const client = stsClient(emulator, await exchange(emulator));
    now += 2000;
    await expect(client.send(whoAmI)).rejects.toMatchObject({
      name: 'ExpiredToken',
      message: 'The security token included in the request is expired',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it.each([
    [16 * 60, /^Signature expired: \w+ is now earlier than \w+ \(\w+ - 15 min\.\)$/],
    [-16 * 60, /^Signature not yet current: \w+ is still later than \w+ \(\w+ \+ 15 min\.\)$/],
  ])('refuses a client whose clock is %s seconds behind', async (seconds, message) => {
    const emulator = await startForTest();
    const client = stsClient(emulator, await exchange(emulator));
    emulator.fault({ on: 'sts', kind: 'clock-skew', seconds });
    await expect(client.send(whoAmI)).rejects.toMatchObject({ name: 'SignatureDoesNotMatch', message });
  });
});

/** `get-vanilla` and one with a query of AWS's test suite for Signature Version 4. */
const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const now = Date.UTC(2015, 7, 30, 12, 36);

function signedRequest(target: string, signature: string, changes: Partial<SignedRequest> = {}): SignedRequest {
  const credential = 'AKIDEXAMPLE/20150830/us-east-1/service/aws4_request';
  const headers = new Map([
    ['host', 'example.amazonaws.com'],
    ['x-amz-date', '20150830T123600Z'],
    [
      'authorization',
      `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=${signature}`,
    ],
  ]);
  return { method: 'GET', target, headers, body: Buffer.alloc(0), ...changes };
}

function check(request: SignedRequest): string {
  const signature = readSignature(request);
  if ('code' in signature) return signature.code;
  return checkSignature(request, signature, { secret, service: 'service', now })?.code ?? 'right';
}

const vanilla = '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31';
const orderedQuery = 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500';

describe('a signature', () => {
  it('is right where AWS says so', () => {
    expect(check(signedRequest('/', vanilla))).toBe('right');
    expect(check(signedRequest('/?Param2=value2&Param1=value1', orderedQuery))).toBe('right');
  });

  it.each<[string, string, Partial<SignedRequest>]>([
    ['method', '/', { method: 'POST' }],
    ['path', '/other', {}],
    ['query', '/?Action=GetCallerIdentity', {}],
    ['body', '/', { body: Buffer.from('Action=GetCallerIdentity') }],
  ])('is wrong for another %s', (_part, target, changes) => {
    expect(check(signedRequest(target, vanilla, changes))).toBe('SignatureDoesNotMatch');
  });

  it.each([
    ['of another algorithm', 'Bearer something', 'IncompleteSignature'],
    [
      'that has no signature',
      'AWS4-HMAC-SHA256 Credential=A/20150830/r/service/aws4_request, SignedHeaders=host',
      'IncompleteSignature',
    ],
    [
      'of another service',
      'AWS4-HMAC-SHA256 Credential=A/20150830/r/s3/aws4_request, SignedHeaders=host, Signature=0',
      'SignatureDoesNotMatch',
    ],
    [
      'of another day than the request',
      'AWS4-HMAC-SHA256 Credential=A/20150829/r/service/aws4_request, SignedHeaders=host, Signature=0',
      'SignatureDoesNotMatch',
    ],
    [
      'with a scope of its own',
      'AWS4-HMAC-SHA256 Credential=A/service, SignedHeaders=host, Signature=0',
      'SignatureDoesNotMatch',
    ],
    [
      'that leaves the host open',
      'AWS4-HMAC-SHA256 Credential=A/20150830/r/service/aws4_request, SignedHeaders=x-amz-date, Signature=0',
      'SignatureDoesNotMatch',
    ],
  ])('%s is refused', (_name, authorization, code) => {
    const headers = new Map([
      ['host', 'example.amazonaws.com'],
      ['x-amz-date', '20150830T123600Z'],
      ['authorization', authorization],
    ]);
    expect(check(signedRequest('/', vanilla, { headers }))).toBe(code);
  });

  it('is refused without a date, and with one that is none', () => {
    const authorization = signedRequest('/', vanilla).headers.get('authorization') ?? '';
    expect(check(signedRequest('/', vanilla, { headers: new Map([['authorization', authorization]]) }))).toBe(
      'IncompleteSignature',
    );
    const headers = new Map([
      ['authorization', authorization],
      ['x-amz-date', 'yesterday'],
    ]);
    expect(check(signedRequest('/', vanilla, { headers }))).toBe('IncompleteSignature');
  });
});
