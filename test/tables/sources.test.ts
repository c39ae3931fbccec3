import { describe, expect, it } from 'vitest';
import { isKnownCi } from '../../src/ci/index.ts';
import type { Env } from '../../src/core/io.ts';
import { fillFromEnvironment } from '../../src/options/from-environment.ts';
import { parseSettings } from '../../src/options/settings.ts';
import { type GivenOptions, options } from '../../src/options/table.ts';
import { failureOf, jobs, roleArn } from '../fakes.ts';

const role = { 'role-to-assume': roleArn };
const name = { 'role-to-assume': 'teams/deploy' };
const keys = { 'aws-access-key-id': 'AKIAFAKE', 'aws-secret-access-key': 'fake-secret' };
const github: Env = { GITHUB_ACTIONS: 'true' };
const withToken: Env = { ...github, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'fake' };
const ambient: Env = { AWS_ACCESS_KEY_ID: 'AKIAFAKE' };

function refusedKeys(given: GivenOptions, words: string): [string, GivenOptions, Env, string, string] {
  const what = `keys that nobody can have given: ${Object.values(given)}`;
  return [what, { ...keys, ...given }, {}, 'option-invalid', words];
}
const malformedKeys = [
  ...['$AKIAFAKE', 'AKIA-FAKE', 'AKIA FAKE', '"AKIAFAKE"'].map((id) =>
    refusedKeys({ 'aws-access-key-id': id }, 'aws-access-key-id is not a valid access key ID. '),
  ),
  ...['$fake', '"fake"', 'fa ke', 'fäke', '***'].map((key) =>
    refusedKeys({ 'aws-secret-access-key': key }, 'aws-secret-access-key is not a valid secret access key. '),
  ),
  refusedKeys({ 'aws-session-token': '$fake' }, 'aws-session-token is not a valid session token. '),
  refusedKeys(
    { 'aws-secret-access-key': 'f ke', 'sts-endpoint': 'https://minio.example' },
    'not a valid secret access key',
  ),
];

it('keys of a server of one’s own may have other signs', () => {
  const own = { ...keys, 'aws-secret-access-key': 'p$ss!word', 'sts-endpoint': 'https://minio.example' };
  expect(parseSettings(own, {}).source?.kind).toBe('keys');
});

