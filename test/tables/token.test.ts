import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HelperError } from '../../src/core/errors.ts';
import { checkToken } from '../../src/token/check-token.ts';
import { audiencesOf, type Claims, parseToken } from '../../src/token/token.ts';
import { failureOf, fakeToken, noon } from '../fakes.ts';

describe('decoding a token', () => {
  it('drops the white space around it, as files and commands have it', () => {
    const jwt = fakeToken('one');
    const token = parseToken(` \r\n${jwt}\n`, 'the file t', true);
    expect(token.jwt.reveal()).toBe(jwt);
    expect(token).toMatchObject({ source: 'the file t', renewable: true, claims: { jti: 'one', sub: 'job:1' } });
  });

  it.each([
    ['', 'it is empty'],
    [' \n', 'it is empty'],
    ['hunter2', '7 characters, 1 part'],
    ['/run/token', 'it is a path; 10 characters, 1 part'],
    ['***', 'it is ***, a masked value'],
    ['$AWS_ID_TOKEN', 'it is an unexpanded variable'],
    ['%AWS_ID_TOKEN%', 'it is an unexpanded variable'],
    [`"${fakeToken('quoted')}"`, 'it has quotes around it'],
    ['https://ci.acme.example/token', 'it is a URL'],
    ['AKIAFAKEFAKEFAKEFAKE', 'it is an access key ID'],
    ['hunter2 and more', 'it contains spaces or line breaks'],
    [`bearer ${fakeToken('lower')}`, 'it begins with Bearer'],
    [`["${fakeToken('list')}"]`, 'it is JSON'],
    ['secret.secret.secret', ', 3 parts'],
    ['eyJhIjoxfQ.eyJhIjoxfQ', ', 2 parts'],
    [`Bearer ${fakeToken('bearer')}`, ', 3 parts'],
    [`{"value":"${fakeToken('json')}"}`, '3 parts'],
    ['eyJhIjoxfQ.WzFd.c2ln', ', 3 parts'],
    ['eyJhIjoxfQ.bnVsbA.c2ln', ', 3 parts'],
  ])('%j is refused by its shape, and not shown', async (text, shape) => {
    const error = await failureOf(() => parseToken(text, 'the variable T', false));
    expect(error).toMatchObject({ code: 'token-malformed', message: expect.stringContaining(shape) });
    expect(error).not.toHaveProperty('cause');
    expect(error.message).toContain('the variable T');
    // Stars are what a masked value looks like, and no secret.
    if (text.trim() !== '' && text !== '***') expect(`${error.message} ${error.hint}`).not.toContain(text.trim());
  });

  it.each<[aud: unknown, list: readonly string[]]>([
    ['sts.amazonaws.com', ['sts.amazonaws.com']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [['a', 1, null], ['a']],
    [[], []],
    [undefined, []],
    [7, []],
  ])('finds in the audience %j the list %j', (aud, list) => {
    expect(audiencesOf(parseToken(fakeToken('a', { aud }), 'x', false).claims)).toEqual(list);
  });
});

const expectations = {
  audience: undefined,
  audienceAdvice: (audience: string) => `ask for ${audience}`,
  now: noon * 1000,
};

function check(claims: Readonly<Record<string, unknown>>, audience?: string): void {
  checkToken(parseToken(fakeToken('checked', claims), 'the variable T', false), { ...expectations, audience });
}

describe('checking a token before AWS does', () => {
  it.each<[claims: Readonly<Record<string, unknown>>, audience?: string]>([
    [{}],
    [{ exp: undefined }],
    [{ exp: noon - 60 }],
    [{ nbf: noon + 60 }],
    [{ nbf: noon - 600 }],
    [{}, 'sts.amazonaws.com'],
    [{ aud: ['other', 'sts.amazonaws.com'] }, 'sts.amazonaws.com'],
    [{ aud: 'anything' }],
    [{ scp: 'read' }],
    [{ scp: ['Actions.x'] }],
  ])('lets %j pass, asked for %j', (claims, audience) => {
    expect(() => check(claims, audience)).not.toThrow();
  });

  it.each<[claims: Readonly<Record<string, unknown>>, code: string, message: string, hint: string, audience?: string]>([
    [{ iss: undefined }, 'token-claim-missing', 'no claim iss', 'iss must be included'],
    [{ sub: undefined }, 'token-claim-missing', 'no claim sub', 'sub must be included'],
    [{ aud: undefined }, 'token-claim-missing', 'no claim aud', 'aud must be included'],
    [{ exp: noon - 61 }, 'token-expired', 'expired 61 s ago, at 2026-11-20T11:58:59Z', 'earlier in the job'],
    [{ exp: noon - 119 }, 'token-expired', '119 s ago', 'clock is wrong'],
    [{ exp: noon - 120 }, 'token-expired', '2 min ago', 'clock is wrong'],
    [{ exp: noon - 7199 }, 'token-expired', '120 min ago', 'clock is wrong'],
    [{ exp: noon - 7200 }, 'token-expired', '2 h ago', 'clock is wrong'],
    [{ nbf: noon + 61 }, 'token-not-yet-valid', 'until 2026-11-20T12:01:01Z, in 61 s', 'NTP'],
    [
      { aud: 'https://github.com/octo' },
      'token-audience',
      'the audience https://github.com/octo, not a',
      'ask for a',
      'a',
    ],
    [{ aud: ['b', 'c'] }, 'token-audience', 'the audience b, c, not a', 'ask for a', 'a'],
    [
      { scp: 'Actions.GenericRead:x' },
      'token-malformed',
      "The token (the variable T) is for the CI's API",
      'set no token source',
    ],
  ])('refuses %j as %s', (claims, code, message, hint, audience) => {
    expect(() => check(claims, audience)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message), hint: expect.stringContaining(hint) }),
    );
  });

  it('ends in an error that the user can act on, whatever the claims are', () => {
    const value = fc.jsonValue();
    const claims = fc.record({ iss: value, sub: value, aud: value, exp: value, nbf: value }, { requiredKeys: [] });
    const odd = fc.record({ iss: fc.string(), sub: fc.string(), aud: fc.string(), exp: fc.double(), nbf: fc.double() });
    fc.assert(
      fc.property(fc.oneof(claims, odd), (payload) => {
        const token = { ...parseToken(fakeToken('any'), 'x', false), claims: payload as Claims };
        try {
          checkToken(token, { ...expectations, audience: 'a' });
        } catch (error) {
          expect(error).toBeInstanceOf(HelperError);
        }
      }),
    );
  });
});
