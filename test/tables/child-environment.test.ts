import { describe, expect, it } from 'vitest';
import {
  type ChildSetting,
  checkPassed,
  childEnvironment,
  withoutProxyOnLoopback,
} from '../../src/commands/exec/child-environment.ts';
import { configWithoutCredentials } from '../../src/commands/exec/config-without-credentials.ts';
import type { Env } from '../../src/core/io.ts';
import { removePrivateFiles } from '../../src/job/private-files.ts';
import { failureOf } from '../fakes.ts';
import { makeWorld } from '../world.ts';

const identities = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
];

/** What no list of identities would have: some say who one is, some are newer than any list. */
const otherAwsVariables = [
  'AWS_BEARER_TOKEN_BEDROCK',
  'AWS_CREDENTIAL_SCOPE',
  'AWS_ACCOUNT_ID',
  'AWS_SSO_SESSION',
  'AWS_LOGIN_CACHE_DIRECTORY',
  'AWS_EC2_METADATA_SERVICE_ENDPOINT',
  'AWS_SECRET_KEY',
  'AWS_SOMETHING_OF_2031',
  'AWS_ENDPOINT_URLS',
];

const tokenVariables = [
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_URL',
  'CI_JOB_JWT',
  'CI_JOB_JWT_V1',
  'CI_JOB_JWT_V2',
  'CIRCLE_OIDC_TOKEN',
  'CIRCLE_OIDC_TOKEN_V2',
  'SEMAPHORE_OIDC_TOKEN',
];

const settings = [
  'AWS_CA_BUNDLE',
  'AWS_CONFIG_FILE',
  'AWS_DEFAULTS_MODE',
  'AWS_DEFAULT_OUTPUT',
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_S3',
  'AWS_ENDPOINT_URL_ELASTIC_BEANSTALK',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_MAX_ATTEMPTS',
  'AWS_PAGER',
  'AWS_REGION',
  'AWS_REQUEST_CHECKSUM_CALCULATION',
  'AWS_RETRY_MODE',
  'AWS_SDK_UA_APP_ID',
  'AWS_STS_REGIONAL_ENDPOINTS',
  'AWS_USE_DUALSTACK_ENDPOINT',
  'AWS_USE_FIPS_ENDPOINT',
];

