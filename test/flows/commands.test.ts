import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/commands/index.ts';
import { HelperError } from '../../src/core/errors.ts';
import type { Env } from '../../src/core/io.ts';
import { Secret } from '../../src/core/secret.ts';
import { readSettings } from '../../src/options/read-settings.ts';
import type { GivenOptions } from '../../src/options/table.ts';
import { announce } from '../../src/reporting/announce.ts';
import { run } from '../../src/run.ts';
import { failureOf, fakeToken, granted, identity, jobs, refusal, roleArn } from '../fakes.ts';
import { makeWorld, type Scenery, type World } from '../world.ts';

const role = ['--role-to-assume', roleArn, '--aws-region', 'eu-central-1'];

function gitlab(scenery: Scenery = {}): World {
  return makeWorld({ answer: () => granted(), ...scenery, env: { ...jobs.gitlab, ...scenery.env } });
}

describe('an STS endpoint', () => {
  it.each([
    ['https://sts.example.com', false],
    ['http://127.0.0.1:4566', false],
    ['http://localhost:4566', false],
    ['http://[::1]:4566', false],
    ['http://minio.internal:9000', true],
    ['http://127.0.0.1.example.com', true],
  ])('%s is warned of if the token would travel unencrypted', (endpoint, isWarned) => {
    const { io, said } = makeWorld();
    readSettings({ 'role-to-assume': roleArn, 'aws-region': 'eu-central-1', 'sts-endpoint': endpoint }, io);
    const warning = `warning: sts-endpoint is ${endpoint}: the token and the credentials are sent unencrypted.`;
    expect(said).toEqual(isWarned ? [warning] : []);
  });

  it('is never shown with its password', async () => {
    const { io, said } = makeWorld();
    const given = { 'role-to-assume': roleArn, 'aws-region': 'eu-central-1' };
    readSettings({ ...given, 'sts-endpoint': 'http://user:fake-password@minio.internal' }, io);
    expect(said).toEqual([expect.stringContaining('sts-endpoint is http://***@minio.internal: the token')]);
    const error = await failureOf(() => readSettings({ ...given, 'sts-endpoint': 'ftp://user:fake-password@x' }, io));
    expect(error.message).toContain('"ftp://***@x"');
  });
});

describe('assume', () => {
  it.each([[[]], [['assume']]])('is what happens without the name of a command, and with it: %j', async (name) => {
    const world = gitlab();
    expect(await runCommandLine([...name, ...role], world.io)).toBe(0);
    expect(world.printed).toEqual([]);
    expect(world.said).toMatchInlineSnapshot(`
      [
        "info: Assumed arn:aws:iam::123456789012:role/deploy as gitlab-20-302 in eu-central-1, with the token from the variable AWS_ID_TOKEN.",
        "info: Authenticated as assumedRoleId AROAFAKE:job-1, until 2026-11-20T13:00:00.000Z (60 min).",
        "info: Wrote the profile default.",
        "info: AWS tools can renew the credentials until the job's only token expires at 2026-11-20T12:05:00Z.",
      ]
    `);
  });

  it('says no account that is to be hidden', async () => {
    const world = gitlab();
    await runCommandLine([...role, '--mask-aws-account-id'], world.io);
    expect(world.said[0]).toMatch(/^info: Assumed arn:aws:iam::\*\*\*:role\/deploy as /);
    expect(world.said.join('\n')).not.toContain('123456789012');
  });

  it('says how to use a profile with a name', async () => {
    const world = gitlab();
    await runCommandLine([...role, '--aws-profile', 'deploy'], world.io);
    expect(world.said.slice(-2)).toEqual([
      'info: Wrote the profile deploy. Use it with AWS_PROFILE=deploy, or --profile deploy.',
      "info: AWS tools can renew the credentials until the job's only token expires at 2026-11-20T12:05:00Z.",
    ]);
  });

  it.each([
    ['keys, which are not renewed', { args: ['--profile-type', 'static'] }],
    ['a token whose end is no time', { env: { AWS_ID_TOKEN: fakeToken('odd', { exp: 1e20 }) } }],
  ])('says no end of the token with %s', async (_what, { args = [], env = {} }: { args?: string[]; env?: Env }) => {
    const world = gitlab({ env });
    await runCommandLine([...role, '--aws-profile', 'deploy', ...args], world.io);
    expect(world.said.at(-1)).toContain('Wrote the profile deploy.');
  });

  it('says what it took from the environment, and which region it chose', async () => {
    const world = gitlab({ env: { AWS_ROLE_ARN: roleArn.replace('aws', 'aws-cn') } });
    await runCommandLine(['--export', 'none'], world.io);
    expect(world.said.slice(0, 2)).toEqual([
      'info: Taken from the environment: role-to-assume (AWS_ROLE_ARN).',
      'notice: No region is set; using cn-northwest-1 (partition aws-cn).',
    ]);
    expect(world.requests[0]?.url).toBe('https://sts.cn-northwest-1.amazonaws.com.cn');
  });

  it('prints JSON for programs', async () => {
    const world = gitlab();
    await runCommandLine([...role, '--json', '--export', 'none'], world.io);
    expect(world.printed.map((text) => JSON.parse(text))).toMatchInlineSnapshot(`
      [
        {
          "accountId": "123456789012",
          "arn": "arn:aws:sts::123456789012:assumed-role/deploy/job-1",
          "ci": "gitlab",
          "expiration": "2026-11-20T13:00:00.000Z",
          "principalId": "AROAFAKE:job-1",
          "region": "eu-central-1",
          "roleArn": "arn:aws:iam::123456789012:role/deploy",
          "sessionName": "gitlab-20-302",
        },
      ]
    `);
  });
});

