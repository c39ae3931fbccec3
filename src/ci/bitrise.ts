// https://docs.bitrise.io/en/bitrise-platform/integrations/oidc-authentication/oidc-for-aws.html
// https://github.com/bitrise-steplib/bitrise-step-get-identity-token/blob/main/api/client.go
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { CiProvider } from './provider.ts';
import { memberOf, tokenOfService } from './token-service.ts';

export const bitrise: CiProvider = {
  id: 'bitrise',
  name: 'Bitrise',
  docs: 'https://docs.bitrise.io/en/bitrise-platform/integrations/oidc-authentication/oidc-for-aws.html',
  // BITRISE_BUILD_NUMBER and others are also set in a local run of the CLI.
  detect: (env) => env.BITRISE_IO === 'true',
  jobIdParts: (env) => ['bitrise', env.BITRISE_BUILD_SLUG],
  owner: () => [],
  checkouts: (env) => [env.BITRISE_SOURCE_DIR],
  async token(audience, io) {
    const url = envValue(io.env, 'BITRISE_BUILD_URL');
    const password = envValue(io.env, 'BITRISE_BUILD_API_TOKEN');
    if (url === undefined || password === undefined) {
      throw new HelperError(
        'token-missing',
        'This build cannot request an OIDC token: BITRISE_BUILD_URL or BITRISE_BUILD_API_TOKEN is not set.',
        {
          hint: 'Bitrise sets both for every Step of a build on bitrise.io. Pass them to a container that a Script Step starts: --env BITRISE_BUILD_URL --env BITRISE_BUILD_API_TOKEN.',
        },
      );
    }
    return tokenOfService(
      {
        url: { variable: 'BITRISE_BUILD_URL', value: url },
        password: { variable: 'BITRISE_BUILD_API_TOKEN', value: password },
        request: {
          method: 'POST',
          url: `${url.replace(/\/$/, '')}/id_token.json`,
          headers: {
            authorization: password,
            build_api_token: password,
            'content-type': 'application/json; charset=utf-8',
          },
          body: JSON.stringify({ aud: audience ?? 'sts.amazonaws.com' }),
        },
        tokenIn: memberOf('id_token'),
        reasonIn: memberOf('message'),
        hint: () =>
          'A 401 or 403 means that BITRISE_BUILD_API_TOKEN is not valid; it expires with the build. For any other status, check the Bitrise status page.',
      },
      io,
    );
  },
  tokenVariables: ['BITRISE_BUILD_API_TOKEN'],
  audienceAdvice: (audience) => `Request it: --audience ${audience}.`,
  defaults: { exports: ['profile'], profileType: 'process' },
};
