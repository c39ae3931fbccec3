// https://codefresh.io/docs/docs/integrations/oidc-pipelines/
import type { Issuer } from './issuer.ts';

const cloud = /^oidc\.codefresh\.io$/;

export const codefreshIssuer: Issuer = {
  id: 'codefresh',
  name: 'Codefresh',
  docs: 'https://codefresh.io/docs/docs/integrations/oidc-pipelines/',
  paths: { cloud, subjectRequired: cloud },
  subjectForms: [{ start: 'account:', end: ':', tenant: 'account' }],
};
