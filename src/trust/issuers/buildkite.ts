// https://buildkite.com/docs/agent/v3/cli-oidc
import type { Issuer } from './issuer.ts';
import { patternMatches, type SubjectMismatch } from './subject-mismatch.ts';

const cloud = /^agent\.(buildkite\.com|[^./]+\.buildkite\.(dev|site))$/;

const commitAndStep: SubjectMismatch = {
  id: 'buildkite-subject',
  title: 'A Buildkite subject continues after the branch with the commit and the step.',
  page: 'docs/ci/custom.md#aws',
  hint: {
    when: ({ path }) => cloud.test(path),
    title: 'The subject names the commit and the step: a policy must not pin them.',
    likelihood: 'possible',
  },
  explains(pattern, token) {
    if (!/^organization:[^:]+:pipeline:[^:]+:ref:refs\/[^:*]+$/.test(pattern)) return undefined;
    return patternMatches(`${pattern}:*`, token.subject) ? { pattern: `${pattern}:*` } : undefined;
  },
};

export const buildkiteIssuer: Issuer = {
  id: 'buildkite',
  name: 'Buildkite',
  docs: 'https://buildkite.com/docs/agent/v3/cli-oidc',
  paths: { cloud, withClaimKeys: cloud, subjectRequired: /^agent\.buildkite\.com$/ },
  claimKeys: [
    'build_branch',
    'cluster_id',
    'cluster_name',
    'organization_id',
    'organization_slug',
    'pipeline_id',
    'pipeline_slug',
  ],
  identityClaims: [
    { claim: 'pipeline_id', immutable: true, advised: true },
    { claim: 'organization_id', immutable: true, advised: true },
    { claim: 'organization_slug' },
    { claim: 'cluster_id', immutable: true },
  ],
  subjectForms: [{ start: 'organization:', end: ':', tenant: 'organization' }],
  lastingSubject: /^organization:[^:]+:pipeline:[^:]+:ref:[^:]+:/,
  sessionTags: { setBy: 'job', identity: ['organization_id', 'pipeline_id'] },
  shownClaims: ['organization_slug', 'organization_id', 'pipeline_slug', 'pipeline_id', 'build_branch'],
  subjectFaults: [
    {
      rule: 'impossible-value',
      value: /^organization:[^:]+:pipeline:.*:ref:(?!refs\/|\*)[^:]/,
      why: 'Buildkite writes the whole reference.',
      fix: 'Write ref:refs/heads/BRANCH or ref:refs/tags/TAG.',
    },
  ],
  subjectMismatches: [commitAndStep],
};