describe('what came of it', () => {
  const keys = { 'aws-access-key-id': 'AKIAFAKE', 'aws-secret-access-key': 'fake-given-key' };
  const ambient = { accessKeyId: 'AKIAFAKE', secretAccessKey: new Secret('fake-ambient-key') };

  it.each<[what: string, given: GivenOptions, said: readonly string[]]>([
    [
      'keys that are handed over as they are',
      keys,
      [
        'notice: No region is set; using us-east-1 (partition aws).',
        'info: Proceeding with the credentials of arn:aws:iam::123456789012:user/bob (the given access keys).',
        'info: Authenticated as AIDAFAKE.',
      ],
    ],
    [
      'credentials that are kept',
      { 'use-existing-credentials': 'true', 'aws-region': 'eu-central-1' },
      ['notice: Pre-existing credentials are valid. No need to generate new ones.'],
    ],
    [
      'credentials that are forgotten',
      { 'unset-current-credentials': 'true' },
      ['info: Cleared the credential environment variables of earlier steps.'],
    ],
  ])('is said of %s', async (_what, given, said) => {
    const world = makeWorld({ env: jobs.github ?? {}, ambient, answer: () => identity() });
    announce(await run(readSettings(given, world.io), world.io), world.io);
    expect(world.said.filter((line) => !line.startsWith('mask'))).toEqual(said);
  });

  it('is JSON of whoever one was already, too', async () => {
    const world = makeWorld({ env: jobs.gitlab ?? {}, ambient, answer: () => identity() });
    await runCommandLine(['--use-existing-credentials', '--json'], world.io);
    expect(world.printed.map((text) => JSON.parse(text))).toEqual([
      {
        ci: 'gitlab',
        accountId: '123456789012',
        arn: 'arn:aws:iam::123456789012:user/bob',
        principalId: 'AIDAFAKE',
      },
    ]);
  });
});

