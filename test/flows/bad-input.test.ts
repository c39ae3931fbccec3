import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/commands/index.ts';
import type { ErrorCode, HelperError } from '../../src/core/errors.ts';
import type { GivenOptions } from '../../src/options/table.ts';
import { failureOf, fakeToken, jobs, noon, roleArn as role } from '../fakes.ts';
import { makeWorld, type Scenery, type World } from '../world.ts';
import { refusalOf } from './scene.ts';

/** Something that cannot be right: nothing is written or printed, and nobody is asked. */
interface Mistake extends Pick<Scenery, 'files' | 'programs'> {
  /** `gitlab` if not said. */
  readonly ci?: string;
  /** Besides what the job has; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The role and a region if not said. */
  readonly args?: readonly string[];
  /** Besides the role and a region. */
  readonly more?: readonly string[];
  readonly code: ErrorCode;
  /** A part of what is said. */
  readonly says: string;
}

function worldOf(mistake: Mistake, ci: string): World {
  const { files = {}, programs = {}, env } = mistake;
  return makeWorld({ files, programs, env: { ...jobs[ci], ...env } });
}

function expectRefusal(error: HelperError, { code, says, files = {} }: Mistake, world: World): void {
  expect(error.code).toBe(code);
  expect(`${error.message}\n${error.hint}`).toContain(says);
  expect(world.requests).toEqual([]);
  expect(world.printed).toEqual([]);
  expect(world.variables).toEqual({});
  expect(Object.fromEntries(world.files)).toEqual(files);
}

/** By the command line. */
function refuses(title: string, mistakes: Readonly<Record<string, Mistake>>): void {
  describe(title, () => {
    it.each(Object.entries(mistakes))('%s', async (_sentence, mistake) => {
      const world = worldOf(mistake, mistake.ci ?? 'gitlab');
      const { args = ['--role-to-assume', role, '--aws-region', 'eu-central-1'], more = [] } = mistake;
      expectRefusal(await failureOf(() => runCommandLine([...args, ...more], world.io)), mistake, world);
    });
  });
}

/** By the action, from its inputs. */
function actionRefuses(
  title: string,
  mistakes: Readonly<Record<string, Mistake & { readonly inputs?: GivenOptions }>>,
): void {
  describe(title, () => {
    it.each(Object.entries(mistakes))('%s', async (_sentence, mistake) => {
      const world = worldOf(mistake, mistake.ci ?? 'github');
      const { inputs = {} } = mistake;
      expectRefusal(await refusalOf(world, inputs), mistake, world);
    });
  });
}

const long = 'x'.repeat(64);

refuses('a command line is refused', {
  'of exec without a command': {
    args: ['exec', '--role-to-assume', role],
    code: 'option-invalid',
    says: 'Write it after two dashes',
  },
  'of exec with a command that no dashes precede': {
    args: ['exec', 'ls', '-l'],
    code: 'option-invalid',
    says: 'Write it after two dashes',
  },
  'of exec with an empty text for a command, as an unset variable makes it': {
    args: ['exec', '--role-to-assume', role, '--', '', 'x'],
    code: 'option-invalid',
    says: 'The command for exec is an empty string.\nCheck the text after the two dashes',
  },
  'with an option that is like nothing': {
    more: ['--wibble'],
    code: 'option-unknown',
    says: 'Run with --help to list all options',
  },
  'with a short option': { more: ['-r', 'x'], code: 'option-unknown', says: 'Unknown option: -r.' },
  'with a command that is not known, naming the nearest': {
    args: ['clenaup'],
    code: 'command-unknown',
    says: 'Did you mean cleanup?',
  },
  'with a command that is like nothing': { args: ['frobnicate'], code: 'command-unknown', says: 'Use one of assume' },
  'with the name of a member of every object': {
    args: ['constructor'],
    code: 'command-unknown',
    says: '"constructor"',
  },
  'with an argument that belongs to nothing': { more: ['extra'], code: 'option-unknown', says: '"extra"' },
  'where a value is missing at the end': {
    more: ['--audience'],
    code: 'option-invalid',
    says: '--audience has no value',
  },
  'where another option stands in the place of a value': {
    more: ['--audience', '--json'],
    code: 'option-invalid',
    says: '--audience has no value',
  },
  'where a flag has a value': { more: ['--json=yes'], code: 'option-invalid', says: '--json takes no value' },
  'where a switch is neither true nor false': {
    more: ['--overwrite-aws-profile=yes'],
    code: 'option-invalid',
    says: 'must be true or false',
  },
  'with an option of the action alone': {
    more: ['--output-credentials'],
    code: 'option-unknown',
    says: 'output-credentials',
  },
  'with a CI that is not known': { more: ['--ci', 'gitlba'], code: 'option-invalid', says: 'Did you mean gitlab?' },
});

