import { describe, expect, it } from 'vitest';
import { parseRole } from '../../src/aws/role.ts';
import { HelperError } from '../../src/core/errors.ts';
import type { Env } from '../../src/core/io.ts';
import { fillFromEnvironment } from '../../src/options/from-environment.ts';
import { parseSettings, type Settings } from '../../src/options/settings.ts';
import { type GivenOptions, type OptionName, options } from '../../src/options/table.ts';
import { fakeToken, roleArn } from '../fakes.ts';

const role: GivenOptions = { 'role-to-assume': roleArn };

function parse(given: GivenOptions, env: Env = {}): Settings {
  return parseSettings({ ...role, ...given }, env);
}

function failure(given: GivenOptions, env: Env = {}): HelperError {
  try {
    parseSettings({ ...role, ...given }, env);
  } catch (error) {
    if (error instanceof HelperError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

it('a role alone is enough, and everything else has its default', () => {
  expect(parse({})).toMatchInlineSnapshot(`
    {
      "allowedAccounts": [],
      "audience": undefined,
      "chain": [],
      "ci": undefined,
      "durationSeconds": 3600,
      "exports": undefined,
      "externalId": undefined,
      "given": {
        "role-to-assume": "arn:aws:iam::123456789012:role/deploy",
      },
      "inlinePolicy": undefined,
      "managedPolicies": [],
      "maskAccountId": false,
      "maxAttempts": Infinity,
      "outputCredentials": false,
      "outputEnvCredentials": undefined,
      "plainSecretKey": false,
      "profile": {
        "name": undefined,
        "overwrite": false,
        "type": undefined,
      },
      "proxy": {
        "noProxy": [],
        "proxy": undefined,
      },
      "region": "us-east-1",
      "regionIsGiven": false,
      "registries": [],
      "roles": [],
      "serviceConnectionId": undefined,
      "sessionName": undefined,
      "source": {
        "from": undefined,
        "kind": "token",
        "role": {
          "accountId": "123456789012",
          "arn": "arn:aws:iam::123456789012:role/deploy",
          "name": "deploy",
          "partition": "aws",
        },
      },
      "stsEndpoint": undefined,
      "summary": false,
      "tags": {
        "custom": [],
        "skip": false,
        "transitive": [],
      },
      "timeoutSeconds": 90,
      "trustPolicy": undefined,
      "unsetCurrent": false,
      "useDualStack": false,
      "useExisting": false,
      "useFips": false,
    }
  `);
});

describe('an option', () => {
  it.each<[given: GivenOptions, settings: Partial<Settings>]>([
    [{ ci: 'gitlab' }, { ci: 'gitlab' }],
    [{ audience: 'sts.amazonaws.com.cn' }, { audience: 'sts.amazonaws.com.cn' }],
    [{ 'role-session-name': 'ab' }, { sessionName: 'ab' }],
    [{ 'role-session-name': 'a'.repeat(64) }, { sessionName: 'a'.repeat(64) }],
    [{ 'role-session-name': 'a_B9+=,.@-' }, { sessionName: 'a_B9+=,.@-' }],
    [{ 'role-duration-seconds': '900' }, { durationSeconds: 900 }],
    [{ 'role-duration-seconds': '43200' }, { durationSeconds: 43_200 }],
    [{ 'inline-session-policy': '{\n  "Statement": []\n}\n' }, { inlinePolicy: '{\n  "Statement": []\n}\n' }],
    [
      {
        'managed-session-policies':
          ' arn:aws:iam::aws:policy/ReadOnlyAccess \r\n\narn:aws-cn:iam::123456789012:policy/a/b\n',
      },
      { managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws-cn:iam::123456789012:policy/a/b'] },
    ],
    [
      { 'allowed-account-ids': '123456789012, 012345678901\n999999999999 ' },
      { allowedAccounts: ['123456789012', '012345678901', '999999999999'] },
    ],
    [{ export: 'env' }, { exports: ['env'] }],
    [{ export: 'env,profile env\noutputs' }, { exports: ['env', 'profile', 'outputs'] }],
    [{ export: 'none' }, { exports: ['none'] }],
    [{ 'aws-profile': 'ci.A_1@b+c-d' }, { profile: { name: 'ci.A_1@b+c-d', type: undefined, overwrite: false } }],
    [{ 'profile-type': 'static' }, { profile: { name: undefined, type: 'static', overwrite: false } }],
    [{ 'profile-type': 'web-identity' }, { profile: { name: undefined, type: 'web-identity', overwrite: false } }],
    [{ 'overwrite-aws-profile': 'True' }, { profile: { name: undefined, type: undefined, overwrite: true } }],
    [{ 'output-env-credentials': 'true' }, { outputEnvCredentials: true }],
    [{ 'output-env-credentials': 'FALSE' }, { outputEnvCredentials: false }],
    [{ 'output-credentials': 'TRUE' }, { outputCredentials: true }],
    [{ 'output-credentials': 'False' }, { outputCredentials: false }],
    [{ 'mask-aws-account-id': 'true' }, { maskAccountId: true }],
    [{ 'sts-endpoint': 'http://127.0.0.1:4566/' }, { stsEndpoint: 'http://127.0.0.1:4566/' }],
    [{ timeout: '1' }, { timeoutSeconds: 1 }],
    [{ timeout: '0' }, { timeoutSeconds: Number.POSITIVE_INFINITY }],
    [{ timeout: '86400' }, { timeoutSeconds: 86_400 }],
    [
      { 'token-env': '_MY_TOKEN2' },
      { source: { kind: 'token', role: parseRole(roleArn), from: { kind: 'env', name: '_MY_TOKEN2' } } },
    ],
    [
      { 'web-identity-token-file': 'a b/token' },
      { source: { kind: 'token', role: parseRole(roleArn), from: { kind: 'file', path: 'a b/token' } } },
    ],
    [
      { 'token-command': 'vault read | jq' },
      { source: { kind: 'token', role: parseRole(roleArn), from: { kind: 'command', line: 'vault read | jq' } } },
    ],
  ])('is taken as given: %j', (given, settings) => {
    expect(parse(given)).toMatchObject(settings);
  });

  it.each<[given: GivenOptions, code: string, message: string | RegExp, hint?: string | RegExp]>([
    [{ 'role-session-name': 'a' }, 'session-name-invalid', 'shorter than 2 characters: "a"', 'omit it'],
    [{ 'role-session-name': 'a'.repeat(65) }, 'session-name-invalid', 'has 65 characters, 1 too many', '2 to 64'],
    [
      { 'role-session-name': 'deploy of release' },
      'session-name-invalid',
      'contains a space (character 7), which AWS does not accept: "deploy of release"',
      'Use 2 to 64 letters, digits and the characters _+=,.@-. Or omit it',
    ],
    [{ 'role-session-name': '{build}' }, 'session-name-invalid', 'contains "{" (character 1)'],
    [{ 'role-session-name': 'jöb' }, 'session-name-invalid', 'contains "ö" (character 2)'],
    [{ 'role-duration-seconds': '899' }, 'duration-invalid', '900 to 43200, but is "899"', '15 minutes'],
    [{ 'role-duration-seconds': '43201' }, 'duration-invalid', '"43201"', '12 hours'],
    [{ 'role-duration-seconds': '1h' }, 'duration-invalid', '"1h"', 'Use seconds'],
    [{ 'role-duration-seconds': '3600.5' }, 'duration-invalid', 'whole number'],
    [{ 'role-duration-seconds': '-3600' }, 'duration-invalid', '"-3600"'],
    [{ 'role-duration-seconds': '0x0e10' }, 'duration-invalid', '"0x0e10"'],
    [{ 'role-duration-seconds': '1e4' }, 'duration-invalid', '"1e4"'],
    [{ 'role-duration-seconds': ' 3600' }, 'duration-invalid', '" 3600"'],
    [{ 'inline-session-policy': '{"Statement": [}' }, 'policy-invalid', 'not a JSON object', 'block scalar'],
    [{ 'inline-session-policy': '[]' }, 'policy-invalid', 'not a JSON object'],
    [{ 'inline-session-policy': 'null' }, 'policy-invalid', 'not a JSON object'],
    [{ 'inline-session-policy': `{"Sid": "${'x'.repeat(2040)}"}` }, 'policy-invalid', '2051 characters', 'white space'],
    [
      {
        'inline-session-policy': `{"Sid": "${'x'.repeat(2000)}"}`,
        'managed-session-policies': 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      },
      'policy-invalid',
      '2049 characters in total; STS accepts at most 2048',
    ],
    [
      {
        'managed-session-policies': Array.from(
          { length: 10 },
          (_, n) => `arn:aws:iam::123456789012:policy/${'teams/'.repeat(30)}${n}`,
        ).join('\n'),
      },
      'policy-invalid',
      '2140 characters in total; STS accepts at most 2048',
      'fewer managed-session-policies',
    ],
    [{ 'managed-session-policies': 'ReadOnlyAccess' }, 'policy-invalid', '"ReadOnlyAccess"', 'one ARN per line'],
    [
      { 'managed-session-policies': 'arn:aws:iam::aws:policy/A,arn:aws:iam::aws:policy/B\narn:aws:iam::12:role/x' },
      'policy-invalid',
      '"arn:aws:iam::12:role/x"',
    ],
    [
      { 'managed-session-policies': Array.from({ length: 11 }, (_, n) => `arn:aws:iam::aws:policy/P${n}`).join('\n') },
      'policy-invalid',
      '11 policies; STS accepts at most ten',
    ],
    [{ 'allowed-account-ids': '12345678901' }, 'option-invalid', '"12345678901"', 'quote an ID that starts with 0'],
    [{ 'allowed-account-ids': '123456789012 all' }, 'option-invalid', '"all"'],
    [{ 'allowed-account-ids': ' , ' }, 'option-invalid', 'not an account ID', '12-digit'],
    [{ 'allowed-account-ids': '' }, 'option-invalid', 'not an account ID: ""', '12-digit'],
    [{ export: 'envs' }, 'option-invalid', 'export has an unknown value: "envs"', 'Did you mean env?'],
    [{ export: 'dotenv-file' }, 'option-invalid', '"dotenv-file"', 'env, outputs, profile, none'],
    [{ export: 'none,env' }, 'option-conflict', 'none cannot be combined with other targets'],
    [{ 'aws-profile': 'a b' }, 'profile-invalid', '"a b" contains a space (character 2)', 'up to 64'],
    [{ 'aws-profile': '../x' }, 'profile-invalid', '"../x"', 'Use up to 64'],
    [{ 'aws-profile': 'x]' }, 'profile-invalid', '"x]"', 'Use up to 64'],
    [{ 'aws-profile': 'x'.repeat(65) }, 'profile-invalid', 'has 65 characters'],
    [{ 'profile-type': 'web_identity' }, 'option-invalid', '"web_identity"', 'Did you mean web-identity?'],
    [{ 'profile-type': 'sso' }, 'option-invalid', '"sso"', 'web-identity, process, static'],
    [{ 'overwrite-aws-profile': 'yes' }, 'option-invalid', 'true or false, but is "yes"'],
    [{ 'output-env-credentials': '1' }, 'option-invalid', 'output-env-credentials must be true or false'],
    [{ 'output-credentials': 'on' }, 'option-invalid', '"on"'],
    [{ 'mask-aws-account-id': 'tRUE' }, 'option-invalid', '"tRUE"'],
    [{ 'sts-endpoint': 'sts.amazonaws.com' }, 'option-invalid', '"sts.amazonaws.com"', 'https://sts.eu-central-1'],
    [{ 'sts-endpoint': 'file:///etc/passwd' }, 'option-invalid', 'http or https'],
    [{ timeout: '86401' }, 'option-invalid', 'timeout must be a whole number from 0 to 86400, but is "86401"'],
    [{ timeout: '90s' }, 'option-invalid', '"90s"'],
    [{ 'token-env': '' }, 'option-invalid', 'is not a variable name'],
    [{ 'token-env': '2ND' }, 'option-invalid', 'is not a variable name'],
    [{ 'token-env': '$AWS_ID_TOKEN' }, 'option-invalid', 'is not a variable name', 'the shell replaces that'],
    [
      { 'token-env': 'A', 'web-identity-token-file': 'b' },
      'option-conflict',
      'More than one token source is set',
      'one of token-env, web-identity-token-file and token-command',
    ],
    [{ 'token-env': 'A', 'token-command': 'b' }, 'option-conflict', 'More than one token source'],
    [{ 'aws-region': 'frankfurt' }, 'region-invalid', '"frankfurt"', 'eu-central-1'],
    [{ 'aws-region': 'EU-CENTRAL-1' }, 'region-invalid', '"EU-CENTRAL-1"'],
    [{ 'aws-region': 'eu-central-1.evil.example/' }, 'region-invalid', 'evil'],
    [
      { 'aws-region': 'eu-central-1a' },
      'region-invalid',
      '"eu-central-1a"',
      'availability zone; its region is eu-central-1.',
    ],
    [
      { 'aws-region': 'us-gov-west-1' },
      'region-invalid',
      'in the partition aws-us-gov',
      'a region in aws (for example us-east-1',
    ],
    [{ 'aws-region': 'cn-north-1' }, 'region-invalid', 'aws-cn', 'a role in aws-cn'],
  ])('is refused: %j', (given, code, message, hint) => {
    const error = failure(given);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    if (hint !== undefined) expect(error.hint).toMatch(hint);
  });
});

it('without a role, says the three ways to name one', () => {
  expect(() => parseSettings({}, {})).toThrow(
    expect.objectContaining({
      code: 'role-missing',
      hint: expect.stringMatching(/role-to-assume.*--role-to-assume.*AWS_ROLE_ARN/),
    }),
  );
});

describe('the region', () => {
  it.each([
    ['arn:aws:iam::123456789012:role/x', undefined, 'us-east-1'],
    ['arn:aws:iam::123456789012:role/x', 'eu-central-1', 'eu-central-1'],
    ['arn:aws:iam::123456789012:role/x', 'xx-tomorrow-99', 'xx-tomorrow-99'],
    ['arn:aws-cn:iam::123456789012:role/x', undefined, 'cn-northwest-1'],
    ['arn:aws-cn:iam::123456789012:role/x', 'cn-north-1', 'cn-north-1'],
    ['arn:aws-us-gov:iam::123456789012:role/x', undefined, 'us-gov-west-1'],
    ['arn:aws-eusc:iam::123456789012:role/x', undefined, 'eusc-de-east-1'],
    ['arn:aws-iso-e:iam::123456789012:role/x', undefined, 'eu-isoe-west-1'],
    ['arn:aws-new:iam::123456789012:role/x', 'nw-north-1', 'nw-north-1'],
  ])('of %s and %s is %s', (arn, given, region) => {
    const options = { 'role-to-assume': arn, ...(given === undefined ? {} : { 'aws-region': given }) };
    expect(parseSettings(options, {}).region).toBe(region);
  });

  it('cannot be guessed for a partition that we do not know', () => {
    expect(failure({ 'role-to-assume': 'arn:aws-new:iam::123456789012:role/x' })).toMatchObject({
      code: 'region-invalid',
      message: expect.stringContaining('aws-new'),
      hint: 'Set aws-region.',
    });
  });
});

describe('one line', () => {
  const kinds = ['list', 'lines', 'json'];
  const manyLines = options.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
  const oneLine = options.map(({ name }) => name).filter((name) => !manyLines.some((other) => other === name));

  it.each(oneLine.flatMap((name) => ['\n', '\r', '\0'].map((sign) => [name, sign] as const)))(
    'is all that %s may be: no %j',
    (name, sign) => {
      const error = failure({ [name]: `a${sign}b` });
      expect(error.code).toBe('option-invalid');
      expect(error.message).toContain(`${name} contains a line break or a NUL character`);
      expect(error.message).not.toContain(sign);
      expect(error.hint).toContain('block scalar');
    },
  );

  it.each(manyLines)('is not asked of %s, but a NUL is refused', (name) => {
    expect(failure({ [name]: 'a\0b' })).toMatchObject({ code: 'option-invalid' });
  });
});

describe('a token in the place of its name', () => {
  const token = fakeToken('leak');

  it.each<[OptionName, string]>([
    ['token-env', token],
    ['token-env', `${token}\n`],
    ['web-identity-token-file', token],
    ['web-identity-token-file', ` ${token}\n`],
    ['token-command', `${token}\n`],
  ])('is refused as %s, and is not shown', (name, value) => {
    const error = failure({ [name]: value });
    expect(error.code).toBe('option-invalid');
    expect(`${error.message} ${error.hint}`).not.toContain('eyJ');
  });
});

describe('an endpoint of the user’s own', () => {
  it.each(['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'])('conflicts with %s', (variable) => {
    for (const value of ['true', 'TRUE']) {
      expect(failure({ 'sts-endpoint': 'https://sts.example' }, { [variable]: value })).toMatchObject({
        code: 'option-conflict',
        hint: expect.stringContaining(variable),
      });
    }
    expect(parse({ 'sts-endpoint': 'https://sts.example' }, { [variable]: 'false' }).stsEndpoint).toBe(
      'https://sts.example',
    );
  });
});

it.each([
  ['AWS_USE_FIPS_ENDPOINT', 'useFips'],
  ['AWS_USE_DUALSTACK_ENDPOINT', 'useDualStack'],
] as const)('%s counts when it says true, however it is written', (variable, setting) => {
  expect(parse({}, { [variable]: 'true' })[setting]).toBe(true);
  expect(parse({}, { [variable]: 'True' })[setting]).toBe(true);
  expect(parse({}, { [variable]: '1' })[setting]).toBe(false);
  expect(parse({}, { [variable]: '' })[setting]).toBe(false);
});

describe('the environment', () => {
  const sources = options.flatMap((option) =>
    'environment' in option ? option.environment.map((variable) => [option.name, variable] as const) : [],
  );

  it.each(sources)('fills %s from %s, and says so', (option, variable) => {
    expect(fillFromEnvironment({}, { [variable]: 'x' }, false)).toEqual({
      given: { [option]: 'x' },
      pickUps: [{ option, variable }],
    });
  });

  it.each(sources)('gives way where %s is given, whatever %s says', (option, variable) => {
    expect(fillFromEnvironment({ [option]: 'given' }, { [variable]: 'x' }, false)).toEqual({
      given: { [option]: 'given' },
      pickUps: [],
    });
  });

  it.each(sources)('is not asked for %s when %s is empty', (_option, variable) => {
    expect(fillFromEnvironment({}, { [variable]: '' }, false)).toEqual({ given: {}, pickUps: [] });
  });

  it.each([
    [{ AWS_REGION: 'a', AWS_DEFAULT_REGION: 'b' }, 'aws-region', 'AWS_REGION'],
    [{ AWS_REGION: '', AWS_DEFAULT_REGION: 'b' }, 'aws-region', 'AWS_DEFAULT_REGION'],
    [{ AWS_ENDPOINT_URL_STS: 'a', AWS_ENDPOINT_URL: 'b' }, 'sts-endpoint', 'AWS_ENDPOINT_URL_STS'],
  ] as const)('of %j gives %s by %s', (env, option, variable) => {
    expect(fillFromEnvironment({}, env, false).pickUps).toEqual([{ option, variable }]);
  });
});
