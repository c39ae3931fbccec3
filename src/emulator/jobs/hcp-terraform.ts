// https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens
import { randomUUID } from 'node:crypto';
import type { EmulatedCi } from './emulated-ci.ts';

// Spaces are literal.
const workspace = 'organization:acme:project:Default Project:workspace:shop';

export const emulatedHcpTerraform: EmulatedCi = {
  id: 'hcp-terraform',
  name: 'HCP Terraform',
  docs: 'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens',
  // The plan phase and module tests have tokens of their own.
  variants: ['plan', 'module-test'],
  issuer: 'https://app.terraform.io',
  audience: 'aws.workload.identity',
  lifetimeSeconds: 3600,
  notBeforeSeconds: 5,
  files: [],
  trustCondition: {
    StringEquals: {
      'app.terraform.io:aud': 'aws.workload.identity',
      'app.terraform.io:sub': [`${workspace}:run_phase:plan`, `${workspace}:run_phase:apply`],
    },
  },
  claims: ({ variant }) => ({
    jti: randomUUID(),
    terraform_organization_id: 'org-GRNbCjYNpBB6NEH9',
    terraform_organization_name: 'acme',
    terraform_run_id: 'run-CKuwsxMGgMd3W7Ui',
    ...(variant === 'module-test'
      ? { sub: 'organization:acme:module:network:operation:test_run', terraform_run_phase: 'plan' }
      : {
          sub: `${workspace}:run_phase:${variant ?? 'apply'}`,
          terraform_full_workspace: workspace,
          terraform_project_id: 'prj-Dx2sHgv4qkqHpH2P',
          terraform_project_name: 'Default Project',
          terraform_run_phase: variant ?? 'apply',
          terraform_workspace_id: 'ws-mbsd5E3Ktt5Rg2Xm',
          terraform_workspace_name: 'shop',
        }),
  }),
  environment: async ({ token }) => ({
    TFC_CONFIGURATION_VERSION_GIT_BRANCH: 'main',
    TFC_PROJECT_NAME: 'Default Project',
    TFC_RUN_ID: 'run-CKuwsxMGgMd3W7Ui',
    TFC_WORKLOAD_IDENTITY_TOKEN: await token(),
    TFC_WORKSPACE_NAME: 'shop',
    TFC_WORKSPACE_SLUG: 'acme/shop',
  }),
};
