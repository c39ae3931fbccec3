// https://plugins.jenkins.io/oidc-provider/
// https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables
import { commit, type EmulatedCi, type EmulatedJob } from './emulated-ci.ts';

const server = 'https://ci.acme.example/';
const issuerPath = 'ci.acme.example/oidc';
const project = 'shop';
const buildNumber = 17;
const audience = 'sts.amazonaws.com';

/** A multibranch project with a string credential, which the user binds under any name. */
export const emulatedJenkins: EmulatedCi = {
  id: 'jenkins',
  name: 'Jenkins',
  docs: 'https://plugins.jenkins.io/oidc-provider/',
  variants: [],
  issuer: `https://${issuerPath}`,
  audience,
  lifetimeSeconds: 3600,
  notBeforeSeconds: undefined,
  files: [],
  trustCondition: {
    StringEquals: { [`${issuerPath}:aud`]: audience, [`${issuerPath}:sub`]: `${server}job/${project}/job/main/` },
  },
  claims: (job) => ({
    // Always a list.
    aud: [job.audience],
    sub: jobUrl(job),
    build_number: buildNumber,
  }),
  environment: async ({ job, token }) => ({
    CI: 'true',
    AWS_ID_TOKEN: await token(),
    BRANCH_NAME: branchOf(job),
    BUILD_ID: String(buildNumber),
    BUILD_NUMBER: String(buildNumber),
    BUILD_TAG: `jenkins-${project}-${encoded(job)}-${buildNumber}`,
    BUILD_URL: `${jobUrl(job)}${buildNumber}/`,
    ...(job.pullRequest === undefined ? {} : { CHANGE_ID: String(job.pullRequest) }),
    EXECUTOR_NUMBER: '0',
    GIT_COMMIT: commit,
    JENKINS_URL: server,
    JOB_NAME: `${project}/${encoded(job)}`,
    JOB_URL: jobUrl(job),
    NODE_NAME: 'agent-1',
  }),
};

/** The job name of the branch, as it appears in the URL. */
function encoded(job: EmulatedJob): string {
  return encodeURIComponent(branchOf(job));
}

function jobUrl(job: EmulatedJob): string {
  return `${server}job/${project}/job/${encodeURIComponent(encoded(job))}/`;
}

function branchOf(job: EmulatedJob): string {
  return job.pullRequest === undefined ? job.refName : `PR-${job.pullRequest}`;
}