describe('the role is assumed, or the credentials are handed over, with', () => {
  it.each<[what: string, given: GivenOptions, env: Env, source: object | undefined]>([
    ["the job's token", role, withToken, { kind: 'token', from: undefined }],
    ["the job's token, though there are keys around", role, { ...withToken, ...ambient }, { kind: 'token' }],
    ["the job's token off GitHub, where only asking tells", role, { GITLAB_CI: 'true', ...ambient }, { kind: 'token' }],
    [
      'the token in a variable',
      { ...role, 'token-env': 'T' },
      { ...github, ...ambient },
      { kind: 'token', from: { kind: 'env', name: 'T' } },
    ],
    ['keys that are given', { ...role, ...keys }, withToken, { kind: 'keys', role: { arn: roleArn } }],
    [
      'keys that are given, for a role by its name',
      { ...name, ...keys },
      {},
      { kind: 'keys', role: { name: 'teams/deploy' } },
    ],
    ['keys that are given, as they are', keys, {}, { kind: 'keys', role: undefined }],
    [
      'what is there, for role-chaining',
      { ...role, 'role-chaining': 'true' },
      withToken,
      { kind: 'ambient', role: { arn: roleArn } },
    ],
    [
      'what is there, for role-chaining to a name',
      { ...name, 'role-chaining': 'true' },
      {},
      { kind: 'ambient', role: { name: 'teams/deploy' } },
    ],
    [
      'what is there, on GitHub without the permission for a token',
      role,
      { ...github, ...ambient },
      { kind: 'ambient', insteadOfToken: true },
    ],
    ['what is there, if it works', { 'use-existing-credentials': 'true' }, {}, { kind: 'ambient', role: undefined }],
    ['what is there, on GitHub without a role', {}, { ...withToken, ...ambient }, { kind: 'ambient', role: undefined }],
    [
      'what is there, if tokens are not wanted',
      { 'force-skip-oidc': 'true' },
      withToken,
      { kind: 'ambient', role: undefined },
    ],
    [
      'nothing: the variables are emptied, and that is all',
      { 'unset-current-credentials': 'true' },
      withToken,
      undefined,
    ],
  ])('%s', (_what, given, env, source) => {
    const settings = parseSettings(given, env);
    if (source === undefined) expect(settings.source).toBeUndefined();
    else expect(settings.source).toMatchObject(source);
  });

  it.each([
    'AWS_ACCESS_KEY_ID',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_PROFILE',
  ])('what is there, of which %s is a sign', (variable) => {
    expect(parseSettings(role, { ...github, [variable]: 'x' }).source?.kind).toBe('ambient');
    expect(parseSettings(role, { ...github, [variable]: '' }).source?.kind).toBe('token');
  });

  it.each<[what: string, given: GivenOptions, env: Env, code: string, words: string]>([
    ['nothing at all', {}, withToken, 'role-missing', 'AWS_ROLE_ARN'],
    [
      'a role-chaining without a role',
      { 'role-chaining': 'true' },
      {},
      'role-missing',
      'role-chaining requires a role',
    ],
    ['nothing, where an expression may have come out empty', {}, github, 'role-missing', 'secrets: inherit'],
    ['half of the keys, likewise', { 'aws-access-key-id': 'AKIAFAKE' }, github, 'option-conflict', 'secrets: inherit'],
    ['half of the keys', { ...role, 'aws-access-key-id': 'AKIAFAKE' }, {}, 'option-conflict', 'aws-secret-access-key'],
    ['a role without its account, by a token', name, withToken, 'role-invalid', 'as IAM shows it'],
    ['a role, but no token', { ...role, 'force-skip-oidc': 'true' }, withToken, 'option-conflict', 'role-chaining'],
    ['an external ID of one sign', { ...role, 'role-external-id': 'x' }, {}, 'option-invalid', 'role-external-id'],
    ['an external ID with a blank', { ...role, 'role-external-id': 'a b' }, {}, 'option-invalid', '2 to 1224'],
    [
      'a flag that is none',
      { ...role, 'role-chaining': 'maybe' },
      {},
      'option-invalid',
      'role-chaining must be true or false',
    ],
    [
      'a number of tries that is none',
      { ...role, 'retry-max-attempts': 'x' },
      {},
      'option-invalid',
      'retry-max-attempts',
    ],
    ...malformedKeys,
  ])('not: %s', async (_what, given, env, code, words) => {
    const error = await failureOf(() => parseSettings(given, env));
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.hint}`).toContain(words);
  });
});

it('keys are secrets from the first moment', () => {
  const settings = parseSettings({ ...keys, 'aws-session-token': 'fake-token' }, {});
  const { source } = settings;
  expect(JSON.stringify(settings)).not.toMatch(/fake-/);
  expect(source?.kind === 'keys' && source.credentials.secretAccessKey.reveal()).toBe('fake-secret');
  expect(source?.kind === 'keys' && source.credentials.sessionToken?.reveal()).toBe('fake-token');
});

it.each<[given: GivenOptions, maxAttempts: number]>([
  [{}, Number.POSITIVE_INFINITY],
  [{ 'retry-max-attempts': '3' }, 3],
  [{ 'retry-max-attempts': '0' }, 1],
  [{ 'retry-max-attempts': '-1' }, 1],
  [{ 'disable-retry': 'true', 'retry-max-attempts': '3' }, 1],
  [{ 'disable-retry': 'false' }, Number.POSITIVE_INFINITY],
])('with %j nothing is tried more than %i times', (given, maxAttempts) => {
  expect(parseSettings({ ...role, ...given }, {}).maxAttempts).toBe(maxAttempts);
});

it('the other options of AssumeRole are taken as given', () => {
  const given: GivenOptions = {
    ...role,
    'role-external-id': 'a/b:c@d',
    'role-skip-session-tagging': 'true',
    'custom-tags': '{"Team": "payments"}',
    'transitive-tag-keys': 'Team\nRepository',
    'special-characters-workaround': 'true',
    summary: 'true',
    'http-proxy': 'http://proxy.example:3128',
    'no-proxy': 'localhost, .internal',
  };
  expect(parseSettings(given, {})).toMatchObject({
    externalId: 'a/b:c@d',
    tags: { skip: true, custom: [{ Key: 'Team', Value: 'payments' }], transitive: ['Team', 'Repository'] },
    plainSecretKey: true,
    summary: true,
    proxy: { proxy: 'http://proxy.example:3128', noProxy: ['localhost', '.internal'] },
  });
});

it.each([
  [undefined, 'us-east-1'],
  ['eu-central-1', 'eu-central-1'],
  ['cn-north-1', 'cn-north-1'],
])('without an ARN any region will do: %s gives %s', (given, region) => {
  const settings = parseSettings({ ...name, ...keys, ...(given === undefined ? {} : { 'aws-region': given }) }, {});
  expect(settings.region).toBe(region);
});

const filled = (given: GivenOptions, env: Env) => fillFromEnvironment(given, env, isKnownCi(env));

describe('on GitHub, as in configure-aws-credentials,', () => {
  const legacyVariable = options.flatMap((option) =>
    'legacyVariable' in option ? [[option.name, option.name.toUpperCase().replaceAll('-', '_')] as const] : [],
  );

  it.each(legacyVariable)('%s is filled from %s, and nowhere else is it read', (option, variable) => {
    expect(filled({}, { ...github, [variable]: 'x' }).pickUps).toEqual([{ option, variable }]);
    expect(filled({}, { [variable]: 'x' }).pickUps).toEqual([]);
  });
});

describe('AWS_ROLE_ARN is of somebody else', () => {
  const variable = { AWS_ROLE_ARN: roleArn };

  /** Where the file is the job's own, whoever put it there. */
  const hosts = ['jenkins', 'vercel', 'fly', 'google', 'kubernetes', 'custom'];
  it.each(Object.keys(jobs).filter((id) => !hosts.includes(id)))('beside a token file of the machine, on %s', (id) => {
    const env = { ...jobs[id], ...variable, AWS_WEB_IDENTITY_TOKEN_FILE: '/irsa' };
    expect(filled({}, env).given).not.toHaveProperty('role-to-assume');
  });

  it('beside keys that are given', () => {
    expect(filled(keys, { ...github, ...variable }).given).not.toHaveProperty('role-to-assume');
  });

  it('beside several roles', () => {
    const roles = `a = ${roleArn}`;
    expect(filled({ roles }, { ...jobs.gitlab, ...variable }).given).toEqual({ roles });
  });

  it.each(hosts)('but not where the machine is the job itself (%s)', (id) => {
    const env = { ...jobs[id], ...variable, AWS_WEB_IDENTITY_TOKEN_FILE: '/irsa' };
    expect(filled({}, env).given).toEqual({ 'role-to-assume': roleArn });
  });
});
