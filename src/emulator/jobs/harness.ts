// https://developer.harness.io/harness-platform/use-harness-platform/pipelines/workload-identity
import { commit, type EmulatedCi } from './emulated-ci.ts';

const account = 'gz4oUcFfRgqWumQewdLGw';
const provider = `app.harness.io/ng/api/oidc/account/${account}`;
/** Made up: the account defines the real form by a template. */
const subject = `account/${account}:org/default:project/shop`;

export const emulatedHarness: EmulatedCi = {
  id: 'harness',
  name: 'Harness',
  docs: 'https://developer.harness.io/harness-platform/use-harness-platform/pipelines/workload-identity',
  variants: [],
  issuer: `https://${provider}`,
  audience: 'sts.amazonaws.com',
  lifetimeSeconds: 3600,
  notBeforeSeconds: undefined,
  files: [],
  trustCondition: {
    StringEquals: { [`${provider}:aud`]: 'sts.amazonaws.com', [`${provider}:sub`]: subject },
  },
  claims: () => ({
    sub: subject,
    account_id: account,
    organization_id: 'default',
    project_id: 'shop',
    pipeline_id: 'deploy',
  }),
  environment: async ({ job, token }) => ({
    CI: 'true',
    // The name of the step's input variable.
    AWS_ID_TOKEN: await token(),
    DRONE: 'true',
    DRONE_BRANCH: job.refName,
    DRONE_COMMIT_SHA: commit,
    HARNESS_ACCOUNT_ID: account,
    HARNESS_BUILD_ID: '42',
    HARNESS_EXECUTION_ID: 'x0b1c2d3e4f5',
    HARNESS_ORG_ID: 'default',
    HARNESS_PIPELINE_ID: 'deploy',
    HARNESS_PROJECT_ID: 'shop',
    HARNESS_STAGE_ID: 'deploy',
  }),
};
