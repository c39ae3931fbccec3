import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/commands/index.ts';
import { Secret } from '../../src/core/secret.ts';
import { twoHomes } from '../../src/export/two-homes.ts';
import { readSettings } from '../../src/options/read-settings.ts';
import { run } from '../../src/run.ts';
import { assumed, failureOf, fakeToken, githubAndSts, identity, roleArn } from '../fakes.ts';
import type { World } from '../world.ts';
import { assume, jobWorld, refusalOf } from './scene.ts';

describe('variables that come before what is handed over', () => {
  const other = `${roleArn}-other`;
  const pod = { AWS_ROLE_ARN: other, AWS_WEB_IDENTITY_TOKEN_FILE: '/pod/token' };
  const asked = { 'role-to-assume': roleArn };
  const config = (world: World): string => world.files.get('/home/ci/.aws/config') ?? '';

  it('make a profile of another type, where that keeps the promise', async () => {
    const world = jobWorld('gitlab', { env: { AWS_ROLE_ARN: other } });
    await assume(world, asked);
    expect(world.said[0]).toMatch(
      /^notice: AWS_ROLE_ARN is set\. .* the AWS CLI and boto3\. The profile is written with type process/,
    );
    expect(config(world)).toContain('credential_process = ');
  });

  it('are an error where the type was asked for', async () => {
    const world = jobWorld('gitlab', { env: { AWS_ROLE_ARN: other } });
    const error = await refusalOf(world, { ...asked, 'profile-type': 'web-identity' });
    expect(error).toMatchObject({ code: 'environment-conflict', hint: expect.stringContaining('unset AWS_ROLE_ARN') });
    expect(world.requests).toEqual([]);
  });

  it('do no harm where they name the same role', async () => {
    const world = jobWorld('gitlab', { env: { AWS_ROLE_ARN: roleArn } });
    await assume(world);
    expect(config(world)).toContain('web_identity_token_file = ');
    expect(world.said.filter((line) => /^(notice|warning)/.test(line))).toEqual([]);
  });

  it('are an error where no type keeps the promise, and a warning for a profile that is told by name', async () => {
    const error = await refusalOf(jobWorld('gitlab', { env: pod }), asked);
    expect(error).toMatchObject({
      code: 'environment-conflict',
      message: expect.stringMatching(/^AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE are set\. The AWS CLI, boto3/),
    });
    const named = jobWorld('gitlab', { env: pod });
    await runCommandLine(
      ['--role-to-assume', roleArn, '--aws-region', 'eu-central-1', '--aws-profile', 'deploy'],
      named.io,
    );
    expect(named.said[0]).toMatch(
      /^warning: AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE are set\. With AWS_PROFILE=deploy, the AWS CLI, boto3/,
    );
    expect(named.said.join('\n')).toContain('Wrote the profile deploy. Use it with --profile deploy.');
  });

  it.each([
    [
      'gitlab',
      /Remove AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY from the settings of the job/,
      { 'aws-profile': 'default' },
    ],
    ['circleci', /echo 'unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY' >> "\$BASH_ENV"/, { export: 'profile' }],
    ['github', /unset-current-credentials: true/, { 'aws-profile': 'default' }],
  ])('are taken away on %s as they can be there', async (ci, way, given) => {
    const env = { AWS_ACCESS_KEY_ID: 'AKIAFAKE', AWS_SECRET_ACCESS_KEY: 'fake' };
    expect((await refusalOf(jobWorld(ci, { env }), given)).hint).toMatch(way);
  });

  it.each([
    [{ AWS_PROFILE: '' }, /^warning: AWS_PROFILE is empty\. The AWS CLI and boto3 will fail/],
    [{ AWS_DEFAULT_PROFILE: 'gone' }, /^warning: AWS_DEFAULT_PROFILE is set to a profile that does not exist/],
    [{ AWS_ROLE_SESSION_NAME: '' }, /^notice: AWS_ROLE_SESSION_NAME is empty\. .* type process/],
  ])('%j is said', async (env, words) => {
    const world = jobWorld('gitlab', { env });
    await assume(world, asked);
    expect(world.said.find((line) => words.test(line))).toBeDefined();
  });

  it('are looked up in the files of the user', async () => {
    const files = { '/home/ci/.aws/credentials': '[there]\naws_access_key_id = x\n' };
    const world = jobWorld('gitlab', { env: { AWS_DEFAULT_PROFILE: 'there' }, files });
    expect(await refusalOf(world)).toMatchObject({ code: 'environment-conflict' });
  });

  it('name another session with the profile that was asked for, which is a notice', async () => {
    const world = jobWorld('gitlab', { env: { AWS_ROLE_SESSION_NAME: 'theirs' } });
    await assume(world, { ...asked, 'role-session-name': 'ours', 'profile-type': 'web-identity' });
    expect(world.said[0]).toMatch(/^notice: AWS_ROLE_SESSION_NAME is set\. .* with another session name/);
  });

  it('of one’s own token file do no harm to the profile that names it', async () => {
    const files = { '/run/token': fakeToken('file') };
    const world = jobWorld('custom', { files });
    await assume(world);
    expect(world.said.filter((line) => /^(notice|warning)/.test(line))).toEqual([]);
    const stored = jobWorld('custom', { files });
    await assume(stored, { 'profile-type': 'static' });
    expect(stored.said.join()).toContain('AWS_WEB_IDENTITY_TOKEN_FILE is set and AWS_ROLE_ARN is not set');
  });

  it.each([
    [{ HOME: 'D:\\jenkins' }, 'win32', true],
    [{ HOME: '/home/ci' }, 'win32', false],
    [{ HOME: '' }, 'win32', false],
    [{}, 'win32', false],
    [{ HOME: 'D:\\jenkins', AWS_CONFIG_FILE: 'D:\\a', AWS_SHARED_CREDENTIALS_FILE: 'D:\\b' }, 'win32', false],
    [{ HOME: 'D:\\jenkins', AWS_CONFIG_FILE: 'D:\\a' }, 'win32', true],
    [{ HOME: '/root' }, 'linux', false],
  ])('%j on %s may name two home folders, which is said: %s', async (env, platform, isSaid) => {
    const world = jobWorld('gitlab', { platform, env });
    await assume(world);
    const warning =
      /^warning: The profile is written under USERPROFILE. HOME is D:\\jenkins, and USERPROFILE is \/home\/ci\./;
    expect(world.said.some((line) => warning.test(line))).toBe(isSaid);
    expect(twoHomes({ ...world.io, homeFolder: undefined })).toBeUndefined();
  });

  it('name no case on Windows', async () => {
    const world = jobWorld('gitlab', { platform: 'win32', env: { Aws_Profile: '' } });
    await assume(world);
    expect(world.said.join()).toContain('AWS_PROFILE is empty');
  });

  it('are unset in other spellings on Windows, where a shell may mind the case', async () => {
    const env = { aws_session_token: 'fake', Aws_Region: 'eu-west-1', other: '' };
    const world = jobWorld('gitlab', { platform: 'win32', env });
    await runCommandLine(['env', '--role-to-assume', roleArn, '--shell', 'sh'], world.io);
    expect(world.printed.join('')).toMatch(/^unset aws_session_token\nunset Aws_Region\nexport /);
    const elsewhere = jobWorld('gitlab', { env });
    await runCommandLine(['env', '--role-to-assume', roleArn], elsewhere.io);
    expect(elsewhere.printed.join('')).toMatch(/^export /);
  });

  it('are unset by shells that take keys, and led to the profile by GitHub', async () => {
    const env = { AWS_PROFILE: 'theirs', AWS_DEFAULT_PROFILE: 'theirs', AWS_SECURITY_TOKEN: 'fake' };
    const circleci = jobWorld('circleci', { env });
    await assume(circleci);
    expect(circleci.files.get('/tmp/.bash_env-1')).toMatch(
      /^unset AWS_PROFILE\nunset AWS_DEFAULT_PROFILE\nunset AWS_SECURITY_TOKEN\nexport /,
    );
    const github = jobWorld('github', { env, answer: githubAndSts() });
    await assume(github, { 'aws-profile': 'deploy', 'output-env-credentials': 'true' });
    expect(github.variables).toMatchObject({
      AWS_PROFILE: 'deploy',
      AWS_DEFAULT_PROFILE: 'deploy',
      AWS_SECURITY_TOKEN: '',
    });
  });

  it('are weighed for each of several roles, and those of the list lead to each other', async () => {
    const roles = `default = ${roleArn}\nsecond = ${roleArn}\n`;
    const world = jobWorld('gitlab', { env: { AWS_PROFILE: 'second' } });
    await run(readSettings({ roles, 'aws-region': 'eu-central-1' }, world.io), world.io);
    expect(world.said.filter((line) => /^(notice|warning)/.test(line))).toEqual([]);
    const foreign = jobWorld('gitlab', { env: { AWS_PROFILE: 'third' } });
    const settings = readSettings({ roles, 'aws-region': 'eu-central-1' }, foreign.io);
    expect(await failureOf(() => run(settings, foreign.io))).toMatchObject({ code: 'environment-conflict' });
  });

  const ambient = { accessKeyId: 'AKIAFAKE', secretAccessKey: new Secret('fake') };
  it('say whose credentials assume a role, or are handed over themselves: no error', async () => {
    const env = { AWS_PROFILE: 'machine' };
    const files = { '/home/ci/.aws/credentials': '[machine]\naws_access_key_id = x\n' };
    const chaining = jobWorld('github', { env, files, ambient, answer: () => assumed() });
    await assume(chaining, { 'role-chaining': 'true' });
    expect(chaining.said.find((line) => line.startsWith('warning'))).toMatch(/^warning: AWS_PROFILE is set/);
    const asFound = jobWorld('github', { env, files, ambient, answer: () => identity() });
    await run(readSettings({ 'force-skip-oidc': 'true', 'aws-region': 'eu-central-1' }, asFound.io), asFound.io);
    expect(asFound.said.filter((line) => line.startsWith('warning'))).toEqual([]);
  });

  it('wait with use-existing-credentials until there is something to hand over', async () => {
    const env = { AWS_PROFILE: 'machine' };
    const given = { 'use-existing-credentials': 'true' };
    const kept = jobWorld('github', { env, ambient, answer: () => identity() });
    await assume(kept, given);
    expect(kept.variables).not.toHaveProperty('AWS_ACCESS_KEY_ID');
    expect(await refusalOf(jobWorld('github', { env }), given)).toMatchObject({ code: 'environment-conflict' });
  });
});
