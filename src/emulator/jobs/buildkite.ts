// https://buildkite.com/docs/agent/cli/reference/oidc
// https://buildkite.com/docs/pipelines/configure/environment-variables
import { isObject, type JsonObject, numberAt, parseJson, stringAt } from '../../core/json.ts';
import {
  authorizedBy,
  builtName,
  builtRef,
  commit,
  type EmulatedCi,
  type EndpointRequest,
  type JobOptions,
  type TokenRefusal,
} from './emulated-ci.ts';

const organization = { slug: 'acme-inc', id: '0184990a-477b-4fa8-9968-496074483cee' };
const pipeline = { slug: 'super-duper-app', id: '0184990a-4782-42b5-afc1-16715b10b8ff' };
const clusterId = '0184990a-478a-4a1c-8b7d-1f0e2d3c4b5a';
const jobId = '0190046e-e199-453b-a302-a21a4d649d31';
const agentId = '0190046e-0d5b-4f0b-8a57-9f0e3d2c1b0a';
const buildNumber = 42;
const longestLifetime = 7200;
const audience = 'sts.amazonaws.com';

/** Claims that are included only on request. */
const optional: JsonObject = { organization_id: organization.id, pipeline_id: pipeline.id, cluster_id: clusterId };

export const emulatedBuildkite: EmulatedCi = {
  id: 'buildkite',
  name: 'Buildkite',
  docs: 'https://buildkite.com/docs/agent/cli/reference/oidc',
  // With session tags, on request: the roles must then allow sts:TagSession.
  variants: ['aws-tags'],
  issuer: 'https://agent.buildkite.com',
  audience,
  lifetimeSeconds: 300,
  notBeforeSeconds: 0,
  tokenEndpoint: {
    path: `/v3/jobs/${jobId}/oidc/tokens`,
    password: (request) => authorizedBy('token', request),
    asks,
    answer: (token) => ({ token }),
  },
  files: [],
  trustCondition: {
    StringEquals: {
      'agent.buildkite.com:aud': audience,
      'agent.buildkite.com:organization_id': organization.id,
      'agent.buildkite.com:pipeline_id': pipeline.id,
    },
    // The commit and the step depend on the job.
    StringLike: {
      'agent.buildkite.com:sub': `organization:${organization.slug}:pipeline:${pipeline.slug}:ref:refs/heads/main:commit:*:step:*`,
    },
  },
  claims: (job) => ({
    sub: `organization:${organization.slug}:pipeline:${pipeline.slug}:ref:${builtRef(job)}:commit:${commit}:step:deploy`,
    organization_slug: organization.slug,
    pipeline_slug: pipeline.slug,
    build_number: buildNumber,
    build_branch: builtName(job),
    ...(job.refType === 'tag' ? { build_tag: job.refName } : {}),
    build_commit: commit,
    build_source: 'webhook',
    step_key: 'deploy',
    job_id: jobId,
    agent_id: agentId,
    runner_environment: 'self-hosted',
    ...optional,
    ...(job.variant === 'aws-tags' ? { 'https://aws.amazon.com/tags': tagsOf(Object.keys(optional)) } : {}),
  }),
  environment: async ({ job, emulatorUrl, requestToken }) => ({
    CI: 'true',
    BUILDKITE: 'true',
    BUILDKITE_AGENT_ACCESS_TOKEN: requestToken,
    BUILDKITE_AGENT_ENDPOINT: `${emulatorUrl}/v3`,
    BUILDKITE_AGENT_ID: agentId,
    BUILDKITE_BRANCH: builtName(job),
    BUILDKITE_BUILD_NUMBER: String(buildNumber),
    BUILDKITE_COMMIT: commit,
    BUILDKITE_JOB_ID: jobId,
    BUILDKITE_ORGANIZATION_SLUG: organization.slug,
    BUILDKITE_PIPELINE_ID: pipeline.id,
    BUILDKITE_PIPELINE_SLUG: pipeline.slug,
    BUILDKITE_PULL_REQUEST: job.pullRequest === undefined ? 'false' : String(job.pullRequest),
    BUILDKITE_STEP_KEY: 'deploy',
    BUILDKITE_TAG: job.refType === 'tag' ? job.refName : '',
  }),
};

/** Parses the request of `buildkite-agent oidc request-token`. */
function asks({ method, body }: EndpointRequest): JobOptions | TokenRefusal {
  const asked = parseJson(body);
  if (method !== 'POST' || !isObject(asked)) return refusal(400, 'The request is not JSON');
  const lifetime = numberAt(asked, 'lifetime');
  if (lifetime !== undefined && lifetime > longestLifetime) {
    return refusal(422, `Requested lifetime too high (requested: ${lifetime} max: ${longestLifetime})`);
  }
  const [claims, tags] = ['claims', 'aws_session_tags'].map((name) => textsAt(asked, name));
  const subject = stringAt(asked, 'subject_claim');
  const unknown = [...(claims ?? []), ...(tags ?? []), ...(subject === undefined ? [] : [subject])].find(
    (name) => !Object.hasOwn(optional, name),
  );
  if (unknown !== undefined) return refusal(422, `Unknown claim: ${unknown}`);
  const unasked = Object.keys(optional).filter((name) => !claims?.includes(name));
  return {
    audience: stringAt(asked, 'audience') ?? `https://buildkite.com/${organization.slug}`,
    ...(lifetime === undefined ? {} : { lifetimeSeconds: lifetime }),
    claims: {
      ...Object.fromEntries(unasked.map((name) => [name, null])),
      ...(subject === undefined ? {} : { sub: optional[subject] }),
      ...(tags === undefined || tags.length === 0 ? {} : { 'https://aws.amazon.com/tags': tagsOf(tags) }),
    },
  };
}

function refusal(status: number, message: string): TokenRefusal {
  return { status, body: JSON.stringify({ message }) };
}

function textsAt(object: JsonObject, name: string): readonly string[] {
  const list = object[name];
  return Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : [];
}

function tagsOf(names: readonly string[]): JsonObject {
  return { principal_tags: Object.fromEntries(names.map((name) => [name, [optional[name]]])) };
}