describe('env', () => {
  it('prints lines for the shell, leaves nothing, and says the rest elsewhere', async () => {
    const world = gitlab();
    expect(await runCommandLine(['env', ...role], world.io)).toBe(0);
    expect(world.printed).toMatchInlineSnapshot(`
      [
        "export AWS_DEFAULT_REGION='eu-central-1'
      export AWS_REGION='eu-central-1'
      export AWS_ACCESS_KEY_ID='ASIAFAKE1'
      export AWS_SECRET_ACCESS_KEY='fake-secret-key-1'
      export AWS_SESSION_TOKEN='fake-session-token-1'
      ",
      ]
    `);
    expect(world.files).toEqual(new Map());
    expect(world.said.join('\n')).not.toMatch(/fake-|eyJ/);
  });

  it.each([
    [[], 'linux', 'export '],
    [[], 'win32', '$env:'],
    [['--shell', 'sh'], 'win32', 'export '],
    [['--shell', 'cmd'], 'win32', 'set "'],
    [['--shell', 'pwsh'], 'win32', '$env:'],
    [['--shell', 'zsh'], 'linux', 'export '],
    [['--shell', 'fish'], 'linux', 'set -gx '],
    [['--shell', 'powershell'], 'linux', '$env:'],
  ])('with %j on %s begins its lines with %s', async (args, platform, start) => {
    const world = gitlab({ platform });
    await runCommandLine(['env', ...role, ...args], world.io);
    for (const line of world.printed.join('').trimEnd().split('\n')) expect(line.startsWith(start)).toBe(true);
  });

  it.each([
    ['Git Bash', 'win32', { MSYSTEM: 'MINGW64' }, 'export '],
    ['Cygwin', 'win32', { SHELL: '/bin/bash' }, 'export '],
    ['Git Bash as its programs see it', 'win32', { SHELL: 'C:\\Program Files\\Git\\usr\\bin\\bash.exe' }, 'export '],
    ['a variable of something else', 'win32', { SHELL: 'C:\\tools\\nu.exe', MSYSTEM: '' }, '$env:'],
    ['any other system', 'darwin', { SHELL: '/opt/nu' }, 'export '],
  ])('knows by its surroundings the shell of %s', async (_name, platform, env, start) => {
    const world = gitlab({ platform, env: { ...gitlab().io.env, ...env } });
    await runCommandLine(['env', ...role], world.io);
    expect(world.printed.join('').startsWith(start)).toBe(true);
  });

  it.each<[args: readonly string[], platform: string, line: string]>([
    [['--shell', 'fish', '--wibble'], 'linux', "sh -c 'exit 2'\n"],
    [['--shell=fish', '--wibble'], 'linux', "sh -c 'exit 2'\n"],
    [
      ['--shell', 'sh', '--shell', 'powershell', '--wibble'],
      'linux',
      "throw 'ci-aws-credentials env failed with exit code 2.'\n",
    ],
    [['--shell', 'bash', '--wibble'], 'win32', '(exit 2)\n'],
    [['--shell', 'csh'], 'linux', '(exit 2)\n'],
    [['--shell'], 'win32', "throw 'ci-aws-credentials env failed with exit code 2.'\n"],
    [['stray'], 'linux', '(exit 2)\n'],
  ])('with %j on %s, which cannot be right, prints a command that fails: %s', async (args, platform, line) => {
    const world = gitlab({ platform });
    await failureOf(() => runCommandLine(['env', ...role, ...args], world.io));
    world.exit(2);
    expect(world.printed.join('')).toBe(line);
  });

  it('prints nothing more when it has succeeded', async () => {
    const world = gitlab();
    await runCommandLine(['env', ...role], world.io);
    world.exit(0);
    expect(world.printed.join('')).toMatch(/^(export \w+='.*'\n)+$/);
  });

  it.each(['a terminal', 'the log'] as const)('refuses to print where it is seen: %s', async (stdoutAudience) => {
    const world = gitlab({ stdoutAudience });
    const error = await failureOf(() => runCommandLine(['env', ...role], world.io));
    expect(error).toMatchObject({ code: 'stdout-refused', message: expect.stringContaining(stdoutAudience) });
    expect(error.hint).toContain('eval "$(ci-aws-credentials env …)"');
    const other = await failureOf(() => runCommandLine(['credential-process', ...role], world.io));
    expect(other).toMatchObject({ code: 'stdout-refused', message: expect.stringContaining(stdoutAudience) });
    expect(other.hint).toMatch(/^Set this command as the credential_process(?!.*eval)/);
    expect(world.requests).toEqual([]);
    expect(await runCommandLine(['env', ...role, '--allow-tty'], world.io)).toBe(0);
  });

  it.each([
    ['powershel', 'Did you mean powershell?'],
    ['tcsh-like', 'Use one of sh, powershell, cmd, fish'],
  ])('does not know the shell %s', async (shell, hint) => {
    const error = await failureOf(() => runCommandLine(['env', ...role, '--shell', shell], gitlab().io));
    expect(error).toMatchObject({ code: 'option-invalid', hint: expect.stringContaining(hint) });
  });
});

describe('exec', () => {
  it.each([
    ['linux', 0, ['deploy now'], 1],
    ['win32', 127, [], 0],
  ])('on %s ends with %i where the command is not to be found', async (platform, exitCode, ran, requests) => {
    const world = gitlab({ platform });
    expect(await runCommandLine(['exec', ...role, '--', 'deploy', 'now'], world.io)).toBe(exitCode);
    expect([world.ran, world.requests.length]).toEqual([ran, requests]);
  });
});

