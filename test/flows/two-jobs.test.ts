import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/commands/index.ts';
import type { Env } from '../../src/core/io.ts';
import { fakeToken, granted, jobs } from '../fakes.ts';
import { makeWorld, type World } from '../world.ts';
import { assume, cleanUp, folderOf, refusalOf } from './scene.ts';

/** Two jobs on one machine: what one of them writes, the other finds. */
function sharing(one: Env, other: Env): readonly [World, World] {
  const [first, second] = [one, other].map((env) =>
    makeWorld({ env, answer: (_request, index) => granted(index + 1) }),
  );
  if (first === undefined || second === undefined) throw new Error('two worlds were made');
  const files = { ...first.io.files };
  return [first, { ...second, files: first.files, io: { ...second.io, files } }];
}

const gitlab = (job: string, more: Env = {}): Env => ({ ...jobs.gitlab, CI_JOB_ID: job, ...more });
const jenkins = (project: string, more: Env = {}): Env => ({
  JENKINS_URL: 'https://ci.example/',
  JOB_NAME: project,
  BUILD_ID: '17',
  BUILD_NUMBER: '17',
  NODE_NAME: 'agent',
  EXECUTOR_NUMBER: project === 'shop' ? '0' : '1',
  TOKEN: fakeToken(project, { sub: `https://ci.example/job/${project}/` }),
  ...more,
});
const config = '/home/ci/.aws/config';

describe('two jobs that share a home folder', () => {
  it.each(['web-identity', 'process', 'static'])('do not take each other’s profile: %s', async (type) => {
    const [first, second] = sharing(gitlab('1'), gitlab('2'));
    await assume(first, { 'profile-type': type });
    const before = new Map(first.files);
    const refused = await refusalOf(second, { 'profile-type': type });
    expect(refused).toMatchObject({ code: 'profile-exists', message: expect.stringContaining('(gitlab-20-1-') });
    expect(second.requests).toEqual([]);
    expect(first.files).toEqual(before);
    await cleanUp(second);
    expect(first.files).toEqual(before);
    await assume(second, { 'profile-type': type, 'aws-profile': 'mine' });
    await cleanUp(first);
    expect(first.files.get(config)).toMatch(/^\s*\[profile mine\][^[]*$/);
    await cleanUp(second);
    expect([...first.files.values()].join('')).toBe('');
  });

  it('do not take each other’s part of a profile of the user’s either', async () => {
    const [first, second] = sharing(gitlab('1'), gitlab('2'));
    const own = '[default]\nregion = us-west-2\n';
    first.files.set(config, own);
    await assume(first);
    expect(await refusalOf(second)).toMatchObject({ code: 'profile-exists' });
    await cleanUp(first);
    expect(first.files.get(config)).toBe(own);
    await assume(second);
    await cleanUp(second);
    expect(first.files.get(config)).toBe(own);
  });

  it('take turns without a word where the first was killed, and its runner runs the second', async () => {
    const runner = { CI_SERVER_URL: 'https://gitlab.example', CI_RUNNER_ID: '5', CI_CONCURRENT_ID: '0' };
    const [first, second] = sharing(gitlab('1', runner), gitlab('2', runner));
    await assume(first, { 'profile-type': 'process' });
    await assume(second, { 'profile-type': 'process' });
    expect(second.said.filter((line) => line.startsWith('notice'))).toEqual([]);
    expect(first.files.get(config)).toContain(folderOf(second));
    // What the killed one left, found by its own late cleanup: nothing of the second goes.
    const before = first.files.get(config);
    await cleanUp(first);
    expect(first.files.get(config)).toBe(before);
  });

  it('take turns where the folder of the first is gone', async () => {
    const [first, second] = sharing(gitlab('1'), gitlab('2'));
    await assume(first, { 'profile-type': 'process' });
    for (const path of first.files.keys()) if (path.startsWith(folderOf(first))) first.files.delete(path);
    await assume(second);
    await cleanUp(second);
    expect(first.files.get(config) ?? '').toBe('');
  });

  it('may be told that one is over', async () => {
    const [first, second] = sharing(gitlab('1'), gitlab('2'));
    await assume(first);
    await assume(second, { 'overwrite-aws-profile': 'true' });
    expect(second.said).toContainEqual(expect.stringMatching(/^notice: The profile "default" belongs to another job/));
    await cleanUp(first);
    expect(first.files.get(config)).toContain(folderOf(second));
  });
});

describe('two builds of one number', () => {
  const ask = [
    '--role-to-assume',
    'arn:aws:iam::123456789012:role/deploy',
    '--aws-region',
    'eu-central-1',
    '--token-env',
    'TOKEN',
  ];

  it.each([
    ['in two projects', jenkins('shop'), jenkins('blog')],
    // A CI that says nothing but the number, and one home folder for all.
    [
      'of which nothing tells but the token',
      { BUILD_ID: '17', TOKEN: fakeToken('a', { sub: 'a' }) },
      { BUILD_ID: '17', TOKEN: fakeToken('b', { sub: 'b' }) },
    ],
    [
      'at two issuers',
      { BUILD_ID: '17', TOKEN: fakeToken('a') },
      { BUILD_ID: '17', TOKEN: fakeToken('b', { iss: 'https://other.example' }) },
    ],
  ])('%s each get keys for their own token', async (_, one, other) => {
    const [first, second] = sharing(one, other);
    for (const world of [first, second, first]) {
      expect(await runCommandLine(['credential-process', ...ask], world.io)).toBe(0);
    }
    expect([first, second].map(({ requests }) => requests.length)).toEqual([1, 1]);
    expect(second.requests[0]?.body).toContain(other.TOKEN);
  });

  it('keep their token files and profiles, whoever cleans up', async () => {
    const [first, second] = sharing(jenkins('shop'), jenkins('blog'));
    await assume(first, { 'token-env': 'TOKEN' });
    const before = new Map(first.files);
    expect(await refusalOf(second, { 'token-env': 'TOKEN' })).toMatchObject({
      code: 'profile-exists',
      message: expect.stringContaining('jenkins-shop-17-'),
    });
    await assume(second, { 'token-env': 'TOKEN', 'aws-profile': 'blog' });
    for (const [path, text] of before) if (path.includes('/token-')) expect(first.files.get(path)).toBe(text);
    await cleanUp(second);
    expect(first.files).toEqual(before);
  });
});

it('profiles that differ in capitals alone have folders and files of their own', async () => {
  const roles = ['Prod', 'prod'].map((name) => `${name} = arn:aws:iam::123456789012:role/${name}`).join('\n');
  for (const type of ['process', 'web-identity']) {
    const [world] = sharing(gitlab('1'), gitlab('2'));
    await runCommandLine(['--roles', roles, '--aws-region', 'eu-central-1', '--profile-type', type], world.io);
    const places = [...(world.files.get(config)?.matchAll(/(?:process|token)-[\w-]+/gi) ?? [])].map(([place]) =>
      place.toLowerCase(),
    );
    expect(places.filter((place) => /^(process|token)-prod-/.test(place))).toHaveLength(2);
    expect(new Set(places.map((place) => place)).size).toBe(places.length);
  }
});
