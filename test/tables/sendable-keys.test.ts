import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/core/secret.ts';
import { requireSendable } from '../../src/core/sendable-keys.ts';
import { failureOf } from '../fakes.ts';

const secretAccessKey = new Secret('fake');

describe('keys', () => {
  it.each(['AKIAFAKE', 'minio', 'a.b-c_d@e'])('may have the ID %s', (accessKeyId) => {
    expect(() => requireSendable({ accessKeyId, secretAccessKey })).not.toThrow();
  });

  it.each(['AKIAFAKE\n', ' AKIAFAKE', 'AKIA\u00e9', '', 'AKIA\tFAKE'])(
    'must not have the ID %j',
    async (accessKeyId) => {
      expect(await failureOf(() => requireSendable({ accessKeyId, secretAccessKey }))).toMatchObject({
        code: 'credentials-invalid',
        message: expect.stringContaining('The access key ID contains'),
      });
    },
  );

  it.each(['FakeToken\n', 'FakeToken\r', 'Fake Token', '\u20ac', ''])(
    'must not have the session token %j',
    async (text) => {
      const error = await failureOf(() =>
        requireSendable({ accessKeyId: 'AKIAFAKE', secretAccessKey, sessionToken: new Secret(text) }),
      );
      expect(error).toMatchObject({ code: 'credentials-invalid' });
      expect(error.message).not.toContain('Fake');
    },
  );

  it('may have a session token', () => {
    const sessionToken = new Secret('FakeToken+/=');
    expect(() => requireSendable({ accessKeyId: 'AKIAFAKE', secretAccessKey, sessionToken })).not.toThrow();
  });
});
