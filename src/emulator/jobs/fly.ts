// https://fly.io/docs/security/openid-connect/
import { isObject, parseJson, stringAt } from '../../core/json.ts';
import type { EmulatedCi } from './emulated-ci.ts';

const organization = 'acme';
const app = 'shop';
const machine = { id: '3d8d9014b32d68', name: 'weathered-snow-7797' };

export const emulatedFly: EmulatedCi = {
  id: 'fly',
  name: 'Fly.io',
  docs: 'https://fly.io/docs/security/openid-connect/',
  variants: [],
  issuer: `https://oidc.fly.io/${organization}`,
  audience: 'sts.amazonaws.com',
  lifetimeSeconds: 600,
  notBeforeSeconds: 0,
  // A Machine is identified by its socket.
  tokenEndpoint: {
    path: '/fly/v1/tokens/oidc',
    asks({ body }) {
      const asked = parseJson(body);
      return { audience: (isObject(asked) ? stringAt(asked, 'aud') : undefined) ?? `https://fly.io/${organization}` };
    },
    answer: (token) => token,
  },
  files: [],
  trustCondition: {
    StringEquals: { [`oidc.fly.io/${organization}:aud`]: 'sts.amazonaws.com' },
    // The Machine comes last.
    StringLike: { [`oidc.fly.io/${organization}:sub`]: `${organization}:${app}:*` },
  },
  claims: () => ({
    sub: `${organization}:${app}:${machine.name}`,
    app_id: '3671581',
    app_name: app,
    image: 'docker.io/library/node:22',
    machine_id: machine.id,
    machine_name: machine.name,
    machine_version: '01H8TQKVY2R3S4T5U6V7W8X9Y0',
    org_id: '29873298',
    org_name: organization,
    region: 'fra',
  }),
  environment: async ({ emulatorUrl }) => ({
    CI_AWS_CREDENTIALS_FLY_API: `${emulatorUrl}/fly`,
    FLY_APP_NAME: app,
    FLY_MACHINE_ID: machine.id,
    FLY_REGION: 'fra',
  }),
};
