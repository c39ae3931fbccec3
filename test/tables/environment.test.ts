import { describe, expect, it } from 'vitest';
import { environmentOf } from '../../src/core/environment.ts';

const variables = { aws_access_key_id: 'AKIAFOREIGN', Path: 'C:\\bin', EMPTY: '' };

describe('an environment', () => {
  it.each([
    ['win32', 'AWS_ACCESS_KEY_ID', 'AKIAFOREIGN'],
    ['win32', 'aws_access_key_id', 'AKIAFOREIGN'],
    ['win32', 'PATH', 'C:\\bin'],
    ['win32', 'empty', ''],
    ['linux', 'AWS_ACCESS_KEY_ID', undefined],
    ['linux', 'aws_access_key_id', 'AKIAFOREIGN'],
    ['darwin', 'PATH', undefined],
  ])('on %s has %s as %j', (platform, name, value) => {
    const env = environmentOf(variables, platform);
    expect(env[name]).toBe(value);
    expect(name in env).toBe(value !== undefined);
  });

  it.each(['win32', 'linux'])('on %s is listed by the names that were given, and has no others', (platform) => {
    const env = environmentOf(variables, platform);
    expect(Object.entries(env)).toEqual(Object.entries(variables));
    expect([env.constructor, env.toString, 'constructor' in env]).toEqual([undefined, undefined, false]);
  });

  it('stays as it was', () => {
    const before: Record<string, string> = { A: '1' };
    const env = environmentOf(before, 'win32');
    before.A = '2';
    expect(env.a).toBe('1');
  });
});
