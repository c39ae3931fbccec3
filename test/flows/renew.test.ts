import { describe, expect, it } from 'vitest';
import { type CachedCredentials, parseCache } from '../../src/core/credential-cache.ts';
import { HelperError } from '../../src/core/errors.ts';
import type { Io } from '../../src/core/io.ts';
import { readSettings } from '../../src/options/read-settings.ts';
import type { GivenOptions } from '../../src/options/table.ts';
import { cachedCredentials } from '../../src/session/cached-credentials.ts';
import { renewToken } from '../../src/session/renew.ts';
import { accessDenied, failureOf, fakeToken, githubAndSts, granted, identity, jobs, noon, roleArn } from '../fakes.ts';
import { makeWorld, type Scenery, type World } from '../world.ts';

const path = '/tmp/private/cache';
const given = { 'role-to-assume': roleArn, 'aws-region': 'eu-central-1' };

function job(scenery: Scenery = {}): World {
  let exchanges = 0;
  return makeWorld({ env: jobs.gitlab ?? {}, answer: () => granted(++exchanges), ...scenery });
}

function renewed(io: Io, options: GivenOptions = given): Promise<CachedCredentials> {
  return cachedCredentials({ settings: () => readSettings(options, io), path }, io);
}

async function keyOf(world: World): Promise<string> {
  const { credentials } = await renewed(world.io);
  return credentials.accessKeyId;
}

