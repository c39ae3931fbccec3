// https://docs.envzero.com/guides/integrations/oidc-integrations
import type { JsonObject } from '../../core/json.ts';
import type { EmulatedCi } from './emulated-ci.ts';

const clientId = 'hoMiq9PdkRh9LUvVpH4wIErWg50VSG1b';
const subject = 'auth0|632b8219674bde0224a96141';
const ids = {
  organizationId: '7b5a2c1d-0e3f-4a5b-8c6d-9e0f1a2b3c4d',
  projectId: '1a433171-217e-4f58-9b4e-308d4d77902f',
  templateId: '2b544282-328f-4069-ac5f-419e5e88a13a',
  environmentId: '3c655393-439a-417a-bd6a-520f6f99b24b',
};

const tags: JsonObject = {
  principal_tags: Object.fromEntries(
    Object.entries({ ...ids, deployerEmail: 'sample-user@example.com', deploymentType: 'deploy' }).map(
      ([key, value]) => [key, [value]],
    ),
  ),
};

export const emulatedEnv0: EmulatedCi = {
  id: 'env0',
  name: 'env zero',
  docs: 'https://docs.envzero.com/guides/integrations/oidc-integrations',
  variants: [],
  // With a trailing slash.
  issuer: 'https://login.app.env0.com/',
  audience: 'https://prod.env0.com',
  clientId,
  lifetimeSeconds: 86_400,
  notBeforeSeconds: undefined,
  files: [],
  trustCondition: {
    StringEquals: {
      'login.app.env0.com/:aud': clientId,
      'login.app.env0.com/:sub': subject,
      'aws:RequestTag/projectId': ids.projectId,
    },
  },
  claims: ({ audience }) => ({
    sub: subject,
    aud: [audience, 'https://env0.auth0.com/userinfo'],
    azp: clientId,
    gty: 'password',
    apiKeyType: 'oidc',
    ...ids,
    deployerEmail: 'sample-user@example.com',
    environmentName: 'production',
    'https://aws.amazon.com/tags': tags,
  }),
  environment: async ({ token }) => ({
    ENV0_DEPLOYMENT_LOG_ID: '4d7664a4-54ab-428b-8e7b-631a7a00c35c',
    ENV0_ENVIRONMENT_ID: ids.environmentId,
    ENV0_OIDC_TOKEN: await token(),
    ENV0_ORGANIZATION_ID: ids.organizationId,
    ENV0_PROJECT_ID: ids.projectId,
    ENV0_TEMPLATE_ID: ids.templateId,
  }),
};