refuses('a role is refused', {
  'where none is given': { args: ['--aws-region', 'eu-central-1'], code: 'role-missing', says: 'AWS_ROLE_ARN' },
  'where it is empty, as an unset variable is': {
    args: ['--role-to-assume', ''],
    code: 'role-missing',
    says: 'No role is set',
  },
  'where it is a name alone': { args: ['--role-to-assume', 'deploy'], code: 'role-invalid', says: ':role/deploy' },
  'where it is an account and a name': {
    args: ['--role-to-assume', '123456789012:role/deploy'],
    code: 'role-invalid',
    says: 'Did you mean arn:aws:iam::123456789012:role/deploy?',
  },
  'where it is a user': {
    args: ['--role-to-assume', 'arn:aws:iam::123456789012:user/me'],
    code: 'role-invalid',
    says: 'A user cannot be assumed',
  },
  'where it is a session': {
    args: ['--role-to-assume', 'arn:aws:sts::123456789012:assumed-role/deploy/me'],
    code: 'role-invalid',
    says: 'arn:aws:iam::123456789012:role/deploy',
  },
  'where it has quotes around it': {
    args: ['--role-to-assume', `"${role}"`],
    code: 'role-invalid',
    says: 'quotes, spaces and unset variables',
  },
  'where it has a blank behind it': {
    args: ['--role-to-assume', `${role} `],
    code: 'role-invalid',
    says: 'quotes, spaces and unset variables',
  },
  'where the variable in it was not replaced': {
    args: ['--role-to-assume', 'arn:aws:iam::$ACCOUNT:role/deploy'],
    code: 'role-invalid',
    says: '$ACCOUNT',
  },
  'where the account has a digit too few': {
    args: ['--role-to-assume', 'arn:aws:iam::12345678901:role/deploy'],
    code: 'role-invalid',
    says: '12345678901',
  },
  'where its name is too long': {
    args: ['--role-to-assume', `${role}${long}`],
    code: 'role-invalid',
    says: 'not the ARN',
  },
  'where AWS_ROLE_ARN holds no role': {
    args: [],
    env: { AWS_ROLE_ARN: 'deploy' },
    code: 'role-invalid',
    says: '"deploy"',
  },
});

refuses('a region is refused', {
  'where it is of another partition than the role': {
    args: ['--role-to-assume', 'arn:aws-cn:iam::123456789012:role/deploy', '--aws-region', 'eu-central-1'],
    code: 'region-invalid',
    says: 'cn-northwest-1',
  },
  'where the role is of another partition than it': {
    args: ['--role-to-assume', role, '--aws-region', 'us-gov-west-1'],
    code: 'region-invalid',
    says: 'aws-us-gov',
  },
  'where it is an availability zone': {
    args: ['--role-to-assume', role, '--aws-region', 'eu-central-1a'],
    code: 'region-invalid',
    says: 'its region is eu-central-1.',
  },
  'where it is a place': {
    args: ['--role-to-assume', role, '--region', 'Frankfurt'],
    code: 'region-invalid',
    says: 'Frankfurt',
  },
  'where it would be another host': {
    args: ['--role-to-assume', role, '--region', 'eu-central-1.evil.example.com/'],
    code: 'region-invalid',
    says: 'not a region',
  },
  'where AWS_REGION holds none': {
    args: ['--role-to-assume', role],
    env: { AWS_REGION: 'eu_central_1' },
    code: 'region-invalid',
    says: 'eu_central_1',
  },
  'where none is given and the partition is not known': {
    args: ['--role-to-assume', 'arn:aws-mars:iam::123456789012:role/deploy'],
    code: 'region-invalid',
    says: 'aws-mars',
  },
});

const elevenPolicies = Array.from({ length: 11 }, (_, index) => `arn:aws:iam::aws:policy/P${index}`).join('\n');

