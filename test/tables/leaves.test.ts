import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ciProviders, detectCi } from '../../src/ci/index.ts';
import { exitCodeOf, HelperError } from '../../src/core/errors.ts';
import { isObject, numberAt, parseJson, stringAt } from '../../src/core/json.ts';
import { Secret } from '../../src/core/secret.ts';
import { jobOf, makeJobFolder } from '../../src/job/job.ts';
import { reportError } from '../../src/reporting/report-error.ts';
import { jobs } from '../fakes.ts';
import { makeWorld } from '../world.ts';

describe('a secret', () => {
  const secret = new Secret('hunter2');

  it.each([
    ['in a template', `${secret}`],
    ['as text', String(secret)],
    ['in JSON', JSON.stringify({ secret })],
    ['inspected', inspect({ secret }, { showHidden: true, depth: 9 })],
    ['in an error', inspect(new Error('x', { cause: { secret } }))],
    ['as its own properties', JSON.stringify(Object.getOwnPropertyDescriptors(secret))],
    ['copied', JSON.stringify({ ...secret })],
  ])('is not seen %s', (_how, shown) => {
    expect(shown).not.toContain('hunter2');
  });

  it('is revealed to whoever asks for it', () => {
    expect(secret.reveal()).toBe('hunter2');
  });
});

describe('JSON', () => {
  it.each([
    ['{"a": 1}', { a: 1 }],
    ['null', null],
    ['', undefined],
    ['{', undefined],
    ['eyJ', undefined],
  ])('%j is %j', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it.each([
    [{}, true],
    [{ a: 1 }, true],
    [[], false],
    [null, false],
    ['x', false],
    [undefined, false],
  ])('%j as an object: %s', (value, yes) => {
    expect(isObject(value)).toBe(yes);
  });

  it.each([
    [{ a: 'x' }, 'x', undefined],
    [{ a: 7 }, undefined, 7],
    [{ a: Number.POSITIVE_INFINITY }, undefined, undefined],
    [{ a: null }, undefined, undefined],
    [{}, undefined, undefined],
  ])('%j has at a the text %s and the number %s', (object, text, number) => {
    expect(stringAt(object, 'a')).toBe(text);
    expect(numberAt(object, 'a')).toBe(number);
  });

  it('has no members but its own', () => {
    expect(stringAt(Object.create({ a: 'x' }), 'a')).toBeUndefined();
    expect(numberAt(Object.create({ a: 1 }), 'a')).toBeUndefined();
  });
});

describe('an error', () => {
  it('carries what the user can do, and what the server asked for', () => {
    const cause = new Error('why');
    const error = new HelperError('sts-throttled', 'Slow down.', { hint: 'Wait.', cause, retryAfterSeconds: 3 });
    expect(error).toMatchObject({ code: 'sts-throttled', hint: 'Wait.', cause, retryAfterSeconds: 3 });
    expect(error.name).toBe('HelperError');
    expect(exitCodeOf(error)).toBe(5);
  });

  it('that is none of ours is a bug, with exit code 1', () => {
    expect(exitCodeOf(new TypeError('x'))).toBe(1);
    expect(exitCodeOf('x')).toBe(1);
  });

  it.each<[what: string, error: unknown, said: RegExp]>([
    [
      'with a hint',
      new HelperError('role-missing', 'No role.', { hint: 'Give one.' }),
      /^error \[role-missing\]: No role\.\nGive one\.\nhttps:\/\/github\.com\/.*\/docs\/troubleshooting\.md#role-missing$/,
    ],
    [
      'without a hint',
      new HelperError('role-missing', 'No role.'),
      /^error \[role-missing\]: No role\.\nhttps:\/\/github\.com\/.*#role-missing$/,
    ],
    [
      'that is a bug',
      new TypeError('x is not a function'),
      /^error: This is a bug .* report .*\nTypeError: x is not a function\n +at /,
    ],
    ['without a stack', Object.assign(new Error('x'), { stack: undefined }), /^error: This is a bug .*\nx$/],
    ['that is no error', 'just text', /^error: This is a bug .*\njust text$/],
  ])('%s is reported', (_what, error, said) => {
    const world = makeWorld();
    reportError(error, world.io.log);
    expect(world.said).toEqual([expect.stringMatching(said)]);
  });
});

describe('a job', () => {
  it.each(ciProviders().map((ci) => [ci.id, ci] as const))('of %s has a private folder of its own name', (id, ci) => {
    const { io } = makeWorld({ env: jobs[id] ?? {} });
    const job = jobOf(ci, io);
    expect(job.name).toMatch(/^[\w+=,.@-]{2,64}$/);
    expect(job.id).toMatch(/^[\w+=,.@-]{2,80}$/);
    expect(job.folder).toBe(`/tmp/private/${job.id}`);
  });

  it.each([
    ['github', 'GITHUB_WORKSPACE'],
    ['gitlab', 'CI_PROJECT_DIR'],
    ['circleci', 'CIRCLE_WORKING_DIRECTORY'],
    ['semaphore', 'SEMAPHORE_GIT_DIR'],
    ['jenkins', 'WORKSPACE'],
    ['custom', 'WORKSPACE'],
    ['buildkite', 'BUILDKITE_BUILD_CHECKOUT_PATH'],
    ['bitbucket', 'BITBUCKET_CLONE_DIR'],
    ['azure-pipelines', 'BUILD_SOURCESDIRECTORY'],
  ])('of %s has it outside of %s, and looks for the place once, when asked', (id, variable) => {
    const asked: (readonly (string | undefined)[])[] = [];
    const privateRoot = (checkouts: readonly (string | undefined)[]): string => {
      asked.push(checkouts);
      return '/safe';
    };
    const job = jobOf(detectCi({}, id), { env: { [variable]: '/checkout' }, privateRoot });
    expect(asked).toEqual([]);
    expect([job.folder, job.folder]).toEqual([`/safe/${job.id}`, `/safe/${job.id}`]);
    expect(asked).toEqual([expect.arrayContaining(['/checkout'])]);
  });

  it('has its folder made inside of one that is private as well', () => {
    const made: string[] = [];
    const { io } = makeWorld();
    const privateFolder = (path: string): string => {
      made.push(path);
      return path;
    };
    const files = { ...io.files, privateFolder };
    expect(makeJobFolder({ name: 'a', id: 'a', folder: '/tmp/private/a' }, { ...io, files })).toBe('/tmp/private/a');
    expect(made).toEqual(['/tmp/private', '/tmp/private/a', '/tmp/private']);
  });
});
