// https://github.com/bitrise-steplib/bitrise-step-get-identity-token/blob/main/api/client.go
// https://docs.bitrise.io/en/bitrise-platform/integrations/oidc-authentication/oidc-for-aws.html
import { isObject, parseJson, stringAt } from '../../core/json.ts';
import { commit, type EmulatedCi } from './emulated-ci.ts';

const app = '6c06d7f0b1a2c3d4';
const build = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const path = `/bitrise/build/${build}`;
/** Made up: the real form is not published. */
const subject = `app:${app}`;

export const emulatedBitrise: EmulatedCi = {
  id: 'bitrise',
  name: 'Bitrise',
  docs: 'https://docs.bitrise.io/en/bitrise-platform/integrations/oidc-authentication/oidc-for-aws.html',
  variants: [],
  issuer: 'https://token.builds.bitrise.io',
  audience: 'sts.amazonaws.com',
  lifetimeSeconds: 600,
  notBeforeSeconds: undefined,
  tokenEndpoint: {
    path: `${path}/id_token.json`,
    password: ({ headers }) =>
      headers.get('authorization') === headers.get('build_api_token') ? headers.get('authorization') : undefined,
    asks({ body }) {
      const asked = parseJson(body);
      const audience = isObject(asked) ? stringAt(asked, 'aud') : undefined;
      return audience ? { audience } : { status: 422, body: JSON.stringify({ message: 'aud is required' }) };
    },
    answer: (token) => ({ id_token: token, token_type: 'Bearer', expires_in: 600 }),
  },
  files: [],
  trustCondition: {
    StringEquals: { 'token.builds.bitrise.io:aud': 'sts.amazonaws.com', 'token.builds.bitrise.io:sub': subject },
  },
  claims: () => ({
    sub: subject,
    app_slug: app,
    build_number: '42',
    commit_hash: commit,
    repository_owner: 'octo-org',
    repository_slug: 'octo-repo',
    repository_url: 'https://github.com/octo-org/octo-repo',
    workflow: 'deploy',
  }),
  environment: async ({ job, emulatorUrl, requestToken }) => ({
    CI: 'true',
    BITRISE_APP_SLUG: app,
    BITRISE_BUILD_API_TOKEN: requestToken,
    BITRISE_BUILD_NUMBER: '42',
    BITRISE_BUILD_SLUG: build,
    BITRISE_BUILD_URL: `${emulatorUrl}${path}`,
    BITRISE_GIT_BRANCH: job.refName,
    BITRISE_IO: 'true',
    BITRISE_TRIGGERED_WORKFLOW_ID: 'deploy',
  }),
};