describe('credentials of a cache', () => {
  it('are asked for once, and serve until their time has come', async () => {
    const world = job();
    expect(await keyOf(world)).toBe('ASIAFAKE1');
    world.pass(60_000);
    expect(await keyOf(world)).toBe('ASIAFAKE1');
    expect(world.requests).toHaveLength(1);
    expect(parseCache(world.files.get(path) ?? '')?.credentials.accessKeyId).toBe('ASIAFAKE1');
  });

  it('that another call renewed meanwhile are taken from there', async () => {
    const world = job();
    const locked: typeof world.io.files.locked = async (_path, task) => {
      const other = job();
      await keyOf(other);
      world.files.set(path, other.files.get(path) ?? '');
      return task();
    };
    const io = { ...world.io, files: { ...world.io.files, locked } };
    const { credentials } = await renewed(io);
    expect(credentials.accessKeyId).toBe('ASIAFAKE1');
    expect(world.requests).toEqual([]);
  });

  it('serve to their end where they cannot be renewed, and the log says so', async () => {
    const good = job();
    await keyOf(good);
    const world = job({ files: Object.fromEntries(good.files), answer: () => accessDenied });
    world.pass(50 * 60_000);
    expect(await keyOf(world)).toBe('ASIAFAKE1');
    expect(world.said.at(-1)).toMatch(
      /^warning: The credentials could not be renewed; the previous ones are valid until 2026-11-20T13:00:00.000Z\./,
    );
    world.pass(10 * 60_000);
    expect(await failureOf(() => keyOf(world))).toBeInstanceOf(HelperError);
  });

  it('that somebody else could have written are not used', async () => {
    const world = job();
    const readPrivate = (): never => {
      throw new HelperError('file-unsafe', 'Others may write it.');
    };
    const io = { ...world.io, files: { ...world.io.files, readPrivate } };
    const { credentials } = await renewed(io);
    expect(credentials.accessKeyId).toBe('ASIAFAKE1');
    expect(world.said).toContain('warning: Ignoring the credential cache: Others may write it.');
  });

  it('that cannot be renewed are not asked for by every call, and in haste', async () => {
    const good = job();
    await keyOf(good);
    const limits: (number | undefined)[] = [];
    const env = { ...jobs.gitlab, AWS_ID_TOKEN: fakeToken('long', { exp: noon + 86_400 }) };
    const world = job({ env, files: Object.fromEntries(good.files), answer: () => accessDenied });
    world.pass(50 * 60_000);
    const send: typeof world.io.http.send = (request, limit) => {
      limits.push(limit);
      return world.io.http.send(request);
    };
    const http = { ...world.io.http, send, through: () => http };
    const io = { ...world.io, http };
    await renewed(io);
    expect(Math.max(...limits.map(Number))).toBeLessThanOrEqual(10_000);
    const sent = world.requests.length;
    await renewed(io);
    expect(world.requests).toHaveLength(sent);
    world.pass(60_000);
    await renewed(io);
    expect(world.requests.length).toBeGreaterThan(sent);
  });

  it.each(['file-locked', 'file-unsafe'] as const)(
    'serve while the lock cannot be had (%s), and only then',
    async (code) => {
      const good = job();
      await keyOf(good);
      const world = job({ files: Object.fromEntries(good.files) });
      const locked = (): Promise<never> => Promise.reject(new HelperError(code, 'It is held.'));
      const io = { ...world.io, files: { ...world.io.files, locked } };
      world.pass(50 * 60_000);
      expect((await renewed(io)).credentials.accessKeyId).toBe('ASIAFAKE1');
      expect(world.said.at(-1)).toContain('It is held.');
      world.pass(10 * 60_000);
      expect((await failureOf(() => renewed(io))).code).toBe(code);
    },
  );

  it('that were refused while others waited for them are refused to all of them, by one exchange', async () => {
    const world = job({ answer: () => accessDenied });
    const failures: HelperError[] = [];
    let waiting = 20;
    // All of them are there before the first of them gets the lock.
    const tasks: (() => Promise<void>)[] = [];
    const locked: typeof world.io.files.locked = (_path, task) =>
      new Promise((resolve, reject) => {
        tasks.push(async () => Promise.resolve(task()).then(resolve, reject));
        waiting -= 1;
        if (waiting === 0) void tasks.reduce((before, next) => before.then(next), Promise.resolve());
      });
    const io = { ...world.io, files: { ...world.io.files, locked } };
    await Promise.all(Array.from({ length: 20 }, async () => failures.push(await failureOf(() => renewed(io)))));
    expect(world.requests).toHaveLength(3);
    expect(new Set(failures.map(({ code, message, hint }) => `${code} ${message} ${hint}`)).size).toBe(1);
    expect(failures[19]).toMatchObject({ code: 'sts-access-denied', hint: failures[0]?.hint });
    world.pass(1);
    await failureOf(() => keyOf(world));
    expect(world.requests).toHaveLength(6);
  });

  it('that were refused are had as soon as AWS gives them', async () => {
    let exchanges = 0;
    const world = job({ answer: () => (++exchanges <= 3 ? accessDenied : granted(1)) });
    await failureOf(() => keyOf(world));
    world.pass(1);
    expect(await keyOf(world)).toBe('ASIAFAKE1');
  });

  it('are waited for as long as the exchange of another call may take', async () => {
    const world = job();
    const timeouts: unknown[] = [];
    const locked: typeof world.io.files.locked = async (_path, task, timeout) => {
      timeouts.push(timeout);
      return task();
    };
    const io = { ...world.io, files: { ...world.io.files, locked } };
    await renewed(io, { ...given, timeout: '300' });
    world.pass(3_600_000);
    await failureOf(() => renewed(io, { ...given, timeout: '0' }));
    expect(timeouts).toEqual([310_000, Number.POSITIVE_INFINITY]);
  });

  it('are had all the same where no file can be written', async () => {
    const world = job();
    const fails = (): never => {
      throw new HelperError('file-not-writable', 'The disk is full.');
    };
    for (const files of [
      { ...world.io.files, replace: fails },
      { ...world.io.files, locked: async () => fails() },
    ]) {
      expect((await renewed({ ...world.io, files })).credentials.accessKeyId).toMatch(/^ASIAFAKE/);
      expect(world.said).toContain('warning: The credentials cannot be cached. The disk is full.');
    }
    const bug = (): never => {
      throw new TypeError('x');
    };
    await expect(renewed({ ...world.io, files: { ...world.io.files, replace: bug } })).rejects.toThrow(TypeError);
  });

  it('whose file ends anywhere are asked for anew', async () => {
    const good = job();
    await keyOf(good);
    const text = good.files.get(path) ?? '';
    for (let length = 0; length < text.length; length += 1) {
      const world = job({ files: { [path]: text.slice(0, length) } });
      expect(await keyOf(world)).toBe('ASIAFAKE1');
      expect(world.requests).toHaveLength(1);
      expect(world.files.get(path)).toBe(text);
    }
  });

  it('after a jump of the clock are asked for: back, AWS may have ended them; forth, they have ended by it', async () => {
    const world = job();
    await keyOf(world);
    world.pass(-24 * 3_600_000);
    expect(await keyOf(world)).toBe('ASIAFAKE2');
    world.pass(48 * 3_600_000);
    // By this clock the token has ended, too.
    expect((await failureOf(() => keyOf(world))).code).toBe('token-expired');
  });

  it.each([
    ['named by its ARN', '210987654321'],
    ['that STS speaks of', '123456789012'],
  ])('are of an account that is allowed: %s', async (_what, allowed) => {
    const world = job({ answer: () => granted(1, '210987654321') });
    const error = await failureOf(() => renewed(world.io, { ...given, 'allowed-account-ids': allowed }));
    expect(error.code).toBe('account-not-allowed');
    expect(world.files.size).toBe(0);
  });

  it.each([
    ['in an error', accessDenied],
    ['in the log', granted()],
  ])('show no account where none is to be seen: %s', async (_what, answer) => {
    const world = makeWorld({ env: jobs.github ?? {}, answer: githubAndSts(answer) });
    const options = { ...given, 'mask-aws-account-id': 'true' };
    const message = await renewed(world.io, options).then(
      () => '',
      (error: unknown) => String(error),
    );
    expect(message).not.toContain('123456789012');
    expect(world.said.filter((line) => line.includes('123456789012'))).toEqual(['mask: 123456789012']);
  });

  it('are masked where the CI can', async () => {
    const world = makeWorld({ env: jobs.github ?? {}, answer: githubAndSts(granted()) });
    await renewed(world.io);
    expect(world.said.filter((line) => /fake-secret-key-1|fake-session-token-1/.test(line))).toEqual([
      'mask: fake-secret-key-1',
      'mask: fake-session-token-1',
    ]);
  });

  it('whose file fails in a way that nobody foresaw are a bug', async () => {
    const world = job();
    const readPrivate = (): never => {
      throw new TypeError('x');
    };
    const io = { ...world.io, files: { ...world.io.files, readPrivate } };
    await expect(renewed(io)).rejects.toThrow(TypeError);
  });

  it('of an account that is not allowed are neither printed nor kept', async () => {
    const world = job();
    const settings = () => readSettings({ ...given, 'allowed-account-ids': '999999999999' }, world.io);
    expect(await failureOf(() => cachedCredentials({ settings, path }, world.io))).toMatchObject({
      code: 'account-not-allowed',
    });
    expect(world.files.has(path)).toBe(false);
  });

  it('are those of a role, as keys have no end', async () => {
    const world = makeWorld({ env: jobs.gitlab ?? {}, answer: () => identity() });
    const keys = { 'aws-access-key-id': 'AKIAFAKE', 'aws-secret-access-key': 'fake' };
    const error = await failureOf(() => renewed(world.io, keys));
    expect(error.code).toBe('option-conflict');
  });
});

describe('a token that is kept fresh', () => {
  it('is due with a third of its life left, and that without an end once a day', async () => {
    const world = makeWorld({ env: jobs.gitlab ?? {} });
    const now = world.io.clock.now();
    expect(await renewToken(readSettings(given, world.io), world.io)).toMatchObject({
      renewAt: now + 200_000,
      endsAt: now + 300_000,
    });
    world.pass(299_000);
    expect(await renewToken(readSettings(given, world.io), world.io)).toMatchObject({ renewAt: now + 304_000 });
    const endless = makeWorld({ env: { ...jobs.gitlab, AWS_ID_TOKEN: fakeToken('endless', { exp: undefined }) } });
    expect(await renewToken(readSettings(given, endless.io), endless.io)).toMatchObject({ renewAt: now + 86_400_000 });
  });

  it('is there at all', async () => {
    const world = makeWorld({ env: jobs.gitlab ?? {} });
    const keys = { 'aws-access-key-id': 'AKIAFAKE', 'aws-secret-access-key': 'fake' };
    await expect(renewToken(readSettings(keys, world.io), world.io)).rejects.toThrow('only a token');
  });
});
