// https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens
import type { Issuer } from './issuer.ts';

const cloud = /^app\.terraform\.io$/;

export const terraformIssuer: Issuer = {
  id: 'terraform',
  name: 'HCP Terraform',
  docs: 'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens',
  paths: { cloud, subjectRequired: cloud },
  subjectForms: [{ start: 'organization:', end: ':', tenant: 'organization' }],
};
