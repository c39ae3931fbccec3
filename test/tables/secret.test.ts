import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProxy } from '../../src/core/proxy.ts';
import { hideFromNowOn, Secret, withoutSecrets } from '../../src/core/secret.ts';
import { secretsInEnvironment } from '../../src/token/environment-secrets.ts';
import { fakeToken } from '../fakes.ts';

const base64url = (text: string): string => Buffer.from(text).toString('base64url');

describe('a secret that somebody quotes', () => {
  const odd = 'Fake/Key+with="all"~(of) it\\\'s*';
  hideFromNowOn(odd);
  const token = `${base64url('{ "alg": "RS256" }')}.${base64url('{ "sub":\n"job:1" }')}.fake-signature_of-a-job`;
  const jwt = new Secret(`${token}\n`);
  const [, payload, signature] = token.split('.');

  it.each([
    ['as it is', `the key ${odd}.`, 'the key ***.'],
    ['twice', `${odd}${odd}`, '******'],
    ['in JSON', JSON.stringify({ key: odd }), '{"key":"***"}'],
    ['in JSON with slashes escaped', JSON.stringify([odd]).replaceAll('/', '\\/'), '["***"]'],
    ['in a URL', `?key=${encodeURIComponent(odd)}&x`, '?key=***&x'],
    ['in a URL, in small letters', encodeURIComponent(odd).replace(/%../g, (code) => code.toLowerCase()), '***'],
    ['in a form', new URLSearchParams({ key: odd, x: 'y' }).toString().replaceAll('*', '%2A'), 'key=***&x=y'],
    ['as a JWT that is not compact', `got ${token}, sorry`, 'got ***, sorry'],
    ['as a payload', `payload: ${payload}`, 'payload: ***'],
    ['as a signature', `signature: ${signature}`, 'signature: ***'],
  ])('is hidden %s', (_how, quoted, shown) => {
    expect(withoutSecrets(quoted)).toBe(shown);
  });

  it('is what it was to whoever asks for it', () => {
    expect(jwt.reveal()).toBe(`${token}\n`);
  });

  it('is hidden where the text is nothing else, in each spelling', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, maxLength: 40, unit: 'binary' }), (secret) => {
        fc.pre(secret.trim() === secret && Buffer.from(secret).toString() === secret && !/^\d{12}$/.test(secret));
        hideFromNowOn(secret);
        const bytes = Buffer.from(secret);
        const inner = (before: number): string =>
          Buffer.concat([Buffer.alloc(before), bytes])
            .toString('base64')
            .slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
        const quoted = JSON.stringify(secret).slice(1, -1);
        for (const spelling of [secret, quoted, encodeURIComponent(secret), inner(0), inner(1), inner(2)])
          expect(withoutSecrets(spelling)).toBe('***');
      }),
    );
  });

  it.each([0, 1])('of a JWT is hidden by the part %i after its header alone', (part) => {
    const payload = base64url('{"sub":"job:2"}');
    const signature = 'fake-signature-2';
    hideFromNowOn(`${base64url('{"alg":"none","typ":"JWT","long":true}')}.${payload}.${signature}`);
    expect(withoutSecrets([payload, signature][part] ?? '')).toBe('***');
  });

  it('is hidden in base64 whatever stands before and behind it', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 12, maxLength: 40, unit: 'binary' }),
        fc.string({ maxLength: 9 }),
        fc.string({ maxLength: 9 }),
        fc.constantFrom('base64', 'base64url'),
        (secret, before, behind, encoding) => {
          fc.pre(secret.trim() === secret && Buffer.from(secret).toString() === secret);
          hideFromNowOn(secret);
          const shown = withoutSecrets(Buffer.from(`${before}${secret}${behind}`).toString(encoding as 'base64'));
          // What is left of the encoding holds at most the halves of characters at its two ends.
          const left = shown.split('***').map((part) => Buffer.from(part, 'base64').toString());
          expect(shown).toContain('***');
          expect(left.join('\n')).not.toContain(secret);
        },
      ),
      // Each run makes one more secret known, and all are looked for.
      { numRuns: 30 },
    );
  });

  it.each([
    ['an account ID', '123456789012'],
    ['a key of a test server', 'test'],
    ['nothing', ''],
  ])('is not %s, which may stand in data', (_what, text) => {
    expect(new Secret(text).reveal()).toBe(text);
    expect(withoutSecrets(`a ${text} b`)).toBe(`a ${text} b`);
  });

  it.each([
    ['http://user:hunter2@proxy.example:3128/', 'http://***@proxy.example:3128/'],
    ['via https://token@sts.example, by mail@example.com', 'via https://***@sts.example, by mail@example.com'],
    ['https://example.com/a@b https://x?y=z@w', 'https://example.com/a@b https://x?y=z@w'],
  ])('is in a URL what stands before the host: %s', (text, shown) => {
    expect(withoutSecrets(text)).toBe(shown);
  });
});

describe('a proxy’s password', () => {
  parseProxy('http://user:fake%2Fproxy-password@proxy.example:3128');
  parseProxy('http://user:100%-fake-password@proxy.example:3128');

  it.each([
    ['alone', 'wrong: fake/proxy-password', 'wrong: ***'],
    ['as in the URL', 'wrong: fake%2Fproxy-password', 'wrong: ***'],
    ['in its header', `Basic ${btoa('user:fake/proxy-password')}`.replace(/=+$/, ''), 'Basic ***'],
    ['with a percent sign of its own', 'wrong: 100%-fake-password', 'wrong: ***'],
  ])('is hidden %s', (_how, text, shown) => {
    expect(withoutSecrets(text)).toMatch(new RegExp(`^${shown.replaceAll('*', '\\*')}.?$`));
  });
});

describe('of the environment', () => {
  it('what is a secret by its name or by its form is known', () => {
    const notCompact = `${base64url('{ "alg":"none"}')}.${base64url('{}')}.fake`;
    expect(
      secretsInEnvironment({
        PATH: '/bin',
        HOST: 'eyes.example.com',
        AWS_SESSION_TOKEN: 'fake-session-token',
        aws_secret_access_key: 'fake-secret-access-key',
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'fake-request-token',
        ANY_CI_BUILD_API_TOKEN: 'fake-api-token',
        SYSTEM_ACCESSTOKEN: 'fake-access-token',
        OTHER_ACCESS_TOKEN: '$(Nobody.Replaced)',
        MY_TOKEN: fakeToken('x'),
        MY_OTHER_TOKEN: notCompact,
        AWS_SECRET_ACCESS_KEY: undefined,
      }).filter((text) => text !== ''),
    ).toEqual([
      ...['fake-session-token', 'fake-secret-access-key'],
      ...['fake-request-token', 'fake-api-token', 'fake-access-token'],
      fakeToken('x'),
      notCompact,
    ]);
  });
});
