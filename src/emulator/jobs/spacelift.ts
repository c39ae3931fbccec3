// https://docs.spacelift.io/integrations/cloud-providers/oidc/
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../core/json.ts';
import type { EmulatedCi, EmulatedJob } from './emulated-ci.ts';

const host = 'acme.app.spacelift.io';
const space = 'production-01HQ3ZPVY5M2X0J2D8W6T1AB3C';
const stack = 'infra';
const run = '01JZ8QF5Y1VJ2S3T4U5V6W7X8Y';

export const emulatedSpacelift: EmulatedCi = {
  id: 'spacelift',
  name: 'Spacelift',
  docs: 'https://docs.spacelift.io/integrations/cloud-providers/oidc/',
  // For a stack with the label feature:aws_oidc_session_tagging.
  variants: ['aws-tags'],
  issuer: `https://${host}`,
  audience: host,
  lifetimeSeconds: 3600,
  notBeforeSeconds: 0,
  files: [],
  trustCondition: {
    StringEquals: {
      [`${host}:aud`]: host,
      [`${host}:sub`]: ['read', 'write'].map(
        (scope) => `space:${space}:stack:${stack}:run_type:TRACKED:scope:${scope}`,
      ),
    },
  },
  claims: (job) => ({
    jti: randomUUID(),
    sub: `space:${space}:stack:${stack}:run_type:${runType(job)}:scope:${scopeOf(job)}`,
    spaceId: space,
    callerType: 'stack',
    callerId: stack,
    runType: runType(job),
    runId: run,
    scope: scopeOf(job),
    ...(job.variant === 'aws-tags' ? { 'https://aws.amazon.com/tags': tags } : {}),
  }),
  environment: async ({ token }) => ({
    SPACELIFT: 'true',
    SPACELIFT_OIDC_TOKEN: await token(),
    TF_VAR_spacelift_account_name: 'acme',
    TF_VAR_spacelift_run_id: run,
    TF_VAR_spacelift_run_type: 'TRACKED',
    TF_VAR_spacelift_space_id: space,
    TF_VAR_spacelift_stack_id: stack,
  }),
};

const tags: JsonObject = {
  principal_tags: { run: [run], space: [space], stack: [stack] },
  transitive_tag_keys: ['run', 'space', 'stack'],
};

/** A pull request starts a proposed run. */
function runType({ pullRequest }: EmulatedJob): string {
  return pullRequest === undefined ? 'TRACKED' : 'PROPOSED';
}

function scopeOf({ pullRequest }: EmulatedJob): string {
  return pullRequest === undefined ? 'write' : 'read';
}
