// https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/
import { builtRef, commit, type EmulatedCi, type EmulatedJob } from './emulated-ci.ts';

const organization = '5d3e5e5e-4c5b-4a3b-9d0a-1f2e3d4c5b6a';
const project = 'c9d0e1f2-a3b4-4c5d-8e6f-7a8b9c0d1e2f';
const user = '0b1c2d3e-4f5a-4b6c-8d7e-8f9a0b1c2d3e';
const context = 'd4e5f6a7-b8c9-4d0e-9f1a-2b3c4d5e6f70';
const pipeline = '1a2b3c4d-5e6f-4a7b-8c8d-9e0f1a2b3c4d';
const pipelineDefinition = '2b3c4d5e-6f7a-4b8c-9d9e-0f1a2b3c4d5e';
const workflow = '3c4d5e6f-7a8b-4c9d-8e0f-1a2b3c4d5e6f';
const jobId = '4d5e6f7a-8b9c-4d0e-9f1a-2b3c4d5e6f7a';
const provider = `oidc.circleci.com/org/${organization}`;
const origin = 'github.com/my-org/my-repo';

export const emulatedCircleci: EmulatedCi = {
  id: 'circleci',
  name: 'CircleCI',
  docs: 'https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/',
  // The token in CIRCLE_OIDC_TOKEN, whose subject has no repository. Default: the V2 token.
  variants: ['v1'],
  issuer: `https://${provider}`,
  audience: organization,
  lifetimeSeconds: 3600,
  notBeforeSeconds: undefined,
  files: ['BASH_ENV'],
  trustCondition: {
    StringEquals: {
      [`${provider}:aud`]: organization,
      [`${provider}:oidc.circleci.com/project-id`]: project,
    },
    // The user in the middle is the author of the push.
    StringLike: {
      [`${provider}:sub`]: `org/${organization}/project/${project}/user/*/vcs-origin/${origin}/vcs-ref/refs/heads/main`,
    },
  },
  claims: (job) => ({
    sub: circleciSubject(job),
    'oidc.circleci.com/context-ids': [context],
    'oidc.circleci.com/job-id': jobId,
    'oidc.circleci.com/org-id': organization,
    'oidc.circleci.com/pipeline-definition-id': pipelineDefinition,
    'oidc.circleci.com/pipeline-id': pipeline,
    'oidc.circleci.com/project-id': project,
    'oidc.circleci.com/ssh-rerun': false,
    'oidc.circleci.com/vcs-origin': origin,
    'oidc.circleci.com/vcs-ref': builtRef(job),
    'oidc.circleci.com/workflow-id': workflow,
  }),
  environment: async ({ job, token }) => ({
    CI: 'true',
    CIRCLECI: 'true',
    CIRCLE_BUILD_NUM: '42',
    CIRCLE_BUILD_URL: 'https://circleci.com/gh/my-org/my-repo/42',
    [job.refType === 'tag' ? 'CIRCLE_TAG' : 'CIRCLE_BRANCH']: builtRef(job).replace(/^refs\/(heads|tags)\//, ''),
    CIRCLE_JOB: 'deploy',
    CIRCLE_OIDC_TOKEN: await token({ variant: 'v1' }),
    CIRCLE_OIDC_TOKEN_V2: await token({ variant: undefined }),
    CIRCLE_ORGANIZATION_ID: organization,
    CIRCLE_PIPELINE_ID: pipeline,
    CIRCLE_PROJECT_ID: project,
    CIRCLE_PROJECT_REPONAME: 'my-repo',
    CIRCLE_PROJECT_USERNAME: 'my-org',
    CIRCLE_SHA1: commit,
    CIRCLE_WORKFLOW_ID: workflow,
    CIRCLE_WORKFLOW_JOB_ID: jobId,
  }),
};

function circleciSubject(job: EmulatedJob): string {
  const subject = `org/${organization}/project/${project}/user/${user}`;
  return job.variant === 'v1' ? subject : `${subject}/vcs-origin/${origin}/vcs-ref/${builtRef(job)}`;
}
