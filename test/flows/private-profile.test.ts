import { describe, expect, it } from 'vitest';
import { HelperError } from '../../src/core/errors.ts';
import type { GivenOptions } from '../../src/options/table.ts';
import { githubAndSts } from '../fakes.ts';
import type { Scenery, World } from '../world.ts';
import { assume, cleanUp, folderOf, jobWorld, refusalOf } from './scene.ts';

/** A job on a CI that names files to later steps. */
function world(scenery: Scenery = {}): World {
  return jobWorld('azure-pipelines', { answer: githubAndSts(), ...scenery });
}

function commandsOf({ said }: World): readonly string[] {
  return said.filter((line) => line.startsWith('command: ')).map((line) => line.replace('command: ', ''));
}

const set = (name: string, value: string): string => `##vso[task.setvariable variable=${name}]${value}`;

/** What later steps see of the job's files. */
function filesOf(job: World): Readonly<Record<string, string | undefined>> {
  const folder = folderOf(job);
  return { config: job.files.get(`${folder}/aws-config`), credentials: job.files.get(`${folder}/aws-credentials`) };
}

const keys: GivenOptions = { 'profile-type': 'static' };
const theirs = '[default]\nregion = us-west-2\noutput = text\n[profile mine]\nrole_arn = x\n';
const theirKeys =
  '[default]\naws_access_key_id = AKIAMINE\naws_secret_access_key = mine\n[mine]\naws_access_key_id = AKIAB\n';

describe('on a CI that shows variables to everybody a profile', () => {
  it('is in files of the job, which later steps are told of; the home folder stays as it is', async () => {
    const job = world();
    await assume(job);
    const folder = folderOf(job);
    expect(commandsOf(job)).toEqual([
      set('AWS_CONFIG_FILE', `${folder}/aws-config`),
      set('AWS_SHARED_CREDENTIALS_FILE', `${folder}/aws-credentials`),
    ]);
    expect(filesOf(job).config).toMatch(
      /^\[default\]\n# managed by .*\ncredential_process = .*\nregion = eu-central-1\n$/,
    );
    expect(filesOf(job).credentials).toBeUndefined();
    expect([...job.files.keys()].filter((path) => !path.startsWith(folder))).toEqual([]);
    await cleanUp(job);
    expect(commandsOf(job).slice(2)).toEqual([
      set('AWS_CONFIG_FILE', '/home/ci/.aws/config'),
      set('AWS_SHARED_CREDENTIALS_FILE', '/home/ci/.aws/credentials'),
    ]);
    expect(job.files).toEqual(new Map());
  });

  it('takes the profiles of the user along, and the place of one of them in the copy only', async () => {
    const files = { '/home/ci/.aws/config': theirs, '/home/ci/.aws/credentials': theirKeys };
    const job = world({ files });
    await assume(job, keys);
    expect(filesOf(job).config).toMatch(/output = text\n/);
    expect(filesOf(job).config).toContain('[profile mine]\nrole_arn = x\n');
    expect(filesOf(job).credentials).toContain('aws_access_key_id = ASIAFAKE1\n');
    expect(filesOf(job).credentials).toContain('[mine]\naws_access_key_id = AKIAB\n');
    expect(filesOf(job).credentials).not.toContain('AKIAMINE');
    expect(Object.fromEntries(job.files)).toMatchObject(files);
    await cleanUp(job);
    expect(Object.fromEntries(job.files)).toEqual(files);
  });

  it('of a later step joins that of the step before, and of the same step as well', async () => {
    const job = world({ files: { '/home/ci/.aws/config': theirs } });
    await assume(job, { 'aws-profile': 'one' });
    const folder = folderOf(job);
    job.pass(1000);
    const told = { AWS_CONFIG_FILE: `${folder}/aws-config`, AWS_SHARED_CREDENTIALS_FILE: `${folder}/aws-credentials` };
    const later = { ...job, io: { ...job.io, env: { ...job.io.env, ...told } } };
    await assume(later, { 'aws-profile': 'two' });
    expect(commandsOf(job)).toHaveLength(2);
    job.pass(1000);
    await assume(job, { 'aws-profile': 'three' });
    for (const name of ['one', 'two', 'three', 'mine']) expect(filesOf(job).config).toContain(`[profile ${name}]`);
    await cleanUp(job);
    expect(Object.fromEntries(job.files)).toEqual({ '/home/ci/.aws/config': theirs });
  });

  it('goes where variables say, by the rules for files of the user’s', async () => {
    const named = { AWS_CONFIG_FILE: '/work/config', AWS_SHARED_CREDENTIALS_FILE: '/work/credentials' };
    const job = world({ env: named, files: { '/work/credentials': theirKeys } });
    expect(await refusalOf(job, keys)).toMatchObject({ code: 'profile-exists' });
    await assume(job, { ...keys, 'aws-profile': 'deploy' });
    expect(job.files.get('/work/credentials')).toContain('[deploy]');
    expect(commandsOf(job)).toEqual([]);
    await cleanUp(job);
    expect(Object.fromEntries(job.files)).toEqual({ '/work/credentials': theirKeys });
  });

  it('keeps one file that a variable names, and names the other', async () => {
    const job = world({ env: { AWS_CONFIG_FILE: '/work/config' } });
    await assume(job, keys);
    expect(job.files.get('/work/config')).toContain('region = eu-central-1');
    expect(commandsOf(job)).toEqual([set('AWS_SHARED_CREDENTIALS_FILE', `${folderOf(job)}/aws-credentials`)]);
  });

  it('leaves nothing, and tells nobody, where it cannot be written', async () => {
    const files = { '/home/ci/.aws/config': theirs };
    const failure = new HelperError('file-not-writable', 'The disk is full.');
    const path = `${folderOf(world())}/aws-config`;
    const job = world({ files: { ...files, [path]: theirs }, failing: { [path]: failure } });
    expect(await refusalOf(job)).toMatchObject({ code: 'file-not-writable' });
    expect(commandsOf(job)).toEqual([]);
    expect(Object.fromEntries(job.files)).toEqual({ ...files, [path]: theirs });
  });

  it('obeys no receipt that is none of its own', async () => {
    const job = world();
    job.files.set(
      `${folderOf(job)}/receipts-1-a.json`,
      '[{"kind":"profile","commands":[1,{}]},{"kind":"profile","commands":"x"}]',
    );
    await cleanUp(job);
    expect(commandsOf(job)).toEqual([]);
  });
});

describe('a service connection', () => {
  const id = '0d1c2b3a-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

  it('is asked for by its ID', async () => {
    const job = world();
    await assume(job, { 'service-connection-id': id });
    expect(job.requests[0]?.url).toContain(`&serviceConnectionId=${id}`);
  });

  it.each([
    ['azure-pipelines', 'aws', {}, 'option-invalid', /is not a UUID: "aws"/],
    ['gitlab', id, {}, 'option-conflict', /comes from GitLab CI/],
    ['azure-pipelines', id, { 'token-env': 'T' }, 'option-conflict', /comes from the token source that you set/],
  ])('on %s, %s with %j is refused', async (ci, value, more, code, message) => {
    const job = jobWorld(ci);
    const error = await refusalOf(job, { 'service-connection-id': value, ...more });
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(job.requests).toEqual([]);
  });
});