refuses('a limit of AWS’s is told without asking AWS:', {
  'a session name of one letter': {
    more: ['--role-session-name', 'x'],
    code: 'session-name-invalid',
    says: 'shorter than 2',
  },
  'a session name of 65 letters': {
    more: ['--role-session-name', `${long}x`],
    code: 'session-name-invalid',
    says: '1 too many',
  },
  'a session name with a blank': {
    more: ['--role-session-name', 'my job'],
    code: 'session-name-invalid',
    says: '"my job"',
  },
  'a session name with other letters': {
    more: ['--role-session-name', 'prüfen'],
    code: 'session-name-invalid',
    says: 'prüfen',
  },
  'a session name in AWS_ROLE_SESSION_NAME': {
    env: { AWS_ROLE_SESSION_NAME: 'feature/x' },
    code: 'session-name-invalid',
    says: 'feature/x',
  },
  'less than 15 minutes': { more: ['--role-duration-seconds', '899'], code: 'duration-invalid', says: '900' },
  'more than twelve hours': { more: ['--role-duration-seconds', '43201'], code: 'duration-invalid', says: '43200' },
  'a duration in words': { more: ['--role-duration-seconds', '1h'], code: 'duration-invalid', says: '"1h"' },
  'a duration with a fraction': {
    more: ['--role-duration-seconds', '3600.5'],
    code: 'duration-invalid',
    says: '3600.5',
  },
  'a duration below nothing': { more: ['--role-duration-seconds', '-3600'], code: 'duration-invalid', says: '-3600' },
  'a session policy that is not JSON': {
    more: ['--inline-session-policy', '{Version: 1}'],
    code: 'policy-invalid',
    says: 'JSON',
  },
  'a session policy that is a list': {
    more: ['--inline-session-policy', '[]'],
    code: 'policy-invalid',
    says: 'JSON object',
  },
  'a session policy that is too long': {
    more: ['--inline-session-policy', JSON.stringify({ Version: 'x'.repeat(2048) })],
    code: 'policy-invalid',
    says: '2048',
  },
  'eleven managed policies': {
    more: ['--managed-session-policies', elevenPolicies],
    code: 'policy-invalid',
    says: 'accepts at most ten',
  },
  'a managed policy by its name': {
    more: ['--managed-session-policies', 'ReadOnlyAccess'],
    code: 'policy-invalid',
    says: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
  },
});

refuses('an option is refused', {
  'where the timeout is below nothing': { more: ['--timeout', '-1'], code: 'option-invalid', says: 'timeout' },
  'where the timeout is no number': { more: ['--timeout', 'soon'], code: 'option-invalid', says: '"soon"' },
  'where an account ID has a digit too few': {
    more: ['--allowed-account-ids', '123456789012,12345678901'],
    code: 'option-invalid',
    says: '"12345678901"',
  },
  'where the list of accounts is a comma': {
    more: ['--allowed-account-ids', ','],
    code: 'option-invalid',
    says: 'account',
  },
  'where the way to hand over is not known': {
    more: ['--export', 'profil'],
    code: 'option-invalid',
    says: 'Did you mean profile?',
  },
  'where nothing is to be handed over, and something': {
    more: ['--export', 'none', '--export', 'profile'],
    code: 'option-conflict',
    says: 'none',
  },
  'where the CI has no variables for later steps': {
    more: ['--export', 'env'],
    code: 'option-invalid',
    says: 'GitLab CI',
  },
  'where the CI has no outputs': { more: ['--export', 'outputs'], code: 'option-invalid', says: 'outputs' },
  'where the type of the profile is not known': {
    more: ['--profile-type', 'dynamic'],
    code: 'option-invalid',
    says: 'web-identity',
  },
  'where the shell is not known': {
    args: ['env', '--role-to-assume', role, '--shell', 'tcsh'],
    code: 'option-invalid',
    says: '"tcsh"',
  },
  'where the endpoint is no URL': {
    more: ['--sts-endpoint', 'sts.amazonaws.com'],
    code: 'option-invalid',
    says: 'https://',
  },
  'where the endpoint is not for the web': {
    more: ['--sts-endpoint', 'ftp://localhost'],
    code: 'option-invalid',
    says: 'ftp',
  },
  'where the endpoint is to be FIPS as well': {
    env: { AWS_USE_FIPS_ENDPOINT: 'true', AWS_ENDPOINT_URL_STS: 'https://sts.example.com' },
    code: 'option-conflict',
    says: 'AWS_USE_FIPS_ENDPOINT',
  },
  'where the token is in two places': {
    more: ['--token-env', 'AWS_ID_TOKEN', '--token-command', 'true'],
    code: 'option-conflict',
    says: 'More than one token source is set',
  },
  'where token-env is a value and not a name': {
    more: ['--token-env', 'a.b.c'],
    code: 'option-invalid',
    says: 'not $AWS_ID_TOKEN',
  },
});

