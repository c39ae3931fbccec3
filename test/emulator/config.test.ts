import { describe, expect, it } from 'vitest';
import { HelperError } from '../../src/core/errors.ts';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { emulatedCis } from '../../src/emulator/jobs/index.ts';
import { parseConfig } from '../../src/emulator/parse-config.ts';
import { configForRole } from '../../src/emulator/role-config.ts';
import { exchangeParameters, post, startForTest } from './start-for-test.ts';

const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.example.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { 'gitlab.example.com:aud': 'aws', 'gitlab.example.com:sub': 'me' } },
    },
  ],
};

const disk = new Map([
  ['/etc/trust.json', JSON.stringify(policy)],
  ['/etc/bad.json', '{'],
]);
const files = { read: (path: string) => disk.get(path) };

function parse(json: unknown) {
  return parseConfig(JSON.stringify(json), '/etc/emulator.json', files);
}

describe('a config', () => {
  it('that says nothing is the default', () => {
    expect(parse({})).toEqual(defaultConfig());
  });

  it('may only name another account', () => {
    const { roles, providers } = parse({ accountId: '000000000042' });
    expect(roles[0]?.arn).toBe('arn:aws:iam::000000000042:role/github-deploy');
    expect(providers[0]?.accountId).toBe('000000000042');
  });

  it('may say everything', () => {
    const role = { arn: 'arn:aws:iam::111122223333:role/x', maxSessionDuration: 7200 };
    const user = { arn: 'arn:aws:iam::111122223333:user/u', accessKeyId: 'AKIAFAKE', secretAccessKey: 'FakeSecret' };
    const fault = {
      on: 'sts',
      kind: 'status',
      status: 502,
      times: 3,
      action: 'AssumeRole',
      retryAfter: 1,
      seconds: -5,
    };
    const job = { ref: 'refs/tags/v1', claims: { a: 1 }, lifetimeSeconds: -1, audience: 'x', variant: 'ci-job-jwt-v2' };
    const config = parse({
      accountId: '111122223333',
      providers: [{ url: 'https://gitlab.example.com', clientIds: ['aws'] }],
      roles: [
        { ...role, trustPolicy: 'trust.json' },
        { ...role, trustPolicy: policy },
      ],
      users: [user],
      jobs: { gitlab: job },
      faults: [fault],
      sessionSeconds: 5,
      signingAlgorithm: 'RS256',
    });
    expect(config).toMatchObject({
      providers: [{ url: 'https://gitlab.example.com', clientIds: ['aws'], accountId: '111122223333' }],
      roles: [role, role],
      users: [user],
      jobs: { gitlab: job },
      faults: [fault],
      sessionSeconds: 5,
      signingAlgorithm: 'RS256',
    });
    expect(config.roles[0]?.trustPolicy).toEqual(config.roles[1]?.trustPolicy);
  });

  it('may make the emulator itself the issuer', async () => {
    const other = await startForTest();
    const port = Number(new URL(other.url).port);
    await other.close();
    const url = `http://127.0.0.1:${port}/issuer/ci`;
    const name = `127.0.0.1:${port}/issuer/ci`;
    const statement = {
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${name}` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { [`${name}:sub`]: 'anything' } },
    };
    const config = parse({
      providers: [{ url, clientIds: ['sts.amazonaws.com'] }],
      roles: [{ arn: 'arn:aws:iam::123456789012:role/x', trustPolicy: { Statement: statement } }],
      jobs: { github: { claims: { iss: url, sub: 'anything' } } },
    });
    const emulator = await startForTest(config, { port });
    const response = await post(
      emulator,
      await exchangeParameters(emulator, { RoleArn: 'arn:aws:iam::123456789012:role/x' }),
    );
    expect(response.status).toBe(200);
  });
});

const roleArn = 'arn:aws:iam::111122223333:role/x';

describe('a faulty config is refused with the place of the fault', () => {
  it.each<[unknown, string, string?]>([
    [[], 'the config is not an object'],
    [{ accountID: '1' }, 'accountID is unknown', 'Did you mean accountId?'],
    [{ accountId: 123456789012 }, 'accountId is not an account ID: a string of 12 digits'],
    [{ providers: {} }, 'providers is not a list'],
    [{ providers: [{ clientIds: [] }] }, 'providers[0].url is missing'],
    [{ providers: [{ url: 'gitlab.com', clientIds: [] }] }, 'providers[0].url is not a URL with https://'],
    [{ providers: [{ url: 'https://gitlab.com', clientIds: [''] }] }, 'providers[0].clientIds[0] is not a string'],
    [{ roles: [{ arn: 'deploy', trustPolicy: policy }] }, 'roles[0].arn is not the ARN of a role'],
    [{ roles: [{ arn: roleArn, trustPolicy: 5 }] }, 'roles[0].trustPolicy is not an object'],
    [
      { roles: [{ arn: roleArn, trustPolicy: policy, maxSessionDuration: 60 }] },
      'roles[0].maxSessionDuration is not a whole number from 3600 to 43200',
    ],
    [{ users: [{ arn: roleArn, accessKeyId: 'A', secretAccessKey: 'B' }] }, 'users[0].arn is not the ARN of a user'],
    [{ users: [{ arn: roleArn }] }, 'users[0].accessKeyId is missing'],
    [{ jobs: { travis: {} } }, 'jobs.travis is unknown', `Use one of ${emulatedCis.map(({ id }) => id).join(', ')}.`],
    [{ jobs: { github: { variant: 'v1' } } }, 'jobs.github.variant is not one of immutable-subject'],
    [{ jobs: { github: { ref: 'main' } } }, 'jobs.github.ref is not a ref like refs/heads/main'],
    [{ jobs: { github: { 'ref name': 'main' } } }, 'jobs.github["ref name"] is unknown'],
    [{ faults: [{ on: 'sts' }] }, 'faults[0].kind is missing'],
    [{ faults: [{ on: 'aws', kind: 'reset' }] }, 'faults[0] has an invalid "on"'],
    [{ faults: [{ on: 'token', kind: 'jwks' }] }, 'faults[0].kind is not one of throttle, status, reset'],
    [{ sessionSeconds: 0 }, 'sessionSeconds is not a whole number'],
    [{ signingAlgorithm: 'HS256' }, 'signingAlgorithm is not one of ES256, RS256'],
  ])('%j: %s', (json, message, hint) => {
    const fault = faultOf(() => parse(json));
    expect(fault).toMatchObject({
      code: 'option-invalid',
      message: expect.stringContaining(`/etc/emulator.json: ${message}`),
    });
    if (hint !== undefined) expect(fault).toMatchObject({ hint });
  });

  it.each([
    ['a file that is not there', 'gone.json', 'input-unreadable', 'The trust policy /etc/gone.json does not exist.'],
    ['a file that is no policy', 'bad.json', 'policy-invalid', '/etc/bad.json is not JSON: line 1, column 2.'],
  ])('a trust policy in %s', (_name, trustPolicy, code, message) => {
    expect(faultOf(() => parse({ roles: [{ arn: roleArn, trustPolicy }] }))).toMatchObject({ code, message });
  });

  it('a trust policy that is none', () => {
    const fault = faultOf(() =>
      parse({ roles: [{ arn: roleArn, trustPolicy: { Statement: [{ Effect: 'Maybe' }] } }] }),
    );
    expect(fault).toMatchObject({ code: 'policy-invalid', message: expect.stringContaining('roles[0].trustPolicy') });
  });

  it('text that is not JSON', () => {
    expect(faultOf(() => parseConfig('{', 'x.json', files))).toMatchObject({
      code: 'option-invalid',
      message: 'x.json is not JSON: line 1, column 2.',
    });
  });
});

describe('the config for one role', () => {
  it('knows the providers that its policy names, for the audiences that it asks for', () => {
    const { roles, providers } = configForRole(roleArn, '/etc/trust.json', files);
    expect(roles).toMatchObject([{ arn: roleArn, maxSessionDuration: 43_200 }]);
    expect(providers).toContainEqual({
      url: 'https://gitlab.example.com',
      clientIds: ['aws'],
      accountId: '111122223333',
    });
    expect(providers).toContainEqual({
      url: 'https://gitlab.com',
      clientIds: ['sts.amazonaws.com'],
      accountId: '111122223333',
    });
  });

  it('has no provider for principals that are none', () => {
    const others = ['*', 'accounts.google.com', 'arn:aws:iam::111122223333:saml-provider/x'];
    const statement = { Effect: 'Allow', Principal: { Federated: others }, Action: 'sts:AssumeRoleWithWebIdentity' };
    const policy = JSON.stringify({ Statement: statement });
    const { providers } = configForRole(roleArn, '/etc/others.json', { read: () => policy });
    expect(providers.map(({ url }) => url)).toEqual(defaultConfig('111122223333').providers.map(({ url }) => url));
  });

  it('needs the ARN of a role', () => {
    expect(faultOf(() => configForRole('deploy', '/etc/trust.json', files))).toMatchObject({ code: 'role-invalid' });
  });
});

function faultOf(action: () => unknown): HelperError | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof HelperError) return error;
    throw error;
  }
  return undefined;
}
