// https://vercel.com/docs/oidc/reference
import type { Issuer } from './issuer.ts';

export const vercelIssuer: Issuer = {
  id: 'vercel',
  name: 'Vercel',
  docs: 'https://vercel.com/docs/oidc/reference',
  paths: { cloud: /^oidc\.vercel\.com(\/|$)/, oneTenant: /^oidc\.vercel\.com\// },
  subjectForms: [{ start: 'owner:', end: ':', tenant: 'team' }],
};