const oneLineOptions = [
  'role-to-assume',
  'aws-region',
  'audience',
  'role-session-name',
  'role-duration-seconds',
  'ci',
  'token-env',
  'token-command',
  'web-identity-token-file',
  'aws-profile',
  'profile-type',
  'sts-endpoint',
  'timeout',
];
refuses(
  'a line end is refused',
  Object.fromEntries(
    oneLineOptions.map((name, index) => [
      `in ${name}`,
      {
        more: [`--${name}`, `a${['\n', '\r', '\r\n'][index % 3]}b`],
        code: 'option-invalid',
        says: `${name} contains a line break`,
      },
    ]),
  ),
);

refuses('a profile is refused', {
  'whose name has a bracket': { more: ['--aws-profile', 'a]b'], code: 'profile-invalid', says: '"a]b"' },
  'whose name has a slash': { more: ['--aws-profile', '../../x'], code: 'profile-invalid', says: '../../x' },
  'whose name has a blank': { more: ['--aws-profile', 'my profile'], code: 'profile-invalid', says: 'my profile' },
  'whose name is too long': { more: ['--aws-profile', `${long}x`], code: 'profile-invalid', says: '64' },
  'whose name in AWS_PROFILE has a bracket': {
    env: { AWS_PROFILE: 'a]\n[b' },
    code: 'profile-invalid',
    says: 'AWS_PROFILE',
  },
  'whose name in AWS_PROFILE has a slash': {
    env: { AWS_PROFILE: '../x' },
    code: 'profile-invalid',
    says: 'AWS_PROFILE',
  },
  'whose keys somebody else has written': {
    files: { '/home/ci/.aws/credentials': '[default]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = other\n' },
    code: 'profile-exists',
    says: '.aws/credentials, line 1',
  },
  'that keys in the environment would beat': {
    env: { AWS_ACCESS_KEY_ID: 'AKIAOTHER', AWS_SECRET_ACCESS_KEY: 'other' },
    code: 'environment-conflict',
    says: 'unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY',
  },
  'where both files are one': {
    env: { AWS_CONFIG_FILE: '/nowhere/aws', AWS_SHARED_CREDENTIALS_FILE: '/nowhere/aws' },
    code: 'environment-conflict',
    says: '/nowhere/aws',
  },
});

refuses('there is no token', {
  'on GitLab, for another audience': {
    more: ['--audience', 'my-aud'],
    code: 'token-audience',
    says: 'the variable AWS_ID_TOKEN (audience sts.amazonaws.com)',
  },
  'on CircleCI, in a build of a fork': {
    ci: 'circleci',
    env: { CIRCLE_OIDC_TOKEN: undefined, CIRCLE_OIDC_TOKEN_V2: undefined },
    code: 'token-missing',
    says: 'forked pull requests',
  },
  'on Semaphore, where it is not switched on': {
    ci: 'semaphore',
    env: { SEMAPHORE_OIDC_TOKEN: undefined },
    code: 'token-missing',
    says: 'Settings > OpenID Connect',
  },
  'on Semaphore, for another audience': {
    ci: 'semaphore',
    more: ['--audience', 'my-aud'],
    code: 'token-audience',
    says: 'cannot be changed',
  },
  'in a variable that is not set': {
    more: ['--token-env', 'NOPE'],
    code: 'token-missing',
    says: 'NOPE (token-env) is not set',
  },
  'in a variable that is empty': {
    env: { EMPTY: '' },
    more: ['--token-env', 'EMPTY'],
    code: 'token-missing',
    says: 'EMPTY (token-env) is empty',
  },
  'in a file that is empty': {
    files: { '/job/token': '' },
    more: ['--web-identity-token-file', '/job/token'],
    code: 'token-malformed',
    says: 'it is empty',
  },
  'in a file with nothing but line ends': {
    files: { '/job/token': '\r\n\r\n' },
    more: ['--web-identity-token-file', '/job/token'],
    code: 'token-malformed',
    says: 'it is empty',
  },
  'of a command that prints nothing': {
    programs: { true: { status: 0, stdout: '', stderr: '' } },
    more: ['--token-command', 'true'],
    code: 'token-malformed',
    says: 'it is empty',
  },
});

refuses('GitHub is not asked for a token', {
  'at what is no URL': {
    ci: 'github',
    env: { ACTIONS_ID_TOKEN_REQUEST_URL: 'token.example' },
    code: 'token-endpoint-failed',
    says: 'ACTIONS_ID_TOKEN_REQUEST_URL is not an http or https URL.',
  },
  'with what no header can carry': {
    ci: 'github',
    env: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'FakeRequestToken\n' },
    code: 'token-endpoint-failed',
    says: 'ACTIONS_ID_TOKEN_REQUEST_TOKEN contains a space, a line break',
  },
});

