// https://docs.spacelift.io/integrations/cloud-providers/oidc/
import type { Issuer } from './issuer.ts';

const cloud = /^[^./]+\.app\.(us\.)?spacelift\.io$/;

export const spaceliftIssuer: Issuer = {
  id: 'spacelift',
  name: 'Spacelift',
  docs: 'https://docs.spacelift.io/integrations/cloud-providers/oidc/',
  paths: { cloud, oneTenant: cloud },
  subjectForms: [{ start: 'space:', end: ':', tenant: 'space' }],
  sessionTags: { setBy: 'organization', identity: [] },
};
