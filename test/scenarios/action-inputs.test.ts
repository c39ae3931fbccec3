import { symlinkSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { type Option, options } from '../../src/options/table.ts';
import { accountId, deployer, jobName, keysOf, target, targetSession, tokenRole } from './action-account.ts';
import { frankfurt, playRows, type Row, sessionKeys } from './action-table.ts';

const policy = '{"Version":"2012-10-17","Statement":[]}';

describe('the input aws-region', () => {
  playRows([
    { name: 'is exported under both names', variables: { ...frankfurt, ...sessionKeys } },
    {
      name: 'is filled from AWS_REGION',
      inputs: { 'aws-region': '' },
      env: { AWS_REGION: 'eu-west-3' },
      log: ['aws-region (AWS_REGION)', 'in eu-west-3'],
    },
    {
      name: 'is filled from AWS_DEFAULT_REGION',
      inputs: { 'aws-region': '' },
      env: { AWS_DEFAULT_REGION: 'eu-west-3' },
      log: ['aws-region (AWS_DEFAULT_REGION)', 'in eu-west-3'],
    },
    {
      name: 'is refused where it is no region',
      inputs: { 'aws-region': '$AWS_REGION' },
      error: 'region-invalid',
    },
    {
      name: 'is refused where it is an availability zone',
      inputs: { 'aws-region': 'eu-central-1a' },
      error: 'region-invalid',
      log: ['its region is eu-central-1'],
    },
    {
      name: 'may be any name where STS is a server of one’s own',
      inputs: { 'aws-region': 'garage' },
      variables: { AWS_DEFAULT_REGION: 'garage', AWS_REGION: 'garage', ...sessionKeys },
    },
  ]);
});

describe('the input role-to-assume', () => {
  playRows([
    {
      name: 'must be an ARN with a token: its account is not known otherwise',
      inputs: { 'role-to-assume': 'github-deploy' },
      error: 'role-invalid',
      log: ['arn:aws:iam::<12-digit account>:role/github-deploy'],
    },
    {
      name: 'is missed where nothing else can be meant',
      inputs: { 'role-to-assume': '' },
      error: 'role-missing',
    },
    {
      name: 'goes by role-arn, too',
      inputs: { 'role-to-assume': '', 'role-arn': tokenRole },
      sent: { RoleArn: tokenRole },
    },
  ]);
});

describe('the inputs of the session', () => {
  playRows([
    {
      name: 'role-session-name names the session',
      inputs: { 'role-session-name': 'nightly' },
      sent: { RoleSessionName: 'nightly' },
    },
    {
      name: 'without role-session-name the session has the name of the run',
      sent: { RoleSessionName: jobName },
    },
    ...['x', 'y'.repeat(65), 'a b'].map(
      (name): Row => ({
        name: `role-session-name cannot be ${name.slice(0, 5)}`,
        inputs: { 'role-session-name': name },
        error: 'session-name-invalid',
      }),
    ),
    { name: 'role-duration-seconds is an hour by default', sent: { DurationSeconds: '3600' } },
    {
      name: 'role-duration-seconds is sent',
      inputs: { 'role-duration-seconds': '900' },
      sent: { DurationSeconds: '900' },
    },
    ...['1h', '0', '899', '43201', '900.5', '-3600'].map(
      (text): Row => ({
        name: `role-duration-seconds cannot be ${text}`,
        inputs: { 'role-duration-seconds': text },
        error: 'duration-invalid',
      }),
    ),
    {
      name: 'inline-session-policy is sent as it is',
      inputs: { 'inline-session-policy': policy },
      sent: { Policy: policy },
    },
    {
      name: 'inline-session-policy must be JSON',
      inputs: { 'inline-session-policy': "{'Version':'2012-10-17'}" },
      error: 'policy-invalid',
    },
    {
      name: 'managed-session-policies has one a line',
      inputs: { 'managed-session-policies': `\narn:aws:iam::aws:policy/A\n  arn:aws:iam::${accountId}:policy/b/C\n` },
      sent: {
        'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/A',
        'PolicyArns.member.2.arn': `arn:aws:iam::${accountId}:policy/b/C`,
        'PolicyArns.member.3.arn': undefined,
      },
    },
    {
      name: 'managed-session-policies must be ARNs',
      inputs: { 'managed-session-policies': 'ReadOnlyAccess' },
      error: 'policy-invalid',
    },
    {
      name: 'the plain exchange has these parameters and no others',
      after: (scene) => {
        const parameters = [...new URLSearchParams(scene.sent.at(-1)?.body).keys()].sort();
        expect(parameters).toEqual(
          ['Action', 'DurationSeconds', 'RoleArn', 'RoleSessionName', 'Version', 'WebIdentityToken'].sort(),
        );
      },
    },
  ]);
});

const withKeys = { ...keysOf(deployer), 'role-to-assume': target };
const assumed = { requests: ['AssumeRole 200'] };
describe('the inputs of session tags', () => {
  const member = (index: number, key: string, value: string) => ({
    [`Tags.member.${index}.Key`]: key,
    [`Tags.member.${index}.Value`]: value,
  });
  const jobEnv = {
    GITHUB_REPOSITORY: 'octo-org/octo-repo',
    GITHUB_WORKFLOW: 'Deploy (main) ✓',
    GITHUB_ACTION: 'run1',
    GITHUB_ACTOR: 'dependabot[bot]',
    GITHUB_SHA: 'b2e4d0c1',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_BASE_REF: '',
    GITHUB_HEAD_REF: '',
    GITHUB_RUN_ID: '9876543210',
    GITHUB_JOB: 'deploy',
    GITHUB_TRIGGERING_ACTOR: 'octocat',
  };
  const sentTags = Object.assign(
    {},
    ...[
      ['GitHub', 'Actions'],
      ['Repository', 'octo-org/octo-repo'],
      ['Workflow', 'Deploy _main_ _'],
      ['Action', 'run1'],
      ['Actor', 'dependabot_bot_'],
      ['Commit', 'b2e4d0c1'],
      ['Branch', 'refs/heads/main'],
      ['EventName', 'push'],
      ['RunId', '9876543210'],
      ['Job', 'deploy'],
      ['TriggeringActor', 'octocat'],
    ].map(([key = '', value = ''], index) => member(index + 1, key, value)),
  );
  playRows([
    {
      name: 'by default are those of the run, in their order, without signs that STS does not take',
      inputs: withKeys,
      env: jobEnv,
      ...assumed,
      sent: { ...sentTags, 'Tags.member.12.Key': undefined, 'TransitiveTagKeys.member.1': undefined },
    },
    {
      name: 'custom-tags come after them: texts, numbers and booleans',
      inputs: { ...withKeys, 'custom-tags': '{"Team": "payments", "CostCenter": 42,\n "Prod": true}' },
      env: jobEnv,
      ...assumed,
      sent: {
        ...sentTags,
        ...member(12, 'Team', 'payments'),
        ...member(13, 'CostCenter', '42'),
        ...member(14, 'Prod', 'true'),
      },
    },
    {
      name: 'transitive-tag-keys names those that go on; one that is not there is left out',
      inputs: { ...withKeys, 'transitive-tag-keys': 'Repository\nNobody\nTeam', 'custom-tags': '{"Team": "payments"}' },
      ...assumed,
      sent: {
        'TransitiveTagKeys.member.1': 'Repository',
        'TransitiveTagKeys.member.2': 'Team',
        'TransitiveTagKeys.member.3': undefined,
      },
    },
    {
      name: 'role-skip-session-tagging leaves them all out',
      inputs: {
        ...withKeys,
        'role-skip-session-tagging': 'true',
        'transitive-tag-keys': 'Repository',
        'custom-tags': '{"Team": "payments"}',
      },
      ...assumed,
      sent: { 'Tags.member.1.Key': undefined, 'TransitiveTagKeys.member.1': undefined },
      log: [/::warning::.*custom-tags.*ignored/],
    },
    {
      name: 'are none with a token, and custom-tags are said to be ignored',
      inputs: { 'custom-tags': '{"Team": "payments"}' },
      sent: { 'Tags.member.1.Key': undefined },
      log: [/::warning::'custom-tags' is set but will be ignored/],
    },
    ...Object.entries({
      '{"Team": payments}': 'input is not valid JSON',
      '["Team"]': 'input must be a JSON object (not an array or primitive)',
      '"Team"': 'input must be a JSON object (not an array or primitive)',
      '{"Team": {"a": 1}}': "value for key 'Team' must be a string, number, or boolean (not an object or array)",
      '{"": "x"}': "key '' must be between 1 and 128 characters",
      [JSON.stringify({ Team: 'x'.repeat(257) })]: "value for key 'Team' exceeds maximum length of 256 characters",
      '{"Te#am": "x"}':
        "key 'Te#am' contains invalid characters. Allowed: unicode letters, digits, spaces, and _.:/=+-@",
      '{"Team": "a;b"}':
        "value for key 'Team' contains invalid characters. Allowed: unicode letters, digits, spaces, and _.:/=+-@",
      '{"Branch": "x"}':
        "key 'Branch' conflicts with a protected session tag set by this action and cannot be overridden",
      [JSON.stringify(Object.fromEntries(Array.from({ length: 38 }, (_, index) => [`k${index}`, 'v'])))]:
        'total session tags (51) would exceed the AWS limit of 50',
    }).map(
      ([text, problem]): Row => ({
        name: `custom-tags cannot be ${text.slice(0, 20)}: ${problem}`,
        inputs: { ...withKeys, 'custom-tags': text },
        error: 'option-invalid',
        log: [`custom-tags: ${problem}`],
      }),
    ),
    {
      name: 'that are too large together are sent once more without the six that say least',
      inputs: { ...withKeys, 'transitive-tag-keys': 'RunId\nActor' },
      env: jobEnv,
      before: (scene) => {
        let asked = 0;
        scene.interpose(({ body }) =>
          body.includes('Action=AssumeRole&') && ++asked === 1
            ? {
                status: 400,
                body: '<ErrorResponse><Error><Code>PackedPolicyTooLarge</Code><Message>Packed size of session tags consumes 104% of allotted space.</Message></Error></ErrorResponse>',
              }
            : undefined,
        );
      },
      requests: ['AssumeRole 400 PackedPolicyTooLarge', 'AssumeRole 200'],
      sent: {
        ...member(7, 'Branch', 'refs/heads/main'),
        'Tags.member.8.Key': undefined,
        'TransitiveTagKeys.member.1': 'Actor',
        'TransitiveTagKeys.member.2': undefined,
      },
    },
  ]);
});

describe('the input role-external-id', () => {
  playRows([
    {
      name: 'is sent with AssumeRole',
      inputs: { ...withKeys, 'role-external-id': 'partner:42' },
      ...assumed,
      sent: { ExternalId: 'partner:42' },
    },
    {
      name: 'is said to be ignored with a token, which has none',
      inputs: { 'role-external-id': 'partner:42' },
      sent: { ExternalId: undefined },
      log: [/::warning::'role-external-id' is set but will be ignored/],
    },
  ]);
});

describe('the input web-identity-token-file', () => {
  const exchange = { requests: ['exchange 200'] };
  playRows([
    {
      name: 'counts from the workspace, is masked, and is sent without the line end',
      inputs: { 'web-identity-token-file': 'token' },
      before: async (scene) => scene.write('work/token', `${await scene.token('github')}\n`),
      secretsIn: ['work/token'],
      ...exchange,
      masks: [expect.stringMatching(/^eyJ[^\n]+$/), ...Object.values(sessionKeys)],
      after: (scene, step) => {
        expect(new URLSearchParams(scene.sent.at(-1)?.body).get('WebIdentityToken')).toBe(step.masks[0]);
      },
    },
    {
      name: 'may be a link, as Kubernetes makes them',
      inputs: { 'web-identity-token-file': 'pod/token' },
      before: async (scene) => {
        scene.write('work/pod/..data/token', await scene.token('github'));
        symlinkSync('..data/token', scene.path('work/pod/token'));
      },
      secretsIn: ['work/pod/..data/token'],
      ...exchange,
    },
    {
      name: 'wins over keys that are given, too',
      inputs: { ...keysOf(deployer), 'web-identity-token-file': 'token' },
      before: async (scene) => scene.write('work/token', await scene.token('github')),
      secretsIn: ['work/token'],
      ...exchange,
      outputs: { 'aws-account-id': accountId, 'authenticated-arn': expect.stringContaining('/github-deploy/') },
    },
    {
      name: 'is missed at once',
      inputs: { 'web-identity-token-file': 'token' },
      error: 'token-unreadable',
      log: ['The token file token'],
    },
  ]);
});

describe('the input audience', () => {
  playRows([
    {
      name: 'is sts.amazonaws.com by default, and AUDIENCE in the environment cannot change it',
      env: { AUDIENCE: 'other' },
      after: (scene) => expect(scene.sent[0]?.target).toContain('audience=sts.amazonaws.com'),
    },
    {
      name: 'is what the token is asked for',
      inputs: { audience: 'https://my.aud/?a=b&c' },
      requests: ['token 200', 'exchange 400 InvalidIdentityToken'],
      error: 'sts-audience',
      after: (scene) => {
        expect(new URL(scene.sent[0]?.target ?? '', scene.url).searchParams.get('audience')).toBe(
          'https://my.aud/?a=b&c',
        );
      },
    },
  ]);
});

describe('the input allowed-account-ids', () => {
  const other = '999999999999';
  playRows([
    { name: 'passes an account in the list', inputs: { 'allowed-account-ids': `${other}, ${accountId}` } },
    { name: 'takes line ends between accounts', inputs: { 'allowed-account-ids': `${other}\n${accountId}\n` } },
    {
      name: 'refuses a role of another account before anything is sent',
      inputs: { 'allowed-account-ids': other },
      error: 'account-not-allowed',
      log: [
        `The account ID of the provided credentials (${accountId}) does not match any of the expected account IDs: ${other}`,
      ],
    },
    {
      name: 'refuses keys of another account when AWS has said whose they are',
      inputs: { ...keysOf(deployer), 'role-to-assume': '', 'allowed-account-ids': other },
      requests: ['GetCallerIdentity 200'],
      error: 'account-not-allowed',
    },
    { name: 'refuses what is no account', inputs: { 'allowed-account-ids': 'prod' }, error: 'option-invalid' },
    { name: 'refuses a list of nothing', inputs: { 'allowed-account-ids': ' , ' }, error: 'option-invalid' },
  ]);
});

describe('the numbers', () => {
  const refused = { faults: [{ on: 'sts', kind: 'throttle', times: 20 }] as const, error: 'sts-throttled' as const };
  const once = ['token 200', 'exchange 400 Throttling'];
  playRows([
    { name: 'retry-max-attempts: 1 tries once', inputs: { 'retry-max-attempts': '1' }, ...refused, requests: once },
    { name: 'retry-max-attempts: 0 tries once', inputs: { 'retry-max-attempts': '0' }, ...refused, requests: once },
    { name: 'retry-max-attempts: -3 tries once', inputs: { 'retry-max-attempts': '-3' }, ...refused, requests: once },
    {
      name: 'retry-max-attempts: 2 tries twice',
      inputs: { 'retry-max-attempts': '2' },
      ...refused,
      requests: [...once, 'exchange 400 Throttling'],
    },
    { name: 'retry-max-attempts cannot be often', inputs: { 'retry-max-attempts': 'often' }, error: 'option-invalid' },
    { name: 'disable-retry tries once', inputs: { 'disable-retry': 'true' }, ...refused, requests: once },
    { name: 'action-timeout-s: 0 is no limit', inputs: { 'action-timeout-s': '0' } },
    { name: 'action-timeout-s cannot be soon', inputs: { 'action-timeout-s': 'soon' }, error: 'option-invalid' },
    { name: 'action-timeout-s goes by timeout, too', inputs: { timeout: '30' } },
  ]);
});

describe('the flags', () => {
  const flags = options.filter((option: Option) => option.kind === 'flag' && option.frontEnd !== 'cli');
  playRows([
    ...flags.map(
      ({ name }): Row => ({
        name: `${name} cannot be yes`,
        inputs: { [name]: 'yes' },
        error: 'option-invalid',
        log: [`${name} must be true or false, but is "yes"`],
      }),
    ),
    ...['true', 'True', 'TRUE'].map(
      (text): Row => ({
        name: `${text} is true`,
        inputs: { 'output-env-credentials': text },
        variables: { ...frankfurt, ...sessionKeys },
      }),
    ),
    ...['false', 'False', 'FALSE'].map(
      (text): Row => ({ name: `${text} is false`, inputs: { 'output-env-credentials': text }, variables: {} }),
    ),
  ]);
});

describe('the input sts-endpoint', () => {
  playRows([
    {
      name: 'leads elsewhere than to AWS',
      env: { AWS_ENDPOINT_URL_STS: undefined },
      inputs: { 'sts-endpoint': 'http://127.0.0.1:1', 'disable-retry': 'true' },
      requests: ['token 200'],
      error: 'network-failed',
    },
    { name: 'must be a URL', inputs: { 'sts-endpoint': 'localhost:4566' }, error: 'option-invalid' },
  ]);
});

/** The variables that configure-aws-credentials takes for inputs. */
const names: Readonly<Record<string, string>> = {
  AWS_REGION: 'eu-central-1',
  ROLE_TO_ASSUME: tokenRole,
  WEB_IDENTITY_TOKEN_FILE: 'token',
  ROLE_CHAINING: 'false',
  HTTP_PROXY: 'http://127.0.0.1:1',
  MASK_AWS_ACCOUNT_ID: 'false',
  ROLE_DURATION_SECONDS: '900',
  ROLE_EXTERNAL_ID: 'partner',
  ROLE_SESSION_NAME: 'nightly',
  ROLE_SKIP_SESSION_TAGGING: 'true',
  TRANSITIVE_TAG_KEYS: 'Actor',
  INLINE_SESSION_POLICY: policy,
  MANAGED_SESSION_POLICIES: 'arn:aws:iam::aws:policy/A',
  OUTPUT_CREDENTIALS: 'false',
  UNSET_CURRENT_CREDENTIALS: 'false',
  DISABLE_RETRY: 'true',
  RETRY_MAX_ATTEMPTS: '1',
  SPECIAL_CHARACTERS_WORKAROUND: 'false',
  USE_EXISTING_CREDENTIALS: 'false',
  NO_PROXY: '*',
  OVERWRITE_AWS_PROFILE: 'false',
};

describe('variables that are inputs', () => {
  playRows([
    {
      name: 'all of them fill what the step does not say, and the log says so',
      inputs: { 'role-to-assume': '', 'aws-region': '' },
      env: names,
      before: async (scene) => scene.write('work/token', await scene.token('github')),
      secretsIn: ['work/token'],
      requests: ['exchange 200'],
      sent: { RoleSessionName: 'nightly', DurationSeconds: '900', Policy: policy },
      log: Object.keys(names).map((name) => `${name.toLowerCase().replaceAll('_', '-')} (${name})`),
    },
    {
      name: 'an input beats its variable',
      env: { ROLE_TO_ASSUME: target, AWS_REGION: 'us-east-1', ROLE_SESSION_NAME: 'theirs' },
      inputs: { 'role-session-name': 'ours' },
      sent: { RoleArn: tokenRole, RoleSessionName: 'ours' },
      silence: ['ROLE_TO_ASSUME', 'ROLE_SESSION_NAME'],
    },
    {
      name: 'ROLE_TO_ASSUME beats AWS_ROLE_ARN',
      inputs: { 'role-to-assume': '' },
      env: { ROLE_TO_ASSUME: tokenRole, AWS_ROLE_ARN: target },
      sent: { RoleArn: tokenRole },
      log: [/role-to-assume \(ROLE_TO_ASSUME\)/],
    },
    {
      name: 'HTTPS_PROXY beats HTTP_PROXY',
      env: { HTTP_PROXY: 'http://127.0.0.1:1', HTTPS_PROXY: 'http://127.0.0.1:2', NO_PROXY: '127.0.0.1' },
      log: [/http-proxy \(HTTPS_PROXY\)/],
    },
    {
      name: 'a role in the environment is assumed with the keys of a step that names none, as ever; but now it is said',
      inputs: { ...keysOf(deployer), 'role-to-assume': '' },
      env: { ROLE_TO_ASSUME: target },
      requests: ['AssumeRole 200'],
      outputs: { 'aws-account-id': accountId, 'authenticated-arn': targetSession },
      log: [/role-to-assume \(ROLE_TO_ASSUME\)/],
    },
    {
      name: 'AWS_ROLE_ARN is not: beside keys it is somebody else’s',
      inputs: { ...keysOf(deployer), 'role-to-assume': '' },
      env: { AWS_ROLE_ARN: target },
      requests: ['GetCallerIdentity 200'],
      outputs: { 'aws-account-id': accountId, 'authenticated-arn': deployer.arn },
    },
  ]);
});