/** A token that the job itself has put into a variable. */
function holding(claims: Readonly<Record<string, unknown>>, code: ErrorCode, says: string): Mistake {
  return {
    env: { AWS_ID_TOKEN: undefined, MINE: fakeToken('mine', claims) },
    more: ['--token-env', 'MINE', '--audience', 'sts.amazonaws.com'],
    code,
    says,
  };
}

refuses('a token is refused without asking AWS', {
  'where it has expired': holding({ exp: noon - 600 }, 'token-expired', 'expired 10 min ago'),
  'where it is not valid yet': holding({ nbf: noon + 7200, exp: noon + 7500 }, 'token-not-yet-valid', 'in 2 h'),
  'where it is for somebody else': holding(
    { aud: 'vault' },
    'token-audience',
    'has the audience vault, not sts.amazonaws.com',
  ),
  'where it is for several others': holding(
    { aud: ['a', 'b'] },
    'token-audience',
    'has the audience a, b, not sts.amazonaws.com',
  ),
  'where it has no subject': holding({ sub: undefined }, 'token-claim-missing', 'has no claim sub'),
  'where it has no audience': holding({ aud: undefined }, 'token-claim-missing', 'has no claim aud'),
  'where it has no issuer': holding({ iss: undefined }, 'token-claim-missing', 'has no claim iss'),
  'where it is the password of GitHub’s token endpoint': holding(
    { scp: 'Actions.GenericRead:00000000-0000-0000-0000-000000000000' },
    'token-malformed',
    'not an OIDC token',
  ),
  'where it is a path': {
    env: { MINE: '/var/run/token' },
    more: ['--token-env', 'MINE'],
    code: 'token-malformed',
    says: '14 characters, 1 part',
  },
  'where it is JSON around a token': {
    env: { MINE: JSON.stringify({ value: fakeToken('mine') }) },
    more: ['--token-env', 'MINE'],
    code: 'token-malformed',
    says: 'JSON around it',
  },
  'where it is cut off': {
    env: { MINE: fakeToken('mine').slice(0, 80) },
    more: ['--token-env', 'MINE'],
    code: 'token-malformed',
    says: 'is not a JWT',
  },
  'where its file has a NUL in it': {
    files: { '/job/token': 'eyJ\0.x.y' },
    more: ['--web-identity-token-file', '/job/token'],
    code: 'token-malformed',
    says: 'is not a JWT',
  },
});

const noRequestVariables = { ACTIONS_ID_TOKEN_REQUEST_URL: undefined, ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined };
const eventOf = (fork: string): string => JSON.stringify({ pull_request: { head: { repo: { full_name: fork } } } });

actionRefuses('the action says at once why there is no token', {
  'where the permission is missing': {
    env: noRequestVariables,
    code: 'token-permission-missing',
    says: 'id-token: write',
  },
  'where half of what the runner gives is missing': {
    env: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined },
    code: 'token-permission-missing',
    says: 'id-token: write',
  },
  'where a pull request of the repository itself is built': {
    env: noRequestVariables,
    files: { '/work/event.json': eventOf('octo-org/octo-repo') },
    code: 'token-permission-missing',
    says: 'id-token: write',
  },
  'where the event file is no JSON': {
    env: noRequestVariables,
    files: { '/work/event.json': '{' },
    code: 'token-permission-missing',
    says: 'id-token: write',
  },
  'where Dependabot started the run': {
    env: { ...noRequestVariables, GITHUB_ACTOR: 'dependabot[bot]' },
    code: 'token-dependabot',
    says: "github.actor != 'dependabot[bot]'",
  },
});

actionRefuses('the action refuses', {
  'a role that is a name alone': { inputs: { 'role-to-assume': 'deploy' }, code: 'role-invalid', says: ':role/deploy' },
  'a region that is none': { inputs: { 'aws-region': 'Frankfurt' }, code: 'region-invalid', says: 'Frankfurt' },
  'a profile whose name would be a header of its own': {
    inputs: { 'aws-profile': 'a]\n[b' },
    code: 'option-invalid',
    says: 'aws-profile contains a line break',
  },
  'a switch that is neither true nor false': {
    inputs: { 'output-credentials': 'yes' },
    code: 'option-invalid',
    says: 'must be true or false',
  },
  'an account that is not allowed': {
    inputs: { 'allowed-account-ids': '111111111111' },
    code: 'account-not-allowed',
    says: '111111111111',
  },
  'a variable with the token for something else': {
    env: { GITHUB_ACTOR: 'octocat', MINE: 'fake-request-token' },
    inputs: { 'token-env': 'MINE' },
    code: 'token-malformed',
    says: 'is not a JWT',
  },
});