describe('cleanup', () => {
  it.each([
    ['gitlab', 'static', 1],
    ['gitlab', 'web-identity', 2],
  ])('on %s undoes a profile of the type %s, once', async (_ci, type, things) => {
    const world = gitlab();
    await runCommandLine([...role, '--profile-type', type], world.io);
    await runCommandLine(['cleanup'], world.io);
    expect(world.said.at(-1)).toBe(`info: Cleaned up: ${things} ${things === 1 ? 'item' : 'items'} from this job.`);
    expect(world.files).toEqual(new Map());
    await runCommandLine(['cleanup', '--ci', 'gitlab'], world.io);
    expect(world.said.at(-1)).toBe('info: Nothing to clean up.');
  });

  it('leaves what another job left', async () => {
    const world = gitlab({ files: { '/tmp/private/gitlab-20-999/receipts-1-a.json': '[]' } });
    await runCommandLine(['cleanup'], world.io);
    expect(world.files.size).toBe(1);
  });
});

describe('whoami', () => {
  const arn = 'arn:aws:iam::123456789012:user/bob';
  const found = {
    credentials: { accessKeyId: 'AKIAFAKE', secretAccessKey: new Secret('fake') },
    region: 'eu-west-1',
    endpoint: 'https://sts.eu-west-1.amazonaws.com',
  };
  const asked = 'aws sts get-caller-identity --output json';
  const cliSays = (own: string) => ({
    status: 0,
    stdout: JSON.stringify({ UserId: 'AIDAFAKE', Account: '123456789012', Arn: own }),
    stderr: '',
  });
  const cliStops = (text: string) => ({ status: 255, stdout: '', stderr: `\n${text}\n` });
  const worldOf = (scenery: Scenery = {}): World =>
    makeWorld({ toolCredentials: async () => found, answer: () => identity(arn), ...scenery });

  it.each([
    [[], `${arn}\n`],
    [['--json'], `${JSON.stringify({ account: '123456789012', arn, userId: 'AIDAFAKE' })}\n`],
  ])('with %j prints %j', async (args, text) => {
    const world = worldOf();
    expect(await runCommandLine(['whoami', ...args], world.io)).toBe(0);
    expect(world.printed).toEqual([text]);
    expect(world.requests).toEqual([expect.objectContaining({ url: found.endpoint, method: 'POST' })]);
  });

  it.each([
    [
      ['--profile', 'p', '--region', 'eu-west-1', '--sts-endpoint', 'http://x'],
      { AWS_PROFILE: 'q' },
      { profile: 'p', region: 'eu-west-1', endpoint: 'http://x' },
      `${asked} --profile p --region eu-west-1 --endpoint-url http://x`,
    ],
    [
      [],
      { AWS_REGION: 'eu-west-2', AWS_DEFAULT_REGION: 'eu-west-3' },
      { region: 'eu-west-2' },
      `${asked} --region eu-west-2`,
    ],
    [[], { AWS_DEFAULT_REGION: 'eu-west-3' }, { region: 'eu-west-3' }, `${asked} --region eu-west-3`],
    [[], { AWS_ENDPOINT_URL: 'http://y' }, { endpoint: 'http://y' }, `${asked} --endpoint-url http://y`],
    [[], {}, { profile: undefined, region: undefined, endpoint: undefined }, asked],
  ])('with %j in %j asks as any tool would', async (args, env, question, command) => {
    const questions: object[] = [];
    const world = worldOf({
      env,
      toolCredentials: async (search) => {
        questions.push(search);
        return found;
      },
    });
    await runCommandLine(['whoami', ...args], world.io);
    expect(questions).toEqual([expect.objectContaining(question)]);
    expect(world.ran).toEqual([command]);
  });

  it.each([
    [Object.assign(new Error('none found'), { name: 'CredentialsProviderError' }), 'credentials-missing', 'none found'],
    [new Error('Region is missing'), 'region-invalid', 'no region'],
    [Object.assign(new Error('expired'), { name: 'ExpiredToken' }), 'sts-refused', 'ExpiredToken: expired'],
    [new HelperError('deadline-exceeded', 'too long', { hint: 'wait' }), 'deadline-exceeded', 'too long'],
  ])('says what %s means', async (thrown, code, words) => {
    const world = worldOf({ toolCredentials: () => Promise.reject(thrown) });
    const error = await failureOf(() => runCommandLine(['whoami'], world.io));
    expect(error).toMatchObject({ code, message: expect.stringContaining(words), hint: expect.stringMatching(/\w/) });
  });

  it.each([
    [[], {}, '', 'set AWS_PROFILE or --aws-profile.'],
    [['--profile', 'prod'], { AWS_PROFILE: 'other' }, ', with the profile "prod"', 'Check the name of the profile.'],
    [[], { AWS_PROFILE: 'prod' }, ', with the profile "prod"', 'Check the name of the profile.'],
  ])('with %j in %j names the profile, or says how', async (args, env, where, advice) => {
    const missing = Object.assign(new Error('none'), { name: 'CredentialsProviderError' });
    for (const thrown of [missing, new Error('Region is missing')]) {
      const world = worldOf({ env, toolCredentials: () => Promise.reject(thrown) });
      const error = await failureOf(() => runCommandLine(['whoami', ...args], world.io));
      expect(error.message).toMatch(new RegExp(`in this job${where}[.:]`));
      expect(error.hint).toContain(advice);
    }
  });

  it.each([
    [refusal(403, 'InvalidClientTokenId', 'The security token is invalid.'), 'credentials-invalid'],
    [new HelperError('network-failed', 'no such name'), 'network-failed'],
  ])('says what AWS or the network says to that: %#', async (answer, code) => {
    const world = worldOf({ answer: () => answer });
    expect(await failureOf(() => runCommandLine(['whoami'], world.io))).toMatchObject({ code });
    expect(world.printed).toEqual([]);
  });

  it('lets through what is no error at all', async () => {
    const world = worldOf({ toolCredentials: () => Promise.reject('odd') });
    await expect(runCommandLine(['whoami'], world.io)).rejects.toBe('odd');
  });

  it.each([
    ['the same', cliSays(arn)],
    ['no answer from the network', cliStops('Could not connect to the endpoint URL: "https://x"')],
  ])('prints who one is where the AWS CLI says %s', async (_what, says) => {
    const world = worldOf({ programs: { [asked]: says } });
    await runCommandLine(['whoami'], world.io);
    expect(world.printed).toEqual([`${arn}\n`]);
  });

  it('does not mind another session name', async () => {
    const session = (name: string): string => `arn:aws:sts::123456789012:assumed-role/deploy/${name}`;
    const programs = { [asked]: cliSays(session('botocore-session-1')) };
    const world = worldOf({ programs, answer: () => identity(session('aws-sdk-js')) });
    await runCommandLine(['whoami'], world.io);
    expect(world.printed).toEqual([`${session('aws-sdk-js')}\n`]);
  });

  it.each([
    [
      'somebody else',
      cliSays('arn:aws:iam::123456789012:user/eve'),
      'the AWS CLI and boto3 use arn:aws:iam::123456789012:user/eve',
    ],
    ['nobody', cliStops('The config profile () could not be found'), 'fail (The config profile () could not be found)'],
  ])('is an error, and prints nothing, where the AWS CLI is %s', async (_what, says, words) => {
    const world = worldOf({ programs: { [asked]: says } });
    const error = await failureOf(() => runCommandLine(['whoami', '--json'], world.io));
    expect(error).toMatchObject({ code: 'environment-conflict', message: expect.stringContaining(words) });
    expect(error.message).toContain(arn);
    expect(world.printed).toEqual([]);
  });

  it('is an error where only the AWS CLI finds credentials', async () => {
    const none = Object.assign(new Error('none found'), { name: 'CredentialsProviderError' });
    const world = worldOf({ toolCredentials: () => Promise.reject(none), programs: { [asked]: cliSays(arn) } });
    expect(await failureOf(() => runCommandLine(['whoami'], world.io))).toMatchObject({ code: 'environment-conflict' });
  });

  const webIdentity = `[default]\nrole_arn = ${roleArn}\nweb_identity_token_file = /t\nrole_session_name = s\n`;
  const config = (text: string) => ({ '/home/ci/.aws/config': text });
  const keysSet = { AWS_ACCESS_KEY_ID: 'AKIAFAKE', AWS_SECRET_ACCESS_KEY: 'fake' };
  it.each<[string, Scenery, string]>([
    ['AWS_ROLE_ARN', { env: { AWS_ROLE_ARN: `${roleArn}-2` }, files: config(webIdentity) }, 'AWS_ROLE_ARN is set'],
    [
      'AWS_PROFILE',
      { env: { ...keysSet, AWS_PROFILE: 'p' }, files: config('[profile p]\ncredential_process = x\n') },
      'AWS_ACCESS_KEY_ID',
    ],
    ['AWS_DEFAULT_PROFILE', { env: { ...keysSet, AWS_DEFAULT_PROFILE: '' } }, 'AWS_DEFAULT_PROFILE is empty'],
    [
      'keys',
      {
        env: { ...keysSet, AWS_PROFILE: 'p' },
        files: config(`[profile p]\nrole_arn = ${roleArn}\nsource_profile = q\n`),
      },
      'unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY',
    ],
    [
      'AWS_PROFILE= beside stored keys',
      { env: { AWS_PROFILE: '' }, files: { '/home/ci/.aws/credentials': '[default]\naws_access_key_id = x\n' } },
      'AWS_PROFILE is empty',
    ],
  ])('without an AWS CLI, it is said what %s would do to one', async (_what, scenery, words) => {
    const error = await failureOf(() => runCommandLine(['whoami'], worldOf(scenery).io));
    expect(error).toMatchObject({ code: 'environment-conflict', hint: expect.stringContaining(words) });
  });

  it.each<[string, Scenery, string[]]>([
    ['nothing', {}, []],
    ['a web identity profile', { files: config(webIdentity) }, []],
    ['the keys alone', { env: keysSet }, []],
    ['a profile that all are told', { env: { AWS_PROFILE: '' }, files: config(webIdentity) }, ['--profile', 'default']],
  ])('without an AWS CLI, nothing is wrong with %s', async (_what, scenery, args) => {
    expect(await runCommandLine(['whoami', ...args], worldOf(scenery).io)).toBe(0);
  });
});

