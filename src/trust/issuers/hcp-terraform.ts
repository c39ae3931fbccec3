// https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens
import { groupsOf, namesGenerator } from '../generate/names-generator.ts';
import { providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';

const generator = namesGenerator({
  names: {
    organization: 'its name',
    project: 'the name of the project',
    workspace: 'the name of the workspace',
  },
  hint: 'Use --organization, --project and --workspace. Both phases, plan and apply, get the role.',
  isFrom: ({ iss = '', sub = '' }) =>
    cloud.test(providerPath(iss)) || /^organization:[^:]+:(project:[^:]+:workspace|module):/.test(sub),
  namesIn: groupsOf(
    /^organization:(?<organization>[^:]+):project:(?<project>[^:]+):workspace:(?<workspace>[^:]+):run_phase:(?:plan|apply)$/,
  ),
  issuer: () => 'https://app.terraform.io',
  audience: () => 'aws.workload.identity',
  subjects: ({ organization, project, workspace }) =>
    ['plan', 'apply'].map(
      (phase) => `organization:${organization}:project:${project}:workspace:${workspace}:run_phase:${phase}`,
    ),
});

/** And the separate region for Europe. */
const cloud = /^app\.(eu\.)?terraform\.io$/;

export const hcpTerraformIssuer: Issuer = {
  id: 'hcp-terraform',
  name: 'HCP Terraform',
  docs: 'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens',
  generator,
  audience: {
    says: 'The audience is the variable TFC_WORKLOAD_IDENTITY_AUDIENCE of the workspace.',
    fixed: false,
    page: 'docs/ci/hcp-terraform.md#aws',
  },
  lifetime:
    'A token of HCP Terraform is valid for the time limit of its phase (plan or apply): exchange it in that phase.',
  shownClaims: ['terraform_workspace_name', 'terraform_workspace_id', 'terraform_run_phase'],
  paths: { cloud, subjectRequired: /^app\.terraform\.io$/ },
  subjectTails: [
    { tail: /^:/, why: 'the subject names the workspace and the phase of the run: plan and apply differ' },
  ],
  subjectForms: [{ start: 'organization:', end: ':', tenant: 'organization' }],
  subjectFormsAreAll: true,
  unreviewedJobs: [
    {
      jobs: 'any workspace of the organization',
      subjects: ['organization:*:project:any-project:workspace:any-workspace:run_phase:*'],
    },
  ],
  traps: [
    {
      id: 'hcp-terraform-trap-phase',
      page: 'docs/ci/hcp-terraform.md#aws',
      weigh: ({ subject }) => (/:run_phase:plan$/.test(subject) ? 75 : /:run_phase:/.test(subject) ? 50 : 0),
      title: ({ subject }) =>
        `Plan and apply have different subjects. This is the one for ${/:run_phase:plan$/.test(subject) ? 'plan: a policy for apply' : 'apply: a policy for plan'} refuses it.`,
      fix: 'Write both into the policy, in a list, or run_phase:* for both.',
    },
    {
      id: 'hcp-terraform-trap-project',
      page: 'docs/ci/hcp-terraform.md#aws',
      weigh: ({ subject }) => (/:project:[^:]*[ A-Z]/.test(subject) ? 60 : 0),
      title: () => 'The project name contains a space or a capital letter: the policy must match it exactly.',
      fix: 'Copy the subject from the claims.',
    },
  ],
  subjectFaults: [
    {
      rule: 'impossible-value',
      value: /^organization:[^:*?]+:workspace:/,
      why: 'the project follows the organization.',
      fix: 'Write organization:ORGANIZATION:project:PROJECT:workspace:WORKSPACE:run_phase:*.',
    },
    {
      rule: 'impossible-value',
      value: /:run_phase:(?!plan$|apply$|.*[*?])/,
      why: 'the phase of a run is plan or apply.',
      fix: 'Write run_phase:apply, run_phase:plan, or both in a list.',
    },
    {
      rule: 'impossible-value',
      value: /^organization:[^:]+:project:[^:]+:workspace:[^:*?]+$/,
      why: 'the phase of the run follows the workspace.',
      fix: 'Add :run_phase:apply, :run_phase:plan or :run_phase:*.',
    },
  ],
};
