import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isFresh,
  isUsable,
  parseCache,
  parseFailure,
  pauseAfterFailure,
  printCache,
  printFailure,
  processOutput,
  renewalTime,
} from '../../src/core/credential-cache.ts';
import { HelperError } from '../../src/core/errors.ts';
import { Secret } from '../../src/core/secret.ts';
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

  const answer: Readonly<Record<string, unknown>> = JSON.parse(processOutput(cached));
  const withAnswer = (other: unknown): string => `${now} ${now}\n${JSON.stringify(other)}\n`;

  it.each(['AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Expiration'])('without %s is none', (member) => {
    expect(parseCache(withAnswer(answer))).toBeDefined();
    expect(parseCache(withAnswer({ ...answer, [member]: undefined }))).toBeUndefined();
    expect(parseCache(withAnswer({ ...answer, [member]: {} }))).toBeUndefined();
  });

  it.each(['tomorrow', '+300000-01-01T00:00:00Z'])('that ends at %s, which is no time, is none', (Expiration) => {
    expect(parseCache(withAnswer({ ...answer, Expiration }))).toBeUndefined();
  });

  it.each([...printCache(cached)].map((_, length) => length))('of which there are %i characters is none', (length) => {
    expect(parseCache(printCache(cached).slice(0, length))).toBeUndefined();
  });

  it.each([
    ['times that are none', `x y\n${processOutput(cached)}`],
    ['one time', `1\n${processOutput(cached)}`],
    ['no times', processOutput(cached)],
    ['two answers', `1 2\n${processOutput(cached)}${processOutput(cached)}`],
    ['no object', withAnswer([])],
    ['nothing', withAnswer(null)],
  ])('with %s is none', (_what, text) => {
    expect(parseCache(text)).toBeUndefined();
  });

  it('has whole times after a failure, too: a shell compares them', () => {
    expect(pauseAfterFailure(10_001)).toBe(2500);
  });
});

it('an AWS tool gets what it expects, in one line', () => {
  expect(processOutput(cached)).toBe(
    '{"Version":1,"AccessKeyId":"ASIAFAKE1","SecretAccessKey":"fake-secret-key","SessionToken":"fake-session-token","Expiration":"2026-11-20T13:00:00.000Z"}\n',
  );
});

describe('a failed exchange', () => {
  const error = new HelperError('sts-access-denied', 'No.', { hint: 'Ask.' });
  const times = { since: 10, until: 20 };

  it.each([10, 15, 20])('at %i is that of whoever waited from 10 to 20, and is no cache', (at) => {
    const text = printFailure(error, at);
    expect(parseFailure(text, times)).toMatchObject({ code: 'sts-access-denied', message: 'No.', hint: 'Ask.' });
    expect(parseCache(text)).toBeUndefined();
  });

  it.each([
    ['before', printFailure(error, 9)],
    ['in the future, by a clock that was set back', printFailure(error, 21)],
    ['of another kind', printFailure(error, 15).replace('sts-access-denied', 'toString')],
    ['without a message', '{"failed":{"code":"sts-refused"},"at":15}'],
    ['at no time', '{"failed":{"code":"sts-refused","message":"x"}}'],
    ['of nothing', ''],
    ['of a cache', '{"accessKeyId":"ASIAFAKE","at":15}'],
  ])('%s is not', (_what, text) => {
    expect(parseFailure(text, times)).toBeUndefined();
  });

  it('may come without advice', () => {
    expect(parseFailure(printFailure(new HelperError('sts-refused', 'No.'), 15), times)?.hint).toBeUndefined();
  });
});
