// https://fly.io/docs/security/openid-connect/
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { CiProvider } from './provider.ts';
import { tokenOfService } from './token-service.ts';

/** The socket for the API of the Machine's host. */
const usualSocket = '/.fly/api';
/** A variable of this program, for another socket path or an http URL. */
const placeVariable = 'CI_AWS_CREDENTIALS_FLY_API';

/** A Fly.io Machine. If it was started with `AWS_ROLE_ARN`, it has a token file that AWS tools read, and this is not used. */
export const fly: CiProvider = {
  id: 'fly',
  name: 'Fly.io',
  docs: 'https://fly.io/docs/security/openid-connect/',
  detect: (env) =>
    envValue(env, 'FLY_APP_NAME') !== undefined &&
    envValue(env, 'FLY_MACHINE_ID') !== undefined &&
    envValue(env, 'AWS_WEB_IDENTITY_TOKEN_FILE') === undefined,
  jobIdParts: (env) => ['fly', env.FLY_APP_NAME, env.FLY_MACHINE_ID],
  owner: () => [],
  checkouts: () => [],
  async token(audience, io) {
    const place = envValue(io.env, placeVariable) ?? usualSocket;
    const isUrl = /^https?:/.test(place);
    if (!isUrl && io.files.identity(place) === undefined) {
      throw new HelperError(
        'token-missing',
        `The socket ${place}, where a Machine requests its tokens, does not exist.`,
        {
          hint: `Every Fly.io Machine has it. In a container inside a Machine, mount it (--volume ${usualSocket}:${usualSocket}); if it is at another path, set ${placeVariable}=PATH.`,
        },
      );
    }
    const origin = isUrl ? place.replace(/\/$/, '') : 'http://localhost';
    return tokenOfService(
      {
        url: { variable: placeVariable, value: origin },
        request: {
          method: 'POST',
          url: `${origin}/v1/tokens/oidc`,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ aud: audience ?? 'sts.amazonaws.com' }),
          ...(isUrl ? {} : { socketPath: place }),
        },
        tokenIn: (_answer, text) => text.trim() || undefined,
        reasonIn: ({ error }) => (typeof error === 'string' ? error : undefined),
        hint: () => 'The Machine itself answers there. Check its log and the Fly.io status page.',
      },
      io,
    );
  },
  audienceAdvice: (audience) => `Request it: --audience ${audience}.`,
  defaults: { exports: ['profile'], profileType: 'process' },
};
