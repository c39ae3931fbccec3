// https://fly.io/docs/security/openid-connect/
import type { Issuer } from './issuer.ts';

const cloud = /^oidc\.fly\.io\//;

export const flyIssuer: Issuer = {
  id: 'fly',
  name: 'Fly.io',
  docs: 'https://fly.io/docs/security/openid-connect/',
  paths: { cloud, oneTenant: cloud },
};
