// https://buildkite.com/docs/agent/v3/cli-oidc
import { stringAt } from '../../core/json.ts';
import {
  awsAudience,
  exactName,
  issuerOption,
  optionalName,
  refOptions,
  refSubjects,
  requiredOption,
  tokenOptions,
} from '../generate/generate-options.ts';
import type { Generator } from '../generate/generator.ts';
import { definedOptions } from '../generate/read-claims.ts';
import { assumeAction, exactClaims } from '../generate/trust-plan.ts';
import { providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';
import { patternMatches, type SubjectMismatch } from './subject-mismatch.ts';

const cloud = /^agent\.(buildkite\.com|[^./]+\.buildkite\.(dev|site))$/;

const buildkiteGenerator: Generator = {
  optionHelp: {
    ...refOptions,
    ...issuerOption,
    ...tokenOptions,
    organization: 'its slug',
    organizationId: 'the UUID of the organization',
    pipeline: 'its slug',
    projectId: 'the UUID of the pipeline',
  },
  hint: 'Use --organization, --pipeline, and --branch or --tag. --organization-id and --project-id (of the pipeline) do not change when names do.',
  plan(options) {
    const ids = { organization_id: options.organizationId, pipeline_id: optionalName(options, 'projectId') };
    const nameOf = (name: 'organization' | 'pipeline'): string =>
      exactName(requiredOption(options, name, `Write --${name} SLUG, or --subject TEXT.`), name);
    return {
      issuer: options.issuer ?? 'https://agent.buildkite.com',
      audience: options.audience ?? awsAudience,
      // Jobs can request session tags, which AWS refuses without this.
      actions: [assumeAction, 'sts:TagSession'],
      subjects: refSubjects(options, (type, ref) => {
        const folder = type === 'tag' ? 'tags' : 'heads';
        return `organization:${nameOf('organization')}:pipeline:${nameOf('pipeline')}:ref:refs/${folder}/${ref}:commit:*:step:*`;
      }),
      exact: exactClaims(ids),
    };
  },
  optionsFrom(claims) {
    const { iss = '', sub = '' } = claims;
    if (!cloud.test(providerPath(iss))) return undefined;
    const [, organization, pipeline, folder, ref] =
      /^organization:([^:]+):pipeline:([^:]+):ref:refs\/(heads|tags)\/([^:]+):/.exec(sub) ?? [];
    return definedOptions({
      ...(ref === undefined
        ? { subject: sub }
        : { organization, pipeline, [folder === 'tags' ? 'tag' : 'branch']: ref }),
      organizationId: stringAt(claims, 'organization_id'),
      projectId: stringAt(claims, 'pipeline_id'),
    });
  },
};

const commitAndStep: SubjectMismatch = {
  id: 'buildkite-subject',
  title: 'A Buildkite subject continues after the branch with the commit and the step.',
  page: 'docs/ci/buildkite.md#aws',
  hint: {
    // A job can request another claim as its subject.
    when: ({ path, subject }) => cloud.test(path) && /:commit:[^:]*:step:/.test(subject),
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
  claimForms: [
    { claim: 'build_branch', value: /^(?!refs\/)/, says: 'the name of the branch, without refs/heads/' },
    ...['organization_id', 'pipeline_id', 'cluster_id'].map((claim) => ({
      claim,
      value: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
      says: 'a UUID; the slug contains the name',
    })),
  ],
  identityClaims: [
    { claim: 'pipeline_id', immutable: true, advised: true },
    { claim: 'organization_id', immutable: true, advised: true },
    { claim: 'organization_slug' },
    { claim: 'cluster_id', immutable: true },
  ],
  subjectForms: [{ start: 'organization:', end: ':', tenant: 'organization' }],
  lifetime:
    'A token of Buildkite is valid for five minutes, or as long as its `--lifetime` (at most 7200 seconds). Remove token-env and other token options: the program requests tokens itself.',
  unreviewedJobs: [
    {
      jobs: 'any branch',
      subjects: ['organization:*:pipeline:*:ref:refs/heads/any-branch:commit:*:step:*'],
    },
  ],
  refClaims: ['build_branch'],
  claimsOnRequest: Object.fromEntries(
    ['organization_id', 'pipeline_id', 'cluster_id', 'cluster_name'].map((claim) => [
      claim,
      `Request it: buildkite-agent oidc request-token --audience sts.amazonaws.com --claim ${claim}`,
    ]),
  ),
  runNames: ['agent_id', 'build_commit', 'build_id', 'build_number', 'commit', 'job_id', 'step', 'step_key'],
  lastingSubject: /^organization:[^:]+:pipeline:[^:]+:ref:[^:]+:/,
  audience: {
    says: "The job chooses Buildkite's audience; the default is sts.amazonaws.com.",
    fixed: false,
    page: 'docs/ci/buildkite.md#the-job',
  },
  sessionTags: { setBy: 'job', identity: ['organization_id', 'pipeline_id'] },
  shownClaims: ['organization_slug', 'organization_id', 'pipeline_slug', 'pipeline_id', 'build_branch'],
  subjectFaults: [
    {
      rule: 'impossible-value',
      value: /^organization:[^:]+:pipeline:.*:ref:(?!refs\/|\*)[^:]/,
      why: 'Buildkite writes the full reference.',
      fix: 'Write ref:refs/heads/BRANCH or ref:refs/tags/TAG.',
    },
  ],
  generator: buildkiteGenerator,
  subjectMismatches: [commitAndStep],
  traps: [
    {
      id: 'buildkite-trap-reference',
      page: 'docs/lint/impossible-value.md',
      weigh: ({ subject }) => (/:ref:refs\//.test(subject) ? 60 : 0),
      title: () =>
        'The subject contains the full reference, refs/heads/…: a policy with only the branch name refuses it.',
      fix: 'Write ref:refs/heads/BRANCH.',
    },
  ],
};
