import type { EmulatedCi } from './emulated-ci.ts';

const provider = 'ci.example.com/oidc';

/** A made-up CI. */
export const emulatedCustom: EmulatedCi = {
  id: 'custom',
  name: 'another CI',
  docs: 'https://openid.net/specs/openid-connect-core-1_0.html#IDToken',
  variants: [],
  issuer: `https://${provider}`,
  audience: 'sts.amazonaws.com',
  lifetimeSeconds: 3600,
  notBeforeSeconds: undefined,
  files: [],
  trustCondition: {
    StringEquals: { [`${provider}:aud`]: 'sts.amazonaws.com', [`${provider}:sub`]: 'project:shop:branch:main' },
  },
  claims: ({ pullRequest, refType, refName }) => ({
    sub: pullRequest === undefined ? `project:shop:${refType}:${refName}` : `project:shop:pull:${pullRequest}`,
    project: 'shop',
  }),
  // The name in the examples of the page: --token-env MY_TOKEN.
  environment: async ({ token }) => ({ CI: 'true', MY_TOKEN: await token() }),
};
