// https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create
// https://learn.microsoft.com/azure/devops/pipelines/build/variables
import { randomUUID } from 'node:crypto';
import { authorizedBy, commit, type EmulatedCi, type EmulatedJob, pullRef, sourceBranch } from './emulated-ci.ts';

const organization = { name: 'acme', id: '6f0c2b1e-3d4a-4f5b-8c6d-7e8f9a0b1c2d' };
const project = { name: 'shop', id: 'ab12c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d' };
const repository = '9c8b7a6d-5e4f-4a3b-9c2d-1e0f9a8b7c6d';
const pipeline = { name: 'deploy', id: '42' };
const plan = '1d2e3f4a-5b6c-4d7e-8f9a-0b1c2d3e4f5a';
const jobId = '12f1170f-54f2-53f3-20dd-22fc7dff55f9';
const runId = '1234';
const audience = 'api://AzureADTokenExchange';
const issuerPath = `vstoken.dev.azure.com/${organization.id}`;
const collection = `https://dev.azure.com/${organization.name}/`;
const path = `/${organization.name}/${project.id}/_apis/distributedtask/hubs/build/plans/${plan}/jobs/${jobId}/oidctoken`;

export const emulatedAzurePipelines: EmulatedCi = {
  id: 'azure-pipelines',
  name: 'Azure Pipelines',
  docs: 'https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create',
  // The token of a service connection, requested by its ID.
  variants: ['service-connection'],
  issuer: `https://${issuerPath}`,
  audience,
  lifetimeSeconds: 600,
  notBeforeSeconds: 600,
  tokenEndpoint: {
    path,
    password: (request) => authorizedBy('bearer', request),
    asks: ({ method, query }) =>
      method === 'POST'
        ? query.has('serviceConnectionId')
          ? { variant: 'service-connection' }
          : {}
        : { status: 405, body: JSON.stringify({ message: `The requested resource does not support ${method}.` }) },
    answer: (oidcToken) => ({ oidcToken }),
    // A client that does not identify as a program is redirected to a sign-in page.
    stranger: ({ headers }) =>
      headers.get('x-tfs-fedauthredirect') === 'Suppress'
        ? { status: 401, body: '' }
        : { status: 302, headers: { location: 'https://spsprodeus.vssps.visualstudio.com/_signin' }, body: '' },
  },
  files: [],
  trustCondition: {
    StringEquals: {
      [`${issuerPath}:aud`]: audience,
      [`${issuerPath}:sub`]: [`p://${names()}`, `sc://${organization.name}/${project.name}/aws`],
    },
  },
  claims: (job) => ({
    jti: randomUUID(),
    // Fixed by the CI.
    aud: audience,
    ...(job.variant === 'service-connection'
      ? { sub: `sc://${organization.name}/${project.name}/aws` }
      : { sub: `p://${names()}`, ...pipelineClaims(job) }),
  }),
  environment: async ({ job, emulatorUrl, requestToken }) => ({
    TF_BUILD: 'True',
    AGENT_NAME: 'Azure Pipelines 2',
    BUILD_BUILDID: runId,
    BUILD_DEFINITIONNAME: pipeline.name,
    BUILD_REASON: job.pullRequest === undefined ? 'IndividualCI' : 'PullRequest',
    BUILD_SOURCEBRANCH: pullRef(job, 'merge'),
    BUILD_SOURCEBRANCHNAME: pullRef(job, 'merge').replace(/^.*\//, ''),
    BUILD_SOURCEVERSION: commit,
    ...(job.pullRequest === undefined ? {} : { SYSTEM_PULLREQUEST_SOURCEBRANCH: `refs/heads/${sourceBranch}` }),
    SYSTEM_ACCESSTOKEN: requestToken,
    SYSTEM_COLLECTIONURI: collection,
    SYSTEM_DEFINITIONID: pipeline.id,
    SYSTEM_HOSTTYPE: 'build',
    SYSTEM_JOBATTEMPT: '1',
    SYSTEM_JOBID: jobId,
    SYSTEM_OIDCREQUESTURI: `${emulatorUrl}${path}`,
    SYSTEM_PLANID: plan,
    SYSTEM_TEAMPROJECT: project.name,
    SYSTEM_TEAMPROJECTID: project.id,
  }),
};

function names(): string {
  return `${organization.name}/${project.name}/${pipeline.name}`;
}

/** The branch is a claim, but not part of the subject. */
function pipelineClaims(job: EmulatedJob) {
  return {
    org_id: organization.id,
    prj_id: project.id,
    def_id: pipeline.id,
    rpo_id: repository,
    rpo_uri: `${collection}${project.name}/_git/${project.name}`,
    rpo_ver: commit,
    rpo_ref: pullRef(job, 'merge'),
    run_id: runId,
  };
}
