import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/commands/talk.ts';
import { type CachedCredentials, parseCache } from '../../src/credential-cache.ts';
import { HelperError } from '../../src/errors.ts';
import type { GivenOptions } from '../../src/options.ts';
import type { Io } from '../../src/ports.ts';
import { renewedCredentials } from '../../src/renew.ts';
import { accessDenied, failureOf, granted, identity, jobs, roleArn } from '../fakes.ts';
import { makeWorld, type Scenery, type World } from '../world.ts';

const path = '/tmp/private/cache.json';
const given = { 'role-to-assume': roleArn, 'aws-region': 'eu-central-1' };

function job(scenery: Scenery = {}): World {
  let exchanges = 0;
  return makeWorld({ env: jobs.gitlab ?? {}, answer: () => granted(++exchanges), ...scenery });
}

function renewed(io: Io, options: GivenOptions = given): Promise<CachedCredentials> {
  return renewedCredentials({ settings: () => readSettings(options, io), path }, io);
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
      /^warning: The credentials could not be renewed; the last ones serve until 2026-11-20T13:00:00.000Z\./,
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
    expect(world.said).toContain('warning: The cache is not used: Others may write it.');
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
    expect(await failureOf(() => renewedCredentials({ settings, path }, world.io))).toMatchObject({
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