describe('the environment of a command', () => {
  const plain: ChildSetting = { platform: 'linux', token: undefined, passed: [] };
  const without = (env: Env): Env => ({ ...env, AWS_EC2_METADATA_DISABLED: 'true' });

  it.each(identities)('has no %s, and nobody misses it', (name) => {
    expect(childEnvironment({ [name]: 'x', PATH: 'p' }, {}, plain)).toEqual({
      env: without({ PATH: 'p' }),
      withheld: [],
    });
  });

  it.each([...otherAwsVariables, ...tokenVariables])('has no %s unless that is asked for', (name) => {
    const parent = { [name]: 'x', PATH: 'p' };
    expect(childEnvironment(parent, {}, plain)).toEqual({ env: without({ PATH: 'p' }), withheld: [name] });
    expect(childEnvironment(parent, {}, { ...plain, passed: [name] })).toEqual({ env: without(parent), withheld: [] });
  });

  it.each([...settings, 'PATH', 'CI_JOB_TOKEN', 'SIGSTORE_ID_TOKEN', 'aws_profile'])('has %s', (name) => {
    const parent = { [name]: 'x' };
    expect(childEnvironment(parent, {}, plain)).toEqual({ env: without(parent), withheld: [] });
  });

  it('has no variable that holds the token that was used, whatever its name', () => {
    const parent = { AN_ID_TOKEN: 'a.b.c\n', ANOTHER_ID_TOKEN: 'd.e.f', EMPTY: '' };
    const { env, withheld } = childEnvironment(parent, {}, { ...plain, token: 'a.b.c' });
    expect(env).toEqual(without({ ANOTHER_ID_TOKEN: 'd.e.f', EMPTY: '' }));
    expect(withheld).toEqual(['AN_ID_TOKEN']);
  });

  it('has what is given in the place of what was there, and no IMDS', () => {
    const parent = { AWS_REGION: 'x', AWS_EC2_METADATA_DISABLED: 'false' };
    expect(childEnvironment(parent, { AWS_REGION: 'r' }, plain).env).toEqual(without({ AWS_REGION: 'r' }));
  });

  it('says nothing of what is withheld and empty', () => {
    expect(childEnvironment({ AWS_ACCOUNT_ID: '' }, {}, plain)).toEqual({ env: without({}), withheld: [] });
  });

  it('on Windows, where case makes no difference, has none of them in any case', () => {
    const parent = { aws_profile: 'x', Aws_Account_Id: 'x', Circle_Oidc_Token: 'x', aws_region: 'x', Path: 'p' };
    const passed = ['AWS_account_ID'];
    expect(childEnvironment(parent, { AWS_REGION: 'r' }, { ...plain, platform: 'win32', passed })).toEqual({
      env: without({ Aws_Account_Id: 'x', Path: 'p', AWS_REGION: 'r' }),
      withheld: ['Circle_Oidc_Token'],
    });
  });

  it.each([...identities, 'aws_profile'])('cannot be asked to have %s', async (name) => {
    expect(await failureOf(() => checkPassed(['PATH', name]))).toMatchObject({ code: 'option-conflict' });
  });

  it.each(['', 'A=b', 'A B', '1A'])('cannot be asked to have %j, which is no name', async (name) => {
    const error = await failureOf(() => checkPassed([name]));
    expect(error).toMatchObject({ code: 'option-invalid', message: expect.not.stringContaining('A=b') });
  });

  it.each<[parent: Env, lower: string, upper: string]>([
    [{}, '127.0.0.1', '127.0.0.1'],
    [{ NO_PROXY: 'a,b' }, 'a,b,127.0.0.1', 'a,b,127.0.0.1'],
    [{ no_proxy: 'a', NO_PROXY: 'b' }, 'a,127.0.0.1', 'b,127.0.0.1'],
    [{ no_proxy: '127.0.0.1,,a' }, '127.0.0.1,a', '127.0.0.1,a'],
  ])('sends nothing for the loopback address to a proxy: %j', (parent, lower, upper) => {
    expect(withoutProxyOnLoopback(parent)).toEqual({ no_proxy: lower, NO_PROXY: upper });
  });
});

describe('the config of a command', () => {
  it.each([
    ['is empty', '', 'default', '[default]\nregion = r\n'],
    ['has no such profile', '[default]\nretry_mode = standard\n', 'other', '[default]\nregion = r\n'],
    [
      'has a default profile with an identity',
      '[default]\nregion = x\nrole_arn = a\nsource_profile = b\nmax_attempts = 9\n[profile b]\naws_access_key_id = k\n',
      'default',
      '[default]\nregion = r\nmax_attempts = 9\n',
    ],
    [
      'has nested settings',
      '[profile p]\ns3 =\n  max_concurrent_requests = 20\ncredential_process = x\n',
      'p',
      '[default]\nregion = r\ns3 =\n  max_concurrent_requests = 20\n',
    ],
    [
      'has services',
      '[default]\nservices = local\n[services local]\nsts =\n  endpoint_url = u\n[services other]\n',
      'default',
      '[default]\nregion = r\nservices = local\n[services local]\nsts =\n  endpoint_url = u\n',
    ],
  ])('whose user’s %s', (_what, config, profile, expected) => {
    expect(configWithoutCredentials(config, profile, 'r')).toBe(expected);
  });
});

it('of what a receipt says, only paths are removed', () => {
  const world = makeWorld({ files: { '/p/a': '', '/p/b': '' } });
  removePrivateFiles('/p/b', world.io.files);
  removePrivateFiles(['/p/a', 7], world.io.files);
  expect([...world.files.keys()]).toEqual(['/p/b']);
});
