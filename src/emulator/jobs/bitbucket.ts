// https://support.atlassian.com/bitbucket-cloud/docs/integrate-pipelines-with-resource-servers-using-oidc/
// https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
import { builtName, commit, type EmulatedCi } from './emulated-ci.ts';

const workspace = { name: 'acme', uuid: '{3c1f7c1a-5e0d-4c8b-9a57-0d2f3b4c5d6e}' };
const repository = { name: 'shop', uuid: '{7d9e2f40-1a2b-4c3d-8e4f-5a6b7c8d9e0f}' };
const environmentUuid = '{5b6c7d8e-9f0a-4b1c-8d2e-3f4a5b6c7d8e}';
const pipelineUuid = '{0a1b2c3d-4e5f-4a6b-9c7d-8e9f0a1b2c3d}';
const stepUuid = '{9e8d7c6b-5a4f-4e3d-8c2b-1a0f9e8d7c6b}';
const issuerPath = `api.bitbucket.org/2.0/workspaces/${workspace.name}/pipelines-config/identity/oidc`;
const audience = 'sts.amazonaws.com';

export const emulatedBitbucket: EmulatedCi = {
  id: 'bitbucket',
  name: 'Bitbucket Pipelines',
  docs: 'https://support.atlassian.com/bitbucket-cloud/docs/integrate-pipelines-with-resource-servers-using-oidc/',
  // A step without audiences (`oidc: true`).
  variants: ['workspace-audience'],
  issuer: `https://${issuerPath}`,
  audience,
  lifetimeSeconds: 3600,
  notBeforeSeconds: undefined,
  files: [],
  trustCondition: {
    StringEquals: { [`${issuerPath}:aud`]: audience },
    // The UUID of the step follows.
    StringLike: { [`${issuerPath}:sub`]: `${repository.uuid}:*` },
  },
  claims: (job) => ({
    // Audiences of a step are a list, even a single one.
    aud:
      job.variant === 'workspace-audience' ? `ari:cloud:bitbucket::workspace/${bare(workspace.uuid)}` : [job.audience],
    sub: [repository.uuid, ...(job.environment === undefined ? [] : [environmentUuid]), stepUuid].join(':'),
    workspaceUuid: workspace.uuid,
    repositoryUuid: repository.uuid,
    pipelineUuid,
    stepUuid,
    ...(job.environment === undefined ? {} : { deploymentEnvironmentUuid: environmentUuid }),
    branchName: builtName(job),
  }),
  environment: async ({ job, token }) => ({
    CI: 'true',
    [job.refType === 'tag' ? 'BITBUCKET_TAG' : 'BITBUCKET_BRANCH']: builtName(job),
    BITBUCKET_BUILD_NUMBER: '42',
    BITBUCKET_COMMIT: commit,
    ...(job.environment === undefined
      ? {}
      : { BITBUCKET_DEPLOYMENT_ENVIRONMENT: job.environment, BITBUCKET_DEPLOYMENT_ENVIRONMENT_UUID: environmentUuid }),
    BITBUCKET_PIPELINE_UUID: pipelineUuid,
    ...(job.pullRequest === undefined ? {} : { BITBUCKET_PR_ID: String(job.pullRequest) }),
    BITBUCKET_REPO_FULL_NAME: `${workspace.name}/${repository.name}`,
    BITBUCKET_REPO_SLUG: repository.name,
    BITBUCKET_REPO_UUID: repository.uuid,
    BITBUCKET_STEP_OIDC_TOKEN: await token(),
    BITBUCKET_STEP_RUN_NUMBER: '1',
    BITBUCKET_STEP_UUID: stepUuid,
    BITBUCKET_WORKSPACE: workspace.name,
  }),
};

function bare(uuid: string): string {
  return uuid.slice(1, -1);
}
