// https://docs.semaphore.io/reference/openid
import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../core/json.ts';
import { commit, type EmulatedCi, type EmulatedJob, pullRef, sourceBranch } from './emulated-ci.ts';

const organization = {
  name: 'my-org',
  id: 'd7dd33ad-9317-498c-9cc6-51c250749be7',
  url: 'https://my-org.semaphoreci.com',
};
const project = { name: 'web', id: '936a5312-a3b8-4921-8b3f-2cec8baac574' };
const repository = { name: 'web', slug: 'my-org/web' };
const workflow = '1be81412-6ab8-4fc0-9d0d-7af33335a6ec';
const pipeline = '1e1fcfb5-09c0-487e-b051-2d0b5514c42a';
const jobId = 'c117e453-1189-4eaf-b03a-dd6538eb49b2';
/** A push, first run of the first pipeline, not a rebuild. */
const trigger = 'h:f-i:f';

export const emulatedSemaphore: EmulatedCi = {
  id: 'semaphore',
  name: 'Semaphore',
  docs: 'https://docs.semaphore.io/reference/openid',
  // An organization can add names of the job as AWS session tags: its roles must then allow sts:TagSession.
  variants: ['aws-tags'],
  issuer: organization.url,
  audience: organization.url,
  lifetimeSeconds: 24 * 3600,
  notBeforeSeconds: 0,
  files: [],
  trustCondition: {
    StringEquals: {
      'my-org.semaphoreci.com:aud': organization.url,
      'my-org.semaphoreci.com:sub': `org:${organization.name}:project:${project.id}:repo:${repository.name}:ref_type:branch:ref:refs/heads/main`,
    },
  },
  claims: (job) => ({
    jti: randomBytes(12).toString('hex'),
    // Fixed by the CI.
    aud: organization.url,
    sub: `org:${organization.name}:project:${project.id}:repo:${repository.name}:ref_type:${refTypeOf(job)}:ref:${pullRef(job, 'head')}`,
    sub127: `${organization.name}:${project.id}:${repository.name}:${shortRefType(job)}:${pullRef(job, 'head').replace(/^refs\//, '')}`,
    org: organization.name,
    org_id: organization.id,
    prj: project.name,
    prj_id: project.id,
    wf_id: workflow,
    ppl_id: pipeline,
    job_id: jobId,
    job_type: 'pipeline_job',
    ...gitClaims(job),
    tag: job.refType === 'tag' ? job.refName : '',
    ref: pullRef(job, 'head'),
    pr: job.pullRequest === undefined ? '' : String(job.pullRequest),
    ...(job.variant === 'aws-tags' ? { 'https://aws.amazon.com/tags': tagsOf(job) } : {}),
  }),
  environment: async ({ job, token }) => ({
    CI: 'true',
    SEMAPHORE: 'true',
    SEMAPHORE_GIT_BRANCH: job.refName,
    SEMAPHORE_GIT_REF: pullRef(job, 'head'),
    SEMAPHORE_GIT_REF_TYPE: refTypeOf(job),
    SEMAPHORE_GIT_REPO_NAME: repository.name,
    SEMAPHORE_GIT_REPO_SLUG: repository.slug,
    SEMAPHORE_GIT_SHA: commit,
    SEMAPHORE_JOB_ID: jobId,
    SEMAPHORE_JOB_NAME: 'deploy',
    SEMAPHORE_OIDC_TOKEN: await token(),
    SEMAPHORE_ORGANIZATION_URL: organization.url,
    SEMAPHORE_PIPELINE_ID: pipeline,
    SEMAPHORE_PROJECT_ID: project.id,
    SEMAPHORE_PROJECT_NAME: project.name,
    SEMAPHORE_WORKFLOW_ID: workflow,
  }),
};

/** The claims that become session tags, if the organization enables them. */
function gitClaims(job: EmulatedJob): Readonly<Record<string, string>> {
  return {
    repo: repository.name,
    branch: job.refType === 'branch' ? job.refName : '',
    ref_type: refTypeOf(job),
    pr_branch: job.pullRequest === undefined ? '' : sourceBranch,
    repo_slug: repository.slug,
    trg: trigger,
  };
}

function tagsOf(job: EmulatedJob): JsonObject {
  const tags = { prj_id: project.id, job_type: 'pipeline_job', ...gitClaims(job) };
  return {
    principal_tags: Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, [value]])),
    transitive_tag_keys: Object.keys(tags),
  };
}

function refTypeOf(job: EmulatedJob): string {
  return job.pullRequest === undefined ? job.refType : 'pull-request';
}

function shortRefType(job: EmulatedJob): string {
  if (job.pullRequest !== undefined) return 'pr';
  return job.refType === 'tag' ? 'tg' : 'br';
}
