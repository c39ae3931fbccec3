import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFresh, isUsable, parseCache, printCache, processOutput, renewalTime } from '../../src/credential-cache.ts';
import { Secret } from '../../src/secret.ts';
import { noon } from '../fakes.ts';

const now = noon * 1000;
const minutes = (count: number): number => count * 60_000;
const cached = {
  credentials: {
    accessKeyId: 'ASIAFAKE1',
    secretAccessKey: new Secret('fake-secret-key'),
    sessionToken: new Secret('fake-session-token'),
    expiresAt: now + minutes(60),
  },
  issuedAt: now,
  renewAt: now + minutes(45),
};

describe('credentials are renewed', () => {
  it.each([
    [60, 0, 45],
    [60, 0.999_999_9, 37],
    [15, 0, 10],
    [720, 0, 705],
    [0, 0.5, 0],
    [-5, 0, -5],
  ])('of %i minutes of life, with the chance %f, after %i', (life, random, after) => {
    expect(Math.round((renewalTime(now, now + minutes(life), random) - now) / 60_000)).toBe(after);
  });

  it('never after their end, and never before half of their life', () => {
    const life = fc.integer({ min: 0, max: minutes(720) });
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(life, random, (length, part) => {
        const at = renewalTime(now, now + length, part) - now;
        expect(at).toBeLessThanOrEqual(length);
        expect(at).toBeGreaterThanOrEqual(Math.floor(length / 2));
      }),
    );
  });

  it.each([
    [-1440, false, false],
    [-6, false, false],
    [-4, true, true],
    [44, true, true],
    [45, false, true],
    [59.9, false, true],
    [60, false, false],
    [61, false, false],
  ])('after %f minutes: fresh %s, usable %s', (count, fresh, usable) => {
    expect(isFresh(cached, now + minutes(count))).toBe(fresh);
    expect(isUsable(cached, now + minutes(count))).toBe(usable);
  });
});

describe('the cache', () => {
  it('is read as it was written', () => {
    const read = parseCache(printCache(cached));
    expect(read).toMatchObject({ renewAt: cached.renewAt, credentials: { accessKeyId: 'ASIAFAKE1' } });
    expect(read?.credentials.secretAccessKey.reveal()).toBe('fake-secret-key');
    expect(read?.credentials.sessionToken.reveal()).toBe('fake-session-token');
    expect(read?.credentials.expiresAt).toBe(cached.credentials.expiresAt);
  });

  const written: Readonly<Record<string, unknown>> = JSON.parse(printCache(cached));

  it.each(Object.keys(written))('without %s is none', (member) => {
    expect(parseCache(JSON.stringify({ ...written, [member]: undefined }))).toBeUndefined();
    expect(parseCache(JSON.stringify({ ...written, [member]: {} }))).toBeUndefined();
  });

  it.each(['', '{', '[]', 'null', printCache(cached).slice(0, -5)])('that is %j is none', (text) => {
    expect(parseCache(text)).toBeUndefined();
  });
});

it('an AWS tool gets what it expects, in one line', () => {
  expect(processOutput(cached)).toBe(
    '{"Version":1,"AccessKeyId":"ASIAFAKE1","SecretAccessKey":"fake-secret-key","SessionToken":"fake-session-token","Expiration":"2026-11-20T13:00:00.000Z"}\n',
  );
});