describe('the command line', () => {
  it.each([['--version'], ['-v'], ['version']])('%s prints the version', async (flag) => {
    const world = makeWorld();
    expect(await runCommandLine([flag], world.io)).toBe(0);
    expect(world.printed.join('')).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([['--help'], ['-h'], ['help']])('%s prints all commands, options and exit codes', async (flag) => {
    const world = makeWorld();
    expect(await runCommandLine([flag], world.io)).toBe(0);
    const text = world.printed.join('');
    for (const word of ['assume', 'env', 'cleanup', 'whoami', 'emulator', '--role-to-assume', 'Exit codes']) {
      expect(text).toContain(word);
    }
  });

  it.each(['assume', 'env', 'cleanup', 'whoami', 'emulator', 'demo', 'trust'])(
    '%s --help prints an example, and runs nothing',
    async (name) => {
      for (const flag of ['--help', '-h']) {
        const world = makeWorld();
        expect(await runCommandLine([name, '--no-such-option', flag], world.io)).toBe(0);
        expect(world.printed.join('')).toMatch(/^Usage: [\s\S]*\nExamples?:\n {2}\S/);
        expect(world.requests).toEqual([]);
      }
    },
  );

  it.each(['exec', 'trust lint'])('help %s prints the help of that command', async (name) => {
    const world = makeWorld();
    expect(await runCommandLine(['help', ...name.split(' ')], world.io)).toBe(0);
    expect(world.printed.join('')).toContain(`Usage: ci-aws-credentials ${name} `);
  });

  it.each([
    ['whoami', '90'],
    ['ecr-login', '90'],
    ['trust audit', '900'],
  ])('%s --help says what the options mean for credentials that it only uses', async (name, seconds) => {
    const world = makeWorld();
    await runCommandLine([...name.split(' '), '--help'], world.io);
    const text = world.printed.join('').replace(/\s+/g, ' ');
    expect(text).toContain('--aws-profile NAME Profile to use.');
    expect(text).toContain('--aws-region REGION AWS region. Default: that of the profile.');
    expect(text).toContain(`Default: ${seconds}.`);
  });

  it.each([
    ['asume', 'Did you mean assume?'],
    ['constructor', 'Use one of assume, exec'],
    ['__proto__', 'Use one of'],
  ])('does not know the command %s', async (name, hint) => {
    expect(await failureOf(() => runCommandLine([name], makeWorld().io))).toMatchObject({
      code: 'command-unknown',
      hint: expect.stringContaining(hint),
    });
  });

  it('does not take what follows -- for its own', async () => {
    expect(await failureOf(() => runCommandLine([...role, '--', '--help'], gitlab().io))).toMatchObject({
      code: 'option-unknown',
    });
  });

  it('takes a token in the wrong place for nothing, and does not show it', async () => {
    const error = await failureOf(() => runCommandLine([...role, '--audience', fakeToken('x')], gitlab().io));
    expect(`${error.message} ${error.hint}`).not.toContain('eyJ');
  });
});
