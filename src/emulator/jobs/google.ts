// https://docs.cloud.google.com/compute/docs/instances/verifying-instance-identity
import { commit, type EmulatedCi } from './emulated-ci.ts';

const serviceAccount = '107517467455664443766';

export const emulatedGoogle: EmulatedCi = {
  id: 'google',
  name: 'Google Cloud',
  docs: 'https://docs.cloud.google.com/compute/docs/instances/verifying-instance-identity',
  variants: [],
  issuer: 'https://accounts.google.com',
  audience: 'sts.amazonaws.com',
  clientId: serviceAccount,
  lifetimeSeconds: 3600,
  notBeforeSeconds: undefined,
  // A machine is identified by its metadata server.
  tokenEndpoint: {
    path: '/computeMetadata/v1/instance/service-accounts/default/identity',
    asks({ headers, query }) {
      const audience = query.get('audience');
      if (headers.get('metadata-flavor') !== 'Google') return { status: 403, body: 'Missing Metadata-Flavor: Google' };
      return audience ? { audience } : { status: 400, body: 'non-empty audience parameter required' };
    },
    answer: (token) => token,
  },
  files: [],
  trustCondition: {
    StringEquals: {
      'accounts.google.com:aud': serviceAccount,
      'accounts.google.com:oaud': 'sts.amazonaws.com',
      'accounts.google.com:sub': serviceAccount,
    },
  },
  claims: () => ({
    sub: serviceAccount,
    azp: serviceAccount,
    email: 'deploy@shop.iam.gserviceaccount.com',
    email_verified: true,
  }),
  environment: async ({ emulatorUrl }) => ({
    BUILDER_OUTPUT: '/builder/outputs',
    BUILD_ID: '7c0e1f2a-3b4c-4d5e-8f6a-7b8c9d0e1f2a',
    COMMIT_SHA: commit,
    GCE_METADATA_HOST: new URL(emulatorUrl).host,
    PROJECT_ID: 'shop',
  }),
};
