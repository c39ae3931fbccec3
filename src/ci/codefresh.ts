// https://codefresh.io/docs/docs/integrations/oidc-pipelines/
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { CiProvider } from './provider.ts';
import { memberOf, tokenOfService, withAudience } from './token-service.ts';

export const codefresh: CiProvider = {
  id: 'codefresh',
  name: 'Codefresh',
  docs: 'https://codefresh.io/docs/docs/integrations/oidc-pipelines/',
  detect: (env) => envValue(env, 'CF_BUILD_ID') !== undefined,
  jobIdParts: (env) => ['codefresh', env.CF_BUILD_ID],
  owner: () => [],
  checkouts: (env) => [env.CF_VOLUME_PATH],
  async token(audience, io) {
    const url = envValue(io.env, 'CF_OIDC_REQUEST_URL');
    const password = envValue(io.env, 'CF_OIDC_REQUEST_TOKEN');
    if (url === undefined || password === undefined) {
      throw new HelperError(
        'token-missing',
        'This step cannot request an OIDC token: CF_OIDC_REQUEST_URL or CF_OIDC_REQUEST_TOKEN is not set.',
        {
          hint: 'Codefresh sets both for every step. Pass them to a container that the step itself starts (docker run, a composition): --env CF_OIDC_REQUEST_URL --env CF_OIDC_REQUEST_TOKEN.',
        },
      );
    }
    return tokenOfService(
      {
        url: { variable: 'CF_OIDC_REQUEST_URL', value: url },
        password: { variable: 'CF_OIDC_REQUEST_TOKEN', value: password },
        request: {
          method: 'GET',
          url: withAudience(url, audience ?? 'sts.amazonaws.com'),
          headers: { authorization: password, accept: 'application/json' },
        },
        tokenIn: memberOf('id_token'),
        hint: () =>
          'A 401 or 403 means that the request token is not valid; it expires with the build. For any other status, check the Codefresh status page.',
      },
      io,
    );
  },
  tokenVariables: ['CF_OIDC_REQUEST_TOKEN', 'CF_OIDC_REQUEST_URL'],
  audienceAdvice: (audience) => `Request it: --audience ${audience}.`,
  defaults: { exports: ['profile'], profileType: 'static' },
};
